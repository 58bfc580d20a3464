"""After an erasure, what people wrote is in no byte of the store, and stays gone."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.apps.complaints.marked import MARKER

from putright.apps.complaints.services import erasures

PROGRAM = ("-c", "from putright.config.cli import main; main()")
MARKED = ("-m", "tests.apps.complaints.marked")
ROOT = Path(__file__).resolve().parents[3]


class Home:
    """A home folder of its own, with a database in a file, run as a person runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run("init")

    def python(self, *words: str) -> str:
        kept = {k: v for k, v in os.environ.items() if k != "PUTRIGHT_DATABASE_URL"}
        done = subprocess.run(
            [sys.executable, *words],
            env={**kept, "PUTRIGHT_HOME": str(self.folder)},
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(self, *words: str) -> str:
        return self.python(*PROGRAM, *words)

    def told(self) -> list[str]:
        return self.python(*MARKED, "told").splitlines()

    def holding(self, text: str) -> list[str]:
        """Give the files that hold a text in their bytes or in their name."""
        wanted = text.encode()
        return [
            path.name
            for path in self.folder.rglob("*")
            if path.is_file() and (wanted in path.read_bytes() or text in path.name)
        ]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    home.python(*MARKED, "plant")
    return home


def test_a_marker_in_every_text_of_a_case_is_in_no_byte_afterwards(
    planted: Home,
) -> None:
    assert len(planted.holding(MARKER)) >= 3  # database, evidence, upload
    assert planted.holding("qzyxm")  # the index of words
    before = planted.told()[0]
    planted.run("erase", "OTT-1", "--reason", "Retention")
    assert planted.holding(MARKER) == []
    assert planted.holding("qzyxm") == []  # as the index of words has it
    assert planted.told() == [before, "[]"]
    assert "hold" in planted.run("verify")


def test_what_is_written_down_of_an_erasure_is_the_reference(planted: Home) -> None:
    (line,) = (planted.folder / erasures.LOG).read_text().splitlines()
    assert set(json.loads(line)) == {"reference", "up_to", "erased_at"}
    assert json.loads(line)["reference"] == "OTT-1"
    assert "Nothing to erase again" in planted.run("erase", "--again")


def test_an_older_copy_brought_back_forgets_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.python(*MARKED, "plant")
    file = home.folder / "putright.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    older = file.read_bytes()
    home.run("erase", "OTT-1", "--reason", "A person’s right")
    for path in home.folder.glob("putright.sqlite3*"):
        path.unlink()
    file.write_bytes(older)
    assert home.holding(MARKER) == [file.name]
    assert "Erased the words of OTT-1" in home.run("erase", "--again")
    assert home.holding(MARKER) == []
