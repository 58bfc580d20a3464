"""Surveys against R's package `survey` and samplics, whole commands taken in turns.

The same 20,000 answers raked on five margins by each; R and the program have to agree,
and R's golden answers are made anew. Then 480,000 answers, the number that a national
year comes to, and the quartiles of a workbook of 360 landlords. Where R is missing it
fails, and it is said what to install: `python -m scripts.bench.surveys`.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median

from tests.core.measures.test_returns import sheets
from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it ships no types

from putright.core.surveys import (
    Result,
    read_population,
    read_responses,
    read_text,
    work_out,
)
from putright.core.tabular import read
from putright.rules.satisfaction_measures import measure_year
from scripts.bench.rivals.installed import HERE, NoPeersError, peer_python
from scripts.bench.serving import PROGRAM, environment
from scripts.bench.turns import TURNS, Used, Way, in_turns, lines, spread, times
from scripts.oracle.generated import Row, Shape, invent, write_rows
from scripts.oracle.make_survey import (
    GOLDEN,
    SCRIPT,
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
OURS, R, SAMPLICS = "putright tsm survey", "R, survey", "samplics"
GOAL = "raking and errors under 1 s, 10 times as fast as R"
WHOLE_GOAL = "under 4 s and 1.5 GB"
QUARTILES_GOAL = "under 5 s"
LANDLORDS = 360


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
    _beside(folder, survey, population, with_r=agreed)
    many = folder / "many.csv"
    write_rows(many, list(_again(rows)))
    ways = {OURS: _ours_whole(folder, many, population, WHOLE_GOAL)}
    _print(f"{len(rows) * TIMES:,} answers on {len(BY)} margins", ways)
    book = folder / "workbook.xlsx"
    write_workbook(book)
    asked = [PROGRAM, "tsm", "quartiles", book, "--json"]
    ways = {"putright tsm quartiles": Way(asked, QUARTILES_GOAL, environment(folder))}
    _print(f"A workbook of {LANDLORDS} landlords to quartiles", ways)
    print(flush=True)
    return agreed


def _print(title: str, ways: Mapping[str, Way]) -> dict[str, list[Used]]:
    took = in_turns(ways)
    for line in lines(title, ways, took):
        print(line, flush=True)
    return took


def _beside(folder: Path, survey: Path, population: Path, *, with_r: bool) -> None:
    """Take turns with R and samplics at the whole of it, those that are here."""
    by = ",".join(BY)
    ways = {OURS: _ours_whole(folder, survey, population, "")}
    if with_r:
        script = [SCRIPT, survey, population, by, folder / "out.csv"]
        ways[R] = Way(["Rscript", *script])
    try:
        python = peer_python()
    except NoPeersError as missing:
        print(f"Not measured: samplics. {missing}")
    else:
        script = [HERE / "with_samplics.py", survey, population, by]
        ways[SAMPLICS] = Way([python, *script])
    took = _print(f"{SHAPE.responses:,} answers on {len(BY)} margins", ways)
    for other in list(ways)[1:]:
        print(times(took, other, OURS), flush=True)


def _ours_whole(folder: Path, survey: Path, population: Path, goal: str) -> Way:
    words = ["tsm", "survey", survey, "--population", population, "--json"]
    by = ["--weight-by", ",".join(BY)]
    return Way([PROGRAM, *words, *by], goal, environment(folder))


def _against_r(survey: Path, population: Path) -> bool:
    """Time both on the same files, once read, and hold one against the other."""
    responses = read_responses(read_text(survey.name, survey.read_bytes()))
    households = read_population(read(population.name, population.read_bytes()))
    year = measure_year("2024-25")
    ours, theirs = [], []
    for _ in range(TURNS):
        began = time.perf_counter()
        found = work_out(responses, households, BY, year)["LCRA"]
        ours.append(time.perf_counter() - began)
        answered = answers_of(survey, population, ",".join(BY))
        theirs.append(answered.seconds)
    far = _furthest(numbers(answered.rows), _ours(found))
    print(
        f"Raking and errors alone, {found.kept:,} answers on {len(BY)} margins, median "
        f"of {TURNS} in turns: {spread(ours)} s; R {spread(theirs)} s, "
        f"{median(theirs) / median(ours):.0f} times as long ({GOAL}). "
        f"Furthest apart: {far:.0e}"
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


def write_workbook(path: Path) -> None:
    """Write a workbook laid out as the regulator's, every landlord's results alike."""
    with Workbook(path) as book:
        for name, rows in sheets().items():
            sheet = book.add_worksheet(name)
            written = [cells for _, cells in rows]
            body = [
                [f"Landlord {n}", f"L{n}", *written[2][2:]] for n in range(LANDLORDS)
            ]
            for number, cells in enumerate([*written[:2], *body]):
                sheet.write_row(number, 0, cells)


def main() -> int:
    """Measure; 1 where R is missing or does not agree."""
    with tempfile.TemporaryDirectory(prefix="putright-bench-") as name:
        return 0 if bench_surveys(Path(name)) else 1


if __name__ == "__main__":
    sys.exit(main())
