"""`putright generate` from an empty folder: the command as a person calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "putright"


def putright(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the program on a folder of its own, on SQLite."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("PUTRIGHT_")}
    return subprocess.run(
        [str(PROGRAM), *words],
        env={**environment, "PUTRIGHT_HOME": str(home)},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.sqlite
def test_many_cases_are_added_to_the_demonstration_and_hold(tmp_path: Path) -> None:
    """More than one chunk, by more than one process, and nothing lost between them."""
    made = putright(tmp_path, "generate", "--cases", "1100", "--seed", "3")
    assert made.returncode == 0, made.stderr
    assert "1100 cases" in made.stdout
    verified = putright(tmp_path, "verify", "--json")
    assert verified.returncode == 0, verified.stderr
    told = json.loads(verified.stdout)
    assert told["problems"] == []
    assert told["cases"] > 1_500


@pytest.mark.sqlite
def test_a_landlords_own_database_is_refused(tmp_path: Path) -> None:
    assert putright(tmp_path, "init").returncode == 0
    words = ("user", "add", "Dilys Marlow", "--role", "administrator")
    assert putright(tmp_path, *words).returncode == 0
    for command in (("generate", "--cases", "5"), ("init", "--demo")):
        refused = putright(tmp_path, *command)
        assert refused.returncode == 3
        assert "people of its own" in refused.stderr
