"""Dates come in as landlords write them, and impossible ones come back named."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from putright.core.tabular import TableError, parse_date


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-10-07", None),
        ("07/10/2024", None),
        ("7/10/2024", None),
        (" 2024-10-07 ", None),
        ("2024-10-07T16:40", dt.time(16, 40)),
        ("2024-10-07 16:40:05", dt.time(16, 40, 5)),
        ("07/10/2024 9:05", dt.time(9, 5)),
        ("07/10/2024T16:40", dt.time(16, 40)),
    ],
)
def test_iso_and_uk_dates_with_and_without_a_time(
    text: str, time: dt.time | None
) -> None:
    assert parse_date(text) == (dt.date(2024, 10, 7), time)


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "31/04/2024", "13/13/2024", "0000-01-01", "2024-10-07T24:01"],
)
def test_a_day_that_never_was_is_refused_with_what_was_written(text: str) -> None:
    with pytest.raises(TableError, match="There is no such") as caught:
        parse_date(text)
    placed = caught.value.at(9, "received_on")
    assert (placed.line, placed.column, placed.value) == (9, "received_on", text)


@pytest.mark.parametrize(
    "text", ["", "soon", "7 Oct 2024", "07/10/24", "45572", "2024-10-07Z", "٢٠٢٤-١٠-٠٧"]
)
def test_what_is_not_a_date_is_not_guessed(text: str) -> None:
    with pytest.raises(TableError, match="not a date"):
        parse_date(text)


@given(st.dates())
def test_every_day_reads_back_both_ways(day: dt.date) -> None:
    uk = f"{day.day:02}/{day.month:02}/{day.year:04}"
    assert parse_date(day.isoformat()).date == parse_date(uk).date == day
