"""Surveys against R's package `survey`: `python -m scripts.bench.surveys`.

The same 20,000 answers raked on five margins by both, which have to agree, and R's
golden answers made anew; then the whole command on 480,000 answers, the number that a
national year comes to. Where R is missing the first two fail, and it is said what to
install.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from putright.core.surveys import (
    Result,
    read_population,
    read_responses,
    read_text,
    work_out,
)
from putright.core.tabular import read
from putright.rules.satisfaction_measures import measure_year
from scripts.bench.serving import PROGRAM, environment
from scripts.oracle.generated import Row, Shape, invent, write_rows
from scripts.oracle.make_survey import (
    GOLDEN,
    SURVEYS,
    NoRError,
    answers_of,
    need_r,
    numbers,
)

MARGINS = {"area": 12, "age_band": 6, "category": 3, "size": 5, "built": 6}
BY = tuple(MARGINS)
SHAPE = Shape(20_000, 60_000, MARGINS, seed=3)
TIMES = 24
"""480,000 answers are the 20,000 so many times, each from another household."""
CLOSE = 1e-6
GOAL = "goal: 10 times as fast, and under 1 s"
WHOLE_GOAL = "goal: under 4 s and 1.5 GB"


class Cost(NamedTuple):
    """Seconds by the wall and of processor time, and the most memory held at once."""

    seconds: float
    processor: float
    megabytes: float


Numbers = dict[str, dict[str, float | None]]


def bench_surveys(folder: Path) -> bool:
    """Print the figures; say whether R was there and agreed."""
    survey, population = folder / "survey.csv", folder / "population.csv"
    rows, held = invent(SHAPE)
    write_rows(survey, rows)
    write_rows(population, held)
    try:
        need_r()
    except NoRError as missing:
        print(f"Surveys were not held against R. {missing}")
        agreed = False
    else:
        agreed = _against_r(survey, population) & _golden(folder)
    many = folder / "many.csv"
    write_rows(many, list(_again(rows)))
    whole = _whole(folder, many, population)
    print(
        f"putright tsm survey: {len(rows) * TIMES:,} answers on {len(BY)} margins in "
        f"{whole.seconds:.1f} s, {whole.processor:.1f} s of processor time, "
        f"{whole.megabytes:,.0f} MB at most ({WHOLE_GOAL})\n",
        flush=True,
    )
    return agreed


def _against_r(survey: Path, population: Path) -> bool:
    """Time both on the same files, once read, and hold one against the other."""
    responses = read_responses(read_text(survey.name, survey.read_bytes()))
    households = read_population(read(population.name, population.read_bytes()))
    year = measure_year("2024-25")
    took = []
    for _ in range(5):
        began = time.perf_counter()
        found = work_out(responses, households, BY, year)["LCRA"]
        took.append(time.perf_counter() - began)
    ours = sorted(took)[len(took) // 2]
    theirs = answers_of(survey, population, ",".join(BY))
    far = _furthest(numbers(theirs.rows), _ours(found))
    print(
        f"Raking and errors, {found.kept:,} answers on {len(BY)} margins: "
        f"{ours * 1000:.0f} ms; R {theirs.seconds:.2f} s, "
        f"{theirs.seconds / ours:.0f} times as long ({GOAL}). Furthest apart: {far:.0e}"
    )
    return far < CLOSE


def _ours(found: Result) -> Numbers:
    return {
        code: {"unweighted": one.unweighted, "weighted": one.weighted, "se": one.se}
        for code, one in found.estimates.items()
    }


def _furthest(theirs: Numbers, ours: Numbers) -> float:
    """Give the largest relative difference, where both have a number."""
    pairs = [
        (theirs[code][name], number)
        for code, measure in ours.items()
        for name, number in measure.items()
    ]
    return max(
        abs(a - b) / max(abs(a), CLOSE)
        for a, b in pairs
        if a is not None and b is not None
    )


def _golden(folder: Path) -> bool:
    """Run R again on every golden survey; say whether it still answers the same."""
    same = True
    for name in SURVEYS:
        kept = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
        files = folder / "golden-survey.csv", folder / "golden-population.csv"
        for path, part in zip(files, ("survey", "population"), strict=True):
            path.write_text("\n".join(kept[part]) + "\n", "utf-8")
        again = numbers(answers_of(*files, kept["by"] or "-").rows)
        far = _furthest(again, kept["answers"])
        if far >= CLOSE:
            print(f"The golden answers of {name} are no longer R's: {far:.0e} apart.")
            same = False
    if same:
        print(f"R gives the same golden answers again to {len(SURVEYS)} surveys.")
    return same


def _again(rows: list[Row]) -> Iterable[Row]:
    for time_round in range(TIMES):
        for row in rows:
            yield {**row, "household": f"{row['household']}-{time_round}"}


def _whole(folder: Path, survey: Path, population: Path) -> Cost:
    """Run the command from start to end; give what it took."""
    words = ["tsm", "survey", survey, "--population", population, "--json"]
    began = time.perf_counter()
    with (folder / "answer.json").open("wb") as out:
        process = subprocess.Popen(
            [PROGRAM, *words, "--weight-by", ",".join(BY)],
            env=environment(folder),
            stdout=out,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"putright tsm survey ended with {process.returncode}.")
    seconds = time.perf_counter() - began
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> int:
    """Measure; 1 where R is missing or does not agree."""
    with tempfile.TemporaryDirectory(prefix="putright-bench-") as name:
        return 0 if bench_surveys(Path(name)) else 1


if __name__ == "__main__":
    sys.exit(main())
