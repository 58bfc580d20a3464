"""Working days in England: a date wrong by one is a promise to a resident broken."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from putright.core.calendar import Calendar, OutsideCalendarError, england_calendar
from putright.rules import bank_holidays
from putright.rules.bank_holidays import BankHoliday, BankHolidays

ENGLAND = england_calendar()
HOLIDAYS = {holiday.day for holiday in bank_holidays.england().days}
WITH_ONE_MORE = ENGLAND.with_extra([date(2024, 11, 5)])
# Far enough from either end for any count below.
DAYS = st.dates(date(2015, 3, 1), date(2028, 9, 1))


SMALL = BankHolidays(
    nation="Nowhere",
    known_from=date(2024, 1, 1),
    known_to=date(2024, 12, 31),
    days=(BankHoliday(date(2024, 1, 3), "Founders' Day"),),
    source="invented",
)


@pytest.mark.parametrize(
    ("event", "weekday", "n", "due", "due_weekday"),
    [
        ("2024-10-07", "Monday", 1, "2024-10-08", "Tuesday"),
        ("2024-10-07", "Monday", 5, "2024-10-14", "Monday"),
        ("2024-10-11", "Friday", 1, "2024-10-14", "Monday"),
        ("2024-10-12", "Saturday", 1, "2024-10-14", "Monday"),
        ("2024-10-13", "Sunday", 1, "2024-10-14", "Monday"),
        ("2024-10-13", "Sunday", 5, "2024-10-18", "Friday"),
        # Over Christmas 2024: 25 and 26 December and 1 January do not count.
        ("2024-12-24", "Tuesday", 1, "2024-12-27", "Friday"),
        ("2024-12-25", "Wednesday", 1, "2024-12-27", "Friday"),
        ("2024-12-19", "Thursday", 5, "2024-12-30", "Monday"),
        ("2024-12-31", "Tuesday", 1, "2025-01-02", "Thursday"),
        # Over Easter 2025: Good Friday and Easter Monday.
        ("2025-04-17", "Thursday", 1, "2025-04-22", "Tuesday"),
        ("2025-04-18", "Friday", 1, "2025-04-22", "Tuesday"),
        # Days that were bank holidays in one year only, and one that was moved.
        ("2022-09-16", "Friday", 1, "2022-09-20", "Tuesday"),
        ("2023-05-05", "Friday", 1, "2023-05-09", "Tuesday"),
        ("2020-05-01", "Friday", 1, "2020-05-04", "Monday"),
        ("2020-05-07", "Thursday", 1, "2020-05-11", "Monday"),
        # Substitutes for Saturday 26 December 2026, and for Christmas 2027.
        ("2026-12-24", "Thursday", 1, "2026-12-29", "Tuesday"),
        ("2027-12-24", "Friday", 1, "2027-12-29", "Wednesday"),
    ],
)
def test_the_nth_working_day(
    event: str, weekday: str, n: int, due: str, due_weekday: str
) -> None:
    day = date.fromisoformat(event)
    found = ENGLAND.add_working_days(day, n)
    assert f"{day:%A}" == weekday
    assert (found.isoformat(), f"{found:%A}") == (due, due_weekday)


def test_day_0_is_the_day_itself_even_on_a_sunday() -> None:
    sunday = date(2024, 10, 13)
    assert ENGLAND.add_working_days(sunday, 0) == sunday


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024-10-07", "2024-10-07", 0),  # Monday to the same Monday
        ("2024-10-07", "2024-10-08", 1),  # Monday to Tuesday
        ("2024-10-11", "2024-10-13", 0),  # Friday to Sunday
        ("2024-10-11", "2024-10-14", 1),  # Friday to Monday
        ("2024-12-24", "2025-01-02", 4),  # Tuesday to Thursday, three bank holidays
        ("2024-10-14", "2024-10-11", -1),  # backwards, Monday to Friday
    ],
)
def test_working_days_between(start: str, end: str, days: int) -> None:
    found = ENGLAND.working_days_between(
        date.fromisoformat(start), date.fromisoformat(end)
    )
    assert found == days


@pytest.mark.parametrize(
    ("day", "weekday", "working"),
    [
        ("2024-10-07", "Monday", True),
        ("2024-10-12", "Saturday", False),
        ("2024-10-13", "Sunday", False),
        ("2024-08-26", "Monday", False),  # summer bank holiday
        ("2015-01-01", "Thursday", False),  # the first day known
        ("2015-01-02", "Friday", True),
    ],
)
def test_is_working_day(day: str, weekday: str, working: bool) -> None:
    found = date.fromisoformat(day)
    assert f"{found:%A}" == weekday
    assert ENGLAND.is_working_day(found) is working


def test_explain_names_each_day_and_why_it_was_skipped() -> None:
    steps = ENGLAND.explain(date(2024, 12, 24), 2)
    assert [(s.day.isoformat(), s.counted, s.number, s.why) for s in steps] == [
        ("2024-12-24", False, 0, "Day 0: the day itself"),
        ("2024-12-25", False, None, "Bank holiday: Christmas Day"),
        ("2024-12-26", False, None, "Bank holiday: Boxing Day"),
        ("2024-12-27", True, 1, "Working day"),
        ("2024-12-28", False, None, "Weekend: Saturday"),
        ("2024-12-29", False, None, "Weekend: Sunday"),
        ("2024-12-30", True, 2, "Working day"),
    ]


@pytest.mark.parametrize(
    ("day", "n"),
    [
        (date(2014, 12, 31), 1),  # before the first year
        (date(2029, 1, 2), 0),  # past the last year
        (date(2028, 12, 27), 10),  # the answer would be in 2029
        (date(2028, 12, 29), 1),  # the last working day known has no next
    ],
)
def test_past_the_known_years_is_refused_and_says_what_to_do(day: date, n: int) -> None:
    with pytest.raises(OutsideCalendarError) as refused:
        ENGLAND.add_working_days(day, n)
    message = str(refused.value)
    assert "1 January 2015 to 31 December 2028" in message
    assert str(day.year) in message
    assert "add " in message


def test_no_other_question_is_answered_past_the_known_years() -> None:
    inside, outside = date(2028, 12, 1), date(2029, 1, 2)
    assert outside not in ENGLAND
    for ask in (
        lambda: ENGLAND.is_working_day(outside),
        lambda: ENGLAND.working_days_between(inside, outside),
        lambda: ENGLAND.working_days_between(outside, inside),
        lambda: ENGLAND.explain(inside, 40),
        lambda: ENGLAND.require_known(outside),
        lambda: ENGLAND.with_extra([outside]),
        lambda: Calendar(bank_holidays.england(), {outside: "Closed"}),
    ):
        with pytest.raises(OutsideCalendarError):
            ask()


def test_a_negative_count_and_a_time_of_day_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        ENGLAND.add_working_days(date(2024, 10, 7), -1)
    with pytest.raises(TypeError, match="time of day"):
        ENGLAND.add_working_days(datetime(2024, 10, 7, 12, tzinfo=UTC), 1)


def test_a_local_closure_day_is_not_a_bank_holiday() -> None:
    friday = date(2024, 12, 27)
    closed = Calendar(bank_holidays.england(), {friday: "Christmas closure"})
    assert ENGLAND.is_working_day(friday)
    assert not closed.is_working_day(friday)
    assert closed.add_working_days(date(2024, 12, 24), 1) == date(2024, 12, 30)
    whys = {step.day: step.why for step in closed.explain(date(2024, 12, 24), 1)}
    assert whys[friday] == "Christmas closure: office closed, not a bank holiday"
    assert closed.version != ENGLAND.version


def test_an_extra_bank_holiday_moves_dates_in_a_new_calendar_only() -> None:
    monday = date(2026, 11, 2)
    changed = ENGLAND.with_extra({monday: "Royal wedding"})
    assert changed.add_working_days(date(2026, 10, 30), 1) == date(2026, 11, 3)
    assert ENGLAND.add_working_days(date(2026, 10, 30), 1) == monday
    assert changed.version != ENGLAND.version
    assert "Royal wedding" in changed.explain(date(2026, 10, 30), 1)[-2].why


def test_a_day_that_is_a_bank_holiday_already_changes_nothing() -> None:
    same = ENGLAND.with_extra([date(2024, 12, 25)])
    assert same.version == ENGLAND.version
    assert same.explain(date(2024, 12, 24), 1) == ENGLAND.explain(date(2024, 12, 24), 1)


def test_the_version_follows_the_days_and_the_range_and_not_the_names() -> None:
    first = Calendar(SMALL).version
    assert Calendar(SMALL).version == first
    renamed = (BankHoliday(date(2024, 1, 3), "Founding Day"),)
    assert Calendar(replace(SMALL, days=renamed)).version == first
    assert Calendar(replace(SMALL, known_to=date(2025, 12, 31))).version != first
    assert Calendar(replace(SMALL, days=())).version != first


@given(DAYS, st.integers(1, 60))
def test_the_answer_is_what_walking_day_by_day_gives(day: date, n: int) -> None:
    walked, left = day, n
    while left:
        walked += timedelta(days=1)
        if walked.weekday() < 5 and walked not in HOLIDAYS:
            left -= 1
    assert ENGLAND.add_working_days(day, n) == walked
    assert ENGLAND.is_working_day(walked)


@given(DAYS, st.integers(1, 60))
def test_between_undoes_add(day: date, n: int) -> None:
    assert ENGLAND.working_days_between(day, ENGLAND.add_working_days(day, n)) == n


@given(DAYS, DAYS, st.integers(0, 60))
def test_one_day_more_never_comes_sooner(first: date, second: date, n: int) -> None:
    early, late = sorted((first, second))
    add = ENGLAND.add_working_days
    assert add(early, n) <= add(late, n)
    assert add(early, n) < add(early, n + 1)


@given(DAYS, st.integers(0, 40))
def test_the_proof_counts_as_the_answer_does(day: date, n: int) -> None:
    steps = ENGLAND.explain(day, n)
    assert steps[-1].day == ENGLAND.add_working_days(day, n)
    assert [step.number for step in steps if step.counted] == list(range(1, n + 1))
    assert [step.day for step in steps] == [
        day + timedelta(days=k) for k in range(len(steps))
    ]
    for step in steps[1:]:
        assert step.counted is ENGLAND.is_working_day(step.day)


@given(DAYS, st.integers(0, 40))
def test_another_bank_holiday_never_brings_a_date_forward(day: date, n: int) -> None:
    assert WITH_ONE_MORE.add_working_days(day, n) >= ENGLAND.add_working_days(day, n)


def test_what_two_calendars_count_otherwise_is_told_by_its_days() -> None:
    """A day passed over here is a case whose date is never corrected."""
    assert ENGLAND.differs(ENGLAND) == ()
    assert WITH_ONE_MORE.differs(ENGLAND) == ((date(2024, 11, 5), date(2024, 11, 5)),)
    known_longer = Calendar(replace(SMALL, known_to=date(2025, 2, 28)))
    beyond = (date(2025, 1, 1), date(2025, 2, 28))
    assert known_longer.differs(Calendar(SMALL)) == (beyond,)
    assert Calendar(SMALL).differs(known_longer) == (beyond,)


@given(start=DAYS, n=st.integers(0, 60), extra=DAYS)
def test_a_count_that_touches_no_such_day_comes_to_the_same(
    start: date, n: int, extra: date
) -> None:
    other = ENGLAND.with_extra([extra])
    due = ENGLAND.add_working_days(start, n)
    touched = any(
        span.first <= due and span.last >= start for span in other.differs(ENGLAND)
    )
    if not touched:
        assert other.add_working_days(start, n) == due
        assert other.working_days_between(start, due) == n
