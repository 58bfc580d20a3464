"""Promises not yet proved kept, across cases, those of closed cases too (7.3)."""

import datetime
from collections.abc import Collection

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from putright.apps.accounts.models import User
from putright.apps.complaints.models import ActionRow, CaseRow, Entry
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.lines import STATES, days_said, people_named
from putright.apps.complaints.queries.lists import (
    Order,
    own_identities,
    own_teams,
    week_end,
)
from putright.apps.complaints.queries.people import staff_names
from putright.core.calendar import Calendar
from putright.core.complaints import events as e
from putright.core.complaints import journal
from putright.core.complaints.fold_stages import UNSAID_ACTION, promised

BY_DATE = Order("by_when", earliest_first=True, title="By date")
_PROMISING = ("responded", "action_added")


class PromiseLine(msgspec.Struct, frozen=True, kw_only=True):
    """A promise on a list. `ref` names it on its case; `what` is its text."""

    reference: str
    ref: str
    what: str
    person: str
    owner: str
    by_when: datetime.date
    days: str
    overdue: bool
    state: str


def open_promises(
    user: User, day: datetime.date, scope: str = ""
) -> QuerySet[ActionRow]:
    """Give the promises not yet kept on cases a person may see.

    `scope` is `mine` (owned by them or those they cover; without an owner, on cases
    they handle), `team`, or nothing for all.
    """
    # Asked of each promise in turn, by date: a list of all cases would be read whole.
    seen = Exists(visible_to(user, day).filter(pk=OuterRef("case")))
    rows = ActionRow.objects.filter(seen, case__counts=True, done_on__isnull=True)
    if scope == "mine":
        mine = own_identities(user, day)
        owners = [*mine, user.name]
        return rows.filter(_owned(owners) | Q(owner="", case__handler__in=mine))
    if scope == "team":
        teams = own_teams(user, day)
        return rows.filter(_owned(teams) | Q(case__team__in=teams))
    return rows


def _owned(owners: Collection[str]) -> Q:
    return Q(owner__in=owners)


def due_this_week(rows: QuerySet[ActionRow], day: datetime.date) -> int:
    """Count the promises overdue or due by the end of a day's week."""
    return rows.filter(by_when__lte=week_end(day)).count()


def promise_lines(
    rows: Collection[ActionRow], *, day: datetime.date, calendar: Calendar
) -> list[PromiseLine]:
    """Make the lines of some promises: a few reads, however many there are."""
    cases = CaseRow.objects.in_bulk({row.case_id for row in rows})
    texts = _texts(cases)
    names = people_named({case.person for case in cases.values()})
    owners = staff_names(
        {row.owner or cases[row.case_id].handler for row in rows},
    )
    return [
        PromiseLine(
            reference=case.reference,
            ref=row.ref,
            what=texts.get((case.pk, row.ref), row.ref),
            person=names.get(case.person, case.person),
            owner=owners.get(row.owner or case.handler, ""),
            by_when=row.by_when,
            days=days_said(row.by_when, day, calendar),
            overdue=row.by_when < day,
            state=STATES.get(case.state, case.state),
        )
        for row in rows
        for case in (cases[row.case_id],)
    ]


def _texts(cases: Collection[int]) -> dict[tuple[int, str], str]:
    """Give what was promised, by case and the promise's own name."""
    found = Entry.objects.filter(case__in=list(cases), kind__in=_PROMISING).values_list(
        "case", "kind", "payload", "words__data"
    )
    return {
        (case, ref): what
        for case, kind, payload, data in found
        for ref, what in _promised(
            journal.event_from(
                kind, payload.encode(), journal.words_from(bytes(data or b""))
            )
        )
    }


def _promised(event: e.Event) -> list[tuple[str, str]]:
    """Give what an entry promised: each promise's own name, and its text."""
    if isinstance(event, e.Responded):
        return [(action.ref, action.what) for action in promised(event)]
    assert isinstance(event, e.ActionAdded)
    ref = event.action.ref
    return [(ref, event.words.get(f"action:{ref}", UNSAID_ACTION))]


HEADINGS = (
    "Reference",
    "Promise",
    "Resident",
    "Owner",
    "Promised by",
    "Working days",
    "State of the case",
)
"""The columns of an exported list of promises."""


def as_cells(line: PromiseLine) -> tuple[str, ...]:
    """Give a promise as the cells of an export; dates are ISO 8601."""
    return (
        line.reference,
        line.what,
        line.person,
        line.owner,
        line.by_when.isoformat(),
        line.days,
        line.state,
    )
