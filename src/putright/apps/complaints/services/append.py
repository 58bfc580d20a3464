"""Appending to the journal, and writing the summary rows in the same transaction."""

import datetime
import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
from django.db import transaction

from putright.apps.complaints import search
from putright.apps.complaints.models import CaseRow, CaseText, Entry, EntryWords
from putright.apps.complaints.queries.cases import journal_time, read_entries
from putright.apps.complaints.services import rows
from putright.core.complaints import journal
from putright.core.complaints.case import Case
from putright.core.complaints.counting import clock_entries
from putright.core.complaints.decide import Context
from putright.core.complaints.events import Event, Received
from putright.core.complaints.fold import fold
from putright.core.complaints.summary import summarise

SALT_BYTES = 16


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """An entry ready to store, with its words and their salt."""

    entry: journal.Entry
    words: bytes
    salt: bytes


def written(
    events: Sequence[Event],
    *,
    reference: str,
    after: int,
    head: str,
    who: str,
    now: datetime.datetime,
    at: str = "",
    precision: str = "day",
) -> list[Written]:
    """Make the entries of some events, chained to what stands before them.

    `after` is the number of entries the case has, `head` the last one's hash ("" for
    none), `at` the time of day where it is known, as `HH:MM`.
    """
    made = []
    previous = head or journal.FIRST
    for number, event in enumerate(events, after + 1):
        words = journal.words_of(event)
        salt = os.urandom(SALT_BYTES) if words else b""
        entry = journal.sealed(
            journal.Entry(
                case=reference,
                sequence=number,
                kind=journal.kind_of(type(event)),
                version=journal.SHAPE_VERSION,
                happened_on=event.on.isoformat(),
                happened_at=at,
                precision=precision,
                recorded_at=journal_time(now),
                who=who,
                payload=journal.payload_of(event),
                words_hash=journal.hash_words(salt, words),
                previous=previous,
            )
        )
        previous = entry.hash
        made.append(Written(entry=entry, words=words, salt=salt))
    return made


def store(made: Iterable[tuple[CaseRow, Written]]) -> None:
    """Store entries and their words: two statements however many there are."""
    pairs = list(made)
    stored = Entry.objects.bulk_create(
        [
            Entry(
                case=row,
                **{name: getattr(w.entry, name) for name in _SAME},
                recorded_at=datetime.datetime.fromisoformat(w.entry.recorded_at),
            )
            for row, w in pairs
        ],
        batch_size=500,
    )
    EntryWords.objects.bulk_create(
        [
            EntryWords(entry=entry, salt=w.salt, data=w.words)
            for entry, (_, w) in zip(stored, pairs, strict=True)
            if w.words
        ],
        batch_size=500,
    )


_SAME = (
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


def new_row(reference: str, event: Received) -> CaseRow:
    """Make the row a new case's entries hang on; the fold fills it."""
    return CaseRow(
        reference=reference,
        kind=event.kind,
        state="",
        edition=event.edition,
        received_on=event.on,
    )


@transaction.atomic
def append(
    row: CaseRow,
    events: Sequence[Event],
    *,
    context: Context,
    who: str,
    now: datetime.datetime,
    at: str = "",
    precision: str = "day",
) -> Case:
    """Append events to a case, fold it anew and write its summary rows and text.

    The row has to be locked by the caller (or new). Returns the case as it stands.
    """
    made = written(
        events,
        reference=row.reference,
        after=row.entries_count,
        head=row.head,
        who=who,
        now=now,
        at=at,
        precision=precision,
    )
    new = row._state.adding
    if new:
        row.save()
    store((row, w) for w in made)
    row.entries_count += len(made)
    row.head = made[-1].entry.hash
    return refold(row, context, new=new)


@transaction.atomic
def refold(row: CaseRow, context: Context, *, new: bool = False) -> Case:
    """Write a case's summary rows and search text anew from its journal.

    Of a `new` case there are none yet, and none are looked for.
    """
    entries = read_entries(row)
    events = [entry.event for entry in entries]
    written_down = [
        (one.sequence, one.event, datetime.datetime.fromisoformat(one.recorded_at))
        for one in entries
    ]
    case = fold(events, row.reference)
    clock = clock_entries(written_down, context.calendar)
    cells = rows.cells_of(summarise(case, context), clock)
    for name, value in zip(rows.CASE_FIELDS, cells.case, strict=True):
        setattr(row, name, value)
    row.save()
    write_below = rows.insert_below if new else rows.replace_below
    write_below([(row.pk, cells)])
    text = Text(row.pk, subject_of(case), text_of(row.reference, events))
    write_texts([text], new=new)
    return case


class Text(NamedTuple):
    """What a case is about in one line, and the text it is found by."""

    case: int
    subject: str
    body: str


def write_texts(texts: Sequence[Text], *, new: bool = False) -> None:
    """Write the texts of cases; of `new` ones, which have none yet."""
    CaseText.objects.bulk_create(
        [CaseText(case_id=one.case, subject=one.subject) for one in texts],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["subject"],
    )
    put = search.add_all if new else search.put_all
    put([(one.case, one.body) for one in texts])


def subject_of(case: Case) -> str:
    """Give the one line that says what a case is about."""
    return (case.subject or case.text[:120])[:300]


def text_of(reference: str, events: Iterable[Event]) -> str:
    """Give the text a case is found by: its reference and all its words."""
    return "\n".join(
        [reference, *(text for event in events for text in event.words.values())]
    )
