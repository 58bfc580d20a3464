"""A landlord's own targets as days, and which policy holds when."""

from datetime import date

from putright.core.calendar import england_calendar
from putright.core.complaints.target_days import held, policy_on, target_days
from putright.rules.landlord_policies import Policy, parse

OLD = """
title = "Three stages (past)"
edition = "housing-2022"
in_force_from = 2022-04-01
in_force_to = 2024-03-31
[stage_names]
"front line" = 1
"formal" = 1
[[targets]]
own_stage = "front line"
clock = "respond"
working_days = 3
counted_from = "started"
source = "the old policy, 2"
[[targets]]
own_stage = "formal"
clock = "respond"
working_days = 15
counted_from = "started"
source = "the old policy, 3"
"""
NEW = """
title = "Five days"
edition = "housing-2024"
in_force_from = 2024-01-01
[stage_names]
"stage 1" = 1
[[targets]]
own_stage = "stage 1"
clock = "respond"
working_days = 5
counted_from = "acknowledged"
source = "the new policy, 4"
"""
CALENDAR = england_calendar()


def policies() -> list[Policy]:
    """Give the old and the new policy, in the order of their adoption."""
    return [parse(OLD, "old"), parse(NEW, "new")]


def test_of_two_policies_in_force_the_last_adopted_holds() -> None:
    old, new = policies()
    assert policy_on([old, new], date(2023, 6, 1)) is old
    assert policy_on([old, new], date(2024, 2, 1)) is new
    assert policy_on([old, new], date(2022, 3, 31)) is None
    assert policy_on([new, old], date(2024, 2, 1)) is old
    assert policy_on([], date(2024, 2, 1)) is None


def test_the_days_that_policies_hold_never_overlap() -> None:
    spans = sorted((one.first, one.last) for one in held(policies()))
    assert spans == [
        (date(2022, 4, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date.max),
    ]
    around = sorted((one.first, one.last) for one in held(policies()[::-1]))
    assert around == [
        (date(2022, 4, 1), date(2024, 3, 31)),
        (date(2024, 4, 1), date.max),
    ]


def test_each_day_has_its_last_day_by_the_calendar() -> None:
    days = list(target_days(policies(), CALENDAR, date(2023, 12, 20)))
    by_front_line = {
        one.start: one.due for one in days if one.own_stage == "front line"
    }
    assert by_front_line[date(2023, 12, 22)] == date(2023, 12, 29)
    assert max(by_front_line) == date(2023, 12, 31)
    by_new = [one for one in days if one.start == date(2024, 2, 1)]
    assert {(one.own_stage, one.counted_from) for one in by_new} == {
        ("", "acknowledged"),
        ("stage 1", "acknowledged"),
    }
    assert {one.due for one in by_new} == {date(2024, 2, 8)}


def test_a_stage_of_no_name_has_no_target_where_the_policy_has_several() -> None:
    days = target_days(policies()[:1], CALENDAR, date(2023, 12, 20))
    assert "" not in {one.own_stage for one in days}


def test_days_end_where_the_calendar_is_not_known() -> None:
    last = max(one.due for one in target_days(policies(), CALENDAR, date(2024, 1, 1)))
    assert last <= CALENDAR.known_to
