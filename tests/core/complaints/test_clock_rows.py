"""Rows of text through the clock: every row out, answered or with its problem."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from putright.core.calendar import england_calendar
from putright.core.complaints.clock_rows import (
    ANSWERS,
    GIVEN,
    ColumnError,
    RowClock,
    answer_records,
    answer_table,
    find_columns,
)
from putright.rules import handling_code

CLOCK = RowClock(england_calendar(), date(2024, 12, 31), handling_code.edition)
ROW = {
    "case": "A",
    "stage": "1",
    "edition": "",
    "started_on": "2024-10-07",
    "acknowledged_on": "2024-10-09",
    "extension_told_on": "",
    "extended_to": "",
    "responded_on": "2024-10-23",
}
HEADING = list(ROW)


def answers(**changes: str) -> dict[str, str]:
    """The answers to the row above with some cells changed."""
    [record] = answer_records([{**ROW, **changes}], CLOCK)
    return {name: record[name] for name in ANSWERS}


def test_a_row_is_answered_in_text() -> None:
    assert answers() == {
        "acknowledge_by": "2024-10-14",
        "acknowledgement": "met",
        "respond_by": "2024-10-23",
        "extension_limit": "2024-11-06",
        "backstop": "2024-10-28",
        "response": "met",
        "working_days": "12",
        "problem": "",
    }


def test_an_answer_on_the_day_it_came_took_0_working_days_and_an_open_one_none() -> (
    None
):
    same_day = answers(acknowledged_on="", responded_on="2024-10-07")
    assert same_day["working_days"] == "0"
    assert answers(responded_on="")["working_days"] == ""
    assert answers(responded_on="")["response"] == "open_overdue"


def test_every_row_is_judged_under_its_own_edition() -> None:
    rows = [
        {**ROW, "stage": "2", "edition": name}
        for name in ("", "housing-2024", "housing-2022", "lgsco-2024")
    ]
    found = [row["respond_by"] for row in answer_records(rows, CLOCK)]
    assert found == ["2024-11-06", "2024-11-06", "2024-11-04", "2024-11-06"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"started_on": ""}, "started_on: no date"),
        ({"started_on": "07/10/2024"}, "started_on: '07/10/2024' is not a date"),
        ({"started_on": "20241007"}, "YYYY-MM-DD"),
        ({"started_on": "2024-W41-1"}, "YYYY-MM-DD"),
        ({"started_on": "2024-10-07T10:00"}, "YYYY-MM-DD"),
        ({"started_on": " 2024-10-07"}, "YYYY-MM-DD"),
        ({"started_on": "2024-1-7"}, "YYYY-MM-DD"),
        ({"started_on": "٢٠٢٤-١٠-٠٧"}, "YYYY-MM-DD"),
        ({"acknowledged_on": "2024-02-30"}, "acknowledged_on: '2024-02-30' is not a"),
        ({"extension_told_on": "soon"}, "extension_told_on: 'soon'"),
        ({"extended_to": "?"}, "extended_to: '?'"),
        ({"responded_on": "n/a"}, "responded_on: 'n/a'"),
        ({"started_on": "2014-12-31"}, "31 December 2014 is outside"),
        ({"responded_on": "2029-01-01"}, "responded_on: 1 January 2029 is outside"),
        ({"extended_to": "2030-01-01"}, "extended_to: 1 January 2030 is outside"),
        ({"stage": ""}, "stage: '' is neither 1 nor 2"),
        ({"stage": "3"}, "stage: '3' is neither 1 nor 2"),
        ({"stage": "stage 1"}, "neither 1 nor 2"),
        ({"edition": "housing-2031"}, "edition: 'housing-2031' is not known"),
        ({"acknowledged_on": "2024-10-04"}, "Acknowledged on 4 October 2024, before"),
        ({"responded_on": "2024-10-06"}, "Responded on 6 October 2024, before it st"),
        ({"responded_on": "2024-10-08"}, "before it was acknowledged on 9 October"),
        (
            {
                "started_on": "2028-12-20",
                "acknowledged_on": "",
                "responded_on": "2028-12-21",
            },
            "past the years whose bank holidays are known",
        ),
    ],
)
def test_a_row_that_cannot_be_judged_says_why_and_guesses_nothing(
    changes: dict[str, str], says: str
) -> None:
    found = answers(**changes)
    assert says in found.pop("problem")
    assert set(found.values()) == {""}


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    problem = answers(stage="x", started_on="", extended_to="soon")["problem"]
    assert [part.split(":")[0] for part in problem.split("; ")] == [
        "stage",
        "started_on",
        "extended_to",
    ]


def test_an_extension_told_late_or_dated_oddly_is_no_problem() -> None:
    odd = answers(
        extension_told_on="2024-12-01",
        extended_to="2024-10-01",
        responded_on="2024-10-24",
    )
    assert (odd["response"], odd["problem"]) == ("late", "")


def test_a_problem_does_not_touch_the_rows_beside_it() -> None:
    rows = [ROW, {**ROW, "edition": "none"}, {**ROW, "started_on": "x"}, ROW]
    found = list(answer_records(rows, CLOCK))
    assert [bool(row["problem"]) for row in found] == [False, True, True, False]
    assert found[0] == found[3] == {**ROW, **answers()}


def test_columns_in_any_order_and_columns_of_the_landlords_own_are_kept() -> None:
    heading = ["Officer", *reversed(HEADING), "note"]
    columns = find_columns(heading)
    row = ["Mx Q", *reversed(ROW.values()), 'said "no", twice']
    [found] = answer_table(columns, [row], CLOCK)
    assert columns.heading == (*heading, *ANSWERS)
    assert found == [*row, *answers().values()]


def test_a_table_without_the_optional_columns_reads_them_as_empty() -> None:
    columns = find_columns(["case", "stage", "started_on", "responded_on"])
    assert columns.absent == (
        "edition",
        "acknowledged_on",
        "extension_told_on",
        "extended_to",
    )
    [found] = answer_table(columns, [["A", "1", "2024-10-07", "2024-10-14"]], CLOCK)
    assert dict(zip(columns.heading, found, strict=True))["acknowledgement"] == "met"


@pytest.mark.parametrize("missing", ["case", "stage", "started_on"])
def test_a_table_without_a_needed_column_is_refused(missing: str) -> None:
    with pytest.raises(ColumnError, match=f"No column {missing}"):
        find_columns([name for name in HEADING if name != missing])


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(ColumnError, match="responded_on stands twice"):
        find_columns([*HEADING, "responded_on"])


def test_answers_already_in_the_table_are_worked_out_anew() -> None:
    columns = find_columns([*HEADING, *ANSWERS, "note"])
    stale = [*ROW.values(), *(["stale"] * len(ANSWERS)), "kept"]
    [found] = answer_table(columns, [stale], CLOCK)
    assert columns.heading == (*HEADING, "note", *ANSWERS)
    assert found == [*ROW.values(), "kept", *answers().values()]


def test_a_short_row_ends_in_empty_cells_and_a_long_one_is_a_problem() -> None:
    columns = find_columns(HEADING)
    short = list(ROW.values())[:5]
    long = [*ROW.values(), "spilt"]
    first, second = answer_table(columns, [short, long], CLOCK)
    assert first[:8] == [*short, "", "", ""]
    assert first[8 + ANSWERS.index("response")] == "open_overdue"
    assert second[:8] == list(ROW.values())
    assert "9 cells and the heading 8" in second[8 + ANSWERS.index("problem")]
    assert second[-1] == "spilt"


DATE_TEXTS = st.one_of(
    st.just(""),
    st.dates(date(2014, 6, 1), date(2029, 6, 1)).map(date.isoformat),
    st.dates(date(2024, 10, 1), date(2024, 12, 1)).map(date.isoformat),
    st.text(max_size=12),
)
ROWS = st.fixed_dictionaries(
    {
        "case": st.text(max_size=3),
        "stage": st.sampled_from(["1", "2", "", "3"]),
        "edition": st.sampled_from(["", "housing-2022", "housing-2024", "x"]),
        **dict.fromkeys(GIVEN[2:], DATE_TEXTS),
    }
)


@given(st.lists(ROWS, max_size=8), st.integers(1, 4))
def test_neither_order_nor_company_changes_the_answer_to_a_row(
    rows: list[dict[str, str]], size: int
) -> None:
    whole = list(answer_records(rows, CLOCK))
    backwards = list(answer_records(reversed(rows), CLOCK))
    assert list(reversed(backwards)) == whole
    parts = [rows[i : i + size] for i in range(0, len(rows), size)]
    assert [found for part in parts for found in answer_records(part, CLOCK)] == whole


@given(ROWS)
def test_a_row_has_either_a_problem_or_every_answer(row: dict[str, str]) -> None:
    [found] = answer_records([row], CLOCK)
    given_back = {name: found[name] for name in row}
    assert given_back == row
    dues = [found[name] for name in ANSWERS[:6]]
    assert all(dues) is (not found["problem"])
    assert any(dues) is (not found["problem"])
    answered = bool(row["responded_on"]) and not found["problem"]
    assert bool(found["working_days"]) is answered


@given(st.dates(date(2015, 1, 1), date(2028, 6, 1)), st.integers(0, 9))
def test_no_due_date_falls_on_a_day_off(started: date, wait: int) -> None:
    acknowledged = started + timedelta(days=wait)
    found = answers(
        started_on=started.isoformat(),
        acknowledged_on=acknowledged.isoformat(),
        responded_on="",
    )
    for name in ("acknowledge_by", "respond_by", "extension_limit", "backstop"):
        assert england_calendar().is_working_day(date.fromisoformat(found[name]))
