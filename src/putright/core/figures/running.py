"""A figure's months or quarters added up, from April or the first day asked for."""

from collections.abc import Mapping

from putright.core.calendar import month_bounds, quarter_bounds, reporting_year
from putright.core.figures.figure import (
    COUNT,
    MEAN_OF_CASES,
    MEDIAN,
    PER_1000,
    RATIO,
    SUM,
    Figure,
)
from putright.core.figures.values import HIDDEN, Cell, Number, over

Labels = tuple[str, ...]

ADDS_UP = ("month", "quarter")
"""The splits whose cells add up to a financial year, in order of their labels."""
_BOUNDS = {"month": month_bounds, "quarter": quarter_bounds}
_TIMES = {PER_1000: 1000, "percent": 100}


def running(
    figure: Figure, split: str, cells: Mapping[Labels, Cell]
) -> dict[Labels, Cell]:
    """Give each cell added to those before it in its financial year.

    A median can't be made from medians, so it has none; a rate is on the homes of its
    last cell. From a hidden cell on, the rest of its year is hidden. `split`: one of
    ADDS_UP; of another there is nothing to add up. A snapshot is no sum either.
    """
    if split not in ADDS_UP or figure.snapshot or figure.measure in (MEDIAN, RATIO):
        return {}
    found: dict[Labels, Cell] = {}
    year, so_far = "", _nothing()
    for labels in sorted(cells):
        of_year = reporting_year(_BOUNDS[split](labels[0]).first)
        if of_year != year:
            year, so_far = of_year, _nothing()
        so_far = _added(figure, so_far, cells[labels])
        found[labels] = so_far
    return found


def _nothing() -> Cell:
    return Cell(value=None, numerator=0, denominator=0)


def _added(figure: Figure, so_far: Cell, cell: Cell) -> Cell:
    if so_far.hidden or cell.hidden:
        return HIDDEN
    above = _sum(so_far.numerator, cell.numerator)
    base = so_far.base + cell.base
    if figure.measure in (COUNT, SUM):
        return Cell(value=above, numerator=above, denominator=None, base=base)
    if figure.measure == PER_1000:
        if cell.denominator is None:
            return Cell(value=None, numerator=above, denominator=None, base=base)
        return over(above, cell.denominator, 1000, base=base)
    below = _sum(so_far.denominator, cell.denominator)
    if figure.measure == MEAN_OF_CASES and not below:
        return Cell(value=None, numerator=above, denominator=0, base=base)
    return over(above, below, _TIMES.get(figure.measure, 1), base=base)


def _sum(one: Number | None, other: Number | None) -> Number:
    return (one or 0) + (other or 0)
