"""Tables of figures: one figure a row, or one part of a split a row. Bases are said."""

from collections.abc import Sequence

import msgspec

from putright.core.figures.figure import MEAN, MEDIAN, PER_1000, PERCENT
from putright.core.figures.wording import (
    DIMENSION_WORDS,
    WHY_NOT_SHOWN,
    base_words,
    over_words,
)
from putright.core.reports import cells
from putright.core.reports.cells import NOT_YET, heads, name_of, row_head
from putright.core.reports.given import NOW, Answered, Given, Labels
from putright.core.reports.values import Cell, Column, Table

PARTS = ("of", "%")


class Shown(msgspec.Struct, frozen=True):
    """A figure as columns of a table: its code and the heading.

    A percentage has three columns (how many, of how many, percent); with `brief` it has
    one, which says all three.
    """

    code: str
    heading: str
    brief: bool = False


def split_table(
    given: Given,
    key: str,
    caption: str,
    split: str,
    shown: Sequence[Shown],
    *,
    window: str = NOW,
    all_words: str = "All",
) -> Table:
    """Give a table with a row for each part of a split, and all of them last.

    Months and quarters stand in their order, everything else by the first figure, most
    first; what is not known stands last.
    """
    answered = [given.of(one.code, window) for one in shown]
    labels = _ordered(split, answered)
    rows = [
        (row_head(name_of(split, one)), *_cells(given, shown, answered, split, one))
        for one in labels
    ]
    rows.append((row_head(all_words), *_cells(given, shown, answered, "", ())))
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column(text=DIMENSION_WORDS.get(split, split)),
            *_columns(shown, answered),
        ),
        rows=tuple(rows),
        notes=_notes(split, shown, answered, labels),
    )


def _ordered(split: str, answered: Sequence[Answered]) -> list[Labels]:
    found = dict.fromkeys(one for each in answered for one in each.by[split])
    if split in ("month", "quarter", "year"):
        return sorted(found)

    def place(labels: Labels) -> tuple[bool, float, Labels]:
        first = answered[0].cell(split, labels)
        return (not labels[0], -(first.base or 0), labels)

    return sorted(found, key=place)


def _columns(
    shown: Sequence[Shown], answered: Sequence[Answered]
) -> tuple[Column, ...]:
    found: list[Column] = []
    for one, each in zip(shown, answered, strict=True):
        if each.figure.measure == PERCENT and not one.brief:
            found += heads(one.heading, *(f"{one.heading}: {part}" for part in PARTS))
        else:
            found += heads(one.heading)
    return tuple(found)


def _cells(
    given: Given,
    shown: Sequence[Shown],
    answered: Sequence[Answered],
    split: str,
    labels: Labels,
) -> tuple[Cell, ...]:
    found: list[Cell] = []
    later = bool(split) and cells.ahead(split, labels, given.as_at)
    for one, each in zip(shown, answered, strict=True):
        if each.figure.measure == PERCENT and not one.brief:
            three = cells.parts(each, split, labels)
            found += [Cell(text=NOT_YET)] * len(three) if later else three
        elif later:
            found.append(Cell(text=NOT_YET))
        elif each.figure.measure == PERCENT:
            found.append(cells.over(each, split, labels))
        else:
            found.append(cells.value(each, split, labels))
    return tuple(found)


def _notes(
    split: str,
    shown: Sequence[Shown],
    answered: Sequence[Answered],
    labels: Sequence[Labels],
) -> tuple[str, ...]:
    notes: list[str] = []
    hidden = any(each.cell(split, one).hidden for each in answered for one in labels)
    for one, each in zip(shown, answered, strict=True):
        overlaps = split in each.overlaps
        listed = sum(each.cell(split, label).base for label in labels)
        base = base_words(
            each.figure,
            overlaps=overlaps and not hidden,
            base=each.total.base,
            listed=listed,
        )
        if overlaps and hidden:
            base += " One that concerns several teams is listed under each."
        notes.append(f"{one.heading}. {base}{left_out(each)}")
    return (*dict.fromkeys(notes), *((WHY_NOT_SHOWN,) if hidden else ()))


def left_out(answered: Answered) -> str:
    """Say how many a figure left out, and why; nothing where none was."""
    said = [f"{number:,} {why}" for why, number in answered.left_out.items() if number]
    return f" Left out: {'; '.join(said)}." if said else ""


def stage_table(given: Given, key: str, caption: str, shown: Sequence[Shown]) -> Table:
    """Give a table with a row for each stage; codes have `{}` for its number."""
    rows = []
    notes: list[str] = []
    columns: tuple[Column, ...] = ()
    for stage in (1, 2):
        own = [Shown(one.code.format(stage), one.heading, one.brief) for one in shown]
        answered = [given.of(one.code) for one in own]
        columns = _columns(own, answered)
        rows.append((row_head(f"Stage {stage}"), *_cells(given, own, answered, "", ())))
        notes += [
            f"Stage {stage}, {one.heading.lower()}.{left_out(each)}"
            for one, each in zip(own, answered, strict=True)
            if left_out(each)
        ]
    return Table(
        key=key,
        caption=caption,
        columns=(Column(text="Stage"), *columns),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def figure_table(
    given: Given,
    key: str,
    caption: str,
    codes: Sequence[str | tuple[str, str]],
    *,
    notes: Sequence[str] = (),
) -> Table:
    """Give a table with a figure a row: its value and what that is over.

    A code stands alone, or with words in place of the figure's own title.
    """
    rows = []
    said: list[str] = []
    for one in codes:
        code, words = one if isinstance(one, tuple) else (one, "")
        answered = given.of(code)
        title = words or answered.figure.title
        rows.append((row_head(title), cells.value(answered), base_of(answered)))
        if left_out(answered):
            said.append(f"{title}.{left_out(answered)}")
    return Table(
        key=key,
        caption=caption,
        columns=(Column(text="Figure"), *heads("Value"), Column(text="Base")),
        rows=tuple(rows),
        notes=(*notes, *said),
    )


def base_of(answered: Answered) -> Cell:
    """Say what a figure is over, in a cell."""
    one, cell = answered.figure, answered.total
    if one.measure in (PERCENT, PER_1000):
        return Cell(text=over_words(cell, one))
    if one.measure in (MEAN, MEDIAN):
        return Cell(text=f"{cell.base:,} answers" if cell.base else "no answers")
    return Cell(text=over_words(cell, one) or one.unit)
