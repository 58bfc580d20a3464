"""Faults of the machine are told from the program's own by code, whatever they say."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db.utils import IntegrityError, OperationalError
from django.test import RequestFactory

from putright.apps.accounts.views import errors, faults


def raised(act: Callable[[], object]) -> BaseException:
    """Give what an act raises."""
    try:
        act()
    except (sqlite3.Error, psycopg.Error, OSError) as error:
        return error
    raise AssertionError("nothing was raised")


def full(folder: Path) -> BaseException:
    """Fill a database that may have three pages."""
    with closing(sqlite3.connect(folder / "full")) as database:
        database.execute("CREATE TABLE words (word)")
        database.execute("PRAGMA max_page_count=3")
        insert = "INSERT INTO words VALUES (zeroblob(100000))"
        return raised(lambda: database.execute(insert))


def locked(folder: Path) -> BaseException:
    """Write where another writes."""
    with (
        closing(sqlite3.connect(folder / "one", isolation_level=None)) as one,
        closing(sqlite3.connect(folder / "one", timeout=0)) as other,
    ):
        one.execute("BEGIN IMMEDIATE")
        return raised(lambda: other.execute("CREATE TABLE words (word)"))


def read_only(folder: Path) -> BaseException:
    """Write what may only be read."""
    sqlite3.connect(folder / "read").close()
    (folder / "read").touch()
    with closing(sqlite3.connect(f"file:{folder}/read?mode=ro", uri=True)) as read:
        return raised(lambda: read.execute("CREATE TABLE words (word)"))


def broken(folder: Path) -> BaseException:
    """Read what is no database."""
    (folder / "broken").write_bytes(b"not a database at all" * 99)
    with closing(sqlite3.connect(folder / "broken")) as database:
        return raised(lambda: database.execute("SELECT * FROM words"))


def away(folder: Path) -> BaseException:
    """Ask a server that is not there."""
    return raised(lambda: psycopg.connect(f"host={folder} dbname=none"))


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (full, faults.FULL),
        (locked, faults.LOCKED),
        (read_only, faults.READ_ONLY),
        (broken, faults.BROKEN),
        (away, faults.AWAY),
    ],
)
def test_what_a_database_says_is_told_by_its_code(
    make: Callable[[Path], BaseException], fault: faults.Fault, tmp_path: Path
) -> None:
    error = OperationalError("a message that may quote a row")
    error.__cause__ = make(tmp_path)
    assert faults.fault_of(error) is fault


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, faults.FULL),
        (errno.EROFS, faults.READ_ONLY),
        (errno.EIO, faults.BROKEN),
        (errno.ENOENT, None),
    ],
)
def test_what_the_system_says(number: int, fault: faults.Fault | None) -> None:
    assert faults.fault_of(OSError(number, "x")) is fault


def test_an_error_of_our_own_stays_one() -> None:
    """A fault's page for a mistake of the program would hide the mistake."""
    with closing(sqlite3.connect(":memory:")) as database:
        ours = raised(lambda: database.execute("SELECT * FROM nothing"))
    error = OperationalError("no such table")
    error.__cause__ = ours
    assert faults.fault_of(error) is None
    assert faults.fault_of(IntegrityError("x")) is None
    assert faults.fault_of(ValueError("x")) is None


@pytest.mark.django_db
def test_a_sign_in_that_could_not_be_saved_is_no_unreadable_request(
    tmp_path: Path,
) -> None:
    error = SessionInterrupted("deleted before the request completed")
    error.__context__ = OperationalError("x")
    error.__context__.__cause__ = full(tmp_path)
    answer = errors.bad_request(RequestFactory().get("/cases/"), error)
    assert answer.status_code == 503
    assert "There is no room left to save" in answer.content.decode()
    other = errors.bad_request(RequestFactory().get("/cases/"), ValueError("x"))
    assert other.status_code == 400


def test_no_secret_is_carried_in_a_page() -> None:
    """A password that failed to be saved must not stand in the page's source."""
    sent = {"login": "okafor", "password": "correct horse", "code": "123456"}
    request = RequestFactory().post("/sign-in/", sent)
    with closing(sqlite3.connect(":memory:")):
        page = faults.answer(request, faults.FULL, ValueError("x"))
    assert "correct horse" not in page.content.decode()


def test_another_site_can_not_have_its_words_carried() -> None:
    sent = {"note": "words of theirs"}
    request = RequestFactory().post(
        "/cases/C-26-00001/add-note/", sent, headers={"origin": "https://other.example"}
    )
    page = faults.answer(request, faults.FULL)
    assert "words of theirs" not in page.content.decode()
