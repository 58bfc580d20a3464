"""Many people at work at once, on the real server, with background workers going.

What they would lose: a step that the program said it took, or a resident's trust, by
a letter that comes twice. `make load` does the same with hundreds of people. On
PostgreSQL all of it is done by a role that does not own the tables.
"""

import json
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from scripts.bench.serving import environment, run
from scripts.load.running import Asked, press
from tests.own_database import two_roles

HELD = ("case", "letter", "note")
REFUSED = (
    "UPDATE complaints_entry SET who = 'nobody'",
    "DELETE FROM complaints_entry",
    "TRUNCATE complaints_entry CASCADE",
    "DELETE FROM complaints_erasure",
    "UPDATE complaints_entrywords SET salt = ''",
    "DROP TABLE complaints_entry",
    "DROP TRIGGER complaints_entry_no_update ON complaints_entry",
    "ALTER TABLE complaints_entry DISABLE TRIGGER ALL",
    "CREATE TRIGGER mine BEFORE INSERT ON complaints_entry "
    "FOR EACH ROW EXECUTE FUNCTION putright_append_only()",
    "CREATE OR REPLACE FUNCTION putright_append_only() RETURNS trigger AS "
    "'BEGIN RETURN NEW; END' LANGUAGE plpgsql",
    "UPDATE accounts_accesslog SET kind = 'nothing'",
    "DELETE FROM django_migrations",
    "CREATE TABLE mine (id int)",
    "SET session_replication_role = replica",
)


def test_nothing_that_was_told_as_taken_is_lost_or_done_twice(tmp_path: Path) -> None:
    with two_roles() as (owner, program):
        owners = environment(tmp_path, owner)
        if program:
            owners["PUTRIGHT_DATABASE_ROLE"] = urlsplit(program).username or ""
        run(owners, "init")
        landlord = environment(tmp_path, program)
        outcome = press(landlord, tmp_path, Asked(people=20, seconds=8, thought=0.4))
        assert outcome.wrong == []
        assert all(outcome.steps.get(what) for what in HELD), outcome.steps
        run(landlord, "erase", _a_case(tmp_path), "--reason", "A court")
        assert run(landlord, "verify")
        for statement in REFUSED if program else ():
            _is_refused(program, statement)


def _a_case(folder: Path) -> str:
    told = (folder / "told.jsonl").read_text(encoding="utf-8").splitlines()
    cases = (json.loads(line) for line in told)
    return next(str(line["case"]) for line in cases if line.get("step") == "case")


def _is_refused(address: str, statement: str) -> None:
    """The database refuses it for want of a right: no guard needs to stand for that."""
    with (
        psycopg.connect(address) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())
