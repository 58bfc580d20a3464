"""Checking the files that cases keep: each byte of evidence and letters, by its hash.

What should be there is told by the rows, and by the journal, whose chain is checked
apart: a row that was removed, or made to name other bytes, hides no file.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

import msgspec
from django.db.models import QuerySet

from putright.apps.complaints.models import Entry, EvidenceFile
from putright.apps.complaints.services import evidence
from putright.apps.letters import files as letter_files
from putright.apps.letters import queries as letters
from putright.apps.letters.stored import Stored, name_of
from putright.core.complaints import events as e
from putright.core.complaints.journal import kind_of

CHUNK = 2000


class _Payload(msgspec.Struct):
    file: str = ""
    letter: str = ""
    sha256: str = ""


def files_amiss() -> Iterator[tuple[str, str]]:
    """Give the reference of each case with a file that does not hold, and what is
    wrong: every file is read, a little at a time, and held against its SHA-256."""
    try:
        yield from _amiss(_evidence(), evidence.STORED)
        yield from _amiss(letters.stored_files(), letter_files.STORED)
    except letter_files.StoreAwayError as away:
        yield "", f"not every file was checked. {away}"
    yield from _letters_denied()


def _amiss(
    wanted: Iterator[tuple[str, str]], stored: Stored
) -> Iterator[tuple[str, str]]:
    whose: dict[str, dict[str, None]] = defaultdict(dict)
    for reference, sha256 in wanted:
        whose[sha256][reference] = None
    for sha256, references in whose.items():
        wrong = stored.amiss(sha256)
        for reference in references if wrong else ():
            place = f"{stored.alias}/{name_of(sha256)}"
            yield reference, f"the file {place} of {stored.what} {wrong}"


def _evidence() -> Iterator[tuple[str, str]]:
    """Give the files that rows name, and those that entries do whose words are kept:
    an erasure takes an entry's words and its file together."""
    rows = EvidenceFile.objects.order_by("pk").values_list("case__reference", "sha256")
    yield from rows.iterator(chunk_size=CHUNK)
    for reference, payload in _told(e.EvidenceAdded, words__isnull=False):
        yield reference, payload.file


def evidence_kept() -> Iterator[str]:
    """Give the SHA-256 of every evidence file that is kept; some more than once."""
    rows = EvidenceFile.objects.order_by("pk").values_list("sha256", flat=True)
    yield from rows.iterator(chunk_size=CHUNK)


def _letters_denied() -> Iterator[tuple[str, str]]:
    """Give letters that left, by the journal, of whose very bytes no row tells."""
    issued = _told(e.LetterIssued)
    ours = (
        (reference, (int(told.letter), told.sha256))
        for reference, told in issued
        if told.letter.isdecimal()
    )
    while some := list(islice(ours, CHUNK)):
        denied = letters.not_recorded([named for _, named in some])
        for reference, named in some:
            if named in denied:
                yield reference, f"letter {named[0]} is not recorded as it was sent"


def _told(event: type[e.Event], **where: bool) -> Iterator[tuple[str, _Payload]]:
    entries: QuerySet[Entry] = Entry.objects.filter(kind=kind_of(event), **where)
    rows = entries.order_by("pk").values_list("case__reference", "payload")
    for reference, payload in rows.iterator(chunk_size=CHUNK):
        told = _payload(payload)
        if told is not None:
            yield reference, told


def _payload(text: str) -> _Payload | None:
    try:
        return msgspec.json.decode(text, type=_Payload)
    except msgspec.MsgspecError:
        return None  # the chain says that this entry was changed
