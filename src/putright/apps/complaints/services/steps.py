"""Taking a step on a case: read, decide, append. The only way a case changes."""

import datetime

import msgspec
from django.db import transaction

from putright.apps.complaints.models import CaseRow, ReferenceCounter
from putright.apps.complaints.queries.cases import OpenCase, Recorded, open_case
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.queries.named import asked_of, day_of
from putright.apps.complaints.services import carry
from putright.apps.complaints.services.append import append, new_row
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context, Decision, decide
from putright.core.complaints.fold import fold
from putright.core.refusals import StepRefusedError

SAID_AGAIN = "The resident said again that they are not happy with it."
"""Noted on the complaint where what they said was not written down."""


class NoSuchCaseError(LookupError):
    """No case has that reference."""


class ChangedSinceError(Exception):
    """Someone else changed the case, and the step now comes to something else.

    Nothing was recorded. `others` are the entries written since the form was opened.
    """

    def __init__(self, others: tuple[Recorded, ...], refusal: str) -> None:
        """Hold what the others did and, where there is one, the refusal now."""
        self.others = others
        self.refusal = refusal
        super().__init__(refusal or "The case has changed since the page was opened.")


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A step taken: the case as it stands, what was decided, and cases opened."""

    case: Case
    decision: Decision
    reference: str
    opened: tuple[str, ...] = ()


def next_reference(day: datetime.date, prefix: str = "C") -> str:
    """Give the next reference of a year's series, such as `C-26-00017`.

    Has to be called inside the transaction that uses it.
    """
    series = f"{prefix}-{day:%y}"
    ReferenceCounter.objects.get_or_create(series=series)
    counter = ReferenceCounter.objects.select_for_update().get(series=series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{series}-{counter.last:05d}"


@transaction.atomic
def receive(
    *, step: s.Receive, who: str, now: datetime.datetime, at: str = ""
) -> Taken:
    """Log a contact as a new case. Raises StepRefusedError."""
    context = current_context()
    decision = decide(None, step, context)
    reference = next_reference(step.on)
    case = _begin(reference, decision.events, context, who=who, now=now, at=at)
    return Taken(case=case, decision=decision, reference=reference)


def _begin(
    reference: str,
    events: tuple[e.Event, ...],
    context: Context,
    *,
    who: str,
    now: datetime.datetime,
    at: str = "",
) -> Case:
    first = events[0]
    assert isinstance(first, e.Received)
    row = new_row(reference, first)
    return append(row, events, context=context, who=who, now=now, at=at)


@transaction.atomic
def take(
    *,
    reference: str,
    step: s.Step,
    who: str,
    now: datetime.datetime,
    seen: int | None = None,
    at: str = "",
) -> Taken:
    """Take a step on a case.

    `seen` is the number of entries the person had before them. Where others have
    written since, the step is decided again on the newer state; only if that comes to
    something else is ChangedSinceError raised. Raises StepRefusedError, with nothing
    recorded, and NoSuchCaseError.
    """
    row = _locked(reference, step)
    opened = open_case(row)
    context = asked_of(current_context(), opened.case, step, who=who, on=day_of(now))
    decision = _decide_again(opened, step, context, seen)
    if decision.opens:
        named = msgspec.structs.replace(step, new_reference=next_reference(step.on))
        decision = decide(opened.case, named, context)
    case = append(row, decision.events, context=context, who=who, now=now, at=at)
    for new, received in decision.opens.items():
        _begin(new, (received,), context, who=who, now=now, at=at)
    carry.to_person(opened.case, step, who=who, now=now)
    if isinstance(step, s.Dissatisfied) and not decision.opens:
        linked = opened.case.linked_complaints[-1]
        contact = s.Contact(on=step.on, note=step.text.strip() or SAID_AGAIN)
        take(reference=linked, step=contact, who=who, now=now)
    return Taken(
        case=case,
        decision=decision,
        reference=reference,
        opened=tuple(decision.opens),
    )


def _locked(reference: str, step: s.Step) -> CaseRow:
    """Lock a case, and with it the one that it is said to be a duplicate of.

    Both in one order: two people can't each make the other's case the duplicate.
    """
    other = step.of.strip() if isinstance(step, s.MarkDuplicate) else reference
    named = CaseRow.objects.filter(reference__in={reference, other})
    wanted = named.select_for_update().order_by("pk")
    rows = {row.reference: row for row in wanted}
    if reference not in rows:
        problem = f"There is no case {reference}."
        raise NoSuchCaseError(problem)
    return rows[reference]


def _decide_again(
    opened: OpenCase, step: s.Step, context: Context, seen: int | None
) -> Decision:
    others = opened.entries[seen:] if seen else ()
    if not others:
        return decide(opened.case, step, context)
    before = fold(
        [entry.event for entry in opened.entries[:seen]], opened.case.reference
    )
    try:
        now = decide(opened.case, step, context)
    except StepRefusedError as refusal:
        raise ChangedSinceError(others, str(refusal)) from refusal
    try:
        same = decide(before, step, context).events == now.events
    except StepRefusedError:
        same = False
    if not same:
        raise ChangedSinceError(others, "")
    return now
