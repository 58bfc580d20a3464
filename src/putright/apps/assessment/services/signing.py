"""Signing an assessment off, which freezes it, and writing down its publication."""

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.assessment.models import Assessment, Row, Signature, State
from putright.apps.assessment.queries import evidence
from putright.apps.assessment.queries.assessments import problems_of
from putright.apps.assessment.services.drafting import AssessmentRefusedError
from putright.core.calendar.periods import Span


class Signatory(msgspec.Struct, frozen=True):
    """Someone who signs: as what, by name, and when."""

    office: str
    name: str
    signed_on: datetime.date


@transaction.atomic
def sign(
    *,
    number: int,
    signatories: Sequence[Signatory],
    approved_on: datetime.date,
    minute: str,
    program: str,
    by: User | None,
    now: datetime.datetime,
    day: datetime.date,
) -> None:
    """Sign an assessment off; its answers and its evidence stay as they are on `day`.

    `program` is the program's version. Raises AssessmentRefusedError with all that is
    missing, where it is no draft, or where nobody signs.
    """
    found = _locked(number, State.DRAFT)
    missing = [one.says for one in problems_of(found)]
    if missing:
        raise AssessmentRefusedError(" ".join(missing))
    if not signatories:
        raise AssessmentRefusedError("Nobody signs it. Name who does.")
    found.state = State.SIGNED
    found.signed_by, found.signed_at = by, now
    found.approved_on, found.minute = approved_on, minute
    found.program, found.evidence_as_at = program, day
    found.save()
    Signature.objects.bulk_create(
        Signature(
            assessment=found,
            office=one.office,
            name=one.name,
            signed_on=one.signed_on,
        )
        for one in signatories
    )
    _freeze(found, day)


def _freeze(found: Assessment, day: datetime.date) -> None:
    """Keep the evidence of every provision as it stands, every journal read."""
    rows = list(Row.objects.filter(assessment=found))
    assert found.first is not None
    assert found.last is not None
    shown = evidence.shown(
        [row.provision for row in rows],
        found.edition,
        Span(found.first, found.last),
        day,
        most=None,
    )
    for row in rows:
        row.frozen = [_plain(one) for one in shown[row.provision]]
    Row.objects.bulk_update(rows, ["frozen"])


def _plain(one: evidence.Shown) -> Any:
    return msgspec.to_builtins(one)


@transaction.atomic
def publish(
    *,
    number: int,
    published_on: datetime.date,
    published_at: str,
    response_at: str,
) -> None:
    """Write down where a signed assessment is published, and the response to it (8.2).

    Raises AssessmentRefusedError where it isn't signed.
    """
    found = _locked(number, State.SIGNED)
    found.published_on = published_on
    found.published_at = published_at
    found.response_at = response_at
    found.save(update_fields=["published_on", "published_at", "response_at"])


def _locked(number: int, state: str) -> Assessment:
    found = Assessment.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None or found.state != state:
        wanted = State(state).label.lower()
        raise AssessmentRefusedError(
            f"It is not {wanted}. Go back to the list and look where it stands."
        )
    return found
