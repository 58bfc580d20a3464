"""Events as a journal would store them, for the tests beside it."""

import json
from collections.abc import Sequence

from msgspec.structs import replace

from putright.core.complaints import journal
from putright.core.complaints.events import Event
from putright.core.complaints.journal import Entry

SALT = bytes(range(16))


def stored(events: Sequence[Event], case: str = "C-1") -> list[tuple[Entry, bytes]]:
    """Write events as sealed entries, each with the bytes of its words."""
    rows: list[tuple[Entry, bytes]] = []
    previous = journal.FIRST
    for number, event in enumerate(events, 1):
        words = journal.words_of(event)
        entry = journal.sealed(
            Entry(
                case=case,
                sequence=number,
                kind=journal.KIND_OF[type(event)],
                version=journal.SHAPE_VERSION,
                happened_on=event.on.isoformat(),
                happened_at="",
                precision="day",
                recorded_at=f"{event.on.isoformat()}T10:00:00+00:00",
                who="okafor",
                payload=journal.payload_of(event),
                words_hash=journal.hash_words(SALT, words),
                previous=previous,
            )
        )
        rows.append((entry, words))
        previous = entry.hash
    return rows


def read(rows: Sequence[tuple[Entry, bytes]]) -> list[Event]:
    """Read entries back to events."""
    return [
        journal.event_from(
            entry.kind, entry.payload.encode(), journal.words_from(words)
        )
        for entry, words in rows
    ]


def with_payload(entry: Entry, **changes: object) -> Entry:
    """Change an entry's payload as a hand in the store would, leaving its hash."""
    fields = {**json.loads(entry.payload), **changes}
    return replace(entry, payload=journal.canonical(fields).decode())
