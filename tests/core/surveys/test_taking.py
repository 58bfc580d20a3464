"""Every row of a fieldwork file: kept, or refused with its line and its reason."""

import pytest
from tests.core.surveys.fieldwork import CODES, COLUMNS, csv_of, response

from putright.core.surveys import read_text
from putright.core.surveys.taking import columns_of, take_rows
from putright.core.tabular import TableError

WANTED = (*CODES, "area")


def test_every_row_is_kept_or_refused_with_its_line_and_reason() -> None:
    rows = [
        response(1, area="North"),
        response(2, stock_type="LCHO"),
        response(3, method="pigeon"),
        response(4, answered_on="someday"),
        response(1, tp01="2"),
        response(5) | {"response": ""},
        response(6, area="x" * 101),
        response(7, tp01="nonsense"),
    ]
    taken, refused = take_rows(read_text("a.csv", csv_of(rows)), ["LCRA"], WANTED)
    assert [(row.line, row.response) for row in taken] == [(2, "R1"), (9, "R7")]
    assert [(one.line, one.column) for one in refused] == [
        (3, "stock_type"),
        (4, "method"),
        (5, "answered_on"),
        (6, "response"),
        (7, "response"),
        (8, "area"),
    ]
    assert len(taken) + len(refused) == len(rows)


def test_only_what_is_wanted_is_carried_further() -> None:
    """A name or a telephone in the file goes nowhere."""
    columns = (*COLUMNS, "name", "comment")
    row = response(1, area="North", name="Amina Farrow", comment="Damp")
    table = read_text("a.csv", csv_of([row], columns))
    taken, _ = take_rows(table, ["LCRA"], WANTED)
    assert dict(taken[0].answers) == {"TP01": "5", "area": "North"}
    assert taken[0].comment == "Damp"
    assert "Amina" not in str(taken)
    assert "name" in tuple(columns_of(table, WANTED))


def test_lines_are_right_where_a_comment_runs_over_several() -> None:
    rows = [
        response(1, comment="One,\ntwo\nthree"),
        response(2, method="pigeon"),
    ]
    data = csv_of(rows, (*COLUMNS, "comment"))
    _, refused = take_rows(read_text("a.csv", data), ["LCRA"], WANTED)
    assert [one.line for one in refused] == [5]


def test_a_moment_keeps_its_time_and_a_day_is_a_day() -> None:
    rows = [
        response(1, answered_on="2024-10-07T09:30"),
        response(2, answered_on="07/10/2024"),
        response(3, answered_on=""),
    ]
    taken, _ = take_rows(read_text("a.csv", csv_of(rows)), ["LCRA"], WANTED)
    days = ["2024-10-07 09:30:00", "2024-10-07", ""]
    assert [row.answered_at for row in taken] == days


def test_a_file_without_answers_to_overall_satisfaction_is_none() -> None:
    table = read_text("a.csv", b"response,stock_type\nR1,LCRA\n")
    with pytest.raises(TableError, match="TP01"):
        take_rows(table, ["LCRA"], WANTED)
