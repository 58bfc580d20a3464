"""Publishing a report, which freezes it, and starting the next edition of one."""

import datetime

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.reports.models import FrozenFigure, Report, State
from putright.apps.reports.queries import frozen
from putright.apps.reports.queries import reports as reading
from putright.apps.reports.queries.counting import Counted, counted, rules_version
from putright.apps.reports.services import drafting
from putright.apps.reports.services.finishing import (
    refuse_incomplete,
    refuse_new_flags,
)
from putright.apps.reports.services.refusing import ReportRefusedError, held
from putright.core.reports import values
from putright.core.reports.frozen import (
    Asked,
    Kept,
    asked_of,
    held_in_a_cell,
    numbers,
    questions,
    read_from,
)


@transaction.atomic
def publish(
    *,
    number: int,
    by: User | None,
    now: datetime.datetime,
    day: datetime.date,
    program: str,
) -> None:
    """Publish a final report: its words and figures stay as they are, for good.

    Every figure is kept with its cases, edition, rules and program version. Whoever
    publishes is named, and may be the author: what it takes two people for is the
    governing body's response (8.2). Words of cases that were offered to the writer and
    not taken up are not kept. Raises ReportRefusedError where a required part is
    missing, a number differs, or the records changed while it was being frozen.
    """
    found = held(number, State.FINAL)
    found.as_at = found.as_at or day
    made = reading.standing(found, day, program)
    refuse_incomplete(made)
    refuse_new_flags(found, made)
    found.state, found.title = State.PUBLISHED, made.title
    found.published_by, found.published_at = by, now
    found.program, found.rules = program, rules_version()
    found.document = frozen.packed(made.without_offers())
    found.document_hash = frozen.hash_of(found.document)
    found.save()
    _freeze(found, made)


def _freeze(found: Report, made: values.Report) -> None:
    assert found.as_at is not None
    asked = questions(made)
    there = counted(asked, found.as_at, found.edition, members=True)
    kept = {one: _kept(found, one, asked[one], there[one]) for one in there}
    _refuse_moved(made, kept)
    FrozenFigure.objects.bulk_create(
        _row(found, place, kept[one], there[one])
        for place, one in enumerate(there, start=1)
    )


def _kept(found: Report, asked: Asked, splits: tuple[str, ...], there: Counted) -> Kept:
    assert found.as_at is not None
    return Kept(
        asked=asked,
        title=there.title,
        unit=there.unit,
        as_at=found.as_at,
        edition=found.edition,
        rules=found.rules,
        program=found.program,
        cells=there.cells,
        splits=splits,
        left_out=there.left_out,
    )


def _row(found: Report, place: int, kept: Kept, there: Counted) -> FrozenFigure:
    plain = frozen.packed(kept)
    cases = frozen.packed_members(there.members)
    return FrozenFigure(
        report=found,
        position=place,
        code=kept.asked.code,
        first=kept.asked.first,
        last=kept.asked.last,
        kept=plain,
        members=cases,
        rows=len(there.members),
        hash=frozen.hash_of(plain, cases),
    )


def _refuse_moved(made: values.Report, kept: dict[Asked, Kept]) -> None:
    """Refuse where a number of the report is not what was just counted with its cases:
    somebody wrote to a case between the two."""
    cells = {
        (asked, cell.split, cell.labels): cell
        for asked, one in kept.items()
        for cell in one.cells
    }
    for source, value in numbers(made):
        asked = asked_of(source)
        if asked not in kept or not held_in_a_cell(source):
            continue
        now = read_from(cells.get((asked, source.split, source.labels)), source)
        if (value or 0) != (now or 0):
            raise ReportRefusedError(
                f"The records changed while it was being published: {source.figure} "
                f"was {value} and is {now}. Publish it again."
            )


@transaction.atomic
def correct(
    *,
    number: int,
    by: User | None,
    now: datetime.datetime,
    day: datetime.date,
    program: str,
) -> int:
    """Start the next edition of a published report, which restates it.

    The texts that people wrote come along. Raises ReportRefusedError where it is not
    published, or its next edition is being drafted already.
    """
    found = held(number, State.PUBLISHED)
    next_one = drafting.start(
        kind=found.kind,
        first=found.first,
        last=found.last,
        by=by,
        now=now,
        day=day,
        landlord=found.landlord,
        program=program,
        as_at=found.as_at,
        edition=found.edition,
        earlier=number,
    )
    drafting.carry_texts(found, next_one, now)
    return next_one
