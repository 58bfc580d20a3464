"""Many new cases at once: the same entries and rows as `append` makes, in few writes.

`prepare` works out all that a case's tables will hold, with no database: other
processes can do it. `store` writes what was prepared, a statement for each table.
"""

import datetime
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

import msgspec
from django.db import transaction

from putright.apps.complaints import search
from putright.apps.complaints.models import (
    CaseRow,
    CaseText,
    Entry,
    EntryWords,
    ReferenceCounter,
)
from putright.apps.complaints.services.append import subject_of, text_of, written
from putright.apps.complaints.services.inserting import insert, numbers
from putright.apps.complaints.services.rows import (
    CASE_FIELDS,
    Cells,
    RowCells,
    cells_of,
    insert_below,
)
from putright.core.complaints.case import Case
from putright.core.complaints.counting import ClockEntry, clock_entries
from putright.core.complaints.decide import Context
from putright.core.complaints.events import Event
from putright.core.complaints.fold import fold
from putright.core.complaints.summary import summarise

BATCH = 500
ENTRY_FIELDS = (
    "sequence",
    "kind",
    "version",
    "happened_on",
    "happened_at",
    "precision",
    "who",
    "payload",
    "words_hash",
    "previous",
    "hash",
)

_entry_of = attrgetter(*ENTRY_FIELDS)


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """An event, who wrote it down and when; `at` the time of day where it is known,
    `precision` what is known of the day: `day` or `month`."""

    event: Event
    who: str
    recorded_at: datetime.datetime
    at: str = ""
    precision: str = "day"


class NewCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case that is not stored yet, and all that happened to it, in its order."""

    reference: str
    happened: tuple[Happened, ...]


class Prepared(NamedTuple):
    """A case's rows as plain values, with no numbers yet: cheap to pass on."""

    reference: str
    head: str
    entries: list[Cells]
    words: list[tuple[int, bytes, bytes]]
    rows: RowCells
    subject: str
    text: str


def append_many(cases: Iterable[NewCase], *, context: Context) -> int:
    """Store new cases, some hundreds to a transaction; give how many.

    The references have to be new: see `reserve`.
    """
    count = 0
    waiting = iter(cases)
    while batch := [prepare(case, context) for case in islice(waiting, BATCH)]:
        store(batch)
        count += len(batch)
    return count


def prepare(new: NewCase, context: Context, folded: Case | None = None) -> Prepared:
    """Chain a case's entries, fold them and sum them up.

    `folded` is what they fold to, where the caller knows already.
    """
    events = [one.event for one in new.happened]
    entries: list[Cells] = []
    words: list[tuple[int, bytes, bytes]] = []
    head = ""
    for number, one in enumerate(new.happened):
        made = written(
            [one.event],
            reference=new.reference,
            after=number,
            head=head,
            who=one.who,
            now=one.recorded_at,
            at=one.at,
            precision=one.precision,
        )[0]
        head = made.entry.hash
        entries.append((one.recorded_at, *_entry_of(made.entry)))
        if made.words:
            words.append((number, made.salt, made.words))
    case = folded or fold(events, new.reference)
    return Prepared(
        reference=new.reference,
        head=head,
        entries=entries,
        words=words,
        rows=cells_of(summarise(case, context), _late(new, context)),
        subject=subject_of(case),
        text=text_of(new.reference, events),
    )


def _late(new: NewCase, context: Context) -> Sequence[ClockEntry]:
    """Give how late each entry that moves a clock was written down."""
    written_down = [
        (number, one.event, one.recorded_at)
        for number, one in enumerate(new.happened, 1)
    ]
    return clock_entries(written_down, context.calendar)


@transaction.atomic(savepoint=False)
def store(batch: Sequence[Prepared]) -> None:
    """Write prepared cases, all or none: the caller's whole transaction, if in one.

    Within a savepoint the embedded database goes, after every row, through all pages
    that it changed since: in a large file most of the time would go there.
    """
    known = list(zip(numbers(CaseRow, len(batch)), batch, strict=True))
    columns = ("id", "reference", "entries_count", "head", *CASE_FIELDS)
    insert(
        CaseRow,
        columns,
        [
            (number, new.reference, len(new.entries), new.head, *new.rows.case)
            for number, new in known
        ],
    )
    _store_entries(known)
    insert_below([(number, new.rows) for number, new in known])
    insert(CaseText, ("case", "subject"), [(n, new.subject) for n, new in known])
    search.add_all([(number, new.text) for number, new in known])


def _store_entries(known: Sequence[tuple[int, Prepared]]) -> None:
    free = iter(numbers(Entry, sum(len(new.entries) for _, new in known)))
    entries: list[Cells] = []
    words: list[Cells] = []
    for number, new in known:
        own = list(islice(free, len(new.entries)))
        entries += [
            (entry, number, *cells)
            for entry, cells in zip(own, new.entries, strict=True)
        ]
        words += [(own[place], salt, data) for place, salt, data in new.words]
    insert(Entry, ("id", "case", "recorded_at", *ENTRY_FIELDS), entries)
    insert(EntryWords, ("entry", "salt", "data"), words)


@transaction.atomic
def reserve(series: str, count: int) -> int:
    """Take the next numbers of a series of references; give the first of them."""
    ReferenceCounter.objects.get_or_create(series=series)
    counter = ReferenceCounter.objects.select_for_update().get(series=series)
    counter.last += count
    counter.save(update_fields=["last"])
    return counter.last - count + 1
