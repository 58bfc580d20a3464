"""The register going out: every case as a row, some hundred at a time."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from django.db.models import Q, QuerySet

from putright.apps.complaints.models import CaseRow, Entry
from putright.apps.complaints.queries.journals import Told, journals
from putright.apps.complaints.queries.people import staff_names
from putright.core.complaints import journal
from putright.core.complaints.case import Case
from putright.core.complaints.events import Event, RegisterRowRead
from putright.core.complaints.fold import fold
from putright.core.complaints.register import COLUMNS, cells_of
from putright.core.tabular import write_csv

BATCH = 500
HANDLERS = ("s1_handler", "s2_handler")
NAMED = 20
"""References named of the cases that are left out; the rest are counted."""
UNDECIDED = Q(kind="dissatisfaction")
VOID = Q(counts=False)
LEFT_OUT = (
    ("since what was meant is not yet decided", UNDECIDED & ~VOID),
    ("as void or a duplicate of another", VOID),
)
"""Why a case is in no register, and which: the file has no word for them, and read
back they would be counted."""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A case read back with its row: events in order, the case, its cells.

    `erased`: whether words of it were erased.
    """

    row: CaseRow
    events: tuple[Event, ...]
    case: Case
    cells: dict[str, str]
    erased: bool


def open_many(rows: Sequence[CaseRow]) -> Iterator[Opened]:
    """Read the journals of many cases in one query, and give each as its cells."""
    by_number = {row.pk: row for row in rows}
    opened = [_opened(by_number[number], told) for number, told in journals(by_number)]
    names = staff_names(
        one.cells[column]
        for one in opened
        for column in HANDLERS
        if column in one.cells
    )
    for one in opened:
        for column in HANDLERS:
            if column in one.cells:
                one.cells[column] = names.get(one.cells[column], one.cells[column])
        yield one


def _opened(row: CaseRow, told: Sequence[Told]) -> Opened:
    events = [entry.event for entry in told]
    case = fold(events, row.reference)
    return Opened(
        row=row,
        events=tuple(events),
        case=case,
        cells=cells_of(case, events),
        erased=any(entry.erased for entry in told),
    )


def register_headings() -> list[str]:
    """Give the register's columns, and then every column that came in beside them."""
    kind = journal.kind_of(RegisterRowRead)
    payloads = (
        Entry.objects.filter(kind=kind).order_by("pk").values_list("payload", flat=True)
    )
    seen: dict[tuple[str, ...], None] = {}
    for payload in payloads.iterator(chunk_size=2000):
        columns = msgspec.json.decode(payload, type=_Columns).columns
        seen.setdefault(columns)
    own = dict.fromkeys(column for columns in seen for column in columns)
    return [*COLUMNS, *(column for column in own if column not in _KNOWN)]


class _Columns(msgspec.Struct):
    columns: tuple[str, ...] = ()


_KNOWN = frozenset(COLUMNS)


def register_rows(
    headings: Sequence[str],
    cases: "QuerySet[CaseRow] | None" = None,
    hidden: Collection[str] = (),
) -> Iterator[list[str]]:
    """Give every case as a row under some headings, in the order they came in, but
    for those that `left_out` names.

    `cases` limits them, to those that a person may see; of the others no row says
    that it came out of one that is `hidden`.
    """
    every = CaseRow.objects.all() if cases is None else cases
    wanted = every.exclude(VOID).exclude(UNDECIDED)
    after = 0
    while True:
        numbers = (
            wanted.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
        )
        batch = list(dict.fromkeys(numbers[:BATCH]))
        if not batch:
            return
        after = batch[-1]
        rows = list(CaseRow.objects.filter(pk__in=batch).order_by("pk"))
        for opened in open_many(rows):
            cells = opened.cells
            if cells.get("linked_to") in hidden:
                cells["linked_to"] = ""
            yield [cells.get(heading, "") for heading in headings]


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Cases that no row of a register can hold: why, how many, some references."""

    why: str
    count: int
    references: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in a sentence."""
        cases = "1 case is" if self.count == 1 else f"{self.count:,} cases are"
        more = self.count - len(self.references)
        named = ", ".join(self.references) + (f" and {more:,} more" if more else "")
        return f"{cases} left out, {self.why}: {named}."


def left_out(cases: "QuerySet[CaseRow] | None" = None) -> list[LeftOut]:
    """Give what of some cases, or of all, a register leaves out."""
    wanted = CaseRow.objects.all() if cases is None else cases
    found = []
    for why, which in LEFT_OUT:
        rows = wanted.filter(which).order_by("reference")
        references = rows.values_list("reference", flat=True).distinct()
        count = references.count()
        if count:
            some = tuple(references[:NAMED])
            found.append(LeftOut(why=why, count=count, references=some))
    return found


def csv_parts(
    headings: Sequence[str], rows: Iterable[Sequence[str]]
) -> Iterator[bytes]:
    """Give the register as CSV in parts, so that no more than one is held at a time."""
    start = write_csv(headings, [])
    yield start
    held: list[Sequence[str]] = []
    for row in rows:
        held.append(row)
        if len(held) == BATCH:
            yield write_csv(headings, held)[len(start) :]
            held = []
    if held:
        yield write_csv(headings, held)[len(start) :]


def received_between(
    first: datetime.date | None, last: datetime.date | None
) -> QuerySet[CaseRow]:
    """Give every case received on the days from the first to the last, both in it;
    without one of them there is no such end. For the command line."""
    rows = CaseRow.objects.all()
    if first is not None:
        rows = rows.filter(received_on__gte=first)
    return rows.filter(received_on__lte=last) if last is not None else rows


def export_register(
    cases: "QuerySet[CaseRow] | None" = None,
) -> tuple[list[str], Iterator[list[str]]]:
    """Give the register of some cases, or the whole: its headings and its rows. For
    the command line."""
    headings = register_headings()
    return headings, register_rows(headings, cases)
