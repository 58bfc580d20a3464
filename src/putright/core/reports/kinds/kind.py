"""What a kind of report is: what it is for, which periods fit it, what it asks."""

import datetime as dt
from collections.abc import Callable

import msgspec

from putright.core.calendar import (
    add_months,
    long_date,
    reporting_year,
    reporting_year_bounds,
)
from putright.core.reports.asks import Ask, whole_months
from putright.core.reports.given import Given
from putright.core.reports.values import Report

QUARTER = "up to three months"
QUARTERS = "whole quarters, up to a year"
YEAR = "up to a year"
REPORTING_YEAR = "a reporting year"


class ReportError(ValueError):
    """The report can't be made: the message says why and what to do."""


class UnknownKindError(ReportError):
    """There is no such kind of report."""


class PeriodError(ReportError):
    """The period does not fit the kind of report."""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of report.

    `period` says which periods fit; `says` is a sentence on what it is for. `asks` are
    the figures it needs. `register` (and `register_before`, of the year before),
    `assessment` and `improvements`: whether it needs these too.
    """

    code: str
    title: str
    period: str
    says: str
    asks: tuple[Ask, ...]
    build: Callable[[Given], Report]
    register: bool = False
    register_before: bool = False
    assessment: bool = False
    improvements: bool = False


def check_period(kind: Kind, first: dt.date, last: dt.date) -> None:
    """Check that a period fits a kind. Raises PeriodError, which says what would."""
    if last < first:
        raise PeriodError(
            f"The period ends on {long_date(last)} and begins on {long_date(first)}: "
            "give the earlier day first."
        )
    try:
        fits = _FITS[kind.period](first, last)
    except (ValueError, OverflowError):  # at the ends of what a date can be
        fits = False
    if not fits or first.year // 100 < FIRST_CENTURY:
        raise PeriodError(
            f"{kind.title} is for {kind.period}{_EXAMPLES[kind.period]}. "
            f"{long_date(first)} to {long_date(last)} is not: choose another period."
        )


FIRST_CENTURY = 19
"""Before this no period is compared with the year before it."""


def _months(most: int) -> Callable[[dt.date, dt.date], bool]:
    return lambda first, last: last < add_months(first, most)


def _quarters(first: dt.date, last: dt.date) -> bool:
    months = whole_months(first, last)
    return first.month % 3 == 1 and months in (3, 6, 9, 12)


def _reporting_year(first: dt.date, last: dt.date) -> bool:
    return reporting_year_bounds(reporting_year(first)) == (first, last)


_FITS: dict[str, Callable[[dt.date, dt.date], bool]] = {
    QUARTER: _months(3),
    QUARTERS: _quarters,
    YEAR: _months(12),
    REPORTING_YEAR: _reporting_year,
}
_EXAMPLES = {
    QUARTER: ", such as October to December",
    QUARTERS: ", such as 1 April to 31 December",
    YEAR: "",
    REPORTING_YEAR: ", from 1 April to 31 March",
}
