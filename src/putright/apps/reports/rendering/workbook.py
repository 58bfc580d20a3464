"""A report's tables as a workbook: numbers as numbers, a sheet for each table.

A text cell is written as text whatever it begins with: none becomes a formula.
"""

import datetime as dt
import io
import math
import re
from typing import Protocol

import msgspec
import xlsxwriter  # type: ignore[import-untyped]  # it publishes no types

from putright.apps.reports.rendering import shown
from putright.core.reports.values import Cell, Number, Report, Table

ABOUT = "About"
LONGEST_NAME, LONGEST_CELL = 31, 32_767
"""What Excel takes, in characters."""
WIDEST, NARROWEST = 60, 10
"""Widths of a column, in characters."""
WHOLE, ONE_PLACE = "#,##0", "#,##0.0"
FORMATS = {
    "percent": '0.0"%"',
    "pounds": "[$£-809]#,##0.00",
    "working days": ONE_PLACE,
    "per_1000": ONE_PLACE,
    "ratio": "0.00",
}
"""How a number of a unit is shown; its value stays unrounded. A percentage is kept as
97.5 and not as 0.975, as everywhere in the program."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


class Format(Protocol):
    """A format of a cell, handed back to the library that made it."""


class Sheet(Protocol):
    """What is asked of a sheet of the library, which publishes no types."""

    def write_string(
        self, row: int, col: int, string: str, cell_format: Format | None
    ) -> int:
        """Write a text, whatever it begins with."""

    def write_number(
        self, row: int, col: int, number: Number, cell_format: Format
    ) -> int:
        """Write a number."""

    def set_column(self, first_col: int, last_col: int, width: int) -> int:
        """Set how wide columns are, in characters."""

    def freeze_panes(self, row: int, col: int) -> None:
        """Keep the rows above and the columns before in sight."""

    def repeat_rows(self, first_row: int) -> None:
        """Print a row again on every sheet of paper."""

    def set_landscape(self) -> None:
        """Print on paper laid on its side."""

    def fit_to_pages(self, width: int, height: int) -> None:
        """Print so many sheets of paper wide; 0 for as many as are needed."""


class Styles(msgspec.Struct, frozen=True):
    """The formats that a sheet is written with; `numbers` by what they show."""

    title: Format
    head: Format
    head_right: Format
    row_head: Format
    text: Format
    text_right: Format
    numbers: dict[str, Format]


def workbook_of(report: Report) -> bytes:
    """Make the workbook of a report: what it is, then its tables, one to a sheet."""
    report = shown.clean(report)
    tables = tuple(shown.tables(report))
    names = sheet_names(tables)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": report.title[:255],
                "author": report.landlord[:255],
                "created": dt.datetime.combine(report.as_at, dt.time(), dt.UTC),
            }
        )
        styles = _styles(book)
        _about(book.add_worksheet(ABOUT), report, tables, names, styles)
        for name, table in zip(names, tables, strict=True):
            _sheet(book.add_worksheet(name), table, styles)
    return made.getvalue()


def sheet_names(tables: tuple[Table, ...]) -> tuple[str, ...]:
    """Name each table's sheet by its caption: as Excel allows, and each but once."""
    taken = {ABOUT.casefold(), "history"}
    names = []
    for number, table in enumerate(tables, start=1):
        plain = " ".join(_NOT_IN_A_NAME.sub(" ", table.caption).split())
        base = plain.strip("' ") or f"Table {number}"
        name, again = base[:LONGEST_NAME].strip("' "), 1
        while name.casefold() in taken:
            again += 1
            end = f" ({again})"
            name = base[: LONGEST_NAME - len(end)].strip("' ") + end
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _styles(book: xlsxwriter.Workbook) -> Styles:
    top = {"valign": "top", "text_wrap": True}
    head = {**top, "bold": True, "bottom": 1, "bg_color": "#e8edf3"}
    shown_as = {WHOLE, ONE_PLACE, *FORMATS.values()}
    return Styles(
        title=book.add_format({"bold": True, "font_size": 14}),
        head=book.add_format(head),
        head_right=book.add_format({**head, "align": "right"}),
        row_head=book.add_format({**top, "bold": True}),
        text=book.add_format(top),
        text_right=book.add_format({**top, "align": "right"}),
        numbers={
            one: book.add_format({"valign": "top", "num_format": one})
            for one in sorted(shown_as)
        },
    )


def _about(
    sheet: Sheet,
    report: Report,
    tables: tuple[Table, ...],
    names: tuple[str, ...],
    styles: Styles,
) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    _text(sheet, 0, 0, report.title, styles.title)
    rows = [("", report.subtitle), *shown.facts(report)]
    rows += [(shown.MISSING, text) for text in shown.missing(report)]
    for row, (name, text) in enumerate(rows, start=1):
        _text(sheet, row, 0, name, styles.row_head)
        _text(sheet, row, 1, text, styles.text)
    row = len(rows) + 2
    _text(sheet, row, 0, "Sheet", styles.head)
    _text(sheet, row, 1, "What it holds", styles.head)
    for place, (name, table) in enumerate(zip(names, tables, strict=True), row + 1):
        _text(sheet, place, 0, name, styles.row_head)
        _text(sheet, place, 1, table.caption, styles.text)


def _sheet(sheet: Sheet, table: Table, styles: Styles) -> None:
    """Write a table: its caption, its headings in row 3, its rows, then its notes."""
    _text(sheet, 0, 0, table.caption, styles.title)
    sides = shown.numeric(table)
    for place, column in enumerate(table.columns):
        style = styles.head_right if sides[place] else styles.head
        _text(sheet, 2, place, column.text, style)
        texts = [column.text, *(row[place].text for row in table.rows)]
        longest = max(len(text) for text in texts)
        sheet.set_column(place, place, max(NARROWEST, min(longest + 2, WIDEST)))
    for number, row in enumerate(shown.row_cells(table), start=3):
        for place, (cell, right) in enumerate(row):
            _cell(sheet, (number, place), cell, styles, right=right)
    end = 3 + len(table.rows)
    if not table.rows:
        _text(sheet, end, 0, shown.NOTHING, styles.text)
        end += 1
    for number, note in enumerate(table.notes, start=end + 1):
        _text(sheet, number, 0, note, None)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _cell(
    sheet: Sheet, at: tuple[int, int], cell: Cell, styles: Styles, *, right: bool
) -> None:
    if cell.value is not None and math.isfinite(cell.value):
        whole = WHOLE if isinstance(cell.value, int) else ONE_PLACE
        style = styles.numbers[FORMATS.get(cell.unit, whole)]
        sheet.write_number(*at, cell.value, style)
        return
    plain = styles.text_right if right else styles.text
    _text(sheet, *at, cell.text, styles.row_head if cell.header else plain)


def _text(sheet: Sheet, row: int, column: int, text: str, style: Format | None) -> None:
    sheet.write_string(row, column, text[:LONGEST_CELL], style)
