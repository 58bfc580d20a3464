"""What day a complaint counts from where the landlord's hours are set to move it."""

from datetime import date

import pytest

from putright.core.calendar import england_calendar
from putright.core.complaints import steps as s
from putright.core.complaints.decide import Context, Settings, decide
from putright.core.complaints.fold import fold

STRICT = Context(calendar=england_calendar())
LENIENT = Context(
    calendar=england_calendar(), settings=Settings(office_closes_at="17:00")
)


@pytest.mark.parametrize(
    ("on", "at", "context", "day_zero"),
    [
        (date(2024, 10, 12), "", STRICT, date(2024, 10, 12)),  # Saturday
        (date(2024, 10, 12), "", LENIENT, date(2024, 10, 14)),  # Saturday to Monday
        (date(2024, 10, 11), "18:05", LENIENT, date(2024, 10, 14)),  # Friday evening
        (date(2024, 10, 11), "16:59", LENIENT, date(2024, 10, 11)),  # Friday, open
        (date(2024, 10, 11), "18:05", STRICT, date(2024, 10, 11)),  # Friday evening
    ],
)
def test_6_2_day_0_is_the_day_it_came_unless_the_landlord_set_its_hours(
    on: date, at: str, context: Context, day_zero: date
) -> None:
    step = s.Receive(on=on, at=at, channel="email", text="Gutter")
    case = fold(decide(None, step, context).events)
    assert case.stage_1 is not None
    assert case.stage_1.started_on == day_zero
    assert case.received_on == on
