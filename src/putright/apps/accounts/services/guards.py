"""The database's own refusal to change or remove what the access log says.

Entries older than a day that was written down in `accounts_logerasure` may go: that is
the landlord's retention schedule, and nothing else writes there.

Guards are installed after every migration by `putright init`, since a migration that
rebuilds a table drops them, and `putright serve` will not start without them.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "accounts_accesslog"
ERASURES = "accounts_logerasure"
SAYS = "The access log is only ever added to."
LET_GO = f"EXISTS (SELECT 1 FROM {ERASURES} e WHERE OLD.at < e.before)"  # noqa: S608 - our own names
"""An entry goes only by the retention schedule, which is written down first."""

NAMES = tuple(
    f"{table}_no_{verb}" for table in (TABLE, ERASURES) for verb in ("update", "delete")
)
NO_REPLACE = tuple(f"{table}_no_replace" for table in (TABLE, ERASURES))
"""On SQLite alone: there an insert may replace a row, and the others not be asked."""
NO_TRUNCATE = tuple(f"{table}_no_truncate" for table in (TABLE, ERASURES))
"""On PostgreSQL alone."""


def _sqlite() -> list[str]:
    made = []
    for table in (TABLE, ERASURES):
        for verb in ("update", "delete"):
            when = f"WHEN NOT {LET_GO} " if (table, verb) == (TABLE, "delete") else ""
            made += [
                f"DROP TRIGGER IF EXISTS {table}_no_{verb}",
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"{when}BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
            ]
        made += [
            f"DROP TRIGGER IF EXISTS {table}_no_replace",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - our own names
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid) "
            f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
        ]
    return made


def _postgresql() -> list[str]:
    made = [
        "CREATE OR REPLACE FUNCTION accounts_refuse_change() RETURNS trigger AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$ LANGUAGE plpgsql",
        "CREATE OR REPLACE FUNCTION accounts_let_go() RETURNS trigger AS "
        f"$$ BEGIN IF {LET_GO} THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{SAYS}'; END $$ LANGUAGE plpgsql",
    ]
    for table in (TABLE, ERASURES):
        for verb in ("update", "delete", "truncate"):
            goes = (table, verb) == (TABLE, "delete")
            function = "accounts_let_go" if goes else "accounts_refuse_change"
            each = "ROW" if goes else "STATEMENT"
            made.append(
                f"CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} "
                f"ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
            )
    return made


def make(connection: BaseDatabaseWrapper) -> None:
    """Make the guards, in place of any of the same name."""
    statements = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: only tests that empty the database may."""
    with connection.cursor() as cursor:
        for name in _names(connection):
            table = name.partition("_no_")[0]
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


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
    others = NO_REPLACE if connection.vendor == "sqlite" else NO_TRUNCATE
    return (*NAMES, *others)
