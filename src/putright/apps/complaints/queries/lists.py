"""Lists of cases: who may see them, filtered, in order, a page at a time by key.

A page is found by the date and the number of the row it begins after, never by
counting rows: the hundredth page costs what the first does.
"""

import datetime
import re
from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from django.db.models import Count, F, Model, Q, QuerySet

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability
from putright.apps.complaints.models import CaseRow, StageTeam
from putright.apps.complaints.queries.cases import identity, visible_to

PAGE = 50
NOBODY = "nobody"
"""The handler to ask for where nobody handles a case."""
_CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,15})")


class Order(NamedTuple):
    """An order of a list: the date it goes by, and which end comes first."""

    field: str
    earliest_first: bool
    title: str


ORDERS: dict[str, Order] = {
    "newest": Order("received_on", earliest_first=False, title="Newest first"),
    "oldest": Order("received_on", earliest_first=True, title="Oldest first"),
    "due": Order(
        "beat_on",
        earliest_first=True,
        title="Due first",
    ),
}


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of cases is limited to; empty fields limit nothing.

    `scope` is `mine`, `team` or nothing; `due` is `overdue`, `today`, `week` or
    nothing; `handler` an identity such as `u12`, or `nobody`; `team` a team's code.
    """

    scope: str = ""
    state: tuple[str, ...] = ()
    due: str = ""
    handler: str = ""
    team: str = ""
    area: str = ""
    category: str = ""
    kind: str = ""
    edition: str = ""
    hazard: bool = False
    vulnerable: bool = False
    received_from: datetime.date | None = None
    received_to: datetime.date | None = None
    person: str = ""
    home: str = ""


class Cursor(NamedTuple):
    """Where a page begins: after, or before, the row with this date and number."""

    on: datetime.date
    number: int

    def __str__(self) -> str:
        """Write it for an address: `2026-03-09.17`."""
        return f"{self.on.isoformat()}.{self.number}"


def cursor(text: str) -> Cursor | None:
    """Read a cursor from an address; None for anything that is none."""
    found = _CURSOR.fullmatch(text)
    if found is None:
        return None
    try:
        return Cursor(datetime.date.fromisoformat(found[1]), int(found[2]))
    except ValueError:
        return None


RowT = TypeVar("RowT", bound=Model)


class KeyPage(msgspec.Struct, Generic[RowT], frozen=True, kw_only=True):
    """Rows, and the cursors of the pages before and after; empty where none."""

    rows: list[RowT]
    before: str = ""
    after: str = ""


def key_page(
    rows: "QuerySet[RowT, RowT]",
    order: Order,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    size: int = PAGE,
) -> KeyPage[RowT]:
    """Give the page after one row or before another, reading one row to spare."""
    back = before is not None and after is None
    rising = order.earliest_first != back
    edge = before if back else after
    if edge is not None:
        rows = rows.filter(_beyond(order.field, edge, rising=rising))
    sign = "" if rising else "-"
    found = list(rows.order_by(f"{sign}{order.field}", f"{sign}id")[: size + 1])
    more = len(found) > size
    found = found[:size]
    if back:
        found.reverse()
    first, last = _ends(found, order) if found else ("", "")
    return KeyPage(
        rows=found,
        before=first if (more if back else edge is not None) else "",
        after=last if (back or more) else "",
    )


def _beyond(field: str, edge: Cursor, *, rising: bool) -> Q:
    """Give the rows past an edge; the first condition lets an index be entered."""
    way = "gt" if rising else "lt"
    past = Q(**{f"{field}__{way}": edge.on})
    level = Q(**{field: edge.on, f"id__{way}": edge.number})
    return Q(**{f"{field}__{way}e": edge.on}) & (past | level)


def _ends(found: Sequence[Model], order: Order) -> tuple[str, str]:
    first, last = (
        str(Cursor(getattr(row, order.field), row.pk)) for row in (found[0], found[-1])
    )
    return first, last


def own_identities(user: User, day: datetime.date) -> list[str]:
    """Give a person as the journal names them, and those they cover for on a day."""
    covered = accounts.covered_by(user, on=day)
    return [identity(user), *(identity(one) for one in covered)]


def own_teams(user: User, day: datetime.date) -> list[str]:
    """Give every name that the teams a person is in on a day have had."""
    return accounts.names_of_teams(accounts.teams_of(user, on=day))


def in_scope(
    rows: QuerySet[CaseRow], user: User, day: datetime.date, scope: str
) -> QuerySet[CaseRow]:
    """Limit cases to a person's own (and those they cover), or to their teams'."""
    if scope == "mine":
        return rows.filter(handler__in=own_identities(user, day))
    if scope == "team":
        return rows.filter(team__in=own_teams(user, day))
    return rows


def week_end(day: datetime.date) -> datetime.date:
    """Give the Sunday that a day's week ends on."""
    return day + datetime.timedelta(days=6 - day.weekday())


def due_within(due: str, day: datetime.date) -> Q:
    """Give the condition of `overdue`, `today` or `week` against a day."""
    return {
        "overdue": Q(beat_on__lt=day),
        "today": Q(beat_on=day),
        "week": Q(beat_on__gte=day, beat_on__lte=week_end(day)),
    }.get(due, Q())


