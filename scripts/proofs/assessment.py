"""Two landlords' self-assessments come in whole, and go out the same

144 rows of two published forms, 72 provisions each, are taken into an empty database.
"""

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
from typing import Any

from putright.core.assessment import on_form
from scripts.lines import Line, compared

FILE = "code-2024-self-assessments.csv"
EDITION = "housing-2024"
LANDLORDS = {
    "Bolsover District Council": {"yes": 72},
    "Leeds City Council": {"yes": 60, "no": 12},
}
NOES = "1.4 3.5 5.10 6.3 6.4 6.14 6.15 8.2 9.4 9.5 9.6 9.7"
TAKE = """
import json, sys
from datetime import datetime, UTC
from pathlib import Path
from putright.config.django_setup import load
load()
from putright.apps.assessment import services
from putright.apps.assessment.queries import assessments
from putright.apps.assessment.queries.published import form, published
from putright.core.tabular import read, write_csv
file, edition, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
def taken():
    return services.import_form(
        table=read(file.name, file.read_bytes()), edition=edition,
        file_name=file.name, by=None, now=datetime.now(tz=UTC),
    ).as_json()
told = {"first": taken(), "second": taken(), "rows": 0, "columns": []}
for found in assessments.assessments().order_by("landlord"):
    headings, rows = form(found)
    (out / f"{found.pk}.csv").write_bytes(write_csv(headings, rows))
    told["rows"] += len(published(found))
print(json.dumps(told))
"""
INIT = "from putright.config.cli import main; main(['init'])"


def prove(data: Path) -> Iterator[Line]:
    """Take both forms twice, and hold what goes out to what came in.

    Raises FileNotFoundError where the file is missing.
    """
    file = data / FILE
    given = _rows(file.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _run(home, INIT)
        told: Any = json.loads(_run(home, TAKE, str(file), EDITION, str(home)))
        went_out = [
            row
            for path in sorted(home.glob("*.csv"))
            for row in _rows(path.read_bytes())
        ]
    yield compared("rows read", told["first"]["read"], len(given))
    yield compared("rows taken", told["first"]["taken"], len(given))
    yield compared("rows refused", told["first"]["refused"], [])
    yield compared("rows already there the second time", told["second"]["already"], 144)
    yield compared("rows in the Ombudsman's columns", told["rows"], 144)
    for landlord, answers in LANDLORDS.items():
        theirs = [row for row in went_out if row["landlord"] == landlord]
        numbers = tuple(row["provision"] for row in theirs)
        yield compared(f"{landlord}: provisions", len(numbers), 72)
        yield Line(
            f"{landlord}: in the form's order", agrees=numbers == on_form(EDITION)
        )
        found = dict(Counter(row["comply"] for row in theirs))
        yield compared(f"{landlord}: answers", found, answers)
    noes = [row["provision"] for row in went_out if row["comply"] == "no"]
    yield compared("provisions answered no", " ".join(noes), NOES)
    yield _same(given, went_out)


def _same(given: list[dict[str, str]], out: list[dict[str, str]]) -> Line:
    """Compare every cell that came in with the one that went out."""
    there = {(row["landlord"], row["provision"]): row for row in out}
    cells = sum(len(row) for row in given)
    differing = [
        f"{row['landlord']} {row['provision']} {column}"
        for row in given
        for column, cell in row.items()
        if there.get((row["landlord"], row["provision"]), {}).get(column)
        != cell.strip()
    ]
    shown = f": {', '.join(differing[:5])}" if differing else ""
    what = f"cells that went out as they came in{shown}"
    return compared(what, cells - len(differing), cells)


def _rows(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _run(home: Path, program: str, *words: str) -> str:
    """Run a program on a home of its own; give what it prints."""
    outside = {"PUTRIGHT_DATABASE_URL"}
    kept = {name: text for name, text in os.environ.items() if name not in outside}
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env={**kept, "PUTRIGHT_HOME": str(home)},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout
