"""What was answered to each measure's question: the base, counts, what is amiss."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from putright.core.surveys.cells import BASE, MET
from putright.rules.satisfaction_measures import Measure

VALUES = (5, 4, 3, 2, 1)
"""Answers in the base: very satisfied, or strongly agree, first."""
SATISFIED_FROM = 4
NOT_APPLICABLE, EMPTY, UNREADABLE = 0, -1, -2
_CODES = {**{str(v): v for v in VALUES}, "na": NOT_APPLICABLE, "": EMPTY}
CODE = "code "
"""Before a measure's code: its answer as a number."""

NA_NOT_OFFERED = "not_applicable_not_offered"
BEHIND_FILTER = "answered_behind_filter"
NOT_AN_ANSWER = "not_an_answer"


@dataclass(frozen=True, slots=True)
class Counted:
    """Unweighted counts of one measure, very satisfied first, and `na` of those asked.

    `checks`: by its name, how many answers are amiss; only those that are.
    """

    counts: tuple[int, ...]
    not_applicable: int
    checks: dict[str, int]


def coded(kept: pl.DataFrame, measures: Iterable[Measure]) -> pl.DataFrame:
    """Add to each response, for each measure, its answer's code, base and met."""
    asked_of = list(measures)
    columns = set(kept.columns)
    codes = kept.with_columns(
        (
            pl.col(one.code).replace_strict(
                _CODES, default=UNREADABLE, return_dtype=pl.Int8
            )
            if one.code in columns
            else pl.lit(EMPTY, pl.Int8)
        ).alias(CODE + one.code)
        for one in asked_of
    )
    return codes.with_columns(
        expression
        for one in asked_of
        for expression in (
            (asked(one, columns) & _valid(one)).alias(BASE + one.code),
            (asked(one, columns) & (pl.col(CODE + one.code) >= SATISFIED_FROM)).alias(
                MET + one.code
            ),
        )
    )


def asked(measure: Measure, columns: Iterable[str]) -> pl.Expr:
    """Say of whom a question counts: of all, or of those whose filter says yes."""
    if not measure.filter:
        return pl.lit(value=True)
    if measure.filter not in columns:
        return pl.lit(value=False)
    return pl.col(measure.filter).str.to_lowercase() == "yes"


def _valid(measure: Measure) -> pl.Expr:
    return pl.col(CODE + measure.code) > NOT_APPLICABLE


def count(answers: pl.DataFrame, measures: Iterable[Measure]) -> dict[str, Counted]:
    """Count the answers of `coded`, by measure, in one pass."""
    asked_of = list(measures)
    wanted: dict[tuple[str, str], pl.Expr] = {}
    for one in asked_of:
        code, there = pl.col(CODE + one.code), asked(one, answers.columns)
        for value in VALUES:
            wanted[one.code, str(value)] = pl.col(BASE + one.code) & (code == value)
        wanted[one.code, "na"] = there & (code == NOT_APPLICABLE)
        wanted[one.code, NOT_AN_ANSWER] = code == UNREADABLE
        if one.filter:
            wanted[one.code, BEHIND_FILTER] = ~there & _valid(one)
        if not one.not_applicable:
            wanted[one.code, NA_NOT_OFFERED] = code == NOT_APPLICABLE
    summed = answers.select(
        flags.fill_null(value=False).cast(pl.Int64).sum().alias(f"{code} {what}")
        for (code, what), flags in wanted.items()
    )
    found = summed.row(0, named=True)
    return {one.code: _counted(one.code, found) for one in asked_of}


def _counted(code: str, found: dict[str, int]) -> Counted:
    names = (NA_NOT_OFFERED, BEHIND_FILTER, NOT_AN_ANSWER)
    numbers = {name: found.get(f"{code} {name}", 0) for name in names}
    return Counted(
        tuple(found[f"{code} {value}"] for value in VALUES),
        found[f"{code} na"],
        {name: number for name, number in numbers.items() if number},
    )
