"""The first sheet of a workbook comes in as text; nothing in it can hurt or run."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from putright.core.tabular import TableError, read, write_xlsx
from putright.core.tabular.write import MAX_CELL

SHEET = "xl/worksheets/sheet1.xml"
CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
)


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(
                entry.filename, change(content) if entry.filename == part else content
            )
    return out.getvalue()


def refusal(data: bytes, name: str = "homes.xlsx") -> TableError:
    with pytest.raises(TableError) as caught:
        read(name, data)
    return caught.value


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS).filter(any), max_size=20))
def test_what_is_written_is_read_back_to_the_letter(
    rows: list[tuple[str, str]],
) -> None:
    table = read("x.xlsx", write_xlsx(["one", "two"], rows))
    assert [tuple(row.cells.values()) for row in table.rows] == rows


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "'=1", "a\r\nb", "\tb"])
def test_a_cell_that_would_run_is_written_as_text(cell: str) -> None:
    data = write_xlsx(["a", "b"], [[cell, "x"]])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>" not in package.read(SHEET)
    assert read("x.xlsx", data).rows[0].cells["a"] == cell


def test_a_cell_too_long_for_a_workbook_is_refused_not_cut() -> None:
    with pytest.raises(TableError, match="Export CSV instead") as caught:
        write_xlsx(["subject"], [["x" * (MAX_CELL + 1)]])
    assert (caught.value.line, caught.value.column) == (2, "subject")


def test_numbers_dates_and_truths_come_as_a_person_would_write_them() -> None:
    table = read(
        "homes.xlsx",
        workbook(
            ["uprn", "whole", "money", "day", "moment", "clock", "truth", "text"],
            [
                100012345678,
                12.0,
                250.1,
                dt.date(2024, 10, 7),
                dt.datetime.fromisoformat("2024-10-07T16:40"),
                dt.time(9, 30),
                True,
                "0007",
            ],
            [1, 2.5, 0.1 + 0.2, None, dt.date(2024, 10, 7), None, False, ""],
        ),
    )
    assert list(table.rows[0].cells.values()) == [
        "100012345678",
        "12",
        "250.1",
        "2024-10-07",
        "2024-10-07T16:40",
        "09:30",
        "yes",
        "0007",
    ]
    assert list(table.rows[1].cells.values()) == [
        "1", "2.5", "0.3", "", "2024-10-07", "", "no", "",
    ]  # fmt: skip


def test_words_that_look_like_truths_stay_words() -> None:
    table = read("x.xlsx", workbook(["a", "b"], ["true", True]))
    assert table.rows[0].cells == {"a": "true", "b": "yes"}


def test_a_formula_gives_the_value_last_saved_and_is_not_worked_out() -> None:
    row = (
        b'<row r="2"><c r="A2"><f>1+1</f><v>41</v></c>'
        b'<c r="B2" t="b"><f>TRUE()</f><v>1</v></c></row></sheetData>'
    )
    data = rewritten(
        workbook(["a", "b"]), SHEET, lambda xml: xml.replace(b"</sheetData>", row)
    )
    assert read("x.xlsx", data).rows[0].cells == {"a": "41", "b": "yes"}


def test_an_error_in_a_cell_is_a_fault_not_an_unknown() -> None:
    table = read("x.xlsx", workbook(["a", "b"], ["1", "#N/A"], ["2", "3"]))
    assert [row.line for row in table.rows] == [3]
    fault = table.faults[0]
    assert (fault.line, fault.column, fault.value) == (2, "b", "#N/A")


def test_a_zero_byte_written_in_code_is_a_fault() -> None:
    data = rewritten(
        workbook(["a"], ["b_x0000_"], ["c"]),
        SHEET,
        lambda xml: xml.replace(b"_x005F_x0000_", b"_x0000_"),
    )
    table = read("x.xlsx", data)
    assert [fault.line for fault in table.faults] == [2]
    assert [row.line for row in table.rows] == [3]


def test_lines_are_those_of_the_sheet_and_only_the_first_sheet_is_read() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first["C3"], first["D3"], first["C6"] = "home", "area", "A"
    second = book.create_sheet()
    second["A1"] = "other"
    out = io.BytesIO()
    book.save(out)
    table = read("x.xlsx", out.getvalue())
    assert table.headings == ("home", "area")
    assert [(row.line, row.cells) for row in table.rows] == [
        (6, {"home": "A", "area": ""})
    ]


def test_a_password_an_old_workbook_and_a_false_name_are_told_apart() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    locked = ole + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(locked).why
    assert "old kind" in refusal(ole).why
    assert "not a workbook" in refusal(b"home,uprn\n").why
    assert "not an .xlsx" in refusal(_zip({"content.xml": b"<x/>"})).why
    assert "damaged" in refusal(b"PK\x03\x04junk").why


def test_a_workbook_without_a_sheet_or_with_an_empty_one_is_refused() -> None:
    assert "empty" in refusal(workbook()).why
    book = rewritten(workbook(["a"]), "xl/workbook.xml", lambda _: b"<workbook/>")
    assert "no sheet" in refusal(book).why


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = rewritten(workbook(["a"]), SHEET, lambda xml: xml + b" " * 20_000_000)
    assert len(bomb) < 100_000
    assert "for safety" in refusal(bomb).why


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = rewritten(workbook(["a"], ["b"]), SHEET, lambda xml: xml + b" " * 5_000)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        size = package.getinfo(SHEET).file_size.to_bytes(4, "little")
    lie = data.replace(size, (100).to_bytes(4, "little"))
    assert lie != data
    assert "damaged" in refusal(lie).why


def test_entities_of_its_own_are_refused() -> None:
    bomb = rewritten(
        workbook(["a"]),
        SHEET,
        lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + xml,
    )
    assert "entities" in refusal(bomb).why
    wide = rewritten(workbook(["a"]), SHEET, lambda xml: xml.decode().encode("utf-16"))
    assert "not UTF-8" in refusal(wide).why


@pytest.mark.parametrize(
    "far",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        b'<row r="9"><c s="0" r="XFD1048576"><v>1</v></c></row></sheetData>',
        b'<row r="9"><x:c r="IV1048576"><v>1</v></x:c></row></sheetData>',
        b'<row r="9"><c><v>1</v></c></row></sheetData>',
    ],
)
def test_two_cells_a_world_apart_do_not_fill_the_memory(far: bytes) -> None:
    data = rewritten(
        workbook(["a"]), SHEET, lambda xml: xml.replace(b"</sheetData>", far)
    )
    assert refusal(data).why


def test_formatting_down_to_the_edge_of_the_sheet_does_no_harm() -> None:
    edge = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    data = rewritten(
        workbook(["a"], ["1"]), SHEET, lambda xml: xml.replace(b"</sheetData>", edge)
    )
    assert len(read("x.xlsx", data).rows) == 1


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_do_worse_than_be_refused(data: bytes) -> None:
    assert refusal(b"PK\x03\x04" + data)


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def test_a_hidden_first_sheet_is_not_the_one_that_is_read() -> None:
    """Who sent the workbook sees the other, and may not know that this one is there."""
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.append(["home", "area"])
    hidden.append(["OLD-1", "Nowhere"])
    hidden.sheet_state = "hidden"
    seen = book.create_sheet("Homes")
    seen.append(["home", "area"])
    seen.append(["H-1", "North"])
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    table = read("homes.xlsx", out.getvalue())
    assert [row.cells["home"] for row in table.rows] == ["H-1"]
