"""A landlord's own targets as days: for each day that they count from, the last day.

The database looks a stage's target up here, so that figures judge a million stages by
the same rule as a page judges one (`targets.py`), and no summary row knows a policy.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from putright.core.calendar import Calendar, OutsideCalendarError
from putright.rules.landlord_policies import Policy, Target

ONE_DAY = datetime.timedelta(days=1)
STAGES = (1, 2)


class Held(msgspec.Struct, frozen=True):
    """A policy and the days from and to which it is the one that holds."""

    policy: Policy
    first: datetime.date
    last: datetime.date


class TargetDay(msgspec.Struct, frozen=True, kw_only=True):
    """A target counted from `start` is to be met on `due` at the latest.

    It holds for stages that started from `holds_from` to `holds_to`. `own_stage` is
    lower case; empty for stages that are given no name of the landlord's.
    """

    stage: int
    own_stage: str
    clock: str
    counted_from: str
    start: datetime.date
    due: datetime.date
    holds_from: datetime.date
    holds_to: datetime.date


def held(policies: Sequence[Policy]) -> list[Held]:
    """Give which policy holds when: of several in force on a day, the last adopted.

    `policies`: in the order in which they were adopted.
    """
    free = [(datetime.date.min, datetime.date.max)]
    found: list[Held] = []
    for policy in reversed(policies):
        first = policy.in_force_from or datetime.date.min
        last = policy.in_force_to or datetime.date.max
        found += [
            Held(policy, max(first, begin), min(last, end))
            for begin, end in free
            if max(first, begin) <= min(last, end)
        ]
        free = [left for span in free for left in _less(span, first, last)]
    return found


Span = tuple[datetime.date, datetime.date]


def _less(span: Span, first: datetime.date, last: datetime.date) -> Iterator[Span]:
    """Give what is left of a span of days without some others."""
    begin, end = span
    if last < begin or first > end:
        yield span
        return
    if begin < first:
        yield begin, first - ONE_DAY
    if last < end:
        yield last + ONE_DAY, end


def policy_on(policies: Sequence[Policy], day: datetime.date) -> Policy | None:
    """Give the policy that holds on a day, if one does."""
    for one in held(policies):
        if one.first <= day <= one.last:
            return one.policy
    return None


def target_days(
    policies: Sequence[Policy], calendar: Calendar, first: datetime.date
) -> Iterator[TargetDay]:
    """Give every target's days, for starts from `first` to the calendar's end."""
    for one in held(policies):
        for stage, own_stage, target in _targets(one.policy):
            for start in _days(max(first, one.first), one, target):
                try:
                    due = calendar.add_working_days(start, target.working_days)
                except OutsideCalendarError:
                    break  # and no later day is known either
                yield TargetDay(
                    stage=stage,
                    own_stage=own_stage,
                    clock=target.clock,
                    counted_from=target.counted_from,
                    start=start,
                    due=due,
                    holds_from=one.first,
                    holds_to=one.last,
                )


def _targets(policy: Policy) -> Iterator[tuple[int, str, Target]]:
    for stage in STAGES:
        names = {t.own_stage for t in policy.targets if t.stage == stage}
        for name in sorted({"", *names}):
            for target in policy.targets_for(stage, name):
                yield stage, name, target


def _days(first: datetime.date, one: Held, target: Target) -> Iterable[datetime.date]:
    """The days a target may count from: past the policy's end where acknowledged."""
    last = datetime.date.max if target.counted_from == "acknowledged" else one.last
    day = first
    while day <= last:
        yield day
        if day == datetime.date.max:
            return
        day += ONE_DAY
