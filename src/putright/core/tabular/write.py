"""Rows to bytes: CSV for every program, and XLSX whose cells are all text."""

import csv
import io
from collections.abc import Iterable, Sequence

from putright.core.tabular.danger import guard
from putright.core.tabular.table import TableError

MAX_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
MAX_ROWS = 1_048_576
"""Rows of a sheet, the heading row included."""


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write CSV: UTF-8 with a mark in front for Excel, comma, RFC 4180.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front, which
    `read` takes off again. A zero byte, which no CSV can carry, becomes U+FFFD.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([guard(cell.replace("\0", "�")) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a workbook with one sheet, each cell as text, the headings bold and fixed.

    Raises TableError where a cell or the number of rows passes what a workbook can
    hold: nothing is cut off without a word.
    """
    out = io.BytesIO()
    # Loaded here: every command reads tables, and few write a workbook.
    import xlsxwriter  # type: ignore[import-untyped]  # it publishes no types

    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for position, heading in enumerate(headings):
            sheet.write_string(0, position, heading, bold)
        for number, row in enumerate(rows, start=1):
            if number >= MAX_ROWS:
                why = f"A workbook holds {MAX_ROWS:,} rows. Export CSV instead."
                raise TableError(number + 1, "", "", why)
            for position, cell in enumerate(row):
                if len(cell) > MAX_CELL:
                    why = (
                        f"A cell of a workbook holds {MAX_CELL:,} characters and this "
                        f"has {len(cell):,}. Export CSV instead."
                    )
                    raise TableError(number + 1, headings[position], cell[:80], why)
                if cell:
                    sheet.write_string(number, position, cell.replace("\0", "�"))
    return out.getvalue()
