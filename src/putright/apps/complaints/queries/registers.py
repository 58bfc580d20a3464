"""The registers: refusals, service requests, compliments and comments, adjustments."""

import datetime
from collections.abc import Collection, Mapping, Sequence

import msgspec
from django.db.models import QuerySet

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow, Entry
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.lines import STATES, people_named
from putright.apps.complaints.queries.lists import Order
from putright.apps.complaints.queries.people import staff_names
from putright.apps.residents import queries as residents
from putright.core.complaints import events as e
from putright.core.complaints import journal
from putright.rules import handling_code

BY_REFUSAL = Order("refused_on", earliest_first=False, title="Newest first")
_REFUSED = {"refused": 1, "stage_two_refused": 2}


class RefusalLine(msgspec.Struct, frozen=True, kw_only=True):
    """A refusal: of what, on what ground, when, by whom, and where the case stands."""

    reference: str
    refused_on: datetime.date
    what: str
    ground: str
    by: str
    person: str
    state: str


def refused(user: User, day: datetime.date) -> QuerySet[CaseRow]:
    """Give the cases that were refused, or whose stage 2 was, that a person may see."""
    return visible_to(user, day).filter(refused_on__isnull=False, counts=True)


def refusal_lines(rows: Sequence[CaseRow]) -> list[RefusalLine]:
    """Make the lines of refused cases: their last refusal, and who made it."""
    makers = _makers(rows)
    staff = staff_names(makers.values())
    names = people_named({row.person for row in rows})
    return [
        RefusalLine(
            reference=row.reference,
            refused_on=row.refused_on,
            what="Stage 2" if row.refused_stage == 2 else "Complaint",
            ground=ground_said(row.edition, row.ground),
            by=staff.get(makers.get(row.pk, ""), ""),
            person=names.get(row.person, row.person),
            state=STATES.get(row.state, row.state),
        )
        for row in rows
        if row.refused_on is not None
    ]


def ground_said(edition: str, code: str) -> str:
    """Give a ground in the edition's words; the landlord's own as its code reads."""
    known = (
        handling_code.edition(edition).ground(code)
        if edition in handling_code.edition_names()
        else None
    )
    return known.title if known else code.replace("_", " ").capitalize()


def _makers(rows: Collection[CaseRow]) -> dict[int, str]:
    """Give who made each case's last refusal, from its journal."""
    entries = Entry.objects.filter(case__in=rows, kind__in=_REFUSED).order_by(
        "sequence"
    )
    makers = {}
    for entry in entries:
        event = journal.event_from(entry.kind, entry.payload.encode(), {})
        if isinstance(event, e.Refused | e.StageTwoRefused):
            makers[entry.case_id] = event.by
    return makers


def service_requests(
    user: User, day: datetime.date, *, closed: bool = False
) -> QuerySet[CaseRow]:
    """Give the service requests that a person may see: the open or the closed ones."""
    rows = visible_to(user, day).filter(kind="service_request", counts=True)
    state = "closed" if closed else "service_request"
    return rows.filter(state=state)


def linked_complaints(
    rows: Collection[CaseRow], user: User, day: datetime.date
) -> Mapping[str, tuple[str, ...]]:
    """Give the complaints opened from some service requests, by the request.

    A complaint that the person may not see is given as an empty reference: that one
    was opened stands in the request's own record.
    """
    entries = Entry.objects.filter(case__in=rows, kind="complaint_linked")
    opened: dict[str, list[str]] = {}
    for entry in entries.select_related("case"):
        event = journal.event_from(entry.kind, entry.payload.encode(), {})
        if isinstance(event, e.ComplaintLinked):
            opened.setdefault(entry.case.reference, []).append(event.reference)
    wanted = [reference for listed in opened.values() for reference in listed]
    seen = set(
        visible_to(user, day)
        .filter(reference__in=wanted)
        .values_list("reference", flat=True)
    )
    return {
        request: tuple(r if r in seen else "" for r in listed)
        for request, listed in opened.items()
    }


def compliments_and_comments(user: User, day: datetime.date) -> QuerySet[CaseRow]:
    """Give the compliments and comments that a person may see."""
    return visible_to(user, day).filter(kind__in=("compliment", "comment"), counts=True)


class ReviewLine(msgspec.Struct, frozen=True, kw_only=True):
    """A review of a resident's adjustment or restriction that is late."""

    kind: str
    person_id: int
    name: str
    due_on: datetime.date


def reviews_of_residents(user: User, day: datetime.date) -> list[ReviewLine]:
    """Give the late reviews of residents who have a case that a person may see."""
    due = residents.reviews_due(day)
    wanted = {one.person for one in due}
    seen = set(
        visible_to(user, day).filter(person__in=wanted).values_list("person", flat=True)
    )
    names = people_named(wanted & seen)
    return [
        ReviewLine(
            kind=one.kind.capitalize(),
            person_id=one.person_id,
            name=names.get(one.person, one.person),
            due_on=one.due_on,
        )
        for one in due
        if one.person in seen
    ]
