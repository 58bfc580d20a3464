"""The register coming in: every row taken, already there, changed or refused.

Rows are taken some hundred at a time, each batch in a transaction of its own: stopped
half way, the same file read again goes on where it was. Reading them, and working out
what they come to, can be shared between processes; all writing is done here.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.queries.exporting import Opened, open_many
from putright.apps.complaints.services.bulk import Prepared
from putright.apps.complaints.services.importing_reading import (
    Batch,
    Read,
    Reading,
    Spread,
    read_batch,
)
from putright.apps.complaints.services.importing_writing import (
    write_changed,
    write_new,
)
from putright.core.complaints import register
from putright.core.tabular import ImportOutcome, RefusedRow, Row, Table, TableError

BATCH = 500


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell that a row changed in a case that was there: old and new."""

    line: int
    reference: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RegisterOutcome(ImportOutcome):
    """What became of a register's rows; `changes` are the cells of those changed."""

    changes: tuple[ChangedCell, ...] = ()


def nothing_said(_rows: int) -> None:
    """Tell nobody how many rows were read."""


def import_register(
    table: Table,
    *,
    who: str,
    now: datetime.datetime,
    all_or_nothing: bool = False,
    unanswered: str = "unknown",
    mapping: register.Mapping | None = None,
    progress: Callable[[int], None] = nothing_said,
    spread: Spread = map,
) -> RegisterOutcome:
    """Take a register, a row a case; give what became of each row.

    `who` is as the journal names people. `unanswered` is `unknown`, or `open` where
    unanswered rows are live cases. With `all_or_nothing` no row is taken if one is
    refused, and only those refused are listed. `progress` is told how many rows were
    read, now and then; `spread` shares the reading out. Raises TableError where the
    file lacks a column it needs.
    """
    file = _File(table, mapping or register.Mapping(), unanswered)
    taking = _Import(file, who=who, now=now, progress=progress, spread=spread)
    if not all_or_nothing:
        return taking.run()
    trial = _Import(file, who=who, now=now, spread=spread, dry=True).run()
    if trial.refused:
        return RegisterOutcome(
            read=trial.read,
            taken=0,
            already=trial.already,
            changed=0,
            refused=trial.refused,
        )
    with transaction.atomic():
        return taking.run()


def try_register(
    table: Table,
    *,
    now: datetime.datetime,
    unanswered: str = "unknown",
    mapping: register.Mapping | None = None,
) -> RegisterOutcome:
    """Give what `import_register` would do, and do nothing. Raises TableError."""
    file = _File(table, mapping or register.Mapping(), unanswered)
    return _Import(file, who="", now=now, dry=True).run()


class _File:
    """A table read through a mapping: its rows by the register's names."""

    def __init__(self, table: Table, mapping: register.Mapping, unanswered: str):
        """Match the headings. Raises TableError where a needed column is missing."""
        self.table = table
        self.mapping = mapping
        self.unanswered = unanswered
        for column, heading in mapping.columns.items():
            if heading not in table.headings:
                there = ", ".join(table.headings)
                why = f"There is no column “{heading}”. The file has: {there}."
                raise TableError(1, column, heading, why)
        self.names = mapping.headings(table.headings)
        for column in ("reference", "kind", "received_on"):
            if column not in {*self.names.values(), *mapping.fixed}:
                table.need(mapping.heading_of(column))
        self.own = {column: heading for heading, column in self.names.items()}

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give the rows, some at a time."""
        rows = self.table.rows
        for start in range(0, len(rows), BATCH):
            yield rows[start : start + BATCH]

    def refused(self, row: Row, cell: register.CellRefused) -> RefusedRow:
        """Give a refused cell with its line and the file's own heading."""
        heading = self.own.get(cell.column, cell.column)
        return RefusedRow(row.line, heading, cell.value, cell.why)


@dataclass(slots=True)
class _Counts:
    """What became of a batch's rows."""

    taken: int = 0
    already: int = 0
    changed: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    changes: list[ChangedCell] = field(default_factory=list)


