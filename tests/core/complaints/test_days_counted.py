"""Between which days a case counts: a bank holiday outside them moves nothing."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.core.complaints.playing import (
    CALENDAR,
    Playing,
    acknowledged,
    answered,
    at_stage_2,
    received,
)

from putright.core.calendar import Calendar
from putright.core.complaints.counting import ClockEntry, clock_entries
from putright.core.complaints.days_counted import NO_END, days_counted
from putright.core.complaints.decide import Context
from putright.core.complaints.fold import fold
from putright.core.complaints.summary import StageSummary, summarise

DAYS = [date(2024, 12, 1) + timedelta(days=n) for n in range(270)]
LATE = datetime(2025, 3, 7, 9, tzinfo=UTC)
"""When all of a case is written down: later than any of it happened."""


def counted(
    case: Playing, calendar: Calendar
) -> tuple[Sequence[StageSummary], Sequence[ClockEntry]]:
    """What a calendar has a say in: the stages, and how late entries are."""
    written_down = [(n, event, LATE) for n, event in enumerate(case.events, 1)]
    folded = fold(case.events, "C-1")
    stages = summarise(folded, Context(calendar=calendar)).stages
    return stages, clock_entries(written_down, calendar)


@pytest.mark.parametrize("play", [received, acknowledged, answered, at_stage_2])
def test_no_day_outside_moves_anything(play: Callable[[], Playing]) -> None:
    """A case passed over for its days would keep a wrong date for good."""
    case = play()
    before = counted(case, CALENDAR)
    first, last = days_counted(*before)
    assert first == date(2025, 2, 3)
    moving = [
        day
        for day in DAYS
        if CALENDAR.is_working_day(day)
        and counted(case, CALENDAR.with_extra([day])) != before
    ]
    assert moving
    assert first <= moving[0]
    assert last is not None
    assert moving[-1] <= last < date(2025, 6, 30)


def test_dates_beyond_the_calendar_have_no_end_and_no_count_has_neither() -> None:
    monday = date(2025, 2, 3)
    undated = StageSummary(
        number=1,
        received_on=monday,
        started_on=monday,
        acknowledged_on=None,
        extension_told_on=None,
        extended_to=None,
        responded_on=None,
    )
    assert days_counted([undated], ()) == (monday, NO_END)
    assert days_counted((), ()) == (None, None)
