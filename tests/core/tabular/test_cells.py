"""A cell is read as what it should be, or refused with its place."""

import datetime as dt

import pytest

from putright.core.tabular import Row, TableError, choice, day, text, yes_or_no

ROW = Row(
    7,
    {
        "home": "  OTT-0014 ",
        "stock": "lcra",
        "from": "07/10/2024",
        "do_not_write": "Yes",
        "bad": "perhaps",
        "empty": " ",
    },
)


def test_cells_read_as_what_they_should_be() -> None:
    assert text(ROW, "home") == "OTT-0014"
    assert choice(ROW, "stock", ("LCRA", "LCHO")) == "LCRA"
    assert day(ROW, "from") == dt.date(2024, 10, 7)
    assert yes_or_no(ROW, "do_not_write") is True


@pytest.mark.parametrize("column", ["empty", "not a column"])
def test_an_empty_cell_and_a_missing_column_mean_not_known(column: str) -> None:
    assert text(ROW, column) == ""
    assert choice(ROW, column, ("LCRA",)) == ""
    assert day(ROW, column) is None
    assert yes_or_no(ROW, column) is None


def test_what_cannot_be_read_is_refused_with_its_place() -> None:
    for attempt in (
        lambda: text(ROW, "bad", most=3),
        lambda: choice(ROW, "bad", ("LCRA", "LCHO")),
        lambda: day(ROW, "bad"),
        lambda: yes_or_no(ROW, "bad"),
    ):
        with pytest.raises(TableError) as caught:
            attempt()
        error = caught.value
        assert (error.line, error.column, error.value) == (7, "bad", "perhaps")
        assert str(error).startswith("Line 7, bad: “perhaps”: ")
