"""Many new cases at once: the same entries and rows as `append` makes, in few writes.

`prepare` works out all that a case's tables will hold, with no database: other
processes can do it. `store` writes what was prepared, a statement for each table.
"""

import datetime
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
from django.db import transaction
from django.db.models import Model

from putright.apps.complaints import search
from putright.apps.complaints.models import (
    ActionRow,
    AffectedPerson,
    CaseRow,
    CaseTeam,
    CaseText,
    ClockEntryRow,
    Entry,
    EntryWords,
    ExtensionRow,
    ExtraCell,
    NamedPerson,
    PointRow,
    ReferenceCounter,
    StageRow,
    StageTeam,
)
from putright.apps.complaints.services.append import text_of, written
from putright.apps.complaints.services.inserting import insert, numbers
from putright.apps.complaints.services.rows import (
    ACTION_FIELDS,
    CASE_FIELDS,
    CLOCK_FIELDS,
    STAGE_FIELDS,
)
from putright.core.complaints.counting import ClockEntry, clock_entries
from putright.core.complaints.decide import Context
from putright.core.complaints.events import Event
from putright.core.complaints.fold import fold
from putright.core.complaints.summary import StageSummary, summarise

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

_case_of = attrgetter(*CASE_FIELDS)
_stage_of = attrgetter(*STAGE_FIELDS)
_action_of = attrgetter(*ACTION_FIELDS)
_entry_of = attrgetter(*ENTRY_FIELDS)
_clock_of = attrgetter(*CLOCK_FIELDS)
Cells = tuple[Any, ...]


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


class PreparedStage(NamedTuple):
    """A stage's row and the rows below it."""

    cells: Cells
    teams: tuple[str, ...]
    points: tuple[tuple[str, str], ...]
    extensions: tuple[tuple[datetime.date | None, datetime.date, bool], ...]


class Prepared(NamedTuple):
    """A case's rows as plain values, with no numbers yet: cheap to pass on."""

    reference: str
    case: Cells
    entries: list[Cells]
    words: list[tuple[int, bytes, bytes]]
    stages: list[PreparedStage]
    actions: list[Cells]
    affected: tuple[str, ...]
    named: tuple[str, ...]
    teams: tuple[str, ...]
    extra: tuple[tuple[str, str], ...]
    clock: list[Cells]
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


def prepare(new: NewCase, context: Context) -> Prepared:
    """Chain a case's entries, fold them and sum them up."""
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
    case = fold(events, new.reference)
    summary = summarise(case, context)
    return Prepared(
        reference=new.reference,
        case=(new.reference, len(entries), head, *_case_of(summary)),
        entries=entries,
        words=words,
        stages=[_stage(stage) for stage in summary.stages],
        actions=[_action_of(action) for action in summary.actions],
        affected=summary.affected,
        named=summary.named,
        teams=tuple(dict.fromkeys(summary.teams)),
        extra=tuple(summary.extra),
        clock=[_clock_of(one) for one in _late(new, context)],
        subject=(case.subject or case.text[:120])[:300],
        text=text_of(new.reference, events),
    )


def _late(new: NewCase, context: Context) -> Iterable[ClockEntry]:
    """Give how late each entry that moves a clock was written down."""
    written_down = [
        (number, one.event, one.recorded_at)
        for number, one in enumerate(new.happened, 1)
    ]
    return clock_entries(written_down, context.calendar)


def _stage(stage: StageSummary) -> PreparedStage:
    return PreparedStage(
        cells=_stage_of(stage),
        teams=tuple(dict.fromkeys(stage.teams)),
        points=tuple((ref[:200], outcome) for ref, outcome in stage.points),
        extensions=stage.extensions,
    )


@transaction.atomic
def store(batch: Sequence[Prepared]) -> None:
    """Write prepared cases, all or none."""
    known = list(zip(numbers(CaseRow, len(batch)), batch, strict=True))
    columns = ("id", "reference", "entries_count", "head", *CASE_FIELDS)
    insert(CaseRow, columns, [(number, *new.case) for number, new in known])
    _store_entries(known)
    _store_stages(known)
    for model, fields, rows in _children(known):
        insert(model, fields, rows)
    insert(CaseText, ("case", "subject"), [(n, new.subject) for n, new in known])
    search.put_all([(number, new.text) for number, new in known])


def _children(
    known: Sequence[tuple[int, Prepared]],
) -> Iterable[tuple[type[Model], tuple[str, ...], list[Cells]]]:
    """Give the rows that hang on a case's row, a table at a time."""
    yield (
        ActionRow,
        ("case", *ACTION_FIELDS),
        [(number, *cells) for number, new in known for cells in new.actions],
    )
    yield (
        ClockEntryRow,
        ("case", *CLOCK_FIELDS),
        [(number, *cells) for number, new in known for cells in new.clock],
    )
    yield (
        ExtraCell,
        ("case", "name", "value"),
        [(number, *pair) for number, new in known for pair in new.extra],
    )
    for model, column, listed in (
        (AffectedPerson, "person", "affected"),
        (NamedPerson, "user", "named"),
        (CaseTeam, "team", "teams"),
    ):
        yield (
            model,
            ("case", column),
            [(number, one) for number, new in known for one in getattr(new, listed)],
        )


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


def _store_stages(known: Sequence[tuple[int, Prepared]]) -> None:
    listed = [(number, stage) for number, new in known for stage in new.stages]
    rows = list(zip(numbers(StageRow, len(listed)), listed, strict=True))
    insert(
        StageRow,
        ("id", "case", *STAGE_FIELDS),
        [(row, number, *stage.cells) for row, (number, stage) in rows],
    )
    insert(
        StageTeam,
        ("stage", "team"),
        [(row, team) for row, (_, stage) in rows for team in stage.teams],
    )
    insert(
        PointRow,
        ("stage", "ref", "outcome"),
        [(row, *point) for row, (_, stage) in rows for point in stage.points],
    )
    insert(
        ExtensionRow,
        ("stage", "told_on", "to", "lifted"),
        [(row, *told) for row, (_, stage) in rows for told in stage.extensions],
    )


@transaction.atomic
def reserve(series: str, count: int) -> int:
    """Take the next numbers of a series of references; give the first of them."""
    ReferenceCounter.objects.get_or_create(series=series)
    counter = ReferenceCounter.objects.select_for_update().get(series=series)
    counter.last += count
    counter.save(update_fields=["last"])
    return counter.last - count + 1
