"""The journal: entries to bytes and back, and the chain that holds them.

An entry's `payload` is canonical JSON text (keys sorted, no spaces) of all that the
fold reads. Its words stand apart, as canonical bytes with a random salt; the entry
keeps the SHA-256 of salt and words. Each entry's hash covers the one before it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from putright.core.complaints.events import EVENTS, Event

SHAPE_VERSION = 1
"""The shape of payloads written now. Older ones are lifted by `event_from`."""

FIRST = "0" * 64
"""What stands for the entry before the first."""

NO_WORDS = ""
"""The words' hash of an entry that came with none."""


class BrokenChainError(ValueError):
    """An entry does not follow from the one before it, or was changed."""


class UnknownKindError(ValueError):
    """An entry's kind is not known to this version of the program."""


@cache
def kind_of(event: type[Event]) -> str:
    """Give a kind's stored name: `stage_two_requested` for StageTwoRequested."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower()


KINDS: Mapping[str, type[Event]] = {kind_of(event): event for event in EVENTS}
KIND_OF: Mapping[type[Event], str] = {event: kind for kind, event in KINDS.items()}
_DECODERS = {kind: msgspec.json.Decoder(event) for kind, event in KINDS.items()}


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row of the journal, as stored. Times are ISO 8601 text in UTC.

    Only `hash` may be left out, and of an entry without it no other field is.
    """

    case: str
    sequence: int
    kind: str
    version: int
    happened_on: str
    happened_at: str
    precision: str
    recorded_at: str
    who: str
    payload: str
    words_hash: str
    previous: str
    hash: str = ""


def canonical(value: Any) -> bytes:
    """Give the one text of a value: keys sorted, no spaces, UTF-8."""
    return msgspec.json.encode(value, order="sorted")


def payload_of(event: Event) -> str:
    """Give the payload text of an event: all of it but its words."""
    fields = msgspec.to_builtins(event)
    fields.pop("words")
    return canonical(fields).decode()


def words_of(event: Event) -> bytes:
    """Give the words of an event as canonical bytes; empty where there are none."""
    words = {name: text for name, text in event.words.items() if text}
    return canonical(words) if words else b""


def words_from(data: bytes) -> dict[str, str]:
    """Read words back. No bytes (none, or erased) give none."""
    return msgspec.json.decode(data, type=dict[str, str]) if data else {}


def hash_words(salt: bytes, words: bytes) -> str:
    """Hash words with their salt, so that a guess can't be tested without it."""
    return hashlib.sha256(salt + words).hexdigest() if words else NO_WORDS


def event_from(kind: str, payload: bytes, words: Mapping[str, str]) -> Event:
    """Read an event back from a payload and its words.

    Raises UnknownKindError for a kind of a newer version, and msgspec's
    ValidationError where a payload does not have the kind's shape.
    """
    decoder = _DECODERS.get(kind)
    if decoder is None:
        problem = f"No event is called “{kind}” in this version: upgrade the program."
        raise UnknownKindError(problem)
    event = decoder.decode(payload)
    return msgspec.structs.replace(event, words=dict(words)) if words else event


def hash_entry(entry: Entry) -> str:
    """Hash an entry: every field but its own hash, in canonical bytes."""
    bare = msgspec.structs.replace(entry, hash="") if entry.hash else entry
    return hashlib.sha256(canonical(bare)).hexdigest()


def sealed(entry: Entry) -> Entry:
    """Give the entry with its own hash filled in."""
    return msgspec.structs.replace(entry, hash=hash_entry(entry))


def check_chain(entries: Iterable[Entry]) -> str:
    """Check that entries follow each other from the first; give the last hash.

    Raises BrokenChainError naming the entry that does not hold, and why.
    """
    previous = FIRST
    for number, entry in enumerate(entries, 1):
        if entry.sequence != number:
            problem = f"entry {number} is missing: {entry.sequence} stands in its place"
            raise BrokenChainError(problem)
        if entry.previous != previous:
            problem = f"entry {number} does not follow from the entry before it"
            raise BrokenChainError(problem)
        if hash_entry(entry) != entry.hash:
            problem = f"entry {number} was changed after it was written"
            raise BrokenChainError(problem)
        previous = entry.hash
    return previous
