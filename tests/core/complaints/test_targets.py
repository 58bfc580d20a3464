"""A landlord's own targets stand beside the Code's clock."""

from datetime import date

import pytest

from putright.core.calendar import england_calendar
from putright.core.complaints.case import StageRecord
from putright.core.complaints.targets import judge_targets
from putright.rules.landlord_policies import parse, policy

TIGHTER = parse(
    """
title = "Seven days"
edition = "housing-2024"
[stage_names]
"stage 1" = 1
[[targets]]
own_stage = "stage 1"
clock = "respond"
working_days = 7
counted_from = "acknowledged"
source = "Our policy, 4.2"
""",
    "seven",
)
MONDAY = date(2026, 3, 2)


def stage(**dates: date) -> StageRecord:
    return StageRecord(number=1, started_on=MONDAY, **dates)  # type: ignore[arg-type]  # dates by name


@pytest.mark.parametrize(
    ("answered", "verdict"),
    [
        (date(2026, 3, 13), "met"),  # Friday, the 7th working day after Wednesday 4th
        (date(2026, 3, 16), "late"),  # Monday, within the Code's ten and not ours
    ],
)
def test_a_tighter_target_is_judged_by_its_own_days(
    answered: date, verdict: str
) -> None:
    given = stage(acknowledged_on=date(2026, 3, 4), responded_on=answered)
    found = judge_targets(given, TIGHTER, england_calendar(), answered)
    assert [(t.due_on, t.verdict) for t in found] == [(date(2026, 3, 13), verdict)]


def test_a_target_counted_from_an_event_not_known_cant_be_told() -> None:
    found = judge_targets(stage(), TIGHTER, england_calendar(), MONDAY)
    assert [t.verdict for t in found] == ["cannot_tell"]


def test_a_past_policy_with_three_stages_is_judged_by_the_stage_it_named() -> None:
    three = policy("three-stage-2022")
    given = stage(responded_on=date(2026, 3, 10))
    calendar = england_calendar()
    own = {
        name: judge_targets(given, three, calendar, MONDAY, own_stage=name)
        for name, code in three.stage_names.items()
        if code == 1
    }
    assert len(own) == 2
    assert all(found for found in own.values())
    assert judge_targets(given, three, calendar, MONDAY) == ()
