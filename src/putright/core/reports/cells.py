"""Cells of tables: figures as they are read, each with its value and its source."""

import datetime as dt

from putright.core.calendar import month_bounds, quarter_bounds
from putright.core.figures.wording import NONE, label_words, value_words
from putright.core.reports.given import Answered, Labels
from putright.core.reports.values import NUMBER, Cell, Column, Number

NOT_YET = "not yet"
"""What stands for a month or a quarter that has not begun."""


def row_head(text: str) -> Cell:
    """Name a row."""
    return Cell(text=text, header=True)


def plain(number: Number, unit: str = "cases") -> Cell:
    """Give a number that no figure is the source of, such as one of the register."""
    return Cell(text=f"{number:,}" if number else NONE, value=number, unit=unit)


def value(answered: Answered, split: str = "", labels: Labels = ()) -> Cell:
    """Give a figure's value. What was not counted is none, never 0%."""
    cell = answered.cell(split, labels)
    unit = answered.figure.unit
    text = value_words(cell, unit)
    if unit == "working days" and not cell.hidden and cell.value is not None:
        text = text.removesuffix(" working days")
    return Cell(
        text=NONE if text == "0" else text,
        value=None if cell.hidden else cell.value,
        unit=unit,
        source=answered.source(split, labels),
    )


def parts(answered: Answered, split: str = "", labels: Labels = ()) -> tuple[Cell, ...]:
    """Give a percentage as three cells: how many, of how many, and the percentage.

    The source stands with the percentage: it is the figure, the others are its parts.
    """
    cell = answered.cell(split, labels)
    whole = value(answered, split, labels)
    if cell.hidden:
        unseen = Cell(text=whole.text)
        return (unseen, unseen, whole)
    counts = (
        Cell(text=f"{number:,}" if number else NONE, value=number, unit="cases")
        for number in (cell.numerator or 0, cell.denominator or 0)
    )
    return (*counts, whole)


def over(answered: Answered, split: str = "", labels: Labels = ()) -> Cell:
    """Give a percentage in one cell with what it is over: `98.2% (54 of 55)`."""
    cell = answered.cell(split, labels)
    whole = value(answered, split, labels)
    if cell.hidden or cell.value is None:
        return whole
    text = f"{whole.text} ({cell.numerator:,} of {cell.denominator:,})"
    return Cell(text=text, value=whole.value, unit=whole.unit, source=whole.source)


def ahead(split: str, labels: Labels, as_at: dt.date) -> bool:
    """Tell whether a cell's month or quarter had not begun on a day."""
    bounds = {"month": month_bounds, "quarter": quarter_bounds}
    return any(
        bounds[name](label).first > as_at
        for name, label in zip(split.split(","), labels, strict=True)
        if name in bounds
    )


def name_of(split: str, labels: Labels) -> str:
    """Say a cell's labels."""
    said = zip(split.split(","), labels, strict=True)
    return ", ".join(label_words(name, label) for name, label in said)


def heads(*texts: str) -> tuple[Column, ...]:
    """Head columns of numbers."""
    return tuple(Column(text=text, kind=NUMBER) for text in texts)
