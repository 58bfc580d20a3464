"""A figure's last twelve full months, each with its value, and their limits."""

import datetime
from collections.abc import Sequence

import msgspec

from putright.apps.figures.queries import Question, Result
from putright.apps.figures.views.answering import answered
from putright.core.calendar import Span, add_months, month, month_bounds
from putright.core.figures import Cell, Figure, figure
from putright.core.figures.figure import PERCENT
from putright.core.figures.trend import Limits, limits
from putright.core.figures.values import HIDDEN

MONTHS = 12
NOTHING = Cell(value=None, numerator=None, denominator=None)


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """A figure by month: `2024-10` and its cell, and the limits where there are any."""

    figure: Figure
    months: tuple[tuple[str, Cell], ...]
    limits: Limits | None


def span_before(day: datetime.date) -> Span:
    """Give the twelve months that end with the last full one on a day."""
    here = month_bounds(month(day))
    end = here.last if here.last == day else here.first - datetime.timedelta(days=1)
    first = add_months(month_bounds(month(end)).first, 1 - MONTHS)
    return Span(first, end)


def by_month(
    question: Question, today: datetime.date, *also: tuple[str, ...]
) -> Question:
    """Ask for the twelve months, and for other splits of them in the same reading."""
    span = span_before(min(question.last, today))
    return msgspec.structs.replace(
        question, first=span.first, last=span.last, by=(("month",), *also)
    )


def trend(code: str, question: Question, today: datetime.date) -> Trend:
    """Give the trend up to the last full month of a question's period, or of today's.

    The number of reads is fixed: one question for most figures, one a month for those
    judged at the end of a period.
    """
    asked = by_month(question, today)
    if not figure(code).snapshot:
        return trend_in(answered([code], asked)[0], asked)
    names = _months(asked)
    return _drawn(figure(code), names, [_at_end_of(code, asked, one) for one in names])


def trend_in(found: Result, asked: Question) -> Trend:
    """Give the trend in the answer to a question made by `by_month`."""
    names = _months(asked)
    none = HIDDEN if found.total.hidden else NOTHING
    months = found.by["month"]
    return _drawn(found.figure, names, [months.get((name,), none) for name in names])


def _months(asked: Question) -> list[str]:
    return [month(add_months(asked.first, number)) for number in range(MONTHS)]


def _drawn(one: Figure, names: Sequence[str], cells: Sequence[Cell]) -> Trend:
    drawn = limits(
        [cell.value for cell in cells],
        floor=0.0,
        ceiling=100.0 if one.measure == PERCENT else None,
    )
    return Trend(figure=one, months=tuple(zip(names, cells, strict=True)), limits=drawn)


def _at_end_of(code: str, question: Question, name: str) -> Cell:
    span = month_bounds(name)
    asked = msgspec.structs.replace(question, first=span.first, last=span.last, by=())
    return answered([code], asked)[0].total
