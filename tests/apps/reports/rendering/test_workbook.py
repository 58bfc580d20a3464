"""A report as a workbook, opened again: numbers to count with, and no formula."""

import io

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.workbook import Workbook
from tests.apps.reports.rendering.sample import (
    AWKWARD,
    AWKWARD_TABLE,
    EMPTY_TABLE,
    FORMULA,
    LONG_TABLE,
    REPORT,
)

from putright.apps.reports.rendering.workbook import sheet_names, workbook_of


@pytest.fixture(scope="module")
def book() -> Workbook:
    """Give the sample report's workbook, opened again."""
    return openpyxl.load_workbook(io.BytesIO(workbook_of(REPORT)))


def test_the_first_sheet_says_what_the_workbook_is(book: Workbook) -> None:
    sheet = book["About"]
    assert book.sheetnames[0] == "About"
    told = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=1)}
    assert sheet["A1"].value == REPORT.title
    assert told["Period"] == "1 April 2024 to 31 March 2025"
    assert told["Records as at"] == "9 May 2025"
    assert told["Judged by"] == "1 April 2024"
    assert told["Made by"] == "Putright 0.1.0"
    assert "8.1f" in told["Not final: what this report still lacks"]
    assert [name for name in told if name in book.sheetnames] == book.sheetnames[1:]


def test_numbers_are_numbers_unrounded_and_shown_by_their_unit(book: Workbook) -> None:
    count, percent, pounds = book[book.sheetnames[1]][4][1:4]
    assert (count.value, count.number_format) == (1240, "#,##0")
    assert (percent.value, percent.number_format) == (97.46, '0.0"%"')
    assert pounds.value == 1250.5
    assert "£" in pounds.number_format


def test_no_cell_of_any_sheet_is_a_formula(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    values = [cell.value for cell in cells]
    assert FORMULA in values
    assert AWKWARD in values
    assert "+44 is no formula: it is a note." in values


def test_hidden_empty_and_long_tables_are_whole(book: Workbook) -> None:
    first, empty, long = (book[name] for name in book.sheetnames[1:4])
    assert first["C5"].value == "not shown"
    assert first["D5"].value == "none"
    assert empty["A4"].value == "None"
    assert long.max_row == 3 + len(LONG_TABLE.rows)
    assert all(sheet.freeze_panes == "B4" for sheet in (first, empty, long))


def test_sheets_have_names_that_excel_takes_each_once() -> None:
    captions = ("x" * 40, "X" * 40, "About", "History", "[]:*?/\\", "'a'", "")
    tables = tuple(replace(EMPTY_TABLE, caption=caption) for caption in captions)
    names = sheet_names(tables)
    assert names == (
        "x" * 31,
        "X" * 27 + " (2)",
        "About (2)",
        "History (2)",
        "Table 5",
        "a",
        "Table 7",
    )
    assert len({name.casefold() for name in names}) == len(captions)


def test_a_text_longer_than_excel_takes_is_cut_and_the_file_opens() -> None:
    table = replace(AWKWARD_TABLE, notes=("n" * 40_000,))
    section = replace(REPORT.sections[1], blocks=(table,))
    made = workbook_of(replace(REPORT, sections=(section,)))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[1]
    assert len(str(sheet.cell(sheet.max_row, 1).value)) == 32_767


def test_the_same_report_gives_the_same_workbook() -> None:
    assert workbook_of(REPORT) == workbook_of(REPORT)
