"""What a report is built from, invented: figures, register, self-assessment."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from putright.core.figures import Cell, figure
from putright.core.figures import values as v
from putright.core.figures.figure import (
    COUNT,
    MEAN,
    MEDIAN,
    PER_1000,
    PERCENT,
    Figure,
)
from putright.core.reports.asks import calls, span_of
from putright.core.reports.given import NOW, Answered, Given
from putright.core.reports.kinds import kind_of
from putright.core.reports.values import (
    Chart,
    Paragraph,
    Report,
    Section,
    Table,
)

FIRST = date(2024, 10, 1)
LAST = date(2024, 12, 31)
LATER = date(2025, 6, 30)
YEAR = (date(2024, 4, 1), date(2025, 3, 31))
LONG_AGO = date(2015, 4, 1)

Labels = tuple[str, ...]
Cells = Mapping[Labels, Cell]


def of(met: int, all_of: int) -> Cell:
    """Make a percentage's cell: so many of so many."""
    return v.over(met, all_of, 100, base=all_of)


def nothing(one: Figure) -> Cell:
    """Make the cell of a figure that counted nothing."""
    if one.measure == COUNT:
        return v.count(0)
    if one.measure == PERCENT:
        return of(0, 0)
    if one.measure in (MEAN, MEDIAN):
        return v.mean({})
    if one.measure == PER_1000:
        return v.rate(0, 1000)
    return v.money(0, 0)


def given(
    kind: str,
    totals: Mapping[str | tuple[str, str], Cell] | None = None,
    splits: Mapping[tuple[str, str], Cells] | None = None,
    *,
    first: date = FIRST,
    last: date = LAST,
    as_at: date = LATER,
    left_out: Mapping[str, Mapping[str, int]] | None = None,
    overlaps: Mapping[str, tuple[str, ...]] | None = None,
    **rest: Any,
) -> Given:
    """Make what a kind is built from: nothing counted, but for what is said.

    `totals` by code, or by window and code; `splits` by code and split, each a figure
    of the period itself, or by window and code joined by a colon.
    """
    found: dict[tuple[str, str], Answered] = {}
    for call in calls(kind_of(kind).asks):
        for code in call.codes:
            found[call.window, code] = _answered(
                call,
                code,
                (first, last, as_at),
                totals or {},
                splits or {},
                left_out or {},
                overlaps or {},
            )
    usual = {"records_from": LONG_AGO, "edition": "housing-2024"}
    known = {"landlord": "Otterdale Homes", "program": "0.1.0"}
    return Given(
        first=first, last=last, as_at=as_at, figures=found, **(usual | known | rest)
    )


def _answered(
    call: Any,
    code: str,
    days: tuple[date, date, date],
    totals: Mapping[Any, Cell],
    splits: Mapping[tuple[str, str], Cells],
    left_out: Mapping[str, Mapping[str, int]],
    overlaps: Mapping[str, tuple[str, ...]],
) -> Answered:
    one = figure(code)
    window = call.window
    usual = totals.get(code) if window == NOW else None
    total = totals.get((window, code), usual) or nothing(one)
    name = code if window == NOW else f"{window}:{code}"
    by = {",".join(split): splits.get((name, ",".join(split)), {}) for split in call.by}
    return Answered(
        figure=one,
        span=span_of(window, *days),
        total=total,
        left_out=left_out.get(code, {}) if window == NOW else {},
        by=by,
        overlaps=overlaps.get(code, ()),
    )


def built(kind: str, *arguments: Any, **rest: Any) -> Report:
    """Build a report of a kind from invented figures."""
    return kind_of(kind).build(given(kind, *arguments, **rest))


def section(made: Report, key: str) -> Section:
    """Give a section of a report."""
    return next(one for one in made.sections if one.key == key)


def table(made: Report, key: str) -> Table:
    """Give a table of a report, or of a chart of it."""
    for block in made.blocks():
        found = block.table if isinstance(block, Chart) else block
        if isinstance(found, Table) and found.key == key:
            return found
    raise KeyError(key)


def text(made: Report, key: str) -> Paragraph:
    """Give a paragraph of a report."""
    blocks = (one for one in made.blocks() if isinstance(one, Paragraph))
    return next(one for one in blocks if one.key == key)


def rows(found: Table) -> list[tuple[str, ...]]:
    """Give a table's rows as they are read."""
    return [tuple(cell.text for cell in row) for row in found.rows]
