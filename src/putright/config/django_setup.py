"""Loads Django once, for the commands that need it, and sees that a database answers.

Every command that reads or writes the database calls `setup` before anything else, so
that all say alike what is missing and what to do; `load` is for what makes a database.
"""

import os
from importlib.util import find_spec
from pathlib import Path

import django
from django.apps import apps

from putright.config.outcomes import DoesNotHoldError

NO_DATABASE = "There is no database yet. Run `putright init` first."
BEHIND = (
    "The database is behind this program. Run `putright init` to bring it up to date."
)

NOT_FINISHED = "restore-not-finished"
"""A file in the home while a restore is under way: nothing starts beside it."""
HALF_RESTORED = (
    "A restore was not finished. Run `putright restore` again, and see what it says."
)


def half_restored() -> bool:
    """Whether a restore was begun in the home and has not come to its end."""
    from django.conf import settings

    return (Path(settings.PUTRIGHT_HOME) / NOT_FINISHED).exists()


def load() -> None:
    """Load Django with this program's settings; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "putright.config.settings")
    if not apps.ready:
        django.setup()


def setup() -> None:
    """Load Django, and see that there is a database this program can use.

    Raises DoesNotHoldError, which says what to do: where there is none, where it does
    not answer, or where it lacks a migration of this program.
    """
    load()
    from django.db import DatabaseError, connection

    if half_restored():
        raise DoesNotHoldError(HALF_RESTORED)
    if _no_file(connection.settings_dict["NAME"], connection.vendor):
        raise DoesNotHoldError(NO_DATABASE)
    try:
        if "django_migrations" not in connection.introspection.table_names():
            raise DoesNotHoldError(NO_DATABASE)
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            there = {(str(app), str(name)) for app, name in cursor.fetchall()}
    except DatabaseError as error:
        why = str(error).strip().partition("\n")[0]
        raise DoesNotHoldError(
            f"The database does not answer ({why}). See that it runs, and that "
            "PUTRIGHT_DATABASE_URL or PUTRIGHT_HOME is right."
        ) from error
    if not wanted() <= there:
        raise DoesNotHoldError(BEHIND)


def _no_file(name: object, vendor: str) -> bool:
    """Whether the embedded database's file is not there: opening it would make it."""
    return vendor == "sqlite" and isinstance(name, Path) and not name.exists()


def wanted() -> set[tuple[str, str]]:
    """Name every migration of this program and its packages, without loading them."""
    from django.db.migrations.loader import MigrationLoader

    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for folder in _folders(MigrationLoader.migrations_module(app.label)[0])
        for file in folder.glob("[0-9a-z]*.py")
    }


def _folders(module: str | None) -> list[Path]:
    found = find_spec(module) if module else None
    places = found.submodule_search_locations if found else None
    return [Path(place) for place in places or ()]
