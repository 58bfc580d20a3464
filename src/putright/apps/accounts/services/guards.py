"""The database's own refusal to change or remove what the access log says.

Guards are installed after every migration by `putright init`, since a migration that
rebuilds a table drops them, and `putright serve` will not start without them.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "accounts_accesslog"
NAMES = ("accounts_accesslog_no_update", "accounts_accesslog_no_delete")
SAYS = "The access log is only ever added to."

NO_REPLACE = "accounts_accesslog_no_replace"
"""On SQLite alone: there an insert may replace a row, and the others not be asked."""

SQLITE = (
    *(
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        for name, verb in zip(NAMES, ("UPDATE", "DELETE"), strict=True)
    ),
    f"CREATE TRIGGER IF NOT EXISTS {NO_REPLACE} BEFORE INSERT ON {TABLE} "  # noqa: S608 - our own names
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE rowid = NEW.rowid) "
    f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION accounts_refuse_change() RETURNS trigger AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$ LANGUAGE plpgsql",
    f"CREATE OR REPLACE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuse_change()",
    f"CREATE OR REPLACE TRIGGER {NAMES[1]} BEFORE DELETE OR TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuse_change()",
)


def make(connection: BaseDatabaseWrapper) -> None:
    """Make the guards, in place of any of the same name."""
    statements = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: only tests that empty the database may."""
    table = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    with connection.cursor() as cursor:
        for name in _names(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Give the names of guards that are not in the database."""
    if connection.vendor == "sqlite":
        question = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        question = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        )
    with connection.cursor() as cursor:
        cursor.execute(question)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in _names(connection) if name not in there]


def _names(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    return (*NAMES, NO_REPLACE) if connection.vendor == "sqlite" else NAMES
