"""Every command without a database it can use: one sentence, what to do, and 1."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from putright.config import cli, django_setup
from putright.config.cli import COMMANDS, putright
from putright.config.outcomes import DoesNotHoldError

PROGRAM = ("-c", "from putright.config.cli import main; main()")
WITHOUT = {"clock", "play", "reconcile", "tsm", "init", "serve", "generate", "restore"}
"""Commands that need no database, make one, or say more than that there is none."""
CALLS = {
    "assess": ["--on", "2026-03-02"],
    "backup": ["out.backup"],
    "bundle": ["C-26-00001", "--out", "case.zip"],
    "digest": [],
    "erase": ["C-26-00001", "--reason", "Retention"],
    "explain": ["C-26-00001"],
    "export register": ["out.csv"],
    "figures": ["--from", "2026-01-01", "--to", "2026-03-31"],
    "import equality": ["a.csv"],
    "import homes": ["a.csv"],
    "import register": ["a.csv"],
    "import residents": ["a.csv"],
    "redate": [],
    "refold": [],
    "report": [
        *("annual", "--from", "2025-04-01", "--to", "2026-03-31", "--out", "r.html")
    ],
    "seal": [],
    "user add": ["A Person", "--role", "manager"],
    "user list": [],
    "user reset": ["someone"],
    "verify": [],
    "work": ["--once"],
}


class Asked(Exception):  # noqa: N818 - it is no error
    """A command asked whether there is a database."""


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_command_asks_for_its_database_before_it_does_anything(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that does not ends in a traceback where none was made yet."""

    def asked() -> None:
        raise Asked

    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("reference\n")
    first, *_ = name.split()
    command = cli.putright.get_command(click.Context(putright), first)
    assert command is not None
    module = sys.modules[f"putright.config.commands.{COMMANDS[first]}"]
    monkeypatch.setattr(module, "setup", asked)
    done = CliRunner().invoke(putright, [*name.split(), *CALLS[name]])
    assert isinstance(done.exception, Asked), done.output


def test_no_command_is_forgotten_here() -> None:
    named = {name.split()[0] for name in CALLS}
    assert named | WITHOUT >= set(COMMANDS)


def told(home: Path, address: str = "") -> tuple[int, str]:
    """Ask a program of its own who its people are."""
    kept = {k: v for k, v in os.environ.items() if k != "PUTRIGHT_DATABASE_URL"}
    named = {"PUTRIGHT_DATABASE_URL": address} if address else {}
    done = subprocess.run(
        [sys.executable, *PROGRAM, "user", "list"],
        env={**kept, **named, "PUTRIGHT_HOME": str(home)},
        cwd=Path(__file__).resolve().parents[2],
        check=False,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


def test_where_there_is_none_the_way_to_make_one_is_said_and_none_is_made(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    code, said = told(home)
    assert (code, said) == (1, f"Error: {django_setup.NO_DATABASE}\n")
    assert not home.exists()
    home.mkdir()
    sqlite3.connect(home / "putright.sqlite3").close()
    assert told(home) == (1, f"Error: {django_setup.NO_DATABASE}\n")


def test_a_file_that_is_no_database_and_a_server_that_does_not_answer(
    tmp_path: Path,
) -> None:
    (tmp_path / "putright.sqlite3").write_bytes(b"not a database at all" * 9)
    code, said = told(tmp_path)
    assert code == 1
    assert said.startswith("Error: The database does not answer (file is not")
    code, said = told(tmp_path, "postgresql://someone:hidden@127.0.0.1:1/none")
    assert code == 1
    assert said.startswith("Error: The database does not answer (connection")
    assert "hidden" not in said
    assert "Traceback" not in said


@pytest.mark.django_db
def test_a_database_behind_the_program_is_to_be_brought_up_to_date(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    django_setup.setup()
    named = django_setup.wanted()
    assert ("complaints", "0001_initial") in named
    later = {*named, ("complaints", "9999_later")}
    monkeypatch.setattr(django_setup, "wanted", lambda: later)
    with pytest.raises(DoesNotHoldError, match="behind this program"):
        django_setup.setup()
