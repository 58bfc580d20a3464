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
