"""Starting a report, and writing its texts."""

import datetime

from django.db import transaction
from django.db.models import Max

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.reports.models import Report, State, Text, TextBefore
from putright.apps.reports.queries import reports as reading
from putright.apps.reports.queries.checking import mark_of
from putright.apps.reports.services.refusing import (
    ChangedMeanwhileError,
    ReportRefusedError,
    held,
)
from putright.core.reports.kinds import ReportError
from putright.core.reports.restating import WHY

__all__ = [
    "ChangedMeanwhileError",
    "ReportRefusedError",
    "discard",
    "start",
    "use_draft",
    "write_text",
]
LONGEST = 20_000
"""Characters of one paragraph."""


@transaction.atomic
def start(
    *,
    kind: str,
    first: datetime.date,
    last: datetime.date,
    by: User | None,
    now: datetime.datetime,
    day: datetime.date,
    landlord: str,
    program: str,
    as_at: datetime.date | None = None,
    edition: str = "",
    earlier: int | None = None,
) -> int:
    """Start a report of a kind for a period, both days in it; give its number.

    `as_at` is the day its records are judged on, None for the day it is looked at,
    until it is published. `earlier`: the published report that it restates. Raises
    ReportRefusedError where it is being drafted already, or the period does not fit.
    """
    found = Report(
        kind=kind,
        first=first,
        last=last,
        as_at=as_at,
        edition=edition,
        landlord=landlord,
        earlier=_to_restate(earlier),
        started_by=by,
        started_at=now,
    )
    found.number = _next_number(found)
    try:
        found.title = reading.drafted(found, day, program).title
    except ReportError as error:
        raise ReportRefusedError(str(error)) from error
    found.save()
    return int(found.pk)


def _to_restate(earlier: int | None) -> Report | None:
    if earlier is None:
        return None
    found = reading.to_restate().filter(pk=earlier).first()
    if found is None:
        raise ReportRefusedError(
            "There is no such published report to restate. Choose another."
        )
    return found


def _next_number(found: Report) -> int:
    """Number the editions of one report; only one at a time is drafted."""
    same = Report.objects.filter(
        kind=found.kind, first=found.first, last=found.last, edition=found.edition
    )
    if same.exclude(state=State.PUBLISHED).exists():
        raise ReportRefusedError(
            "A report of this kind for this period is being drafted already. Go on "
            "with that one."
        )
    return (same.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def write_text(
    *,
    number: int,
    key: str,
    text: str,
    drafted: str,
    revision: int,
    by: User | None,
    now: datetime.datetime,
) -> None:
    """Write a paragraph's text in place of its draft; what it said before is kept.

    `drafted` is the draft that the person saw, `revision` the text's, 0 where nobody
    had written. Raises ReportRefusedError where the report is no draft or the text is
    too long, ChangedMeanwhileError where someone else wrote since.
    """
    found = held(number, State.DRAFT)
    if len(text) > LONGEST:
        raise ReportRefusedError(
            f"The text has {len(text):,} characters; a paragraph takes at most "
            f"{LONGEST:,}. Shorten it."
        )
    _write(found, key, text, drafted, revision, by, now)


@transaction.atomic
def use_draft(
    *,
    number: int,
    key: str,
    revision: int,
    by: User | None,
    now: datetime.datetime,
) -> None:
    """Put a paragraph's draft back in place of what was written, which is kept.

    Raises as `write_text` does.
    """
    found = held(number, State.DRAFT)
    _write(found, key, None, "", revision, by, now)


@transaction.atomic
def discard(*, number: int, by: User | None, now: datetime.datetime) -> None:
    """Take a draft away with all its texts; the access log keeps who did.

    Raises ReportRefusedError where it is no draft: what was published stays.
    """
    found = held(number, State.DRAFT)
    accounts.record_opening(
        by=by, kind="report_discarded", subject=f"report:{number}", now=now
    )
    found.delete()


def carry_texts(found: Report, to: int, now: datetime.datetime) -> None:
    """Copy a report's texts to another, each by whoever wrote it, at this moment.

    Why an earlier one is restated is not said again: this restates another.
    """
    Text.objects.bulk_create(
        Text(
            report_id=to,
            key=one.key,
            text=one.text,
            drafted=one.drafted,
            written_by=one.written_by,
            written_at=now,
        )
        for one in found.texts.exclude(text=None).exclude(key=WHY)
    )


def _write(
    found: Report,
    key: str,
    text: str | None,
    drafted: str,
    revision: int,
    by: User | None,
    now: datetime.datetime,
) -> None:
    row = Text.objects.filter(report=found, key=key).first()
    if (row.revision if row else 0) != revision:
        raise ChangedMeanwhileError(
            "Someone else changed this paragraph while you were writing. What they "
            "wrote is shown under what was written so far; save again to put yours "
            "in its place."
        )
    if row is None:
        Text.objects.create(
            report=found,
            key=key,
            text=text,
            drafted=mark_of(drafted),
            written_by=by,
            written_at=now,
        )
        return
    TextBefore.objects.create(
        of=row, text=row.text, written_by=row.written_by, written_at=row.written_at
    )
    row.text, row.drafted = text, mark_of(drafted)
    row.written_by, row.written_at = by, now
    row.revision += 1
    row.save()
