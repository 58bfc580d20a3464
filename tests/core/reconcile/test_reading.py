"""Tables from text, files and JSON; a broken one says where."""

import json

import pytest

from putright.core.reconcile import read_file, read_json, read_text
from putright.core.tabular import TableError, write_xlsx


@pytest.mark.parametrize("sign", ["\t", ",", " | "])
def test_cells_are_parted_by_tabs_commas_or_bars(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in [("Team", "n"), ("Legal", "9")])
    table = read_text("t", text)
    assert [column.key for column in table.columns] == ["Team", "n"]
    assert table.rows[0][1].printed == "9"


def test_the_frame_of_a_drawn_table_is_left_out() -> None:
    table = read_text("t", "\n| Team | n |\r\n|------|---:|\r\n| Legal | 9 |\n\n")
    assert table.labels == ("Legal",)
    assert table.lines == (4,)


def test_headings_alike_and_empty_are_told_apart() -> None:
    table = read_text("t", "\tScore\tVariance\tVariance\nSafe\t71%\t2%\t3%")
    assert [column.key for column in table.columns] == [
        "column 1",
        "Score",
        "Variance",
        "Variance (2)",
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 0, "Paste one with its headings"),
        ("only words", 1, "not parted by tabs"),
        ("a\tb", 1, "no row under the headings"),
        ("a\tb\n1\t2\n3", 3, "1 cell and the heading row 2"),
        ("a\tb\n\n1\t2\t3", 3, "3 cells and the heading row 2"),
        ('a,b\n1,2\n"3,4', 3, "quotation mark is opened"),
        ("a\tb\n" + "1\t2\n" * 2001, 0, "at most 2,000"),
        ("\t".join("abcdefghij" * 5) + "\n" + "\t" * 49 + "x", 0, "at most 40"),
        ("\t".join("abcdefghij" * 4) + "\n" + ("1\t" * 39 + "1\n") * 500, 0, "12,000"),
        ("a\tb\n" + "x" * 1_000_001 + "\t1", 0, "at most 1,000,000"),
    ],
)
def test_a_broken_table_says_where_and_what(text: str, line: int, said: str) -> None:
    with pytest.raises(TableError) as broken:
        read_text("t", text)
    assert broken.value.line == line
    assert said in broken.value.why


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This is not JSON"),
        ("[]", "There is no table in it"),
        ("[1]", "This is not a table"),
        ("null", "This is not a table"),
        ('{"columns": ["a"]}', "no list of rows"),
        ('{"rows": []}', "no list of columns"),
        ('{"columns": ["a", "a"], "rows": []}', "key of its own"),
        ('{"columns": [{"label": "a"}], "rows": []}', "key of its own"),
        ('{"columns": ["a"], "rows": [3]}', "Row 1 is not an object"),
        ('{"columns": ["a"], "rows": [{"a": [1]}]}', "Row 1, “a”"),
        ('{"columns": ["a"], "rows": [{"a": NaN}]}', "not JSON that can be read"),
        ('{"columns": ["a"], "rows": [{"a": 1e999999999}]}', "This is not a figure"),
        ('{"columns": ["a"], "rows": [{"a": 99999999999999999999}]}', "too long"),
        ('{"columns": ["a"], "rows": [], "relations": 1}', "list of objects"),
        ("[" * 100_000, "nesting"),
        ("9" * 10_000, "too long"),
    ],
)
def test_json_that_is_no_table_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(TableError) as wrong:
        read_json("x", text)
    assert said in str(wrong.value)


def test_fields_that_are_not_known_are_passed_over() -> None:
    given = {
        "id": "t",
        "title": "Calls",
        "notes": ["anything"],
        "columns": [{"key": "a", "label": "A", "width": 3}],
        "rows": [{"a": {"printed": "9%", "agrees": True}, "b": 1}, {}],
    }
    (table,) = read_json("x", json.dumps(given))
    assert (table.id, table.title, len(table.rows)) == ("t", "Calls", 2)
    assert table.rows[1][0].blank


def test_files_of_every_kind_are_read_by_what_they_hold() -> None:
    book = write_xlsx(("Team", "n"), [("Legal", "9"), ("Audit", "8")])
    assert read_file("calls.xlsx", book)[0].labels == ("Legal", "Audit")
    assert read_file("calls.csv", b"Team,n\nLegal,9\n")[0].id == "calls"
    assert read_file("calls", b'[{"columns":["a"],"rows":[]}]')[0].id == "calls"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"Team,n", "not a workbook"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"a,b\n\xff,1", "not UTF-8"),
        ("a.csv", b"a,b\n\0,1", "zero byte"),
        ("a.xlsx", b"PK\x03\x04junk", "damaged"),
        ("a.csv", b"x" * 20_000_001, "at most 20,000,000"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, data: bytes, said: str) -> None:
    with pytest.raises(TableError) as refused:
        read_file(name, data)
    assert said in str(refused.value)