class _Import:
    """One reading of a file, to take it or (`dry`) to see what would be taken."""

    def __init__(
        self,
        file: _File,
        *,
        who: str,
        now: datetime.datetime,
        dry: bool = False,
        progress: Callable[[int], None] = nothing_said,
        spread: Spread = map,
    ) -> None:
        """Take what every batch needs."""
        self.file = file
        self.progress = progress
        self.spread = spread
        self.reading = Reading(
            mapping=file.mapping,
            names=file.names,
            unanswered=file.unanswered,
            who=who,
            now=now,
            today=timezone.localtime(now).date(),
            dry=dry,
        )
        self.context = current_context()
        self.lines: dict[str, int] = {}

    def run(self) -> RegisterOutcome:
        """Read every batch; give what became of the rows."""
        total = _Counts()
        done = 0
        batches = (Batch(self.reading, rows) for rows in self.file.batches())
        read = self.spread(read_batch, batches)
        for rows, told in zip(self.file.batches(), read, strict=True):
            wrong: list[RefusedRow] = []
            counts = self._batch(list(self._sound(rows, told, wrong)))
            total.taken += counts.taken
            total.already += counts.already
            total.changed += counts.changed
            total.refused += [*wrong, *counts.refused]
            total.changes += counts.changes
            done += len(rows)
            self.progress(done)
        table = self.file.table
        refused = [*total.refused, *(RefusedRow.of(fault) for fault in table.faults)]
        return RegisterOutcome(
            read=table.read,
            taken=total.taken,
            already=total.already,
            changed=total.changed,
            refused=tuple(sorted(refused, key=lambda row: row.line)),
            changes=tuple(total.changes),
        )

    def _sound(
        self, rows: Sequence[Row], told: Sequence[Read], wrong: list[RefusedRow]
    ) -> Iterator[tuple[Row, Read]]:
        """Give the rows that can be taken; the others are put with what is wrong."""
        for row, read in zip(rows, told, strict=True):
            reference = read.reference
            first = self.lines.setdefault(reference, row.line) if reference else 0
            if first not in (0, row.line):
                why = f"Line {first} has this reference too. Keep one row a case."
                cell = register.CellRefused("reference", reference, why)
                wrong.append(self.file.refused(row, cell))
            elif read.refused is not None:
                wrong.append(self.file.refused(row, read.refused))
            else:
                yield row, read

    def _batch(self, read: list[tuple[Row, Read]]) -> _Counts:
        """Take a batch. Where someone else wrote one of its cases in the meantime,
        the batch is taken again with that case as one that is known."""
        if self.reading.dry:
            return self._take(read)
        for attempt in (1, 2):
            try:
                with transaction.atomic():
                    return self._take(read)
            except IntegrityError:
                if attempt == 2:
                    raise
        raise AssertionError("a batch is tried twice")

    def _take(self, read: list[tuple[Row, Read]]) -> _Counts:
        counts = _Counts()
        dry = self.reading.dry
        found = CaseRow.objects.filter(reference__in=[one.reference for _, one in read])
        known = {
            one.row.reference: one
            for one in open_many(list(found if dry else found.select_for_update()))
        }
        new = []
        for row, one in read:
            there = known.get(one.reference)
            if there is not None:
                facts = one.facts or self.reading.facts(self.reading.cells(row))
                self._again(row, facts, there, counts)
                continue
            counts.taken += 1
            if not dry:
                new.append(one.prepared or self._prepared(row))
        write_new(new)
        return counts

    def _prepared(self, row: Row) -> Prepared:
        return self.reading.prepare(
            self.reading.facts(self.reading.cells(row)), self.context
        )

    def _again(
        self, row: Row, facts: register.Facts, there: Opened, counts: _Counts
    ) -> None:
        """Take a row whose case is known."""
        cells = register.differences(there.cells, facts, words=not there.erased)
        closed = there.erased or register.worked_since(there.events)
        if closed and not cells:
            counts.already += 1
            return
        if closed:
            counts.refused.append(self._closed(row, cells[0], there))
            return
        try:
            changed = register.changes(
                there.case,
                there.events,
                there.cells,
                facts,
                unanswered=self.reading.unanswered,
            )
        except register.RowRefusedError as error:
            counts.refused.append(self.file.refused(row, error.first))
            return
        if changed is None:
            counts.already += 1
            return
        if not self.reading.dry:
            write_changed(
                there.row,
                changed.events,
                context=self.context,
                who=self.reading.who,
                now=self.reading.now,
            )
        counts.changed += 1
        counts.changes += [
            ChangedCell(row.line, there.row.reference, column, _seen(old, there), new)
            for column, old, new in changed.cells
        ]

    def _closed(
        self, row: Row, cell: tuple[str, str, str], there: Opened
    ) -> RefusedRow:
        column, old, new = cell
        said = f" The case says “{_seen(old, there)[:80]}”." if old else ""
        if there.erased:
            what = "The words of this case were erased, and no file changes it again."
        else:
            what = "This case was worked here since, and a file no longer changes it."
        why = f"{what}{said} Mend it on its own page if it is wrong."
        return self.file.refused(row, register.CellRefused(column, new, why))


def _seen(old: str, there: Opened) -> str:
    """Give an old cell to be shown; of a restricted case nothing is."""
    return "(restricted)" if old and there.row.restricted else old


def mapping_of(given: "dict[str, Any] | str | None") -> register.Mapping:
    """Read a mapping as a file or a kept text gives it; none gives an empty one.

    Raises TableError with what is wrong with it.
    """
    if not given:
        return register.Mapping()
    try:
        return register.mapping_from(given)
    except register.MappingRefusedError as error:
        raise TableError(0, "", "", str(error)) from None
