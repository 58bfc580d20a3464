"""Figures: a council's register added up, against the totals that it printed

The register is read into a database of its own, in a folder that is deleted afterwards.
Each printed total, by month, for the quarter and by department, is held against what
the program counts. One is known to differ: the paper prints a comment for October and
lists none.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.lines import Line, compared

REGISTER = "bolsover-2024-25-q3-register.csv"
PRINTED = "published/001-appendix-3-totals.json"
LISTS = {
    "(A) Compliments": ("compliment", "compliments_received"),
    "(B) Comments": ("comment", "comments_received"),
    "(C) Stage 1 complaints": ("stage_1", "stage_1_received"),
    "(D) MP enquiries": ("mp_enquiry", "mp_enquiries_received"),
    "(E) Stage 2 complaints": ("stage_2", "stage_2_received"),
}
"""From a printed list to what marks its rows, and the figure that counts them."""
QUARTER = "2024-25 Q3"
KNOWN = {("(B) Comments", "2024-10", "cases")}
"""Totals in which the paper disagrees with its own list."""
SPLITS = ("month", "team", "month,team", "quarter")


def prove(data: Path) -> Iterator[Line]:
    """Hold what is counted against each printed total. FileNotFoundError for DATA."""
    register = data / REGISTER
    printed = json.loads((data / PRINTED).read_text(encoding="utf-8"))
    if not register.exists():
        raise FileNotFoundError(2, "no register", str(register))
    with tempfile.TemporaryDirectory() as home:
        putright(home, "init")
        told = putright(home, "import", "register", str(register), "--json")
        taken = json.loads(told)
        yield compared(f"{REGISTER}, rows taken", taken["taken"], taken["read"])
        counted = {name: _counted(home, *how) for name, how in LISTS.items()}
    for row in printed["rows"]:
        found = _found(counted[_list_of(row)], row)
        yield _line(row, found)


def environment_of(home: str) -> dict[str, str]:
    """Give the environment of a database of its own, in a folder."""
    return {
        name: text for name, text in os.environ.items() if "DATABASE_URL" not in name
    } | {"PUTRIGHT_HOME": home}


def putright(home: str, *words: str) -> str:
    """Run the program as someone would, on a database of its own."""
    command = [sys.executable, "-c", "from putright.config.cli import main; main()"]
    done = subprocess.run(
        [*command, *words],
        check=True,
        env=environment_of(home),
        capture_output=True,
        text=True,
    )
    return done.stdout


def _counted(home: str, listed_as: str, code: str) -> dict[str, Any]:
    """Give a figure with its splits, of the rows of one printed list."""
    period = ("--from", "2024-10-01", "--to", "2024-12-31")
    splits = [word for split in SPLITS for word in ("--by", split)]
    limit = ("--where", f"listed_as={listed_as}", "--figure", code)
    told = json.loads(putright(home, "figures", *period, *limit, *splits, "--json"))
    found: dict[str, Any] = told[0]
    return found


def _list_of(row: Mapping[str, Any]) -> str:
    name = str(row["list"])
    return next((known for known in LISTS if known[:3] == name[:3]), name)


def _found(figure: Mapping[str, Any], row: Mapping[str, Any]) -> int:
    """Count what a printed total counts: cases, or listings (once a department)."""
    by, period, team = figure["by"], row["period"], row["department"]
    month = period if "-" in period else ""
    teams = by["month,team"].get(month, {}) if month else by["team"]
    if team is not None:
        return int(teams.get(team, {"value": 0})["value"])
    if row["count"] == "listings":
        return sum(cell["value"] for cell in teams.values())
    cell = by["month"].get(month) if month else by["quarter"].get(QUARTER)
    return int(cell["value"]) if cell else 0


def _line(row: Mapping[str, Any], found: int) -> Line:
    place = (_list_of(row), row["period"], row["count"])
    known = place in KNOWN and row["department"] is None
    what = ", ".join(str(part) for part in (*place, row["department"]) if part)
    return compared(what, found, row["printed"], should=not known)
