"""What is due for one person on a day, by reference and date alone: for a mail."""

import datetime

import msgspec
from django.db.models import QuerySet

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries import lists, promises, restricted
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.lists import Filters

MOST = 100
"""Lines of each kind; a longer list is read on screen."""


class DueItem(msgspec.Struct, frozen=True, kw_only=True):
    """A thing due: on which case, what, and when."""

    reference: str
    what: str
    due_on: datetime.date


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """What is due for a person: nothing in it says whose case it is."""

    day: datetime.date
    week_end: datetime.date
    overdue: tuple[DueItem, ...] = ()
    today: tuple[DueItem, ...] = ()
    later: tuple[DueItem, ...] = ()
    unassigned: tuple[DueItem, ...] = ()
    promises: tuple[DueItem, ...] = ()
    restricted: tuple[datetime.date, ...] = ()
    more: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing at all is due, so that no mail is worth sending."""
        return not (
            self.overdue
            or self.today
            or self.later
            or self.unassigned
            or self.promises
            or self.restricted
        )


def digest(user: User, day: datetime.date) -> Digest:
    """Give what is overdue or due by the end of a day's week, for one person.

    Their own cases and those of people they cover, updates agreed, promises; for those
    who may assign, the overdue cases that nobody has; for a manager the days of
    restricted cases they may not see.
    """
    until = lists.week_end(day)
    rows = lists.filtered(user, day, Filters(scope="mine"))
    cases = _clocks(rows.filter(beat_on__lte=until))
    nobodys = _clocks(
        visible_to(user, day, "reassign").filter(handler="", beat_on__lt=day)
    )
    updates = [
        DueItem(reference=one.reference, what="Update the resident", due_on=one.due_on)
        for one in lists.updates_due(rows, day)
    ]
    kept = promises.open_promises(user, day, "mine").filter(by_when__lte=until)
    promised = [
        DueItem(reference=reference, what="Promise", due_on=on)
        for reference, on in kept.order_by("by_when", "pk").values_list(
            "case__reference", "by_when"
        )[: MOST + 1]
    ]
    due = sorted([*cases[:MOST], *updates], key=lambda one: one.due_on)
    return Digest(
        day=day,
        week_end=until,
        overdue=tuple(one for one in due if one.due_on < day),
        today=tuple(one for one in due if one.due_on == day),
        later=tuple(one for one in due if one.due_on > day),
        unassigned=tuple(nobodys[:MOST]),
        promises=tuple(promised[:MOST]),
        restricted=tuple(
            one.due_on
            for one in restricted.hidden_due(user, day)
            if one.due_on <= until
        ),
        more=any(len(found) > MOST for found in (cases, nobodys, promised)),
    )


def _clocks(rows: QuerySet[CaseRow]) -> list[DueItem]:
    """Give the dates to beat of some cases, the earliest first, one to spare."""
    due = rows.order_by("beat_on", "pk")
    found = due.values_list("reference", "beat_what", "beat_on").distinct()
    return [
        DueItem(reference=reference, what=what.capitalize(), due_on=on)
        for reference, what, on in found[: MOST + 1]
        if on is not None
    ]
