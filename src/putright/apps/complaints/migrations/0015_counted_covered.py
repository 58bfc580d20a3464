from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

INDEX = "complaints_counted"


def add(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let PostgreSQL read what every figure asks of a case from an index by itself.

    A case's row is wide, and those of a month's stages lie in as many places. SQLite
    goes to a row by its number whatever index there is.
    """
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE INDEX {INDEX} ON complaints_caserow (id)"
            " INCLUDE (kind, counts, restricted)"
        )


def remove(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP INDEX {INDEX}")


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0014_days_counted'),
    ]

    operations = [migrations.RunPython(add, remove, elidable=False)]
