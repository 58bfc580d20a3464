"""Many cases' journals at once, as plain values: one read, however many cases."""

import datetime
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from putright.apps.complaints.models import Entry
from putright.core.complaints import journal
from putright.core.complaints.events import Event


class Told(NamedTuple):
    """An entry read back: its place, what it says, when it was written down.

    `erased`: it had words, and they were erased.
    """

    sequence: int
    event: Event
    recorded_at: datetime.datetime
    erased: bool = False


def journals(
    numbers: Collection[int], *, words: bool = True
) -> Iterator[tuple[int, list[Told]]]:
    """Give each of some cases by its number, with its entries in their order.

    Without `words` the events come with none: no date, code or verdict rests on them.
    """
    columns = ["case_id", "sequence", "kind", "payload", "recorded_at"]
    if words:
        columns += ["words_hash", "words__data"]
    rows = (
        Entry.objects.filter(case__in=numbers)
        .order_by("case_id", "sequence")
        .values_list(*columns)
    )
    for number, group in groupby(rows, key=itemgetter(0)):
        yield number, [_told(*row[1:]) for row in group]


def _told(
    sequence: int,
    kind: str,
    payload: str,
    recorded_at: datetime.datetime,
    words_hash: str = "",
    data: bytes | None = None,
) -> Told:
    text = journal.words_from(bytes(data)) if data else {}
    event = journal.event_from(kind, payload.encode(), text)
    return Told(sequence, event, recorded_at, bool(words_hash) and data is None)
