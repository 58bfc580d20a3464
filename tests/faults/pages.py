"""A fault beneath a page, and what its reader has then: as a program of its own.

`python -m tests.faults.pages FAULT` opens the note's form of a case, lets the fault
happen as it is sent, lets it end, goes on from the page that answered, and prints as
JSON what was seen. The database is the home's, its connection the program's own.
"""

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from html import unescape
from typing import Any

CASE = "C-24-00001"
NOTE = "The engineer rang: the part for the lift comes on Thursday. " * 150
"""So long that no page of the database has room for it as it is."""
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@contextmanager
def full() -> Iterator[None]:
    """No room: the embedded file may not grow; PostgreSQL says so as it would."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0]}")
            yield
            cursor.execute("PRAGMA max_page_count=1000000000")
            return
        cursor.execute(
            "CREATE FUNCTION no_room() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION "
            "'could not extend file' USING ERRCODE = 'disk_full'; END $$ "
            "LANGUAGE plpgsql; CREATE TRIGGER no_room BEFORE INSERT ON "
            "complaints_entrywords EXECUTE FUNCTION no_room()"
        )
        yield
        cursor.execute("DROP FUNCTION no_room CASCADE")


@contextmanager
def read_only() -> Iterator[None]:
    """The database may be read and not written."""
    from django.db import connection

    on, off = "PRAGMA query_only=ON", "PRAGMA query_only=OFF"
    if connection.vendor == "postgresql":
        on = "SET default_transaction_read_only=on"
        off = "SET default_transaction_read_only=off"
    with connection.cursor() as cursor:
        cursor.execute(on)
        yield
        cursor.execute(off)


@contextmanager
def locked() -> Iterator[None]:
    """Another process writes for longer than anyone waits."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout=100")
            name = str(connection.settings_dict["NAME"])
            with closing(sqlite3.connect(name, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                yield
            return
        cursor.execute("SET lock_timeout='100ms'")
        with _another() as other:
            other.execute("SELECT 1 FROM complaints_caserow FOR UPDATE")
            yield


@contextmanager
def away() -> Iterator[None]:
    """The server ends the connection as the form is sent."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    with _another() as other:
        other.execute("SELECT pg_terminate_backend(%s)", [number])
    yield
    connection.close()


def _another() -> Any:
    import psycopg
    from django.db import connection

    parameters: dict[str, Any] = connection.get_connection_params()
    wanted = ("dbname", "user", "host", "port")
    return psycopg.connect(**{k: v for k, v in parameters.items() if k in wanted})


FAULTS: dict[str, Callable[[], Any]] = {
    "full": full,
    "read_only": read_only,
    "locked": locked,
    "away": away,
}


def happen(fault: str) -> dict[str, object]:
    """Send a note while the fault lasts, and again when it is over."""
    from django.test import Client
    from tests.apps.complaints.forms import opened

    from putright.apps.accounts.models import User

    client = Client(
        REMOTE_ADDR="127.0.0.1",
        headers={"host": "localhost"},
        raise_request_exception=False,
    )
    client.force_login(User.objects.get(username="okafor"))
    address = f"/cases/{CASE}/add-note/"
    form = opened(client, address)
    before = _entries()
    with FAULTS[fault]():
        failed = form.send(note=NOTE)
    told = {
        "status": failed.status,
        "title": _title(failed.html),
        "recorded": _entries() - before,
    }
    kept = {name: unescape(value) for name, value in HIDDEN.findall(failed.html)}
    again = client.post("/account/typing/", kept, follow=True)
    path = again.redirect_chain[-1][0] if again.redirect_chain else ""
    form = opened(client, path)
    typed = form.fields.get("note", [""])[0]
    form.send()
    return told | {
        "typed": " ".join(typed.split()) == NOTE.strip(),
        "in the end": _entries() - before,
    }


def _entries() -> int:
    from putright.apps.complaints.queries.cases import find

    row = find(CASE)
    assert row is not None
    return row.entries_count


def _title(html: str) -> str:
    return unescape(html.partition("<title>")[2].partition(" –")[0])


if __name__ == "__main__":
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from putright.config.django_setup import load

    load()
    setup_test_environment()
    settings.CLOCK_CHECKED = False  # the small landlord's days are fixed
    sys.stdout.write(json.dumps(happen(sys.argv[1])))
