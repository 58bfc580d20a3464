"""Read-only views for a landlord's own reports, in a schema of their own.

On PostgreSQL alone: an embedded database has no roles, so that whoever could read a
view there could read every table. They are dropped before the tables change and made
again afterwards; what may read them is granted by the schema (docs/views.md).
"""

from importlib import import_module

from django.db import connection, transaction

SCHEMA = "putright_views"
MODULES = (
    "putright.apps.complaints.services.sql_views",
    "putright.apps.letters.services.sql_views",
)


def views() -> dict[str, str]:
    """Give every view's name, with what it selects."""
    return {
        name: query
        for module in MODULES
        for name, query in import_module(module).VIEWS.items()
    }


@transaction.atomic
def drop() -> None:
    """Take the views away, so that a migration may change what they read."""
    if connection.vendor != "postgresql" or not _there():
        return
    with connection.cursor() as cursor:
        for name in views():
            cursor.execute(f"DROP VIEW IF EXISTS {SCHEMA}.{name}")


@transaction.atomic
def make() -> bool:
    """Make every view, and the days that they count working days by.

    Gives False where the schema is not there and the role that is connected may not
    make it: the program runs without its views.
    """
    working_days = import_module("putright.apps.complaints.services.working_days")
    working_days.write_once()
    if connection.vendor != "postgresql":
        return True
    drop()
    with connection.cursor() as cursor:
        if not _there():
            cursor.execute(
                "SELECT has_database_privilege(current_database(), 'CREATE')"
            )
            if not cursor.fetchone()[0]:
                return False
            cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for name, query in views().items():
            cursor.execute(f"CREATE VIEW {SCHEMA}.{name} AS {query}")
    return True


def _there() -> bool:
    """Whether the schema is there: to make it takes a right that reading does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [SCHEMA])
        return cursor.fetchone() is not None
