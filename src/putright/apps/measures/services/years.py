"""A year's measures begin, are signed off, and are corrected."""

import datetime
from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.measures.models import (
    Given,
    InputFile,
    Result,
    State,
    Survey,
    Year,
)
from putright.apps.measures.queries.glance import lacking
from putright.apps.measures.queries.returns import summary
from putright.apps.measures.services.refusing import MeasuresRefusedError, draft
from putright.core.calendar import reporting_year_bounds
from putright.core.measures.approach import STILL
from putright.rules.satisfaction_measures import UnknownYearError, measure_year

Part = TypeVar("Part", InputFile, Result, Survey, Given)


@transaction.atomic
def start(
    *, name: str, by: User | None, now: datetime.datetime, day: datetime.date
) -> Year:
    """Begin the measures of a reporting year, or give the draft there is.

    Raises MeasuresRefusedError for a year whose measures are not known, one that has
    not begun on `day`, and one that is signed off.
    """
    try:
        measure_year(name)
    except UnknownYearError as error:
        raise MeasuresRefusedError(str(error)) from error
    if reporting_year_bounds(name).first > day:
        raise MeasuresRefusedError(f"The year {name} has not begun yet.")
    found = Year.objects.filter(name=name).first()
    if found is not None and found.state == State.SIGNED:
        raise MeasuresRefusedError(
            f"The measures of {name} are signed off. Start a correction of them."
        )
    if found is not None:
        return found
    return Year.objects.create(name=name, as_at=day, started_by=by, started_at=now)


def _end(name: str) -> datetime.date:
    return reporting_year_bounds(name).last


@transaction.atomic
def sign(
    *,
    number: int,
    name: str,
    program: str,
    by: User | None,
    now: datetime.datetime,
    day: datetime.date,
) -> None:
    """Sign a year off: its files, results, texts, edition and program version stay.

    `name` is who signs. Raises MeasuresRefusedError where measures are missing or
    invalid, a reason is still to be written, the year has not ended on `day`, or
    nobody signs.
    """
    found = draft(number)
    if day <= _end(found.name):
        raise MeasuresRefusedError(
            f"The year {found.name} has not ended yet. Sign it off afterwards."
        )
    problems = lacking(found)
    if problems:
        raise MeasuresRefusedError(
            f"{len(problems)} measures have no result: {', '.join(problems)}. Load "
            "what they need, or type that nothing is counted."
        )
    unwritten = [one.letter for one in summary(found) if STILL in one.text]
    if unwritten:
        raise MeasuresRefusedError(
            f"The summary of approach, {', '.join(unwritten)}, still lacks a reason. "
            "Write it, then sign."
        )
    if not name.strip():
        raise MeasuresRefusedError("Nobody signs it. Name who does.")
    found.state = State.SIGNED
    found.signed_by, found.signed_at, found.signed_name = by, now, name.strip()
    found.rules, found.program = measure_year(found.name).title, program
    found.save()


@transaction.atomic
def correct(*, number: int, why: str, by: User | None, now: datetime.datetime) -> Year:
    """Begin a correction of a signed year, with everything as it was signed.

    Raises MeasuresRefusedError where it is no signed year, or the last is not signed.
    """
    signed = Year.objects.select_for_update(of=("self",)).filter(pk=number).first()
    last = Year.objects.filter(name=signed.name).first() if signed else None
    if signed is None or last is None or last.state != State.SIGNED:
        raise MeasuresRefusedError("There is a draft already. Go on with that one.")
    if not why.strip():
        raise MeasuresRefusedError("Say why it is corrected.")
    made = Year.objects.create(
        name=last.name,
        number=last.number + 1,
        as_at=last.as_at,
        combined=last.combined,
        trust_extensions=last.trust_extensions,
        why=why.strip(),
        worked_at=last.worked_at,
        started_by=by,
        started_at=now,
    )
    files, results = InputFile.objects.filter(year=last), Result.objects
    InputFile.objects.bulk_create(_copied(files, made))
    results.bulk_create(_copied(results.filter(year=last), made))
    Survey.objects.bulk_create(_copied(Survey.objects.filter(year=last), made))
    Given.objects.bulk_create(_copied(Given.objects.filter(year=last), made))
    return made


def _copied(rows: Iterable[Part], made: Year) -> list[Part]:
    copies = list(rows)
    for row in copies:
        row.pk, row.year = None, made
    return copies
