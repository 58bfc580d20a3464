"""A register of 163 cases comes in whole, and goes out the same."""

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scripts.lines import Line, compared

REGISTER = "bolsover-2024-25-q3-register.csv"
LISTED = {
    "stage_1": 58,
    "stage_2": 13,
    "compliment": 84,
    "comment": 5,
    "mp_enquiry": 3,
}
CASES = 163
PROGRAM = "from putright.config.cli import main; main()"


def prove(data: Path) -> Iterator[Line]:
    """Take the register twice into an empty database, and hold what comes out to it."""
    given = _rows((data / REGISTER).read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _run(home, "init")
        first = _taken(home, data / REGISTER)
        yield compared("rows read", first["read"], CASES)
        yield compared("rows taken", first["taken"], CASES)
        yield compared("rows refused", first["refused"], [])
        again = _taken(home, data / REGISTER)
        yield compared("rows already there the second time", again["already"], CASES)
        for suffix in ("csv", "xlsx"):
            out = home / f"out.{suffix}"
            _run(home, "export", "register", str(out))
            third = _taken(home, out)
            yield compared(
                f"rows of the {suffix} already there", third["already"], CASES
            )
        went_out = _rows((home / "out.csv").read_bytes())
        yield from _same(given, went_out)
        listed = Counter(row["listed_as"] for row in went_out)
        for name, count in LISTED.items():
            yield compared(f"listed as {name}", listed[name], count)
        checked = _run(home, "verify", "--json")
        yield compared("what verify finds", json.loads(checked)["problems"], [])


def _same(given: list[dict[str, str]], out: list[dict[str, str]]) -> Iterator[Line]:
    """Compare every cell, row by row in their order."""
    yield compared("rows that went out", len(out), len(given))
    cells = sum(len(row) for row in given)
    differing = [
        f"{row['reference']} {column}"
        for row, there in zip(given, out, strict=False)
        for column, cell in row.items()
        if there.get(column) != cell
    ]
    same = cells - len(differing)
    shown = "" if not differing else f": {', '.join(differing[:5])}"
    yield compared(f"cells that went out as they came in{shown}", same, cells)


def _rows(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _taken(home: Path, file: Path) -> dict[str, object]:
    told = json.loads(_run(home, "import", "register", str(file), "--json"))
    assert isinstance(told, dict)
    return told


def _run(home: Path, *words: str) -> str:
    """Run the program on a home of its own; give what it prints.

    A command that ends otherwise than with 0 shows in what it printed, or fails here.
    """
    outside = {"PUTRIGHT_DATABASE_URL"}
    kept = {name: text for name, text in os.environ.items() if name not in outside}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env={**kept, "PUTRIGHT_HOME": str(home)},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode not in (0, 1, 3) or not done.stdout:
        raise RuntimeError(f"putright {' '.join(words)}: {done.stderr}")
    return done.stdout
