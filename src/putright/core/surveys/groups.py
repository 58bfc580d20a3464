"""Results by quarter, area, category or method, those on few answers flagged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from putright.core.calendar import quarter
from putright.core.surveys.estimates import SMALL_BASE, Estimate
from putright.core.surveys.responses import WHEN
from putright.core.surveys.survey import Sample

QUARTER = "quarter"
"""Not a column of the file: the quarter of the reporting year of `answered_on`."""


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A group's responses kept, and its estimate of each measure."""

    responses: int
    estimates: Mapping[str, Estimate]


def small(estimate: Estimate) -> bool:
    """Say whether an estimate rests on too few answers to be read by itself."""
    return estimate.base < SMALL_BASE


def by_group(sample: Sample, column: str) -> dict[str, GroupResult]:
    """Give each group's results, by its value in `column`, in order; "" for none.

    The groups are parts of one sample: its weights are kept, and each error allows for
    the group's size being left to chance. Raises KeyError for a column that is not
    there.
    """
    groups = _values(sample.answers, column)
    with_groups = sample.answers.with_columns(groups.alias(_GROUP))
    there = replace(sample, answers=with_groups)
    sizes = with_groups.group_by(_GROUP).len().sort(_GROUP)
    return {
        value: GroupResult(size, there.estimates(pl.col(_GROUP) == value))
        for value, size in sizes.iter_rows()
    }


_GROUP = "group "


def _values(answers: pl.DataFrame, column: str) -> pl.Series:
    if column in answers.columns:
        return answers[column]
    if column != QUARTER:
        raise KeyError(column)
    days = answers[WHEN].dt.date()
    names = {day: quarter(day) for day in days.drop_nulls().unique()}
    return days.replace_strict(names, default="", return_dtype=pl.String)
