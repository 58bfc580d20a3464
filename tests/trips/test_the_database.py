"""The trips run on the database that the run names, and on that one's own terms."""

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_run_is_on_the_database_it_names() -> None:
    """A run for PostgreSQL that fell back to SQLite would prove nothing."""
    named = "postgresql" if os.environ.get("PUTRIGHT_DATABASE_URL") else "sqlite"
    assert connection.vendor == named


@pytest.mark.sqlite
@pytest.mark.django_db
def test_erased_words_leave_no_bytes_in_the_file() -> None:
    """SQLite overwrites what is deleted, and lets no replace pass for an insert."""
    with connection.cursor() as cursor:
        values = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("secure_delete", "recursive_triggers", "synchronous")
        }
    assert values == {"secure_delete": 1, "recursive_triggers": 1, "synchronous": 2}


@pytest.mark.postgresql
@pytest.mark.django_db
def test_words_are_kept_as_utf_8() -> None:
    """A name in any script comes back as it was typed."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        row = cursor.fetchone()
    assert row == ("UTF8",)
