"""Bytes to a table: what kind of file it is, and CSV."""

import csv
import io
from collections.abc import Iterator

from putright.core.tabular.danger import unguard
from putright.core.tabular.table import Layout, Row, Table, TableError
from putright.core.tabular.workbook import read_sheet, read_workbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_AS_UTF8 = "Save it again as “CSV UTF-8 (comma delimited)”."


def read(name: str, data: bytes) -> Table:
    """Read CSV (UTF-8, comma, RFC 4180) or the first sheet of an XLSX workbook.

    `name` is only for messages: what the file is shows in its bytes. Rows without any
    text are passed over. A row that cannot be read is among the table's `faults`.
    Raises TableError where the file as a whole cannot be read.
    """
    if data.startswith(_ZIP):
        return read_workbook(name, data)
    return _read_csv(_text(name, data))


def read_loose(name: str, data: bytes) -> str | list[tuple[int, list[str]]]:
    """Read a file whose headings may be empty or alike: a printed table, say.

    Gives the rows of a workbook's first sheet that hold text, each with its line from
    1; the text of any other file. Raises TableError where it cannot be read.
    """
    if data.startswith(_ZIP):
        return read_sheet(name, data, "")
    return _text(name, data)


def _text(name: str, data: bytes) -> str:
    if data.startswith(_OLE):
        raise TableError(0, "", name, _why_not_ole(data))
    if name.lower().endswith((".xlsx", ".xls")):
        why = "This is not a workbook, though its name says so. Save it again as .xlsx."
        raise TableError(0, "", name, why)
    return _decode(name, data)


def _why_not_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "The workbook is protected by a password. Save it without one."
    return "This is an old kind of workbook. Save it again as .xlsx or CSV UTF-8."


def _decode(name: str, data: bytes) -> str:
    if data.startswith(_WIDE):
        raise TableError(0, "", name, f"The file is UTF-16, not UTF-8. {_AS_UTF8}")
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        why = f"The file holds a zero byte, so it is not plain text. {_AS_UTF8}"
        raise TableError(line, "", name, why)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02X}"
        why = f"The file is not UTF-8: this byte is no letter of it. {_AS_UTF8}"
        raise TableError(line, "", byte, why) from None
    if not text.strip():
        raise TableError(0, "", name, "The file is empty.")
    return text


def _read_csv(text: str) -> Table:
    records = _records(text)
    first = next(records)
    if isinstance(first, TableError):
        raise first
    layout = Layout(*first)
    refuse_other_separators(*first)
    rows: list[Row] = []
    faults: list[TableError] = []
    for record in records:
        if isinstance(record, TableError):
            faults.append(record)
            continue
        line, cells = record
        if not any(cells):
            continue
        try:
            rows.append(layout.row(line, [unguard(cell) for cell in cells]))
        except TableError as fault:
            faults.append(fault)
    return Table(layout.headings, tuple(rows), tuple(faults))


def refuse_other_separators(line: int, cells: list[str]) -> None:
    """Raise TableError where a heading row is one cell, parted by another sign."""
    if len(cells) != 1:
        return
    for sign, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")):
        if sign in cells[0]:
            why = f"The cells are parted by {called}, not by commas. {_AS_UTF8}"
            raise TableError(line, "", cells[0], why)


def _records(text: str) -> Iterator[tuple[int, list[str]] | TableError]:
    """Give each record with the line it starts on, or the fault that it has.

    Raises TableError where the rest of the file can no longer be told into records.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _fault(line, str(error))
        else:
            if cells:
                yield line, cells
        line = reader.line_num + 1


def _fault(line: int, said: str) -> TableError:
    if "expected after" in said:
        why = (
            "A quotation mark in this row is followed by more text. Double the mark, "
            "or put the whole cell between quotation marks."
        )
        return TableError(line, "", "", why)
    raise TableError(
        line,
        "",
        "",
        "A quotation mark is opened on this line and never closed, so nothing after it "
        "can be told apart. Close it, or double it if it is part of the text.",
    )
