"""The one file of a backup: a ZIP with its manifest, read back before it is trusted.

No Django here: whether a file is whole can be told without a database.
"""

import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

SHAPE = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
"""The name of the database's copy, by what it is a copy of."""
FOLDERS = ("evidence", "letters", "measures", "print", "outbox")
"""What of the home goes into a backup, beside the database."""

_DO = "Use another backup; nothing was changed."
_BROKEN = (zipfile.BadZipFile, EOFError, RuntimeError, zlib.error)
"""The third is said of members packed in a way not known here, or locked."""
_PART = 1024 * 1024
_KEPT = re.compile(rf"(?:{'|'.join(FOLDERS)})(?:/\w[\w.-]*){{1,2}}|[a-z]+\.jsonl")
_HALF_WRITTEN = re.compile(r"/partial-|\.part\d*$")
_BEFORE_PACKED = (".pgdump", ".pdf", ".docx", ".parquet")
_LONGEST_MANIFEST = 512 * 1024 * 1024


class NotWholeError(Exception):
    """A file is no backup, or not all of one: which part, and what to do."""


class Member(msgspec.Struct, frozen=True):
    """One file inside: its name, its bytes and their SHA-256."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds. `migrations` are `app.name`; `heads` is the hash of every
    case's last entry; `elsewhere` says which files lie in an object store and are not
    in here; `erased_meanwhile` counts files that an erasure took away while
    the backup was made; `problems` is what did not hold in what was copied.
    """

    putright_backup: int
    program: str
    made_at: str
    database: str
    migrations: tuple[str, ...]
    cases: int
    entries: int
    heads: str
    elsewhere: tuple[str, ...] = ()
    erased_meanwhile: int
    problems: tuple[str, ...]
    members: tuple[Member, ...]


class Packing:
    """Writes a backup, one member after another, hashing what it writes."""

    def __init__(self, path: Path) -> None:
        """Begin the file at `path`, which is there and empty."""
        self._zip = zipfile.ZipFile(path, "w", allowZip64=True)
        self.members: list[Member] = []

    def __enter__(self) -> "Packing":
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        frames: TracebackType | None,
    ) -> None:
        """Close the file; where something went wrong it is not a backup."""
        if kind is None:
            self._zip.close()
            return
        # Closing writes the list of members: on a full disk that fails as well, and
        # would hide what went wrong first.
        with suppress(OSError, ValueError):
            self._zip.close()

    def add(self, name: str, path: Path) -> Member:
        """Put a file in, a little at a time. Raises OSError."""
        hashed, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o600 << 16
        packed = zipfile.ZIP_STORED if _is_packed(name) else zipfile.ZIP_DEFLATED
        info.compress_type = packed
        with (
            path.open("rb") as source,
            self._zip.open(info, "w", force_zip64=True) as out,
        ):
            while part := source.read(_PART):
                hashed.update(part)
                size += len(part)
                out.write(part)
        self.members.append(Member(name, size, hashed.hexdigest()))
        return self.members[-1]

    def finish(self, manifest: Manifest) -> None:
        """Put the manifest in, last of all."""
        info = zipfile.ZipInfo(MANIFEST)
        info.external_attr = 0o600 << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        self._zip.writestr(info, text)


def _is_packed(name: str) -> bool:
    return name.endswith(_BEFORE_PACKED) or name.startswith(("letters/", "evidence/"))


def read_manifest(path: Path) -> Manifest:
    """Read what a backup says it holds. Raises NotWholeError."""
    with _opened(path) as packed:
        return _manifest(packed, path)


def check(path: Path, each: Callable[[Member], Path | None] | None = None) -> Manifest:
    """Read every byte of a backup and hold it against the manifest; give that.

    `each` may name a place for a member, to which it is then written. Raises
    NotWholeError, and OSError where a place can't be written.
    """
    with _opened(path) as packed:
        manifest = _manifest(packed, path)
        for member in manifest.members:
            try:
                _check_one(packed, member, each(member) if each else None)
            except _BROKEN as broken:
                problem = f"{path}: {member.name} in it is broken. {_DO}"
                raise NotWholeError(problem) from broken
    return manifest


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (*_BROKEN, OSError) as problem:
        why = getattr(problem, "strerror", None) or "it is broken or was cut short"
        raise NotWholeError(f"{path} is not a whole backup: {why}. {_DO}") from problem


def _manifest(packed: zipfile.ZipFile, path: Path) -> Manifest:
    foreign = f"{path} was not written by `putright backup`. {_DO}"
    try:
        if packed.getinfo(MANIFEST).file_size > _LONGEST_MANIFEST:
            raise NotWholeError(foreign)
        manifest = msgspec.json.decode(packed.read(MANIFEST), type=Manifest)
    except (KeyError, msgspec.MsgspecError, UnicodeDecodeError) as other:
        raise NotWholeError(foreign) from other
    except _BROKEN as broken:
        raise NotWholeError(f"{path}: its manifest is broken. {_DO}") from broken
    if manifest.putright_backup != SHAPE:
        raise NotWholeError(
            f"{path} was written by another version of the program "
            f"({manifest.program}), in a shape that this one does not read. Restore it "
            "with that version."
        )
    _refuse_names(packed, manifest, path)
    return manifest


def _refuse_names(packed: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Refuse a file whose members are not the manifest's, or lie elsewhere."""
    said = [member.name for member in manifest.members]
    there = [name for name in packed.namelist() if name != MANIFEST]
    if sorted(said) != sorted(there):
        raise NotWholeError(f"{path} holds other files than it says. {_DO}")
    database = DATABASES.get(manifest.database, "")
    odd = [name for name in said if name != database and not may_be(name)]
    if odd or said.count(database) != 1:
        raise NotWholeError(f"{path} holds what no backup does. {_DO}")


def may_be(name: str) -> bool:
    """Whether a name is that of a file of the home that a backup keeps.

    Such are whole files in its folders, and the lists of erasures and holds.
    """
    return bool(_KEPT.fullmatch(name)) and not _HALF_WRITTEN.search(name)


def _check_one(packed: zipfile.ZipFile, member: Member, place: Path | None) -> None:
    hashed, size = hashlib.sha256(), 0
    with _written_to(place) as out:
        for part in _parts(packed, member.name):
            hashed.update(part)
            size += len(part)
            if size > member.size:
                break
            if out is not None:
                out.write(part)
    if (size, hashed.hexdigest()) != (member.size, member.sha256):
        raise NotWholeError(f"{member.name} in the backup is not what it was. {_DO}")


@contextmanager
def _written_to(place: Path | None) -> Iterator[BinaryIO | None]:
    """Open a new file for this program's user alone, and make it last."""
    if place is None:
        yield None
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def _parts(packed: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with packed.open(name) as source:
        while part := source.read(_PART):
            yield part
