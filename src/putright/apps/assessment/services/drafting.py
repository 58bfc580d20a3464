"""Starting an assessment, carried from the last one, and answering it."""

import datetime

from django.db import transaction
from django.db.models import Max

from putright.apps.accounts.models import User
from putright.apps.assessment.models import Assessment, Row, RowChange, State
from putright.apps.assessment.queries.assessments import answer_of, answers
from putright.core.assessment import Answer, carry, on_form
from putright.core.calendar.periods import reporting_year_bounds
from putright.rules.handling_code import edition as edition_named

FIELDS = ("answer", "evidence", "commentary", "action", "owner", "by_when")


class AssessmentRefusedError(ValueError):
    """It could not be written; the message says why and what to do."""


class ChangedMeanwhileError(AssessmentRefusedError):
    """Someone else changed the row since it was read."""


@transaction.atomic
def start(
    *,
    landlord: str,
    year: str,
    edition: str,
    by: User | None,
    now: datetime.datetime,
    carried_from: int | None = None,
) -> int:
    """Start the assessment of a reporting year such as 2025-26; give its number.

    A row is made for each provision of the edition's form, with last time's words and
    no answer. Raises AssessmentRefusedError where one is being drafted already, or
    there is none to carry from; ValueError for a year written otherwise.
    """
    span = reporting_year_bounds(year)
    same = Assessment.objects.filter(landlord=landlord, year=year, edition=edition)
    if same.filter(state=State.DRAFT).exists():
        raise AssessmentRefusedError(
            f"There is a draft for {year} already. Go on with that one."
        )
    source = None
    if carried_from is not None:
        source = Assessment.objects.filter(pk=carried_from).first()
        if source is None:
            raise AssessmentRefusedError(
                "There is no such assessment to carry forward. Choose another."
            )
    found = Assessment.objects.create(
        landlord=landlord,
        year=year,
        edition=edition,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        first=span.first,
        last=span.last,
        carried_from=source,
        started_by=by,
        started_at=now,
    )
    _rows(found, source)
    return int(found.pk)


def _rows(found: Assessment, source: Assessment | None) -> None:
    rows = carry(
        on_form(found.edition),
        answers(source) if source else (),
        edition_named(found.edition),
        edition_named(source.edition) if source else None,
    )
    Row.objects.bulk_create(
        Row(
            assessment=found,
            position=place,
            provision=one.answer.provision,
            evidence=one.answer.evidence,
            commentary=one.answer.commentary,
            action=one.answer.action,
            owner=one.answer.owner,
            by_when=one.answer.by_when,
            before=one.before,
            change=one.provision_change if source else "",
        )
        for place, one in enumerate(rows, start=1)
    )


@transaction.atomic
def answer(
    *,
    assessment: int,
    given: Answer,
    revision: int,
    by: User | None,
    now: datetime.datetime,
) -> None:
    """Write down what a person says of a provision; what it said before is kept.

    `revision` is the row's as the person saw it. Raises AssessmentRefusedError where
    there is no such row, it is no draft, or someone else changed it since.
    """
    row = (
        Row.objects.select_for_update(of=("self",))
        .select_related("assessment")
        .filter(assessment=assessment, provision=given.provision)
        .first()
    )
    if row is None:
        raise AssessmentRefusedError(
            f"There is no provision {given.provision} in it. Go back to the list."
        )
    if row.assessment.state != State.DRAFT:
        raise AssessmentRefusedError(
            "It is not a draft any more, so nothing in it can be changed. Start "
            "another version."
        )
    if row.revision != revision:
        raise ChangedMeanwhileError(
            "Someone else changed this while you were writing. What they wrote is "
            "below under what was said before; save again to put yours in its place."
        )
    _change(row, given, by, now)


def _change(row: Row, given: Answer, by: User | None, now: datetime.datetime) -> None:
    before = answer_of(row)
    changes = [
        RowChange(
            row=row,
            field=field,
            old=_said(getattr(before, field)),
            new=_said(getattr(given, field)),
            at=now,
            by=by,
        )
        for field in FIELDS
        if getattr(before, field) != getattr(given, field)
    ]
    for field in FIELDS:
        setattr(row, field, getattr(given, field))
    row.answered_by, row.answered_at = by, now
    row.revision += 1
    row.save()
    RowChange.objects.bulk_create(changes)


def _said(value: object) -> str:
    return "" if value is None else str(value)
