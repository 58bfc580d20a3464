"""Who speaks for a person, what adjustments were agreed, what contact is restricted."""

import datetime as dt
from typing import TypeVar

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.residents.models import (
    Adjustment,
    ContactRestriction,
    Representative,
)
from putright.apps.residents.services.record import ResidentRefusedError

Care = TypeVar("Care", Adjustment, ContactRestriction, Representative)


@transaction.atomic
def add_representative(
    *,
    person_id: int,
    name: str,
    contact: str,
    scope: str,
    authority: str,
    starts_on: dt.date,
    expires_on: dt.date | None,
    now: dt.datetime,
    by: User | None,
) -> int:
    """Write down who may speak for a person (Code 3.6). Gives the row's number.

    Raises ResidentRefusedError where the authority ends before it begins.
    """
    if expires_on and expires_on < starts_on:
        raise ResidentRefusedError(
            "The authority ends before it begins. Correct one of the dates.",
            field="expires_on",
        )
    return Representative.objects.create(
        person_id=person_id,
        name=name,
        contact=contact,
        scope=scope,
        authority=authority,
        starts_on=starts_on,
        expires_on=expires_on,
        recorded_at=now,
        recorded_by=by,
    ).pk


@transaction.atomic
def end_representative(*, representative_id: int, ended_on: dt.date) -> None:
    """Write down the day from which someone no longer speaks for a person."""
    row = _open(Representative, representative_id)
    _end(row, row.starts_on, ended_on)


@transaction.atomic
def agree_adjustment(
    *,
    person_id: int,
    need: str,
    adjustment: str,
    agreed_on: dt.date,
    review_on: dt.date,
    now: dt.datetime,
    by: User | None,
    disability_disclosed: bool = False,
    disability: str = "",
) -> int:
    """Write down an adjustment and any disability disclosed (Code 5.10).

    Gives the row's number. Raises ResidentRefusedError where its review is due before
    it was agreed.
    """
    _review_after(agreed_on, review_on)
    return Adjustment.objects.create(
        person_id=person_id,
        need=need,
        adjustment=adjustment,
        disability_disclosed=disability_disclosed or bool(disability),
        disability=disability,
        agreed_on=agreed_on,
        agreed_by=by,
        review_on=review_on,
        recorded_at=now,
        recorded_by=by,
    ).pk


@transaction.atomic
def review_adjustment(
    *,
    adjustment_id: int,
    reviewed_on: dt.date,
    review_on: dt.date,
    now: dt.datetime,
    by: User | None,
) -> int:
    """Agree an adjustment again from a day on, to be reviewed by another day.

    The row that was reviewed ends on that day and stays. Gives the new row's number.
    """
    row = _open(Adjustment, adjustment_id)
    _review_after(reviewed_on, review_on)
    _end(row, row.agreed_on, reviewed_on)
    return agree_adjustment(
        person_id=row.person_id,
        need=row.need,
        adjustment=row.adjustment,
        disability_disclosed=row.disability_disclosed,
        disability=row.disability,
        agreed_on=reviewed_on,
        review_on=review_on,
        now=now,
        by=by,
    )


@transaction.atomic
def end_adjustment(*, adjustment_id: int, ended_on: dt.date) -> None:
    """Write down the day from which an adjustment is no longer needed."""
    row = _open(Adjustment, adjustment_id)
    _end(row, row.agreed_on, ended_on)


@transaction.atomic
def restrict_contact(
    *,
    person_id: int,
    evidence: str,
    restriction: str,
    equality_considered: str,
    starts_on: dt.date,
    review_on: dt.date,
    now: dt.datetime,
    by: User | None,
) -> int:
    """Restrict a person's contact, with evidence and a review (Code 5.14).

    Gives the row's number. Raises ResidentRefusedError without evidence, without what
    was considered under the Equality Act (5.15), or with a review before the start.
    """
    if not evidence.strip():
        raise ResidentRefusedError(
            "Say what happened: a restriction needs its evidence (5.14).",
            field="evidence",
        )
    if not equality_considered.strip():
        raise ResidentRefusedError(
            "Say how the Equality Act was considered and why this is proportionate "
            "(5.15).",
            field="equality_considered",
        )
    _review_after(starts_on, review_on)
    return ContactRestriction.objects.create(
        person_id=person_id,
        evidence=evidence,
        restriction=restriction,
        equality_considered=equality_considered,
        starts_on=starts_on,
        review_on=review_on,
        decided_by=by,
        recorded_at=now,
        recorded_by=by,
    ).pk


@transaction.atomic
def review_restriction(
    *,
    restriction_id: int,
    equality_considered: str,
    reviewed_on: dt.date,
    review_on: dt.date,
    now: dt.datetime,
    by: User | None,
) -> int:
    """Keep a restriction after a review, with what was considered this time.

    The row that was reviewed ends on that day and stays. Gives the new row's number.
    """
    row = _open(ContactRestriction, restriction_id)
    _end(row, row.starts_on, reviewed_on)
    return restrict_contact(
        person_id=row.person_id,
        evidence=row.evidence,
        restriction=row.restriction,
        equality_considered=equality_considered,
        starts_on=reviewed_on,
        review_on=review_on,
        now=now,
        by=by,
    )


@transaction.atomic
def end_restriction(*, restriction_id: int, ended_on: dt.date) -> None:
    """Write down the day from which contact is no longer restricted."""
    row = _open(ContactRestriction, restriction_id)
    _end(row, row.starts_on, ended_on)


def _review_after(start: dt.date, review_on: dt.date) -> None:
    if review_on < start:
        raise ResidentRefusedError(
            "The review is before the start. Choose a later day for it.",
            field="review_on",
        )


def _open(table: type[Care], number: int) -> Care:
    """Give a row that has not ended, held until the transaction ends."""
    rows = table._default_manager.select_for_update()
    row = rows.filter(pk=number, ended_on__isnull=True).first()
    if row is None:
        raise ResidentRefusedError("This has ended already. Look at the page again.")
    return row


def _end(row: Care, start: dt.date, ended_on: dt.date) -> None:
    if ended_on < start:
        raise ResidentRefusedError(
            "This is before the day it began. Choose a later day.", field="ended_on"
        )
    row.ended_on = ended_on
    row.save(update_fields=["ended_on"])
