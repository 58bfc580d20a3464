"""What a manager is told of restricted cases they are not named on: that one is due.

Someone always sees the clock. Neither its reference nor anything in it is told, only
the day, and whom to ask.
"""

import datetime

import msgspec
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import reach
from putright.apps.complaints.models import ActionRow, CaseRow, NamedPerson
from putright.apps.complaints.queries.cases import identity, named_on
from putright.apps.complaints.queries.people import staff_names

MOST = 20
NOBODY_HERE = "an administrator: nobody named on it works here now"


class HiddenDue(msgspec.Struct, frozen=True, kw_only=True):
    """Something due on a case that the reader may not see, and whom to ask."""

    due_on: datetime.date
    overdue: bool
    ask: str


def hidden_due(user: User, day: datetime.date) -> list[HiddenDue]:
    """Give the clocks that run on restricted cases a manager may not see.

    Empty for anyone who does not manage restricted cases.
    """
    rows = _hidden(user, day).filter(beat_on__isnull=False).order_by("beat_on", "pk")
    found = list(rows.prefetch_related(_named())[:MOST])
    return _told([(row.beat_on, row) for row in found if row.beat_on], day)


def hidden_promises(
    user: User, day: datetime.date, until: datetime.date
) -> list[HiddenDue]:
    """Give the promises due by a day on restricted cases a manager may not see."""
    rows = (
        ActionRow.objects.filter(
            Exists(_hidden(user, day).filter(pk=OuterRef("case"))),
            case__restricted=True,
            case__counts=True,
            done_on__isnull=True,
            by_when__lte=until,
        )
        .order_by("by_when", "pk")
        .select_related("case")
        .prefetch_related(_named("case__"))[:MOST]
    )
    return _told([(row.by_when, row.case) for row in rows], day)


def _hidden(user: User, day: datetime.date) -> QuerySet[CaseRow]:
    found = reach(user, "manage_restricted", on=day)
    rows = CaseRow.objects.filter(restricted=True).exclude(pk__in=named_on(user))
    if found.everything:
        return rows
    if not found:
        return rows.none()
    teams = accounts.names_of_teams(found.teams)
    return rows.filter(
        Q(team__in=teams)
        | Q(body__in=found.bodies)
        | Q(pk__in=CaseRow.objects.filter(stages__teams__team__in=teams))
    )


def _named(prefix: str = "") -> "Prefetch[str]":
    return Prefetch(f"{prefix}named", queryset=NamedPerson.objects.order_by("pk"))


def _told(
    found: list[tuple[datetime.date, CaseRow]], day: datetime.date
) -> list[HiddenDue]:
    if not found:
        return []
    identities = {one.user for _, row in found for one in row.named.all()}
    here = {identity(person) for person in accounts.working_on(day)}
    names = staff_names(identities & here)
    return [
        HiddenDue(
            due_on=due_on,
            overdue=due_on < day,
            ask=_listed([names[o.user] for o in row.named.all() if o.user in names]),
        )
        for due_on, row in found
    ]


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return names[0] if names else NOBODY_HERE
    return f"{', '.join(names[:-1])} or {names[-1]}"
