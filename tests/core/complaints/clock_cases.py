"""Stages written as dates with their weekdays, and judged: for the clock's tests."""

from datetime import date

from putright.core.calendar import england_calendar
from putright.core.complaints.clocks import StageDates, StageVerdict, judge
from putright.rules import handling_code

CALENDAR = england_calendar()
AS_AT = date(2025, 6, 2)


def day(text: str) -> date | None:
    """Read `2024-10-07 Monday`, and see that the weekday is right; empty: None."""
    if not text:
        return None
    iso, weekday = text.split()
    found = date.fromisoformat(iso)
    assert f"{found:%A}" == weekday
    return found


def stage(
    number: int,
    started: str,
    acknowledged: str = "",
    responded: str = "",
    *,
    told: str = "",
    extended: str = "",
    lifted: bool = False,
) -> StageDates:
    """One stage from dates written with their weekdays."""
    started_on = day(started)
    assert started_on is not None
    return StageDates(
        number,
        started_on,
        day(acknowledged),
        day(told),
        day(extended),
        day(responded),
        lifted,
    )


def verdict(
    dates: StageDates,
    edition: str = "housing-2024",
    as_at: date = AS_AT,
    *,
    complete: bool = False,
) -> StageVerdict:
    """Judge a stage under an edition."""
    limits = handling_code.edition(edition).stages[dates.stage]
    return judge(dates, limits, CALENDAR, as_at, complete=complete)
