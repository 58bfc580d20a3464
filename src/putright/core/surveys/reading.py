"""Bytes of a table to a frame of text, quick for half a million rows.

The quick reader says little about a file that it can't read, so such a file is read
again by the careful one, whose errors name the line.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from polars.exceptions import PolarsError

from putright.core.tabular import TableError, read
from putright.core.tabular.table import Layout

ROW = "row "
"""A column of every frame here: the row's place in the file, from 0. No heading can
be named so, since headings are read without spaces around them."""
_NOT_PLAIN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of text without spaces around any of it, and where each row stands."""

    name: str
    frame: pl.DataFrame
    headings: tuple[str, ...]
    _data: bytes
    _lines: tuple[int, ...] | None

    def line(self, row: int) -> int:
        """Give the line of a row by its place, as an editor counts it."""
        if self._lines is not None:
            return self._lines[row]
        if b'"' not in self._data:
            return row + 2
        text = self._data.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""))
        for _ in range(row + 1):
            next(reader)
        return reader.line_num + 1

    def lines(self) -> Sequence[int]:
        """Give the line of every row by its place, in one pass through the file."""
        if self._lines is not None:
            return self._lines
        if b'"' not in self._data:
            return range(2, self._data.count(b"\n") + 4)
        reader = csv.reader(io.StringIO(self._data.decode("utf-8-sig"), newline=""))
        return [reader.line_num + 1 for _ in reader]

    def need(self, *headings: str) -> None:
        """Raise TableError unless all of these columns are there."""
        for heading in headings:
            if heading not in self.headings:
                there = ", ".join(self.headings)
                why = f"There is no column “{heading}”. The file has: {there}."
                raise TableError(1, heading, "", why)

    def refuse(self, wrong: pl.DataFrame, column: str, why: str) -> None:
        """Raise TableError for the first of some wrong rows, if there are any."""
        if wrong.height:
            first = wrong.sort(ROW).row(0, named=True)
            value = str(first[column])
            raise TableError(self.line(int(first[ROW])), column, value, why)


def read_text(name: str, data: bytes) -> TextTable:
    """Read CSV (UTF-8) or the first sheet of a workbook. `name` is for messages.

    Rows without any text are passed over. Raises TableError where any row or the
    whole can't be read: a survey is not estimated from the rows that happened to be.
    """
    quick = None if data.startswith(_NOT_PLAIN) else _read_quickly(data)
    return _read_carefully(name, data) if quick is None else _named(name, data, quick)


def _read_quickly(data: bytes) -> pl.DataFrame | None:
    """Give the frame, or None where anything about the file is out of the ordinary."""
    end = data.find(b"\n")
    heading = data[: end if end >= 0 else len(data)]
    if b'"' in heading or b"\0" in data or b"," not in heading:
        return None
    try:
        cells = heading.decode("utf-8-sig").strip().split(",")
        layout = Layout(1, cells)
        frame = pl.read_csv(
            io.BytesIO(data),
            infer_schema=False,
            empty_string_is_null=False,
            has_header=False,
            skip_rows=1,
            new_columns=list(layout.headings),
        )
    except (PolarsError, UnicodeDecodeError):
        return None
    if not layout.plain or frame.width != layout.width or _has_short(data, frame):
        return None
    return frame


def _has_short(data: bytes, frame: pl.DataFrame) -> bool:
    """Say whether any row may have fewer cells than there are headings."""
    last = frame.to_series(frame.width - 1)
    ends_empty = int((last == "").sum())
    if not ends_empty:
        return False
    if b'"' in data:
        return True
    blank = frame.filter(pl.all_horizontal(pl.all() == "")).height
    commas = (frame.width - 1) * (frame.height + 1)
    found = data.count(b",")
    return found != commas and found != commas - blank * (frame.width - 1)


def _named(name: str, data: bytes, frame: pl.DataFrame) -> TextTable:
    headings = tuple(frame.columns)
    tidy = _tidy(_unguarded(data, frame).with_row_index(ROW))
    return TextTable(name, tidy, headings, data, None)


def _tidy(frame: pl.DataFrame) -> pl.DataFrame:
    text = pl.exclude(ROW)
    tidy = frame.with_columns(text.str.strip_chars())
    return tidy.filter(pl.any_horizontal(text != ""))


def _unguarded(data: bytes, frame: pl.DataFrame) -> pl.DataFrame:
    """Take off the apostrophe that keeps a spreadsheet from running a cell."""
    if b"'" not in data:
        return frame
    return frame.with_columns(pl.all().str.replace(r"^'('*[=+\-@\t\r\n])", "${1}"))


def _read_carefully(name: str, data: bytes) -> TextTable:
    table = read(name, data)
    if table.faults:
        raise table.faults[0]
    columns: dict[str, Sequence[str]] = {
        heading: [row.cells[heading] for row in table.rows]
        for heading in table.headings
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(table.headings, pl.String))
    lines = tuple(row.line for row in table.rows)
    tidy = _tidy(frame.with_row_index(ROW))
    return TextTable(name, tidy, table.headings, data, lines)
