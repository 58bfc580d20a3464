"""Seals kept elsewhere: what every case ended with on a day, to hold it against later.

A chain of hashes does not show a tail that was cut off, nor a case that was removed.
A seal in other hands does: it names each case, its count of entries and its last hash.
"""

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

import msgspec

from putright.apps.complaints.models import CaseRow, Entry, Seal
from putright.apps.complaints.services.verify import Finding, seal
from putright.core.complaints import journal

BATCH = 500
SHAPE = 1


class NotASealError(ValueError):
    """A file is not a seal that this program wrote."""


class Head(msgspec.Struct, frozen=True, array_like=True):
    """A case on the day of the seal: its reference, entries, and last hash."""

    reference: str
    entries: int
    hash: str


class SealOfDay(msgspec.Struct, frozen=True, kw_only=True):
    """The seal of a day as the database has it."""

    day: datetime.date
    cases: int
    entries: int
    previous: str
    hash: str


class KeptSeal(msgspec.Struct, frozen=True, kw_only=True):
    """A seal to be kept elsewhere. `heads_hash` covers all heads in their order."""

    putright_seal: int
    written_at: str
    seal: SealOfDay
    heads_hash: str
    heads: list[Head]

    def as_bytes(self) -> bytes:
        """Give it as JSON, a case a line."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


def write_seal(*, day: datetime.date, now: datetime.datetime) -> KeptSeal:
    """Write the day's seal in the database, and give one to keep elsewhere.

    The database's seal of a day is written once; the heads given are those of now.
    """
    of_day = seal(day=day, now=now)
    rows = CaseRow.objects.order_by("reference")
    found = rows.values_list("reference", "entries_count", "head")
    heads = [Head(*row) for row in found.iterator(chunk_size=2000)]
    return KeptSeal(
        putright_seal=SHAPE,
        written_at=now.isoformat(timespec="seconds"),
        seal=SealOfDay(
            day=of_day.day,
            cases=of_day.cases,
            entries=of_day.entries,
            previous=of_day.previous,
            hash=of_day.hash,
        ),
        heads_hash=_hash(heads),
        heads=heads,
    )


def _hash(heads: Sequence[Head]) -> str:
    digest = hashlib.sha256()
    for head in heads:
        digest.update(f"{head.reference}\t{head.hash}\n".encode())
    return digest.hexdigest()


def read_seal(data: bytes) -> KeptSeal:
    """Read a seal that was kept elsewhere. Raises NotASealError."""
    try:
        return msgspec.json.decode(data, type=KeptSeal)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = f"This is not a seal written by `putright seal`: {error}."
        raise NotASealError(problem) from None


def compare(kept: KeptSeal) -> Iterator[Finding]:
    """Hold the database against a seal kept elsewhere; give what does not hold.

    Later entries and later cases are as they should be; what the seal names has to be
    there still, unchanged.
    """
    if _hash(kept.heads) != kept.heads_hash:
        yield Finding("", "the seal itself was changed after it was written")
        return
    yield from _seals(kept)
    heads = iter(kept.heads)
    while batch := list(islice(heads, BATCH)):
        yield from _cases(batch, kept.seal.day)


def _seals(kept: KeptSeal) -> Iterator[Finding]:
    """Check the seal of that day, and that every seal follows from the one before."""
    of_day = kept.seal
    there = Seal.objects.filter(day=of_day.day).values_list("hash", flat=True).first()
    if there is None:
        yield Finding("", f"the seal of {of_day.day} is gone from the database")
    elif there != of_day.hash:
        yield Finding("", f"the seal of {of_day.day} in the database is another one")
    rows = list(Seal.objects.order_by("day").values_list("day", "previous", "hash"))
    first = [("", journal.FIRST, journal.FIRST)]
    for before, after in pairwise([*first, *rows]):
        if after[1] != before[2]:
            what = f"the seal of {after[0]} does not follow from the one before it"
            yield Finding("", what)


def _cases(heads: Sequence[Head], day: datetime.date) -> Iterator[Finding]:
    rows = CaseRow.objects.filter(reference__in=[head.reference for head in heads])
    there = {
        row.reference: row for row in rows.only("reference", "entries_count", "head")
    }
    for head in heads:
        row = there.get(head.reference)
        if row is None:
            yield Finding(head.reference, f"it was removed since the seal of {day}")
        elif (row.entries_count, row.head) != (head.entries, head.hash):
            yield from _grown(row, head, day)


def _grown(row: CaseRow, head: Head, day: datetime.date) -> Iterator[Finding]:
    """Check a case that has other entries than it had: only further ones may be."""
    entry = Entry.objects.filter(case=row, sequence=head.entries).first()
    if entry is None:
        count = Entry.objects.filter(case=row).count()
        what = f"entries were cut off: it had {head.entries} on {day} and has {count}"
        yield Finding(row.reference, what)
    elif entry.hash != head.hash:
        yield Finding(row.reference, f"its entries were written anew since {day}")
