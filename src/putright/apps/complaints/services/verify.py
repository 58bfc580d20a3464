"""Checking that nothing was changed: chains, words, summary rows, seals."""

import datetime
import hashlib
from collections.abc import Iterator, Sequence

import msgspec
from django.db import connection, transaction
from django.db.models import Prefetch, Sum

from putright.apps.complaints.models import CaseRow, Entry, EntryWords, Seal, StageRow
from putright.apps.complaints.queries.cases import stored
from putright.apps.complaints.queries.context import current_context, known_calendars
from putright.apps.complaints.services import rows, target_days
from putright.apps.complaints.services.append import refold
from putright.apps.complaints.services.verify_counted import COUNTED, check_counted
from putright.apps.complaints.services.verify_files import files_amiss
from putright.apps.complaints.triggers import missing
from putright.core.complaints import journal
from putright.core.complaints.decide import Context
from putright.core.complaints.fold import fold
from putright.core.complaints.summary import summarise

BATCH = 500
WRONG_KIND = (TypeError, ValueError, AttributeError, LookupError, msgspec.MsgspecError)
"""What comes of a value that the program never wrote: text for bytes, no date."""
UNREADABLE = "its record can't be read: a value was changed into another kind"


class Finding(msgspec.Struct, frozen=True):
    """Something that does not hold: the case's reference (or ""), and what."""

    reference: str
    what: str


def verify() -> Iterator[Finding]:
    """Check every chain, every word and every stored file against its hash, every
    summary row, and that the triggers stand. Gives what does not hold; nothing, where
    all does."""
    for name in missing(connection):
        yield Finding("", f"the database does not refuse changes: {name} is missing")
    context = current_context()
    # Between the adoption of a list of bank holidays and its application, rows are
    # still those of the list before it, and are held to that one.
    calendars = known_calendars()
    for numbers in _batches():
        for number, row in _readable(numbers):
            if row is None:
                yield Finding(_reference(number), UNREADABLE)
                continue
            calendar = calendars.get(row.calendar_version, context.calendar)
            then = msgspec.structs.replace(context, calendar=calendar)
            yield from (Finding(row.reference, what) for what in _checked(row, then))
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


def _rows(numbers: Sequence[int]) -> list[CaseRow]:
    entries = Entry.objects.select_related("words").order_by("sequence")
    stages = StageRow.objects.order_by("number", "pk")
    return list(
        CaseRow.objects.filter(pk__in=numbers)
        .order_by("pk")
        .prefetch_related(
            Prefetch("entries", entries), Prefetch("stages", stages), *COUNTED
        )
    )


def _readable(numbers: Sequence[int]) -> Iterator[tuple[int, CaseRow | None]]:
    """Give cases with their rows; without where a value was made unreadable."""
    try:
        rows = _rows(numbers)
    except WRONG_KIND:
        if len(numbers) == 1:
            yield numbers[0], None
            return
        for number in numbers:
            yield from _readable([number])
    else:
        yield from ((row.pk, row) for row in rows)


def _reference(number: int) -> str:
    return CaseRow.objects.values_list("reference", flat=True).get(pk=number)


def _checked(row: CaseRow, context: Context) -> Iterator[str]:
    try:
        yield from _check(row, context)
    except WRONG_KIND:
        yield UNREADABLE


def _check(row: CaseRow, context: Context) -> Iterator[str]:
    entries = list(row.entries.all())
    for entry in entries:
        entry.case = row
    try:
        head = journal.check_chain(stored(entry) for entry in entries)
    except journal.BrokenChainError as error:
        yield str(error)
        return
    if head != row.head or len(entries) != row.entries_count:
        yield "entries were cut off its end, or its row was changed"
        return
    yield from _check_words(entries)
    yield from _check_rows(row, entries, context)


def _check_words(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        words = getattr(entry, "words", None)
        if words is None:
            continue
        if _hash_of(words) != entry.words_hash:
            yield f"the words of entry {entry.sequence} were changed"


def _hash_of(words: EntryWords) -> str | None:
    """Hash words as they are stored; None where they are no bytes any more."""
    stored_as: tuple[object, object] = (words.salt, words.data)
    if not all(isinstance(part, bytes | memoryview) for part in stored_as):
        return None
    return journal.hash_words(bytes(words.salt), bytes(words.data))


def _check_rows(row: CaseRow, entries: list[Entry], context: Context) -> Iterator[str]:
    events = [
        journal.event_from(entry.kind, entry.payload.encode(), {}) for entry in entries
    ]
    summary = summarise(fold(events, row.reference), context)
    for name in rows.CASE_FIELDS:
        if getattr(row, name) != getattr(summary, name):
            yield f"its summary row says otherwise than its journal: {name}"
            return
    stages = list(row.stages.all())
    if len(stages) != len(summary.stages):
        yield "its stages in the summary are not those of its journal"
        return
    for stage, meant in zip(stages, summary.stages, strict=True):
        for name in rows.STAGE_FIELDS:
            if getattr(stage, name) != getattr(meant, name):
                yield f"stage {meant.number} in the summary says otherwise: {name}"
                return
    yield from check_counted(row, entries, events, summary, context.calendar)


def refold_all() -> int:
    """Make every summary row anew from the journals; gives how many cases.

    The days of the landlord's own targets are written anew with them.
    """
    target_days.rewrite()
    context = current_context()
    count = 0
    for numbers in _batches():
        for number in numbers:
            with transaction.atomic():
                locked = CaseRow.objects.select_for_update().get(pk=number)
                refold(locked, context)
            count += 1
    return count


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
