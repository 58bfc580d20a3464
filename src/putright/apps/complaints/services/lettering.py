"""Letters that carry a step: written, checked, approved, and recorded as they leave.

A step with a letter is first a draft: the step would be taken today, the case is
folded as it would then stand, and the letter says what the journal would hold. Issuing
takes the step and freezes the letter in one transaction, on the day it leaves.
"""

import datetime

import msgspec
from django.db import transaction

from putright.apps.complaints.models import CaseRow, StepDraft
from putright.apps.complaints.queries import letters as drafts
from putright.apps.complaints.queries.cases import open_case
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.queries.named import asked_of, day_of
from putright.apps.complaints.services.steps import (
    NoSuchCaseError,
    Taken,
    take,
)
from putright.apps.letters import queries as letters
from putright.apps.letters import services as writing
from putright.apps.letters.errors import LetterRefusedError
from putright.core.complaints import steps as s
from putright.core.complaints.decide import decide

NEEDS_APPROVAL = (
    "stage_1_response",
    "stage_2_response",
    "refusal",
    "stage_2_refusal",
)
"""Letters that a second person approves before they leave."""


@transaction.atomic
def draft(
    *, reference: str, name: str, step: s.Step, who: str, now: datetime.datetime
) -> int:
    """Keep a step and the letter it would send as a draft; give the letter's number.

    A second draft of the same step is a new version of the same letter. Raises
    StepRefusedError where the step would be refused, LetterRefusedError where there
    is nobody to write to.
    """
    row = CaseRow.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        problem = f"There is no case {reference}."
        raise NoSuchCaseError(problem)
    stage = getattr(step, "stage", None) or 0
    opened = open_case(row)
    context = asked_of(current_context(), opened.case, step, who=who, on=day_of(now))
    decision = decide(opened.case, step, context)
    composed = drafts.compose_for(opened.case, step, decision, context, who=who)
    found = StepDraft.objects.filter(case=row, step=name, stage=stage).first()
    fields = msgspec.json.encode(step).decode()
    if found is not None:
        writing.new_version(
            letter_id=found.letter, letter=composed.letter, by=who, now=now
        )
        found.fields, found.saved_by, found.saved_at = fields, who, now
        found.save()
        return found.letter
    number = writing.draft(
        letter=composed.letter,
        about=reference,
        by=who,
        now=now,
        stage=stage or None,
        person=opened.case.person,
    )
    StepDraft.objects.create(
        case=row,
        step=name,
        stage=stage,
        fields=fields,
        letter=number,
        saved_by=who,
        saved_at=now,
    )
    return number


def issue(
    *,
    letter_id: int,
    route: str,
    who: str,
    now: datetime.datetime,
    on: datetime.date,
    seen: int | None = None,
) -> Taken:
    """Take a draft's step on the day its letter leaves, and queue the letter.

    Raises StepRefusedError, ChangedSinceError, or LetterRefusedError with what the
    Code requires and is missing; then nothing was recorded and nothing leaves.
    """
    view = drafts.draft_view(letter_id, on=on, route=route)
    reference = letters.letter(letter_id).about
    if view.unapproved_sum:
        raise LetterRefusedError(view.unapproved_sum)
    _refresh(letter_id, view, who=who, now=now)
    prepared = writing.prepare(letter_id=letter_id, on=on)
    with transaction.atomic():
        taken = take(reference=reference, step=view.step, who=who, now=now, seen=seen)
        sent = writing.issue(
            letter_id=letter_id,
            route=route,
            remarks=view.remarks,
            by=who,
            now=now,
            on=on,
            must_be_approved=sent_needs_approval(prepared.letter.kind),
            prepared=prepared,
        )
        record = _record(sent, view.step)
        take(reference=reference, step=record, who=who, now=now)
        StepDraft.objects.filter(letter=letter_id).delete()
    return taken


def _record(sent: writing.Issued, step: s.Step) -> s.IssueLetter:
    """The letter as the journal keeps it, on the day of the step it carried."""
    return s.IssueLetter(
        on=step.on,
        letter=str(sent.letter_id),
        kind=sent.kind,
        sha256=sent.sha256,
        stage=getattr(step, "stage", None),
    )


def sent_needs_approval(kind: str) -> bool:
    """Whether a letter of this kind leaves only once a second person approved it."""
    return kind in NEEDS_APPROVAL


def _refresh(
    letter_id: int, view: "drafts.DraftView", *, who: str, now: datetime.datetime
) -> None:
    """Write the letter anew where a day's passing changed a date in it.

    An approved letter is not changed under its approver: it goes back to be seen.
    """
    latest = letters.version(letter_id)
    if latest.edited:
        return
    as_was = msgspec.structs.replace(latest.letter, on=view.letter.on)
    if as_was == view.letter:
        return
    writing.new_version(
        letter_id=letter_id,
        letter=view.letter,
        by=who,
        now=now,
        note="Dates brought up to the day it leaves.",
    )
    if sent_needs_approval(view.letter.kind):
        problem = (
            "A date in the letter changed since it was approved. Look at it again."
        )
        raise LetterRefusedError(problem)


@transaction.atomic
def put_away(*, letter_id: int, who: str, now: datetime.datetime) -> None:
    """Put a draft away: its letter is withdrawn and its step is not taken."""
    StepDraft.objects.filter(letter=letter_id).delete()
    writing.withdraw(letter_id=letter_id, by=who, now=now)


@transaction.atomic
def bounced(
    *,
    reference: str,
    letter_id: int,
    on: datetime.date,
    detail: str,
    who: str,
    now: datetime.datetime,
) -> Taken:
    """Record that a letter came back: the day it answered on does not move."""
    record = letters.letter(letter_id)
    if record.about != reference or record.dispatch is None:
        problem = "That letter was not sent on this case."
        raise LetterRefusedError(problem)
    writing.record_bounce(
        dispatch_id=record.dispatch.dispatch_id, on=on, detail=detail, by=who, now=now
    )
    step = s.BounceLetter(on=on, letter=str(letter_id), detail=detail)
    return take(reference=reference, step=step, who=who, now=now)
