"""The first sheet of an XLSX workbook as a table of text."""

import re

import fastexcel

from putright.core.tabular.package import ERROR_MARK, repack
from putright.core.tabular.table import Layout, Row, Table, TableError

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:\.[0-9]+)?"
)
_DAY_ZERO = "1899-12-31"


def read_workbook(name: str, data: bytes) -> Table:
    """Read the first sheet. The first row with text in it holds the headings.

    Numbers come as they were typed (a UPRN without a point or an exponent), dates as
    ISO text, true and false as yes and no, a formula as the value last saved for it;
    nothing is worked out. Raises TableError where the workbook cannot be read.
    """
    package = repack(name, data)
    lines = _lines(name, package.data, package.sheet)
    layout: Layout | None = None
    rows: list[Row] = []
    faults: list[TableError] = []
    for line, cells in lines:
        if layout is None:
            layout = Layout(line, cells)
            continue
        try:
            if package.doubtful:
                _refuse_unfit(line, layout, cells)
            rows.append(layout.row(line, cells))
        except TableError as fault:
            faults.append(fault)
    if layout is None:
        raise TableError(0, "", name, "The first sheet of the workbook is empty.")
    return Table(layout.headings, tuple(rows), tuple(faults))


def read_sheet(name: str, data: bytes, sheet: str) -> list[tuple[int, list[str]]]:
    """Give each row of one sheet that holds text: its line from 1, and its cells.

    Nothing is taken for a heading. Cells as for `read_workbook`; one that holds an
    error reads as the error's name. Raises TableError where there is no such sheet or
    the workbook cannot be read.
    """
    package = repack(name, data, sheet)
    lines = _lines(name, package.data, package.sheet)
    return [(line, [one.lstrip(ERROR_MARK) for one in cells]) for line, cells in lines]


def _lines(name: str, data: bytes, sheet: str) -> list[tuple[int, list[str]]]:
    """Give each row that holds text, with its line from 1."""
    try:
        frame = (
            fastexcel.read_excel(data)
            .load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
            .to_polars()
        )
    except fastexcel.FastExcelError as error:
        why = "The workbook is damaged and cannot be read. Open it and save it again."
        raise TableError(0, "", name, why) from error
    lines = []
    for line, cells in enumerate(frame.rows(), start=1):
        if any(cells):
            lines.append((line, [_cell(value) if value else "" for value in cells]))
    return lines


def _cell(value: str) -> str:
    """Write a date or a moment as ISO text; leave every other text as it is."""
    if len(value) < 19 or value[4] != "-" or value[10] != " ":
        return value
    found = _MOMENT.fullmatch(value)
    if found is None:
        return value
    day, minutes, seconds = found.groups(default="")
    time = minutes if seconds in ("", ":00") else f"{minutes}{seconds}"
    if day == _DAY_ZERO:
        return time
    return day if time == "00:00" else f"{day}T{time}"


def _refuse_unfit(line: int, layout: Layout, cells: list[str]) -> None:
    for position, heading in layout.named:
        value = cells[position]
        if value.startswith(ERROR_MARK):
            why = "The formula of this cell ends in an error. Put its value in by hand."
            raise TableError(line, heading, value[1:], why)
        if "\0" in value:
            why = "This cell holds a zero byte, so it is not plain text. Type it again."
            raise TableError(line, heading, value.replace("\0", "�"), why)
