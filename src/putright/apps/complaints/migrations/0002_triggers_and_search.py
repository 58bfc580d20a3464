"""The triggers that keep the journal, and the table that words are searched in."""

from django.db import migrations

from putright.apps.complaints import search, triggers


def make(apps, schema_editor):
    triggers.make(schema_editor.connection)
    with schema_editor.connection.cursor() as cursor:
        for statement in search.MAKE[schema_editor.connection.vendor]:
            cursor.execute(statement)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection)
    schema_editor.execute("DROP TABLE IF EXISTS complaints_search")


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
