"""Make the golden answers anew: `python -m scripts.oracle.make_survey`. Needs R.

For each invented survey, the two files and R's answers go into one JSON file under
tests/core/surveys/golden. `answers_of` runs R on any two files.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.oracle.generated import Row, Shape, invent, write_rows

HERE = Path(__file__).parent
SCRIPT = HERE / "survey.R"
GOLDEN = HERE.parents[1] / "tests/core/surveys/golden"
ADVICE = "apt-get install --no-install-recommends r-base-core r-cran-survey"

_TWO = {"area": 3, "age_band": 4}
_FIVE = {"area": 4, "age_band": 4, "category": 2, "size": 3, "built": 3}
SURVEYS: dict[str, tuple[Shape, str]] = {
    "unweighted": (Shape(120, 900, {"area": 3}, seed=1), "-"),
    "cells": (Shape(150, 2600, {"area": 6}, seed=2), "area"),
    "raking-two": (Shape(140, 1100, _TWO, seed=3), "age_band,area"),
    "raking-five": (Shape(260, 9000, _FIVE, seed=4), ",".join(_FIVE)),
    "raking-correlated": (
        Shape(220, 700, _FIVE, hold=0.93, seed=5),
        "area,age_band,category,size,built",
    ),
    "small": (Shape(24, 60, {"area": 2, "age_band": 2}, seed=6), "area,age_band"),
    "small-correlated": (
        Shape(40, 150, {"area": 2, "age_band": 3, "size": 2}, hold=0.85, seed=7),
        "size,area,age_band",
    ),
    "census": (Shape(50, 50, {"area": 2}, seed=8), "area"),
}
"""Name of each survey to its shape and what it is weighted by."""


class NoRError(RuntimeError):
    """R or its package `survey` is not on this machine: what to install."""


class Answered(NamedTuple):
    """What R answered, and the seconds it took without starting and reading."""

    rows: list[Row]
    seconds: float


def need_r() -> None:
    """Raise NoRError unless R and its package `survey` are here."""
    if shutil.which("Rscript") is None:
        raise NoRError(f"R is not on this machine. As root: {ADVICE}")
    asked = ["Rscript", "-e", "library(survey)"]
    if subprocess.run(asked, check=False, capture_output=True).returncode:
        raise NoRError(f"R lacks its package survey. As root: {ADVICE}")


def answers_of(survey: Path, population: Path, by: str) -> Answered:
    """Run R on two files. Raises CalledProcessError where R fails."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.csv"
        told = subprocess.run(
            ["Rscript", SCRIPT, survey, population, by, out],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        with out.open(newline="", encoding="utf-8") as file:
            return Answered(list(csv.DictReader(file)), float(told.stdout))


def main() -> int:
    """Write every golden file; 1 where R is not here."""
    try:
        need_r()
    except NoRError as missing:
        print(missing, file=sys.stderr)
        return 1
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, (shape, by) in SURVEYS.items():
        survey, population = invent(shape)
        with tempfile.TemporaryDirectory() as folder:
            files = Path(folder, "survey.csv"), Path(folder, "population.csv")
            write_rows(files[0], survey)
            write_rows(files[1], population)
            answered = answers_of(*files, by)
            golden = {
                "by": "" if by == "-" else by,
                "survey": files[0].read_text("utf-8").splitlines(),
                "population": files[1].read_text("utf-8").splitlines(),
                "answers": numbers(answered.rows),
            }
        text = json.dumps(golden, indent=0)
        (GOLDEN / f"{name}.json").write_text(text + "\n", "utf-8")
        print(f"{name}: {len(survey)} answers, R took {answered.seconds:.2f} s")
    return 0


def numbers(rows: Sequence[Row]) -> dict[str, dict[str, float | None]]:
    """Give R's rows as numbers, by measure and column; None for NA."""
    return {
        row["measure"]: {
            name: None if text == "NA" else float(text)
            for name, text in row.items()
            if name != "measure"
        }
        for row in rows
    }


if __name__ == "__main__":
    sys.exit(main())
