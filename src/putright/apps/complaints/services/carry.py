"""What is agreed on a case with a person holds for the person, on every case.

Adjustments and contact restrictions recorded on a case are written to the person's
own record in the same transaction, so that they show wherever the person matters.
"""

import datetime

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.models import User
from putright.apps.residents import queries as residents
from putright.apps.residents import services as writing
from putright.core import refusals as no
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case


def to_person(case: Case, step: s.Step, *, who: str, now: datetime.datetime) -> None:
    """Write what a step agreed with the case's person to the person's record.

    `case` is as it stood before the step. Nothing is written where no person of the
    landlord's is on the case.
    """
    person = residents.person(case.person) if case.person else None
    if person is None:
        return
    try:
        _write(case, step, person.id, now=now, by=user_of(who))
    except writing.ResidentRefusedError as refusal:
        raise no.StepRefusedError(no.Refusal(no.INCOMPLETE, str(refusal))) from refusal


def _write(
    case: Case,
    step: s.Step,
    person: int,
    *,
    now: datetime.datetime,
    by: User | None,
) -> None:
    match step:
        case s.Adjust(review_on=datetime.date() as review_on):
            writing.agree_adjustment(
                person_id=person,
                need=step.need,
                adjustment=step.adjustment,
                agreed_on=step.on,
                review_on=review_on,
                now=now,
                by=by,
                disability_disclosed=step.disability_disclosed,
            )
        case s.ReviewAdjustment():
            _review(case, step, person, now=now, by=by)
        case s.RestrictContact(review_on=datetime.date() as review_on):
            writing.restrict_contact(
                person_id=person,
                evidence=step.evidence,
                restriction=step.restriction,
                equality_considered=step.equality_considered,
                starts_on=step.on,
                review_on=review_on,
                now=now,
                by=by,
            )
        case s.ReviewRestriction():
            _review_restriction(case, step, person, now=now, by=by)
        case _:
            pass


def _review(
    case: Case,
    step: s.ReviewAdjustment,
    person: int,
    *,
    now: datetime.datetime,
    by: User | None,
) -> None:
    agreed = next(a for a in case.adjustments if a.ref == step.adjustment)
    for row in residents.adjustments(person, on=step.on):
        if (row.adjustment, row.agreed_on) != (agreed.adjustment, agreed.agreed_on):
            continue
        if step.review_on is None:
            writing.end_adjustment(adjustment_id=row.pk, ended_on=step.on)
        else:
            writing.review_adjustment(
                adjustment_id=row.pk,
                reviewed_on=step.on,
                review_on=step.review_on,
                now=now,
                by=by,
            )
        return


def _review_restriction(
    case: Case,
    step: s.ReviewRestriction,
    person: int,
    *,
    now: datetime.datetime,
    by: User | None,
) -> None:
    made = next(r for r in case.restrictions if r.ref == step.restriction)
    for row in residents.restrictions(person, on=step.on):
        if (row.restriction, row.starts_on) != (made.restriction, made.since):
            continue
        if step.review_on is None:
            writing.end_restriction(restriction_id=row.pk, ended_on=step.on)
        else:
            writing.review_restriction(
                restriction_id=row.pk,
                equality_considered=step.note,
                reviewed_on=step.on,
                review_on=step.review_on,
                now=now,
                by=by,
            )
        return


def user_of(who: str) -> User | None:
    """Give the member of staff of an identity; None for the system."""
    return accounts.person(int(who[1:])) if who[1:].isdigit() else None
