"""Numbers shown large, each with the words under it and what it is over."""

from collections.abc import Iterable

import msgspec

from putright.core.figures.figure import MEAN, MEDIAN, PERCENT
from putright.core.reports import cells
from putright.core.reports.asks import Ask
from putright.core.reports.given import Answered, Given
from putright.core.reports.values import Highlight


class Shouted(msgspec.Struct, frozen=True):
    """A figure to show large, and its words: for one, and for several or none."""

    code: str
    words: str
    one: str = ""


RECEIVED_1 = Shouted(
    "stage_1_received", "stage 1 complaints received", "stage 1 complaint received"
)
RECEIVED_2 = Shouted(
    "stage_2_received",
    "complaints taken to stage 2",
    "complaint taken to stage 2",
)
IN_TIME_1 = Shouted("stage_1_answered_in_time", "of stage 1 answers were in time")
IN_TIME_2 = Shouted("stage_2_answered_in_time", "of stage 2 answers were in time")
DAYS_1 = Shouted(
    "stage_1_working_days_mean", "working days to a stage 1 answer, on average"
)
UPHELD_1 = Shouted(
    "stage_1_upheld", "of stage 1 complaints were upheld, wholly or in part"
)
COMPENSATION = Shouted("compensation_offered", "offered in compensation")
COMPLIMENTS = Shouted(
    "compliments_received", "compliments received", "compliment received"
)
IMPROVEMENTS = Shouted(
    "improvements",
    "complaints that led to a service improvement",
    "complaint that led to a service improvement",
)


def asks(shown: Iterable[Shouted]) -> tuple[Ask, ...]:
    """Say which figures these need."""
    return tuple(Ask((one.code,)) for one in shown)


def highlights(given: Given, shown: Iterable[Shouted]) -> tuple[Highlight, ...]:
    """Show figures large; a percentage says under it how many of how many."""
    return tuple(_highlight(given.of(one.code), one) for one in shown)


def _highlight(answered: Answered, one: Shouted) -> Highlight:
    singular = one.one and answered.total.value == 1
    words = one.one if singular else one.words
    return Highlight(cell=cells.value(answered), words=f"{words}{_over(answered)}")


def _over(answered: Answered) -> str:
    cell, measure = answered.total, answered.figure.measure
    if measure == PERCENT and cell.denominator:
        return f" ({cell.numerator:,} of {cell.denominator:,})"
    if measure in (MEAN, MEDIAN) and cell.base:
        return f" (over {cell.base:,} answers)"
    return ""
