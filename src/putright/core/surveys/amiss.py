"""Answers that don't fit their question, and where the first of each kind stands."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from putright.core.surveys.questions import (
    BEHIND_FILTER,
    CODE,
    NA_NOT_OFFERED,
    NOT_AN_ANSWER,
    NOT_APPLICABLE,
    UNREADABLE,
    asked,
)
from putright.core.surveys.reading import ROW, TextTable
from putright.core.surveys.survey import Result
from putright.core.tabular.table import shorten
from putright.rules.satisfaction_measures import Measure

_SAID = {
    NA_NOT_OFFERED: "“na” where the question does not offer it: outside the base",
    BEHIND_FILTER: "an answer from somebody whose {filter} is not yes: left out",
    NOT_AN_ANSWER: "none of 5 to 1, na or empty: left out",
}


@dataclass(frozen=True, slots=True)
class Amiss:
    """A kind of answer amiss in a column: how many, and the first one's place."""

    column: str
    count: int
    line: int
    value: str
    why: str

    def __str__(self) -> str:
        """Say it in one line."""
        return (
            f"{self.column}: {self.count:,} × {self.why}. First on line {self.line}, "
            f"“{shorten(self.value)}”."
        )


def amiss(table: TextTable, result: Result) -> tuple[Amiss, ...]:
    """Find what `checks` counted of one stock type, and filters in no known word."""
    answers = result.sample.answers
    measures = {one.code: one for one in result.sample.measures}
    found = [
        _first(table, answers, measures[code], check, number)
        for code, counted in result.counted.items()
        for check, number in counted.checks.items()
    ]
    filters = dict.fromkeys(one.filter for one in measures.values() if one.filter)
    return (*found, *_strange(table, answers, filters))


def _first(
    table: TextTable, answers: pl.DataFrame, one: Measure, check: str, number: int
) -> Amiss:
    code = pl.col(CODE + one.code)
    wanted = {
        NA_NOT_OFFERED: code == NOT_APPLICABLE,
        BEHIND_FILTER: ~asked(one, answers.columns) & (code > NOT_APPLICABLE),
        NOT_AN_ANSWER: code == UNREADABLE,
    }[check]
    row, value = answers.filter(wanted).select(ROW, one.code).row(0)
    why = _SAID[check].format(filter=one.filter)
    return Amiss(one.code, number, table.line(row), value, why)


def _strange(
    table: TextTable, answers: pl.DataFrame, filters: Iterable[str]
) -> Iterable[Amiss]:
    """Find filters that say neither yes nor no: they are read as not yes."""
    for column in filters:
        if column not in answers.columns:
            continue
        known = pl.col(column).str.to_lowercase().is_in(["yes", "no", ""])
        rows = answers.filter(~known).select(ROW, column)
        if rows.height:
            row, value = rows.row(0)
            why = "neither yes nor no: read as not yes"
            yield Amiss(column, rows.height, table.line(row), value, why)
