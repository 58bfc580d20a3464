"""CSV comes in without losing or bending a cell, and goes out safe to open."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from putright.core.tabular import TableError, read, write_csv

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def whole_file_error(data: bytes, name: str = "homes.csv") -> TableError:
    with pytest.raises(TableError) as caught:
        read(name, data)
    return caught.value


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any)))
def test_what_is_written_is_read_back_to_the_letter(
    rows: list[tuple[str, str, str]],
) -> None:
    table = read("x.csv", write_csv(["one", "two", "three"], rows))
    assert table.faults == ()
    assert [tuple(row.cells.values()) for row in table.rows] == rows


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44 1632", "-5", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''-1"]
)
def test_a_cell_that_would_run_goes_out_behind_an_apostrophe(cell: str) -> None:
    data = write_csv(["a", "b"], [[cell, "x"]])
    assert ("'" + cell).encode() in data
    assert read("x.csv", data).rows[0].cells["a"] == cell


def test_an_ordinary_apostrophe_stays() -> None:
    data = write_csv(["a"], [["'twas cold"]])
    assert read("x.csv", data).rows[0].cells["a"] == "'twas cold"


def test_excel_opens_it_as_utf_8() -> None:
    assert write_csv(["a"], [["é"]]).startswith(b"\xef\xbb\xbf")


def test_with_and_without_the_mark_in_front() -> None:
    for data in (b"home,uprn\nA,007\n", b"\xef\xbb\xbfhome,uprn\r\nA,007\r\n"):
        table = read("homes.csv", data)
        assert table.headings == ("home", "uprn")
        assert table.rows[0].cells == {"home": "A", "uprn": "007"}


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    data = b'a,b\n1,"two\nlines"\n\n,\n3,4\n'
    assert [row.line for row in read("x.csv", data).rows] == [2, 6]


def test_a_file_from_an_old_excel_says_how_to_save_it() -> None:
    error = whole_file_error("home,name\nA,Zo\u00eb\n".encode("cp1252"))
    assert error.line == 2
    assert error.value == "byte 0xEB"
    assert "CSV UTF-8" in error.why
    assert "UTF-16" in whole_file_error("home\nA\n".encode("utf-16")).why


def test_a_zero_byte_is_refused_with_its_line() -> None:
    error = whole_file_error(b"home\nA\nB\0\n")
    assert error.line == 3
    assert "zero byte" in error.why


def test_a_ragged_row_is_a_fault_and_the_rest_is_read() -> None:
    table = read("x.csv", b"a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,,\n")
    assert [row.line for row in table.rows] == [3, 5]
    short, long = table.faults
    assert (short.line, long.line, long.value) == (2, 4, "4")
    assert "2 cells and the heading row 3" in short.why
    assert table.read == 4


def test_two_columns_of_one_name_are_refused() -> None:
    error = whole_file_error(b"home,uprn, home\n")
    assert error.column == "home"
    assert "Two columns" in error.why


def test_a_nameless_column_may_be_empty_but_may_not_hold_anything() -> None:
    table = read("x.csv", b"a,,b\n1,,2\n1,lost,2\n")
    assert [row.cells for row in table.rows] == [{"a": "1", "b": "2"}]
    assert table.faults[0].value == "lost"


def test_a_quotation_mark_never_closed_does_not_swallow_the_file() -> None:
    error = whole_file_error(b'a,b\n1,2\n3,"4\n5,6\n')
    assert error.line == 3
    assert "never closed" in error.why
    swallowed = b'a,b\n3,"4\n' + b"5,6\n" * 60_000
    assert whole_file_error(swallowed).line == 2


def test_a_stray_quotation_mark_costs_only_its_row() -> None:
    table = read("x.csv", b'a,b\n1,"two" feet\n3,4\n')
    assert [row.line for row in table.rows] == [3]
    assert table.faults[0].line == 2


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_other_separators_are_named(sign: str) -> None:
    assert "parted by" in whole_file_error(f"a{sign}b\n1{sign}2\n".encode()).why


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "empty" in whole_file_error(data).why


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    table = read("x.csv", b"home,town\nA,B\n")
    table.need("home")
    with pytest.raises(TableError, match=r"no column “postcode”.*home, town"):
        table.need("home", "postcode")
    assert table.unknown(["home"]) == ("town",)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_do_worse_than_be_refused(data: bytes) -> None:
    with contextlib.suppress(TableError):
        assert read("x.csv", data).headings


def test_a_hundred_thousand_rows_are_read_in_full() -> None:
    day = dt.date(2024, 10, 7).isoformat()
    rows = [[f"H{n}", f"{n:012}", "1 Mill Lane", day] for n in range(100_000)]
    table = read("x.csv", write_csv(["home", "uprn", "address_1", "from"], rows))
    assert table.read == 100_000
    assert table.rows[-1].cells["uprn"] == "000000099999"
