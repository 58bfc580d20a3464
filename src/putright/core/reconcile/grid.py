"""A table of text made ready: rows from a file, or text pasted from a document."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from putright.core.reconcile.cells import Cell, CellError, read_cell
from putright.core.reconcile.table import Column, Table
from putright.core.tabular import TableError

MOST_ROWS = 2_000
MOST_COLUMNS = 40
MOST_CELLS = 12_000
MOST_TEXT = 1_000_000
"""Characters of a pasted table."""

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_SIGNS = {"\t": "tabs", "|": "upright bars", ",": "commas"}

Line = tuple[int, Sequence[str]]


def from_grid(name: str, lines: Iterable[Line], *, title: str = "") -> Table:
    """Make a table of rows with their line number; the first holds the headings.

    Raises TableError where a row has more or fewer cells than there are headings, or
    there is nothing to hold together, with the line.
    """
    given = [(line, list(cells)) for line, cells in lines if any(map(str.strip, cells))]
    if not given:
        raise TableError(0, "", name, "The table is empty. Put in headings and rows.")
    first, headings = given[0]
    if len(given) < 2:
        why = "There is no row under the headings. The first row is the headings."
        raise TableError(first, "", "", why)
    check_size(name, len(given) - 1, len(headings))
    columns = _columns(headings)
    rows = []
    for line, cells in given[1:]:
        _check_width(line, cells, len(headings))
        rows.append(
            tuple(_cell(line, columns, at, one) for at, one in enumerate(cells))
        )
    lines_of = tuple(line for line, _ in given[1:])
    return Table(name, columns, tuple(rows), title=title, lines=lines_of)


def check_size(name: str, rows: int, columns: int) -> None:
    """Refuse a table that is too large to hold together. Raises TableError."""
    if rows > MOST_ROWS:
        why = f"It has {rows:,} rows, and at most {MOST_ROWS:,} are taken. Take a part."
        raise TableError(0, "", name, why)
    if columns > MOST_COLUMNS:
        why = f"It has {columns} columns, and at most {MOST_COLUMNS} are taken."
        raise TableError(0, "", name, f"{why} Take a part.")
    if rows * columns > MOST_CELLS:
        why = f"It has {rows * columns:,} cells, and at most {MOST_CELLS:,} are taken."
        raise TableError(0, "", name, f"{why} Take a part.")


def _columns(headings: Sequence[str]) -> tuple[Column, ...]:
    """Name every column: two headings alike are numbered, an empty one by its place."""
    seen: dict[str, int] = {}
    columns = []
    for at, text in enumerate(headings, 1):
        label = " ".join(text.split())
        key = label or f"column {at}"
        seen[key] = seen.get(key, 0) + 1
        told = key if seen[key] == 1 else f"{key} ({seen[key]})"
        columns.append(Column(told, label))
    return tuple(columns)


def _check_width(line: int, cells: Sequence[str], width: int) -> None:
    if len(cells) == width:
        return
    last = next((one for one in reversed(cells) if one.strip()), "")
    more = len(cells) > width
    do = (
        "Take out what is too much, or put text that holds the separator in quotation "
        "marks."
        if more
        else "Put the missing ones in, empty where nothing is printed."
    )
    cell = "cell" if len(cells) == 1 else "cells"
    why = f"This row has {len(cells)} {cell} and the heading row {width}. {do}"
    raise TableError(line, "", last, why)


def _cell(line: int, columns: Sequence[Column], at: int, text: str) -> Cell:
    try:
        return read_cell(text)
    except CellError as error:
        raise TableError(line, columns[at].key, error.value, error.why) from error


def read_text(name: str, text: str, *, title: str = "") -> Table:
    """Read a table pasted as text: cells parted by tabs, upright bars or commas.

    What parts the cells is told from the first line. Raises TableError with the line
    and what is wrong with it.
    """
    if len(text) > MOST_TEXT:
        why = f"The text has {len(text):,} characters; at most {MOST_TEXT:,} are taken."
        raise TableError(0, "", name, f"{why} Paste one table.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    numbered = list(enumerate(text.split("\n"), 1))
    line, first = next(((n, one) for n, one in numbered if one.strip()), (0, ""))
    if not line:
        why = "There is no table. Paste one with its headings."
        raise TableError(0, "", "", why)
    sign = next((sign for sign in _SIGNS if sign in first), None)
    if sign is None:
        why = (
            "The headings are not parted by tabs, upright bars or commas. Copy the "
            "table from a document or a spreadsheet, or save it as CSV."
        )
        raise TableError(line, "", first.strip(), why)
    if sign == ",":
        return from_grid(name, _csv(text), title=title)
    rows = [(n, _split(one, sign)) for n, one in numbered if not _skipped(one, sign)]
    return from_grid(name, rows, title=title)


def _skipped(line: str, sign: str) -> bool:
    return not line.strip() or (sign == "|" and _RULE.fullmatch(line) is not None)


def _split(line: str, sign: str) -> list[str]:
    if sign == "\t":
        return line.split("\t")
    bare = line.strip()
    bare = bare.removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in bare.split("|")]


def _csv(text: str) -> Iterable[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        why = (
            "A quotation mark is opened here and not closed, or is followed by more "
            "text. Close it, or double it where it is part of the text."
        )
        raise TableError(line, "", "", why) from error
