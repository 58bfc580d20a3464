"""A figure's last twelve full months, each with its value, and their limits."""

import datetime

import msgspec

from putright.apps.figures.queries import Question
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


def trend(code: str, question: Question, today: datetime.date) -> Trend:
    """Give the trend up to the last full month of a question's period, or of today's.

    The number of reads is fixed: one question for most figures, one a month for those
    judged at the end of a period.
    """
    one = figure(code)
    span = span_before(min(question.last, today))
    names = [month(add_months(span.first, number)) for number in range(MONTHS)]
    asked = msgspec.structs.replace(
        question, first=span.first, last=span.last, by=(("month",),)
    )
    if one.snapshot:
        cells = [_at_end_of(code, asked, name) for name in names]
    else:
        found = answered([code], asked)[0]
        none = HIDDEN if found.total.hidden else NOTHING
        cells = [found.by["month"].get((name,), none) for name in names]
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
