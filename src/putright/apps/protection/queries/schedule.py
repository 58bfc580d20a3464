"""The landlord's schedule: what holds, what is proposed, and what it makes due."""

import datetime
from heapq import merge
from itertools import islice
from operator import attrgetter

import msgspec

from putright.apps.protection.models import Rule
from putright.apps.protection.queries.kinds import KINDS, Due, Kind, read
from putright.core.calendar import add_months

AHEAD = 3
"""Months ahead that are shown, so that nothing is erased by surprise."""


AT_ONCE = 5_000
"""Records that are listed, and that one batch takes; the rest are another's."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A kind as the schedule shows it. Counts are None where no period is set, and
    one more than AT_ONCE for however many more there are."""

    kind: Kind
    rule: Rule | None
    waiting: Rule | None
    due_now: int | None
    due_soon: int | None


def rules() -> dict[str, Rule]:
    """Give the rule that holds for each kind that ever had one."""
    found = Rule.objects.filter(confirmed_at__isnull=False).order_by("id")
    return {rule.kind: rule for rule in found.select_related("confirmed_by")}


def waiting_rules() -> dict[str, Rule]:
    """Give the rules that wait for a second person, by kind."""
    found = Rule.objects.filter(confirmed_at__isnull=True, withdrawn_at__isnull=True)
    return {rule.kind: rule for rule in found.select_related("proposed_by")}


def rule_for(kind: str) -> Rule | None:
    """Give the rule that holds for one kind; None where none was ever confirmed."""
    found = Rule.objects.filter(kind=kind, confirmed_at__isnull=False)
    return found.order_by("-id").first()


def history() -> list[Rule]:
    """Give every rule that was ever proposed, the newest first."""
    return list(Rule.objects.select_related("proposed_by", "confirmed_by"))


def lines(day: datetime.date) -> list[Line]:
    """Give every kind with what is due on a day and within the months ahead.

    A few counts a kind that has a period, none of which goes on past AT_ONCE.
    """
    held, waiting = rules(), waiting_rules()
    return [
        Line(
            kind=kind,
            rule=held.get(code),
            waiting=waiting.get(code),
            due_now=_count(kind, held.get(code), day),
            due_soon=_count(kind, held.get(code), add_months(day, AHEAD)),
        )
        for code, kind in KINDS.items()
    ]


def _count(kind: Kind, rule: Rule | None, day: datetime.date) -> int | None:
    if rule is None or rule.months is None:
        return None
    rows = kind.in_order(add_months(day, -rule.months))
    most = AT_ONCE + 1
    return min(sum(part[:most].count() for part in rows), most)


def due(
    kind: Kind, rule: Rule, day: datetime.date, start: int = 0, stop: int = AT_ONCE
) -> list[Due]:
    """Give what is due of a kind on a day by a rule, the oldest first.

    Of each part as many are read as could be asked for, and no more.
    """
    if rule.months is None:
        return []
    rows = kind.in_order(add_months(day, -rule.months))
    if len(rows) == 1:
        return list(read(rows[0][start:stop]))
    parts = (read(part[:stop]) for part in rows)
    return list(islice(merge(*parts, key=attrgetter("counted_from")), start, stop))


def still_due(
    kind: Kind, rule: Rule | None, reference: str, day: datetime.date
) -> bool:
    """Whether one record is due now: the rule or the record may have changed since."""
    if rule is None or rule.months is None:
        return False
    rows = kind.due(add_months(day, -rule.months))
    if not kind.field:
        return any(one.reference == reference for one in read(rows))
    return bool(rows.filter(**{kind.field: reference}).exists())
