"""The database's own guards of what is only ever added to, in every app that has any.

Each module named gives `make(connection)`, which may be called again at any time, and
`missing(connection)`, which names the guards that are not there.
"""

from importlib import import_module

from django.db import connection, transaction

GUARDED = (
    "putright.apps.accounts.services.guards",
    "putright.apps.complaints.triggers",
)


LOOK_ELSEWHERE = ("complaints_entrywords_no_delete", "accounts_accesslog_no_delete")
"""Guards that ask other tables whether a row may go."""


def loosen() -> None:
    """Take away, before a migration, the guards that look at other tables.

    SQLite lets no table be rebuilt while a guard names it. `install` puts them back,
    and the program does not start without them.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in LOOK_ELSEWHERE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


@transaction.atomic
def install() -> None:
    """Make every guard anew: a migration that rebuilds a table drops its guards."""
    for name in GUARDED:
        import_module(name).make(connection)


def missing() -> list[str]:
    """Give the names of the guards that the database lacks."""
    return [
        guard for name in GUARDED for guard in import_module(name).missing(connection)
    ]
