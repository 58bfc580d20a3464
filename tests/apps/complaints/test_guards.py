"""The database's guards, met by a program that is not ours."""

import sqlite3
from datetime import date

import pytest
from django.db import connection
from tests.apps.complaints import worklists as w

from putright.apps.accounts.services import record_opening
from putright.apps.complaints import triggers
from putright.apps.complaints.models import EntryWords
from putright.apps.complaints.services import verify
from putright.config import guards

KEPT = (*triggers.APPEND_ONLY, triggers.WORDS, "accounts_accesslog")


@pytest.fixture
def raw() -> sqlite3.Connection:
    """The database's own bytes, opened as any other program opens them."""
    ours = connection.connection
    theirs = sqlite3.connect(":memory:", isolation_level=None)
    theirs.deserialize(ours.serialize())
    return theirs


@pytest.fixture
def _filled(db: None) -> None:
    guards.install()
    w.logged()
    verify.seal(day=date(2026, 3, 11), now=w.NOW)
    record_opening(by=None, kind="case_opened", subject="case:1", now=w.NOW)


@pytest.mark.sqlite
@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize("way", ["OR REPLACE", "OR IGNORE", "OR FAIL"])
def test_a_row_that_is_only_added_to_is_replaced_by_nobody(
    raw: sqlite3.Connection, way: str
) -> None:
    """Without the pragma, SQLite lets no delete trigger see what REPLACE takes away."""
    assert raw.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    tried = 0
    for table in KEPT:
        before = raw.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - ours
        if before:
            tried += 1
            with pytest.raises(sqlite3.IntegrityError, match="only"):
                raw.execute(f"INSERT {way} INTO {table} SELECT * FROM {table}")  # noqa: S608 - ours
        assert raw.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608 - ours
    assert tried == 4


@pytest.mark.sqlite
@pytest.mark.usefixtures("_filled")
def test_an_entry_put_in_the_place_of_another_by_its_number_in_the_case_is_refused(
    raw: sqlite3.Connection,
) -> None:
    columns = [row[1] for row in raw.execute("PRAGMA table_info(complaints_entry)")]
    shown = ", ".join("id + 999" if name == "id" else name for name in columns)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(
            f"INSERT OR REPLACE INTO complaints_entry SELECT {shown} "  # noqa: S608 - ours
            "FROM complaints_entry"
        )


@pytest.mark.sqlite
@pytest.mark.usefixtures("_filled")
def test_words_put_in_the_place_of_others_are_refused(raw: sqlite3.Connection) -> None:
    entry = EntryWords.objects.values_list("pk", flat=True)[0]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(
            "INSERT OR REPLACE INTO complaints_entrywords (entry_id, salt, data) "
            "VALUES (?, x'00', x'00')",
            (entry,),
        )


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("table", KEPT)
def test_every_way_in_which_a_row_can_be_replaced_is_guarded(table: str) -> None:
    """A column made unique later would be another way."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table).values()
        cursor.execute(f"PRAGMA table_info({table})")
        number = next(row[1] for row in cursor.fetchall() if row[5])
    unique = {tuple(one["columns"]) for one in found if one["unique"]}
    guarded = {triggers.KEYS.get(table, ()), (number,)}
    assert unique <= guarded


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_migration_may_rebuild_a_table_that_a_guard_looks_at() -> None:
    """Else no later version could change the rows of cases or of holds."""
    guards.install()
    guards.loosen()
    assert set(guards.missing()) == set(guards.LOOK_ELSEWHERE)
    with connection.cursor() as cursor:
        for table in ("complaints_caserow", "holds_hold", "accounts_logerasure"):
            cursor.execute(f"ALTER TABLE {table} RENAME TO rebuilt")
            cursor.execute(f"ALTER TABLE rebuilt RENAME TO {table}")
    guards.install()
    assert not guards.missing()


@pytest.mark.django_db
def test_no_guard_is_missing_once_all_are_made() -> None:
    guards.install()
    assert guards.missing() == []
