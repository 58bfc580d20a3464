"""What a report asks of the figures, as data: codes, splits and the window.

A section says what it needs; `calls` puts together what the database can answer at
once, so that no figure is asked twice.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from putright.core.calendar import Span, add_months, month, month_bounds
from putright.core.figures import figure
from putright.core.figures.figure import (
    MEAN,
    MEAN_OF_CASES,
    MEDIAN,
    RATIO,
    SUM,
    Figure,
)
from putright.core.reports.given import BEFORE, LAST_YEAR, NOW, TREND

TREND_MONTHS = 12
Split = tuple[str, ...]


class Ask(msgspec.Struct, frozen=True):
    """Figures by their codes, each of them split in these ways, over a window."""

    codes: tuple[str, ...]
    by: tuple[Split, ...] = ()
    window: str = NOW


class Call(msgspec.Struct, frozen=True):
    """Figures that are answered together: one question over one period."""

    window: str
    codes: tuple[str, ...]
    by: tuple[Split, ...]


def calls(asks: Iterable[Ask]) -> list[Call]:
    """Put asks together: figures that count the same rows share their splits."""
    splits: dict[tuple[str, object], dict[Split, None]] = defaultdict(dict)
    codes: dict[tuple[str, object], dict[str, None]] = defaultdict(dict)
    for ask in asks:
        for code in ask.codes:
            place = (ask.window, _rows(figure(code)))
            splits[place] |= dict.fromkeys(ask.by)
            codes[place] |= {code: None}
    together: dict[tuple[str, tuple[Split, ...]], list[str]] = defaultdict(list)
    for place, named in codes.items():
        together[place[0], tuple(splits[place])] += named
    return [Call(window, tuple(named), by) for (window, by), named in together.items()]


_COSTLY = frozenset({"second_on", "remedied_before", "became_on"})
"""Columns looked up for each row: not looked up again for each split."""
_ONE_BY_ONE = (MEAN, MEDIAN, SUM, MEAN_OF_CASES)


def _rows(one: Figure) -> object:
    """Name the rows that a figure counts. One that costs a query of its own for each
    split stands apart from those that do not."""
    if one.measure == RATIO:
        return one.over
    apart = one.measure in _ONE_BY_ONE or bool(one.columns & _COSTLY)
    return (one.grain, one.stage, one.period, one.snapshot, apart)


def span_of(window: str, first: dt.date, last: dt.date, as_at: dt.date) -> Span:
    """Give the days of a window, from the report's own period and day of judging."""
    if window == BEFORE:
        return before(first, last)
    if window == LAST_YEAR:
        return _back(first, last, TREND_MONTHS)
    if window == TREND:
        return _twelve_months(min(last, as_at))
    return Span(first, last)


def whole_months(first: dt.date, last: dt.date) -> int:
    """Count the calendar months of a period; 0 where it is not of whole ones."""
    if first.day != 1 or last != month_bounds(month(last)).last:
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1


def before(first: dt.date, last: dt.date) -> Span:
    """Give the period just before, of as many months, or else of as many days."""
    months = whole_months(first, last)
    if months:
        return _back(first, last, months)
    day = dt.timedelta(days=1)
    return Span(first - (last - first) - day, first - day)


def _back(first: dt.date, last: dt.date, months: int) -> Span:
    moved = Span(add_months(first, -months), add_months(last, -months))
    if whole_months(first, last):
        return Span(moved.first, month_bounds(month(moved.last)).last)
    return moved


def _twelve_months(day: dt.date) -> Span:
    """Give the 12 whole months that had passed at the end of a day."""
    end = month_bounds(month(day)).last
    if end != day:
        end = day.replace(day=1) - dt.timedelta(days=1)
    return Span(add_months(end.replace(day=1), 1 - TREND_MONTHS), end)
