"""What makes a survey doubtful as a whole, said before anybody leans on its results.

Nothing here changes a result: who reads it decides what is to be mended.
"""

from collections.abc import Callable, Iterator

import polars as pl

from putright.core.calendar import reporting_year_bounds
from putright.core.surveys.reading import ROW
from putright.core.surveys.responses import WHEN
from putright.core.surveys.survey import Result

APART = 0.01
"""The part of all households by which a characteristic's may differ unremarked.

Our own line: a few homes without a known age band are no contradiction.
"""
LEAST_WEIGHTED = 5
"""Responses under which a group that is weighted by stands on next to nobody."""
Line = Callable[[int], int]


def doubts(result: Result, year: str, line: Line | None = None) -> tuple[str, ...]:
    """Say what is doubtful about one stock type's survey, a sentence each.

    `year`: the reporting year that it is for, blank where that is not known. `line`
    gives a response's line by its place in the file, where there is a file.
    """
    return (
        *_too_many(result),
        *_apart(result),
        *_thin(result),
        *_outside(result, year, line),
        *_twice(result, line),
    )


def _too_many(result: Result) -> Iterator[str]:
    households = result.sample.households
    if result.kept > households:
        yield (
            f"{result.kept:,} responses were kept of {households:,.10g} households. "
            "More can't answer than there are: mend the households, or look for "
            "households under two names."
        )


def _apart(result: Result) -> Iterator[str]:
    """Find characteristics whose households don't add up to all households."""
    households = result.sample.households
    for one in result.likeness:
        whole = sum(group.households for group in one.groups)
        if abs(whole - households) > APART * households:
            yield (
                f"The households by {_plain(one.characteristic)} add up to "
                f"{whole:,.10g}, and there are {households:,.10g} in all. Mend one of "
                "the two."
            )


def _thin(result: Result) -> Iterator[str]:
    """Find groups weighted by for which very few have to speak."""
    by = result.sample.weights.by
    for one in result.likeness:
        for group in one.groups:
            if (
                one.characteristic in by
                and group.households
                and group.responses < LEAST_WEIGHTED
            ):
                yield (
                    f"{_plain(one.characteristic).capitalize()} “{group.value}”: "
                    f"{group.responses} of those who answered stand for "
                    f"{group.households:,.10g} households, so nobody knows how far "
                    "off they are. Join it to another value in both files."
                )


def _outside(result: Result, year: str, line: Line | None) -> Iterator[str]:
    """Count the responses that were not given within the reporting year."""
    if not year:
        return
    first, last = reporting_year_bounds(year)
    answers = result.sample.answers
    wrong = answers.filter(~pl.col(WHEN).dt.date().is_between(first, last))
    if wrong.height:
        yield (
            f"{wrong.height:,} responses were not given in {year}, and the fieldwork "
            f"has to be within it.{_first(wrong, line)} They are counted: take them "
            "out, or mend their days."
        )


def _twice(result: Result, line: Line | None) -> Iterator[str]:
    """Count the responses kept whose own number another has too."""
    answers = result.sample.answers
    again = (pl.col("response") != "") & ~pl.col("response").is_first_distinct()
    wrong = answers.filter(again)
    if wrong.height:
        yield (
            f"{wrong.height:,} responses have a number that another has, of another "
            f"household or none.{_first(wrong, line)} All are counted: take out those "
            "that are the same answer twice."
        )


def _first(wrong: pl.DataFrame, line: Line | None) -> str:
    if line is None:
        return ""
    row = wrong.row(0, named=True)
    number = f", “{row['response']}”" if row["response"] else ""
    return f" The first is on line {line(int(row[ROW])):,}{number}."


def _plain(name: str) -> str:
    return name.replace("_", " ")
