"""A figure as it was published: its values, its cases, and what it was worked out by.

What is kept of a report is read and compared here; nothing is counted here.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from putright.core.reports.values import (
    Cell,
    Chart,
    Highlight,
    Number,
    Paragraph,
    Report,
    Source,
    Table,
)

Labels = tuple[str, ...]
Where = tuple[tuple[str, str], ...]
PART, MET, OF = ".", "met", "of"
"""A source such as `escalation_rate.of` is a part of a figure."""


class Asked(msgspec.Struct, frozen=True, order=True):
    """What a figure was asked for: its code, both days, and what it was limited to."""

    code: str
    first: dt.date
    last: dt.date
    where: Where = ()


class Member(msgspec.Struct, frozen=True, order=True, array_like=True):
    """A row of a figure: its case, how it counted (`met`, `not_met`, `left_out`), why.

    `number` is what it added, in the figure's own column (working days, pence), where
    it adds more than one. `labels`: for each split of the figure, in their order, the
    cells that it stands in; more than one where a case concerns several teams.
    """

    case: str
    counted: str
    why: str
    number: int | None = None
    labels: tuple[tuple[Labels, ...], ...] = ()


class KeptCell(msgspec.Struct, frozen=True, kw_only=True):
    """A value as published. `split` and `labels` are empty for the total.

    `hidden`: it was not shown, since it would have given a restricted case away.
    """

    split: str = ""
    labels: Labels = ()
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    base: int = 0
    hidden: bool = False

    @property
    def shown(self) -> tuple[Number | None, Number | None, Number | None, bool]:
        """Give what makes two values the same to a reader."""
        return (self.value, self.numerator, self.denominator, self.hidden)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as published: what was asked, its cells, and who made them.

    `edition`: the Code edition whose cases alone it counts, empty for all. `rules` and
    `program`: by which version of the rules and of this program it was worked out.
    `left_out`: how many rows were left out in the total, by why. `splits`: the splits
    of its cells, in the order of its members' labels.
    """

    asked: Asked
    title: str
    unit: str
    as_at: dt.date
    edition: str
    rules: str
    program: str
    cells: tuple[KeptCell, ...]
    splits: tuple[str, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()


def sources(report: Report) -> tuple[Source, ...]:
    """Give every source of a number in a report, each once, in order."""
    found = (source for block in report.blocks() for source, _ in _numbers(block))
    return tuple(dict.fromkeys(found))


def numbers(report: Report) -> Iterator[tuple[Source, Number | None]]:
    """Give every sourced number of a report with its source."""
    for block in report.blocks():
        yield from _numbers(block)


def asked_of(source: Source) -> Asked:
    """Give what a source asked of its figure: a part of it asked for the whole."""
    code = source.figure.partition(PART)[0]
    return Asked(code, source.first, source.last, source.where)


def held_in_a_cell(source: Source) -> bool:
    """Tell whether one cell holds a source's number; two hold a difference."""
    return source.figure.partition(PART)[2] in ("", MET, OF)


def read_from(cell: KeptCell | None, source: Source) -> Number | None:
    """Give the number of a cell that a source names: its value, or a part of it.

    KeyError where `held_in_a_cell` says no.
    """
    held = cell or KeptCell()
    part = source.figure.partition(PART)[2]
    return {"": held.value, MET: held.numerator, OF: held.denominator}[part]


def _numbers(block: object) -> Iterator[tuple[Source, Number | None]]:
    if isinstance(block, Table):
        yield from _of_cells(cell for row in block.rows for cell in row)
    elif isinstance(block, Chart):
        yield from _numbers(block.table)
    elif isinstance(block, Highlight):
        yield from _of_cells([block.cell])
    elif isinstance(block, Paragraph):
        for stated in block.sources:
            yield stated.source, stated.value


def _of_cells(cells: Iterable[Cell]) -> Iterator[tuple[Source, Number | None]]:
    for cell in cells:
        if cell.source is not None:
            yield cell.source, cell.value


def questions(report: Report) -> dict[Asked, tuple[str, ...]]:
    """Give what a report asks of each figure, with the splits that it shows of it."""
    found: dict[Asked, dict[str, None]] = {}
    for source in sources(report):
        splits = found.setdefault(asked_of(source), {})
        if source.split:
            splits[source.split] = None
    return {asked: tuple(splits) for asked, splits in found.items()}
