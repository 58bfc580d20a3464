"""The triggers by which the database itself refuses to change the journal.

Entries, erasures, seals and adopted calendars are never updated or deleted; words are
never updated, and deleted only where an erasure of their case was written first and no
legal hold stands on it. On
SQLite an insert that would replace a row is refused by itself: there REPLACE deletes
without asking the triggers, unless the connection that does it sets a pragma. A
migration that rebuilds a table drops its triggers, so they are made again after every
migration, and the program does not start without them.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = (
    "complaints_entry",
    "complaints_erasure",
    "complaints_seal",
    "complaints_calendaradoption",
    "complaints_policyadoption",
)
WORDS = "complaints_entrywords"

KEYS = {
    "complaints_entry": ("case_id", "sequence"),
    WORDS: ("entry_id",),
    "complaints_seal": ("day",),
}
"""By what a row can be replaced, beside its number: each table's unique columns."""

_ERASED = """EXISTS (
    SELECT 1 FROM complaints_entry e JOIN complaints_erasure x ON x.case_id = e.case_id
    WHERE e.id = OLD.entry_id AND e.sequence <= x.up_to)"""
HOLDS = "holds_hold"
_HELD = f"""EXISTS (
    SELECT 1 FROM complaints_entry e JOIN complaints_caserow c ON c.id = e.case_id
    JOIN {HOLDS} h ON h.lifted_at IS NULL AND (
        (h.kind = 'case' AND h.reference = c.reference)
        OR (h.kind = 'person' AND (h.reference = c.person OR h.reference IN (
            SELECT a.person FROM complaints_affectedperson a WHERE a.case_id = c.id))))
    WHERE e.id = OLD.entry_id)"""  # noqa: S608 - our own names
"""A hold on the case or on anyone whom it is about outranks its erasure."""


def make(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger, in place of one of the same name.

    Tables that a later migration makes are left to it.
    """
    there = set(connection.introspection.table_names())
    tables = tuple(table for table in (*APPEND_ONLY, WORDS) if table in there)
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, tables, held=HOLDS in there):
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger away: only tests that empty the database may."""
    with connection.cursor() as cursor:
        for name, table in _names():
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Name the triggers that are not there."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return [
        name
        for name, _ in _names()
        if name not in there and not name.endswith(_OTHERS[connection.vendor])
    ]


_OTHERS = {"sqlite": "_no_truncate", "postgresql": "_no_replace"}
"""What only the other database has."""


def _names() -> list[tuple[str, str]]:
    tables = (*APPEND_ONLY, WORDS)
    return [
        (f"{table}_no_{act}", table)
        for table in tables
        for act in ("update", "delete", "truncate", "replace")
    ]


def statements(vendor: str, tables: tuple[str, ...], *, held: bool = True) -> list[str]:
    """Give the statements that make the triggers of some tables.

    `held`: whether there are legal holds to be asked; an early migration has none yet.
    """
    goes = f"({_ERASED} AND NOT {_HELD})" if held else _ERASED
    make = _postgresql if vendor == "postgresql" else _sqlite
    return make(tables, goes)


def _sqlite(tables: tuple[str, ...], goes: str) -> list[str]:
    made = []
    for table in tables:
        for act in ("update", "delete"):
            unless = f"WHEN NOT {goes}" if (table, act) == (WORDS, "delete") else ""
            name = f"{table}_no_{act}"
            made.append(f"DROP TRIGGER IF EXISTS {name}")
            made.append(
                f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} {unless} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        made += no_replace(table, KEYS.get(table, ()))
    return made


def no_replace(table: str, key: tuple[str, ...]) -> list[str]:
    """Give the statements by which SQLite refuses to put a row in another's place.

    `key`: the columns that are unique together, beside the row's number.
    """
    name = f"{table}_no_replace"
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    there = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {where})"  # noqa: S608 - our own names
        for where in ("rowid = NEW.rowid", same)
        if where
    )
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {there} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    ]


def _postgresql(tables: tuple[str, ...], goes: str) -> list[str]:
    made = [
        """CREATE OR REPLACE FUNCTION putright_append_only() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END
        $$ LANGUAGE plpgsql""",
        f"""CREATE OR REPLACE FUNCTION putright_words_kept() RETURNS trigger AS $$
        BEGIN
            IF {goes} THEN RETURN OLD; END IF;
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END $$ LANGUAGE plpgsql""",
    ]
    for table in tables:
        for act in ("update", "delete", "truncate"):
            words = (table, act) == (WORDS, "delete")
            function = "putright_words_kept" if words else "putright_append_only"
            each = "STATEMENT" if act == "truncate" else "ROW"
            name = f"{table}_no_{act}"
            made.append(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            made.append(
                f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION {function}()"
            )
    return made
