"""A register's rows read, and what new cases they come to worked out.

`read_batch` writes nothing and keeps nothing: other processes can do it. Which cases it
finds known is its view of a moment: whoever writes looks again.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.services import bulk
from putright.core.complaints import register
from putright.core.complaints.decide import Context
from putright.core.complaints.events import Event, Received
from putright.core.tabular import Row


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How every row of a file is read.

    `names`: a heading's column of the register, or its own name. `who` and `now` as
    the journal is to say, `today` the day of `now` here. `dry`: nothing will be
    written, so nothing is prepared.
    """

    mapping: register.Mapping
    names: dict[str, str]
    unanswered: str
    who: str
    now: datetime.datetime
    today: datetime.date
    dry: bool

    def cells(self, row: Row) -> dict[str, str]:
        """Give a row's cells by the register's names."""
        return self.mapping.cells(self.names, row.cells)

    def facts(self, cells: dict[str, str]) -> register.Facts:
        """Read a row's cells. Raises RowRefusedError with all that is wrong with it."""
        return register.read_row(cells, today=self.today)

    def prepare(self, facts: register.Facts, context: Context) -> bulk.Prepared:
        """Work out all that a new case's tables will hold."""
        live = register.is_live(facts, self.unanswered)
        imported = register.imported(facts, live=live)
        new = bulk.NewCase(
            reference=facts.text("reference"),
            happened=tuple(
                bulk.Happened(
                    event=event,
                    who=self.who,
                    recorded_at=self.now,
                    at=at,
                    precision=precision(event),
                )
                for event, at in imported.events
            ),
        )
        return bulk.prepare(new, context, imported.case)


def precision(event: Event) -> str:
    """Give what is known of the day of an event that a row told."""
    return event.precision if isinstance(event, Received) else "day"


class Batch(NamedTuple):
    """Some rows of a file, and how they are read."""

    reading: Reading
    rows: Sequence[Row]


class Read(NamedTuple):
    """What a row came to: why it is refused, or what it says.

    `facts` of a row whose case is known; `prepared` of a new one's.
    """

    reference: str
    refused: register.CellRefused | None = None
    facts: register.Facts | None = None
    prepared: bulk.Prepared | None = None


Spread = Callable[
    [Callable[[Batch], list[Read]], Iterable[Batch]], Iterable[list[Read]]
]
"""What reads every batch, in their order: `map`, or several processes."""


def read_batch(batch: Batch) -> list[Read]:
    """Read some rows, each in its place."""
    reading = batch.reading
    context = current_context()
    every = [reading.cells(row) for row in batch.rows]
    references = [cells.get("reference", "").strip() for cells in every]
    known = known_references(references)
    return [
        _read(reading, cells, reference, context, is_known=reference in known)
        for cells, reference in zip(every, references, strict=True)
    ]


def known_references(references: Sequence[str]) -> frozenset[str]:
    """Give those of some references that are cases'."""
    found = CaseRow.objects.filter(reference__in=references).order_by()
    return frozenset(found.values_list("reference", flat=True))


def _read(
    reading: Reading,
    cells: dict[str, str],
    reference: str,
    context: Context,
    *,
    is_known: bool,
) -> Read:
    try:
        facts = reading.facts(cells)
    except register.RowRefusedError as error:
        return Read(reference, refused=error.first)
    if is_known:
        return Read(reference, facts=facts)
    if reading.dry:
        return Read(reference)
    return Read(reference, prepared=reading.prepare(facts, context))
