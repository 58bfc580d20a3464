"""Reporting years (1 April to 31 March), their quarters, months, anniversaries."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_YEAR = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4}-[0-9]{2}) Q([1-4])")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_FIRST_MONTH = 4
"""April: the month in which a reporting year starts."""


class Span(NamedTuple):
    """A period: its first day and its last day, both inside it."""

    first: date
    last: date


def reporting_year(day: date) -> str:
    """Name the year from April to March that holds the day, such as `2024-25`."""
    start = day.year if day.month >= _FIRST_MONTH else day.year - 1
    return f"{start}-{(start + 1) % 100:02d}"


def quarter(day: date) -> str:
    """Name the quarter of the reporting year that holds the day: `2024-25 Q3`."""
    number = (day.month - _FIRST_MONTH) % 12 // 3 + 1
    return f"{reporting_year(day)} Q{number}"


def month(day: date) -> str:
    """Name the calendar month that holds the day, such as `2024-10`."""
    return f"{day.year:04d}-{day.month:02d}"


def reporting_year_bounds(label: str) -> Span:
    """Give the first and last day of `2024-25`. ValueError for anything else."""
    found = _YEAR.fullmatch(label)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise ValueError(
            f"{label!r} is not a reporting year: write it like 2024-25, "
            "for 1 April 2024 to 31 March 2025."
        )
    start = int(found[1])
    return Span(date(start, _FIRST_MONTH, 1), date(start + 1, 3, 31))


def quarter_bounds(label: str) -> Span:
    """Give the first and last day of `2024-25 Q3`. ValueError for anything else."""
    found = _QUARTER.fullmatch(label)
    if found is None:
        raise ValueError(
            f"{label!r} is not a quarter: write it like 2024-25 Q3, "
            "for October to December 2024."
        )
    year_start = reporting_year_bounds(found[1]).first
    first = add_months(year_start, 3 * (int(found[2]) - 1))
    return Span(first, add_months(first, 3) - timedelta(days=1))


def month_bounds(label: str) -> Span:
    """Give the first and last day of `2024-10`. ValueError for anything else."""
    found = _MONTH.fullmatch(label)
    if found is None:
        raise ValueError(f"{label!r} is not a month: write it like 2024-10.")
    first = date(int(found[1]), int(found[2]), 1)
    return Span(first, first.replace(day=monthrange(first.year, first.month)[1]))


def add_months(day: date, months: int) -> date:
    """Move by calendar months; a day the month lacks becomes its last day.

    A negative number moves back: 12 months before is `add_months(day, -12)`.
    """
    count = day.year * 12 + day.month - 1 + months
    year, number = count // 12, count % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))


def anniversary(day: date, years: int) -> date:
    """Give the same day so many years on; 28 February for the 29th."""
    return add_months(day, 12 * years)