def filtered(
    user: User,
    day: datetime.date,
    filters: Filters,
    capability: Capability = "see_cases",
) -> QuerySet[CaseRow]:
    """Give the cases that a person may see on a day and that a filter lets through."""
    rows = in_scope(visible_to(user, day, capability), user, day, filters.scope)
    rows = rows.filter(due_within(filters.due, day))
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    if filters.handler:
        handler = "" if filters.handler == NOBODY else filters.handler
        rows = rows.filter(handler=handler)
    if filters.team:
        rows = rows.filter(_concerns(filters.team))
    same = {
        name: getattr(filters, name)
        for name in ("area", "category", "kind", "edition", "home")
        if getattr(filters, name)
    }
    if filters.person:
        rows = rows.filter(_about(filters.person))
    return _received(_marked(rows.filter(**same), filters), filters)


def _marked(rows: QuerySet[CaseRow], filters: Filters) -> QuerySet[CaseRow]:
    if filters.hazard:
        rows = rows.filter(hazard=True)
    return rows.filter(vulnerable=True) if filters.vulnerable else rows


def _received(rows: QuerySet[CaseRow], filters: Filters) -> QuerySet[CaseRow]:
    if filters.received_from:
        rows = rows.filter(received_on__gte=filters.received_from)
    if filters.received_to:
        rows = rows.filter(received_on__lte=filters.received_to)
    return rows


def _concerns(code: str) -> Q:
    """A case is a team's where it stands with it, or concerns it at a stage."""
    names = accounts.names_of_teams([code])
    at_stage = StageTeam.objects.filter(team__in=names).values("stage__case")
    return Q(team__in=names) | Q(pk__in=at_stage)


def _about(person: str) -> Q:
    affected = CaseRow.objects.filter(affected__person=person).values("pk")
    return Q(person=person) | Q(pk__in=affected)


def ordered(rows: QuerySet[CaseRow], order: Order) -> QuerySet[CaseRow]:
    """Leave out the cases that an order has no date for."""
    return rows.filter(beat_on__isnull=False) if order.field == "beat_on" else rows


def unassigned(user: User, day: datetime.date) -> QuerySet[CaseRow]:
    """Give the cases that nobody handles and that somebody must.

    Those with a clock running, and contacts whose kind is not settled.
    """
    # Two indexes, each entered by itself: an "or" would read the whole table.
    running = CaseRow.objects.filter(handler="", beat_on__isnull=False)
    undecided = CaseRow.objects.filter(kind="dissatisfaction", state="undecided")
    waiting = running.order_by().values("pk").union(undecided.order_by().values("pk"))
    return visible_to(user, day).filter(pk__in=waiting, handler="")


def next_after(user: User, day: datetime.date, filters: Filters, reference: str) -> str:
    """Give the next case by the clock after one that a person has before them.

    Where that one has no clock any more, or is not theirs to see, the first of the
    list. Empty where no other case is left in it.
    """
    order = ORDERS["due"]
    here = visible_to(user, day).filter(reference=reference).first()
    edge = Cursor(here.beat_on, here.pk) if here and here.beat_on else None
    rows = ordered(filtered(user, day, filters), order).exclude(reference=reference)
    page = key_page(rows, order, after=edge, size=1)
    return page.rows[0].reference if page.rows else ""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much is due: cases by their clock."""

    overdue: int
    today: int
    later_this_week: int


def counts(rows: QuerySet[CaseRow], day: datetime.date) -> Counts:
    """Count what is overdue, due today, and due later this week, in one read."""
    later = Q(beat_on__gt=day, beat_on__lte=week_end(day))
    found: dict[str, Any] = rows.filter(beat_on__lte=week_end(day)).aggregate(
        overdue=Count("pk", filter=due_within("overdue", day)),
        today=Count("pk", filter=due_within("today", day)),
        later_this_week=Count("pk", filter=later),
    )
    return Counts(**found)


class UpdateDue(msgspec.Struct, frozen=True, kw_only=True):
    """An update agreed with a resident (5.9): of which case, and by when."""

    reference: str
    due_on: datetime.date
    overdue: bool


def updates_due(
    rows: QuerySet[CaseRow], day: datetime.date, limit: int = PAGE
) -> list[UpdateDue]:
    """Give the agreed updates due by the end of a day's week, the earliest first."""
    found = (
        rows.filter(beat_on__isnull=False, stages__update_due__lte=week_end(day))
        .annotate(update_due=F("stages__update_due"))
        .order_by("update_due", "pk")
        .values_list("reference", "update_due")[:limit]
    )
    return [UpdateDue(reference=r, due_on=on, overdue=on < day) for r, on in found]


def adjustments_late(rows: QuerySet[CaseRow], day: datetime.date) -> QuerySet[CaseRow]:
    """Give the cases not closed that have an adjustment's review late (5.10)."""
    return rows.filter(adjustment_review__lt=day).exclude(state="closed")
