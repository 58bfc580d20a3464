"""Counts already made, a row a measure of one landlord: judged and worked out.

A row is never corrected and never guessed at: one that can't be judged is `invalid`,
and says why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from putright.core.measures.numbers import NotACountError, plain, read_count, shown
from putright.core.measures.results import Status, outcome
from putright.rules.satisfaction_measures import (
    PERCEPTION,
    Measure,
    MeasureYear,
    UnknownYearError,
    measure_year,
)

ANSWERS = (
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
)
"""The columns of a perception measure's base, the best answer first."""
SATISFIED = 2
"""How many of them, from the first, meet the measure."""
NOT_APPLICABLE = "not_applicable"
OVER = ("numerator", "denominator")
NEEDED = ("landlord", "year", "stock_type", "measure")
COLUMNS = (*NEEDED, *OVER, *ANSWERS, NOT_APPLICABLE)
ADDED = ("base", "result", "exact", "status", "problem")


class Judged(NamedTuple):
    """What is added to a row, as text, in the order of ADDED."""

    base: str = ""
    result: str = ""
    exact: str = ""
    status: Status = "invalid"
    problem: str = ""


class Counted(NamedTuple):
    """A row's counts as numbers. `base`: the denominator, or the sum of the answers."""

    measure: Measure
    year: MeasureYear
    numerator: Fraction
    base: Fraction


class RowProblemError(ValueError):
    """A row that can't be judged; the message names each column and what it said."""


class ColumnError(ValueError):
    """A heading is missing or stands twice, so no row can be judged."""


def judge(row: Mapping[str, str]) -> Judged:
    """Judge one row: the texts of COLUMNS in, a missing one read as blank."""
    try:
        counted = read_row(row)
    except RowProblemError as error:
        return Judged(problem=str(error))
    found = outcome(counted.measure, counted.numerator, counted.base)
    if found.status == "invalid":
        return Judged(problem=found.problem)
    rounding = counted.year.rounding
    value = found.value
    return Judged(
        plain(counted.base),
        "" if value is None else shown(value, rounding.decimals),
        "" if value is None else shown(value, rounding.exact_decimals),
        found.status,
    )


def read_row(row: Mapping[str, str]) -> Counted:
    """Read a row's counts. Raises RowProblemError with all that is wrong."""
    year = _known_year(row.get("year", "").strip())
    if isinstance(year, str):
        raise RowProblemError(f"year: {year}")
    measure = _measure(year, row)
    problems: list[str] = []
    if measure.kind == PERCEPTION:
        parts = [_count(row, name, year, problems) for name in ANSWERS]
        _check_not_applicable(row, measure, year, problems)
    else:
        parts = [_count(row, name, year, problems, whole=True) for name in OVER]
    if problems:
        raise RowProblemError("; ".join(problems))
    if measure.kind == PERCEPTION:
        met = sum(parts[:SATISFIED], Fraction(0))
        return Counted(measure, year, met, sum(parts, Fraction(0)))
    return Counted(measure, year, *parts)


@cache
def _known_year(name: str) -> MeasureYear | str:
    try:
        return measure_year(name)
    except UnknownYearError as error:
        return str(error)


def _measure(year: MeasureYear, row: Mapping[str, str]) -> Measure:
    code, stock = (row.get(name, "").strip() for name in ("measure", "stock_type"))
    measure = year.measures.get(code)
    if measure is None:
        raise RowProblemError(f"measure: {code!r} is none of the measures of its year")
    if stock not in measure.stock_types:
        has = " or ".join(measure.stock_types)
        raise RowProblemError(
            f"stock_type: {code} is told for {has}, not for {stock!r}"
        )
    return measure


def _count(
    row: Mapping[str, str],
    name: str,
    year: MeasureYear,
    problems: list[str],
    *,
    whole: bool = False,
) -> Fraction:
    try:
        return read_count(row.get(name, ""), year.codes, whole=whole)
    except NotACountError as error:
        problems.append(f"{name}: {error}")
        return Fraction(0)


def _check_not_applicable(
    row: Mapping[str, str], measure: Measure, year: MeasureYear, problems: list[str]
) -> None:
    """Where that answer is offered, its count has to be one, or left blank."""
    said = row.get(NOT_APPLICABLE, "").strip()
    if measure.not_applicable and said not in ("", "[X]"):
        _count(row, NOT_APPLICABLE, year, problems)


class Layout(NamedTuple):
    """Where the columns stand in a table, and the headings that go out.

    Answers that the table already has are `old`: taken out, and worked out anew.
    """

    places: Mapping[str, int]
    old: frozenset[int]
    width: int
    headings: tuple[str, ...]

    @property
    def absent(self) -> tuple[str, ...]:
        """The columns read as blank, for want of a heading."""
        return tuple(name for name in COLUMNS if name not in self.places)


def find_columns(headings: Sequence[str]) -> Layout:
    """Find the columns of a table. Raises ColumnError."""
    names = [name.strip() for name in headings]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise ColumnError(
            f"line 1: no column {', '.join(missing)} among: {', '.join(names)}. "
            f"The heading needs {', '.join(NEEDED)}."
        )
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise ColumnError(
            f"line 1: column {', '.join(twice)} stands twice. Keep one of each."
        )
    old = frozenset(place for place, name in enumerate(names) if name in ADDED)
    kept = [name for place, name in enumerate(headings) if place not in old]
    places = {name: names.index(name) for name in COLUMNS if name in names}
    return Layout(places, old, len(names), (*kept, *ADDED))


def judge_table(
    layout: Layout, rows: Iterable[Sequence[str]]
) -> Iterator[tuple[list[str], Judged]]:
    """Give each row back in its order, its cells kept and the answers added.

    A short row ends in blank cells. One with more cells than there are headings can't
    be told apart: it is invalid, and what is over goes after the answers.
    """
    for given in rows:
        cells = [*given, *[""] * (layout.width - len(given))]
        judged = judge({name: cells[at] for name, at in layout.places.items()})
        over = cells[layout.width :]
        if over:
            why = f"the row has {len(cells)} cells and the heading {layout.width}"
            judged = Judged(problem=f"{why}: put a text with a comma in quotes")
        kept = [c for at, c in enumerate(cells[: layout.width]) if at not in layout.old]
        yield [*kept, *judged, *over], judged
