"""Checking that nothing was changed: chains, words, summary rows, seals."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from django.db import connection, transaction
from django.db.models import Sum

from putright.apps.complaints.models import CaseRow, Seal
from putright.apps.complaints.queries.context import current_context, known_calendars
from putright.apps.complaints.services import target_days, verify_case
from putright.apps.complaints.services.refolding import refold_many
from putright.apps.complaints.services.verify_files import files_amiss
from putright.apps.complaints.triggers import missing
from putright.core.complaints import journal
from putright.core.complaints.decide import Context

BATCH = 500
WRONG_KIND = (TypeError, ValueError, AttributeError, LookupError, msgspec.MsgspecError)
"""What comes of a value that the program never wrote: text for bytes, no date."""
UNREADABLE = "its record can't be read: a value was changed into another kind"


class Finding(msgspec.Struct, frozen=True):
    """Something that does not hold: the case's reference (or ""), and what."""

    reference: str
    what: str


Check = Callable[[list[int]], list[Finding]]
Spread = Callable[[Check, Iterable[list[int]]], Iterable[list[Finding]]]
"""What does a check for every batch, in their order: `map`, or several processes."""


def verify(*, files: bool = True, spread: Spread = map) -> Iterator[Finding]:
    """Check every chain, every word and every stored file against its hash, every
    summary row, and that the triggers stand. Gives what does not hold; nothing, where
    all does. Without `files` the stored files are left out."""
    for name in missing(connection):
        yield Finding("", f"the database does not refuse changes: {name} is missing")
    for some in spread(check_cases, _batches()):
        yield from some
    if files:
        yield from (Finding(reference, what) for reference, what in files_amiss())


def _batches() -> Iterator[list[int]]:
    """Give the cases' numbers in their order, some at a time."""
    after = 0
    while True:
        rows = CaseRow.objects.filter(pk__gt=after).order_by("pk")
        numbers = list(rows.values_list("pk", flat=True)[:BATCH])
        if not numbers:
            return
        yield numbers
        after = numbers[-1]


def check_cases(numbers: list[int]) -> list[Finding]:
    """Check some cases by their numbers; give what does not hold."""
    context = current_context()
    # Between the adoption of a list of bank holidays and its application, rows are
    # still those of the list before it, and are held to that one.
    calendars = known_calendars()
    found: list[Finding] = []
    for number, record in _readable(numbers):
        if record is None:
            found.append(Finding(_reference(number), UNREADABLE))
            continue
        calendar = calendars.get(record.calendar_version, context.calendar)
        then = msgspec.structs.replace(context, calendar=calendar)
        found += [Finding(record.reference, what) for what in _checked(record, then)]
    return found


def _readable(
    numbers: Sequence[int],
) -> Iterator[tuple[int, verify_case.Record | None]]:
    """Give cases as they are stored; without where a value was made unreadable."""
    try:
        records = list(verify_case.read(numbers))
    except WRONG_KIND:
        if len(numbers) == 1:
            yield numbers[0], None
            return
        for number in numbers:
            yield from _readable([number])
    else:
        yield from ((record.number, record) for record in records)


def _reference(number: int) -> str:
    return CaseRow.objects.values_list("reference", flat=True).get(pk=number)


def _checked(record: verify_case.Record, context: Context) -> Iterator[str]:
    try:
        yield from verify_case.check(record, context)
    except WRONG_KIND:
        yield UNREADABLE


def refold_all() -> int:
    """Make every summary row anew from the journals; gives how many cases.

    The days of the landlord's own targets are written anew with them.
    """
    target_days.rewrite()
    context = current_context()
    return sum(refold_many(numbers, context) for numbers in _batches())


def heads_hash() -> tuple[int, int, str]:
    """Give the number of cases and entries, and the hash of all cases' heads."""
    digest = hashlib.sha256()
    cases = 0
    heads = CaseRow.objects.order_by("reference").values_list("reference", "head")
    for reference, head in heads.iterator(chunk_size=2000):
        digest.update(f"{reference}\t{head}\n".encode())
        cases += 1
    total = CaseRow.objects.aggregate(all=Sum("entries_count"))["all"] or 0
    return cases, total, digest.hexdigest()


@transaction.atomic
def seal(*, day: datetime.date, now: datetime.datetime) -> Seal:
    """Write the day's seal, chained to the one before. One a day: the first stands."""
    there = Seal.objects.filter(day=day).first()
    if there is not None:
        return there
    cases, entries, heads = heads_hash()
    before = Seal.objects.order_by("-day").values_list("hash", flat=True).first()
    previous = before or journal.FIRST
    return Seal.objects.create(
        day=day,
        cases=cases,
        entries=entries,
        previous=previous,
        hash=sealed_hash(day, cases, entries, heads, previous),
        recorded_at=now,
    )


def sealed_hash(
    day: datetime.date, cases: int, entries: int, heads: str, previous: str
) -> str:
    """Give the hash of a seal: its day, counts, all heads, and the seal before."""
    text = f"{day.isoformat()}\t{cases}\t{entries}\t{heads}\t{previous}"
    return hashlib.sha256(text.encode()).hexdigest()
