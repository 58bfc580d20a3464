"""Checking one case: its chain, its words, and its summary rows against its journal.

Cases are read some hundred at a time, as plain values: making model instances of a
long history takes longer than hashing it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Model

from putright.apps.complaints.models import (
    CaseRow,
    CaseTeam,
    ClockEntryRow,
    Entry,
    StageRow,
)
from putright.apps.complaints.queries.cases import journal_time
from putright.apps.complaints.services.rows import (
    CASE_FIELDS,
    CLOCK_FIELDS,
    STAGE_FIELDS,
    Cells,
    RowCells,
    cells_of,
)
from putright.core.complaints import journal
from putright.core.complaints.counting import clock_entries
from putright.core.complaints.decide import Context
from putright.core.complaints.fold import fold
from putright.core.complaints.summary import summarise

ENTRY_COLUMNS = (
    "case_id",
    "sequence",
    "kind",
    "version",
    "happened_on",
    "happened_at",
    "precision",
    "recorded_at",
    "who",
    "payload",
    "words_hash",
    "previous",
    "hash",
    "words__salt",
    "words__data",
)
RECORDED_AT = ENTRY_COLUMNS.index("recorded_at")


class Record(NamedTuple):
    """All that is held against each other of a case, as it is stored."""

    number: int
    reference: str
    head: str
    entries_count: int
    calendar_version: str
    case: Cells
    entries: Sequence[Cells]
    stages: Sequence[Cells]
    clock: Sequence[Cells]
    teams: frozenset[str]


def read(numbers: Sequence[int]) -> Iterator[Record]:
    """Read cases by their numbers, in that order. Raises where a value is of another
    kind than the program writes: see `verify.WRONG_KIND`."""
    cases = CaseRow.objects.filter(pk__in=numbers).order_by("pk")
    entries = _below(Entry, numbers, ENTRY_COLUMNS[1:], "sequence")
    stages = _below(StageRow, numbers, STAGE_FIELDS, "number", "pk")
    clock = _below(ClockEntryRow, numbers, CLOCK_FIELDS, "sequence")
    teams = _below(CaseTeam, numbers, ("team",))
    own = ("pk", "reference", "head", "entries_count", "calendar_version")
    for number, reference, head, count, version, *case in cases.values_list(
        *own, *CASE_FIELDS
    ):
        yield Record(
            number=number,
            reference=reference,
            head=head,
            entries_count=count,
            calendar_version=version,
            case=tuple(case),
            entries=entries.get(number, ()),
            stages=stages.get(number, ()),
            clock=clock.get(number, ()),
            teams=frozenset(team for (team,) in teams.get(number, ())),
        )


def _below(
    model: type[Model], numbers: Sequence[int], columns: Sequence[str], *order: str
) -> Mapping[int, Sequence[Cells]]:
    rows = model._default_manager.filter(case__in=numbers).order_by("case_id", *order)
    found: dict[int, list[Cells]] = defaultdict(list)
    for number, group in groupby(
        rows.values_list("case_id", *columns), key=itemgetter(0)
    ):
        found[number] = [cells[1:] for cells in group]
    return found


def check(record: Record, context: Context) -> Iterator[str]:
    """Give what does not hold of a case; nothing, where all does."""
    entries = [_entry(record.reference, cells) for cells in record.entries]
    try:
        head = journal.check_chain(entries)
    except journal.BrokenChainError as error:
        yield str(error)
        return
    if head != record.head or len(entries) != record.entries_count:
        yield "entries were cut off its end, or its row was changed"
        return
    for entry, (*_, salt, data) in zip(entries, record.entries, strict=True):
        there = salt is not None or data is not None
        if there and _hash_of(salt, data) != entry.words_hash:
            yield f"the words of entry {entry.sequence} were changed"
    yield from _check_rows(record, entries, context)


def _entry(reference: str, cells: Cells) -> journal.Entry:
    """Give a stored entry as the value that its hash covers."""
    sequence, kind, version, on, at, precision, recorded_at, who, *rest = cells
    payload, words_hash, previous, hashed, _salt, _data = rest
    return journal.Entry(
        case=reference,
        sequence=sequence,
        kind=kind,
        version=version,
        happened_on=on.isoformat(),
        happened_at=at,
        precision=precision,
        recorded_at=journal_time(recorded_at),
        who=who,
        payload=payload,
        words_hash=words_hash,
        previous=previous,
        hash=hashed,
    )


def _hash_of(salt: object, data: object) -> str | None:
    """Hash words as they are stored; None where they are no bytes any more."""
    kinds = bytes | memoryview
    if not isinstance(salt, kinds) or not isinstance(data, kinds):
        return None
    return journal.hash_words(bytes(salt), bytes(data))


def _check_rows(
    record: Record, entries: Sequence[journal.Entry], context: Context
) -> Iterator[str]:
    events = [
        journal.event_from(entry.kind, entry.payload.encode(), {}) for entry in entries
    ]
    moments = [cells[RECORDED_AT - 1] for cells in record.entries]
    written_down = zip(range(1, len(events) + 1), events, moments, strict=True)
    clock = clock_entries(written_down, context.calendar)
    summary = summarise(fold(events, record.reference), context)
    meant = cells_of(summary, clock)
    for name in _otherwise(CASE_FIELDS, record.case, meant.case):
        yield f"its summary row says otherwise than its journal: {name}"
        return
    if len(record.stages) != len(meant.stages):
        yield "its stages in the summary are not those of its journal"
        return
    for stage, should in zip(record.stages, meant.stages, strict=True):
        for name in _otherwise(STAGE_FIELDS, stage, should.cells):
            yield f"stage {should.cells[0]} in the summary says otherwise: {name}"
            return
    yield from _counted(record, meant)


def _otherwise(names: Sequence[str], told: Cells, meant: Cells) -> Iterator[str]:
    """Give the names of cells that are not as they are meant to be."""
    if told != meant:
        for name, one, other in zip(names, told, meant, strict=True):
            if one != other:
                yield name


def _counted(record: Record, meant: RowCells) -> Iterator[str]:
    """Check the rows that figures count beside: teams, and entries written late."""
    if record.teams != set(meant.teams):
        yield "its teams in the summary are not those of its journal"
    if list(record.clock) != meant.clock:
        yield "how late its entries were written down is told otherwise in the summary"
