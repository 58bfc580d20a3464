"""What was frozen, read back from its bytes and held against their hash."""

import zlib
from collections.abc import Iterable
from hashlib import sha256

import msgspec

from putright.apps.reports.models import FrozenFigure, Report
from putright.core.reports import values
from putright.core.reports.frozen import Kept, Member


class NotAsPublishedError(Exception):
    """What is kept of a published report is not what was written down."""


def packed(found: object) -> bytes:
    """Give a value as canonical JSON: the same value, the same bytes."""
    return msgspec.json.encode(found, order="deterministic")


def packed_members(members: Iterable[Member]) -> bytes:
    """Give a figure's cases as bytes."""
    return zlib.compress(packed(tuple(members)))


def hash_of(*parts: bytes) -> str:
    """Give the SHA-256 of some bytes, one after the other."""
    return sha256(b"".join(parts)).hexdigest()


def document(found: Report) -> values.Report:
    """Give a published report's values. Raises NotAsPublishedError."""
    kept = bytes(found.document or b"")
    if hash_of(kept) != found.document_hash:
        raise NotAsPublishedError(
            f"What is kept of “{found}” is not what was published: its bytes and their "
            "hash differ. Restore it from a backup."
        )
    return msgspec.json.decode(kept, type=values.Report)


def figure(row: FrozenFigure) -> Kept:
    """Give a figure as published. Raises NotAsPublishedError."""
    if hash_of(bytes(row.kept), bytes(row.members)) != row.hash:
        raise NotAsPublishedError(
            f"What is kept of the figure {row.code} is not what was published: its "
            "bytes and their hash differ. Restore it from a backup."
        )
    return msgspec.json.decode(bytes(row.kept), type=Kept)


def members(row: FrozenFigure) -> tuple[Member, ...]:
    """Give the cases of a figure as published, in order of reference."""
    plain = zlib.decompress(bytes(row.members))
    return msgspec.json.decode(plain, type=tuple[Member, ...])
