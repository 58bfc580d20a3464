"""What is asked of the figures, and what is answered."""

import datetime
from collections.abc import Mapping
from typing import Any

import msgspec

from putright.core.figures import Cell, Figure

Labels = tuple[str, ...]
"""A cell's labels, in the order of its split's dimensions; empty for the total."""


class BadQuestionError(ValueError):
    """The question has no answer: an unknown split, or a period that ends too soon."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A period with both its days, the day of judging, splits, and what to limit to.

    Each of `by` is one split, by one dimension or by several together. `where`:
    dimension and label, all of which hold. `edition` limits to one edition's cases.
    """

    first: datetime.date
    last: datetime.date
    as_at: datetime.date
    by: tuple[tuple[str, ...], ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    edition: str = ""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A figure answered. `left_out`: how many for each reason, those of none too.

    `by`: a split's dimensions joined by commas, to its cells. `overlaps` names the
    splits in which cases are listed more than once, so that cells add up to more than
    the total. `restricted`: how many of those counted are restricted. `missing` says
    what the records lack for a value, and for which day; empty where nothing.
    """

    figure: Figure
    total: Cell
    left_out: Mapping[str, int]
    by: Mapping[str, Mapping[Labels, Cell]]
    overlaps: tuple[str, ...] = ()
    restricted: int = 0
    missing: str = ""


def as_json(result: Result) -> dict[str, Any]:
    """Give a result as programs read it, in plain values."""
    figure = result.figure
    found: dict[str, Any] = {
        "code": figure.code,
        "title": figure.title,
        "unit": figure.unit,
        **_cell(result.total),
        "left_out": dict(result.left_out),
        "source": figure.source,
    }
    if figure.direction:
        found["direction"] = figure.direction
    if result.by:
        found["by"] = {name: _nested(cells) for name, cells in result.by.items()}
    if result.overlaps:
        found["overlaps"] = True
    if result.missing:
        found["missing"] = result.missing
    return found


def _cell(cell: Cell) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "value": cell.value,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
    }
    return plain | {"hidden": True} if cell.hidden else plain


def _nested(cells: Mapping[Labels, Cell]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for labels, cell in cells.items():
        place = nested
        for label in labels[:-1]:
            place = place.setdefault(label, {})
        place[labels[-1]] = _cell(cell)
    return nested
