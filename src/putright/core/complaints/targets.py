"""A landlord's own targets for a stage, beside the Code's clock and never in its place.

A policy may ask for less time than the Code allows. Its targets are judged as plainly
as it states them: so many working days from an event, met or not. They move no date
of the Code's.
"""

from datetime import date

import msgspec

from putright.core.calendar import Calendar, OutsideCalendarError
from putright.core.complaints.case import StageRecord
from putright.rules.landlord_policies import Policy, Target


class TargetVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """A target of the landlord's: its last day, and `met`, `late`, `open_in_time`,
    `open_overdue`, or `cannot_tell` where the event it counts from is not known."""

    clock: str
    working_days: int
    counted_from: str
    own_stage: str
    source: str
    due_on: date | None
    verdict: str


def judge_targets(
    stage: StageRecord,
    policy: Policy,
    calendar: Calendar,
    as_at: date,
    *,
    own_stage: str = "",
) -> tuple[TargetVerdict, ...]:
    """Judge a stage by a policy's targets; none where the policy has none for it."""
    return tuple(
        _judge(stage, target, calendar, as_at)
        for target in policy.targets_for(stage.number, own_stage)
    )


def _judge(
    stage: StageRecord, target: Target, calendar: Calendar, as_at: date
) -> TargetVerdict:
    start = (
        stage.acknowledged_on
        if target.counted_from == "acknowledged"
        else stage.started_on
    )
    done = (
        stage.acknowledged_on if target.clock == "acknowledge" else stage.responded_on
    )
    due = _due(start, target.working_days, calendar)
    return TargetVerdict(
        clock=target.clock,
        working_days=target.working_days,
        counted_from=target.counted_from,
        own_stage=target.own_stage,
        source=target.source,
        due_on=due,
        verdict=_verdict(due, done, as_at),
    )


def _due(start: date | None, working_days: int, calendar: Calendar) -> date | None:
    if start is None:
        return None
    try:
        return calendar.add_working_days(start, working_days)
    except OutsideCalendarError:
        return None


def _verdict(due: date | None, done: date | None, as_at: date) -> str:
    if due is None:
        return "cannot_tell"
    if done is not None:
        return "met" if done <= due else "late"
    return "open_in_time" if as_at <= due else "open_overdue"
