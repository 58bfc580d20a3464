"""Writing what a register's rows come to: a statement a table, however many rows."""

import datetime
import re
from collections.abc import Iterable, Sequence

from django.db import transaction

from putright.apps.complaints.models import CaseRow, ReferenceCounter
from putright.apps.complaints.services import bulk
from putright.apps.complaints.services.append import Written, refold, store, written
from putright.apps.complaints.services.importing_reading import precision
from putright.core.complaints.decide import Context
from putright.core.complaints.events import Event

SERIES = re.compile(r"([A-Z]{1,4}-[0-9]{2})-([0-9]{1,9})")
"""References as this program gives them: an import must not be given one again."""


@transaction.atomic(savepoint=False)
def write_new(prepared: Sequence[bulk.Prepared]) -> None:
    """Write new cases: journals, summary rows, text and search, or none of them.

    Nothing that the caller's transaction wrote stays where this fails.
    """
    if not prepared:
        return
    bulk.store(prepared)
    _pass_over(one.reference for one in prepared)


def chained(
    timed: Iterable[tuple[Event, str]],
    *,
    reference: str,
    who: str,
    now: datetime.datetime,
    after: int,
    head: str,
) -> list[Written]:
    """Make the entries of events that have each its own time of day."""
    made: list[Written] = []
    for event, at in timed:
        made += written(
            [event],
            reference=reference,
            after=after + len(made),
            head=made[-1].entry.hash if made else head,
            who=who,
            now=now,
            at=at,
            precision=precision(event),
        )
    return made


@transaction.atomic
def write_changed(
    row: CaseRow,
    timed: Sequence[tuple[Event, str]],
    *,
    context: Context,
    who: str,
    now: datetime.datetime,
) -> None:
    """Append what a later row says to a case. The caller has locked its row."""
    made = chained(
        timed,
        reference=row.reference,
        who=who,
        now=now,
        after=row.entries_count,
        head=row.head,
    )
    store((row, one) for one in made)
    row.entries_count += len(made)
    row.head = made[-1].entry.hash
    refold(row, context)


def _pass_over(references: Iterable[str]) -> None:
    """Let our own next reference be after every imported one of its series."""
    highest: dict[str, int] = {}
    for reference in references:
        found = SERIES.fullmatch(reference)
        if found is not None:
            series, number = found[1], int(found[2])
            highest[series] = max(highest.get(series, 0), number)
    for series, number in highest.items():
        ReferenceCounter.objects.get_or_create(series=series)
        ReferenceCounter.objects.filter(series=series, last__lt=number).update(
            last=number
        )
