"""Bytes kept under their own SHA-256: exactly as they came, or said not to be.

Where they are kept is the settings' choice; that they are what they were is checked
here, on every reading. Names say nothing about anyone.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from putright.apps.letters.errors import FileGoneError, StoreAwayError
from putright.apps.letters.storages import FolderStorage

if TYPE_CHECKING:
    from django.core.files.base import File

ALTERED = "was altered since it was stored"
MISSING = "is missing"


class Storage(Protocol):
    """What is asked of a storage, beside Django's own."""

    def answers(self) -> None:
        """Raise StoreAwayError where it can't be reached."""

    def open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """Open one file. Raises FileNotFoundError."""

    def save(self, name: str, content: "File[bytes]") -> str:
        """Write one file whole, in place of what was there."""

    def exists(self, name: str) -> bool:
        """Whether it is there."""

    def delete(self, name: str) -> None:
        """Remove it; gone already is no error."""

    def get_modified_time(self, name: str) -> datetime:
        """Give when it was written. Raises FileNotFoundError."""

    def everything(self) -> Iterator[tuple[str, datetime]]:
        """Give each file's name and when it was written."""


@dataclass(frozen=True)
class Stored:
    """The files of one kind. `alias`: their storage's in the settings."""

    alias: str
    what: str
    """What one of them is, such as `a letter`."""

    def _storage(self) -> Storage:
        storage: Storage = storages[self.alias]  # type: ignore[assignment] # ours
        return storage

    def keep(self, data: bytes) -> str:
        """Keep bytes, all of them or none; give their SHA-256.

        In an object store they are read back, so that nobody is told that something is
        kept which is not. Raises StoreAwayError.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        # Also where it is there already: a file to which nothing refers is swept away
        # once it is old, and this one is about to be referred to.
        self._storage().save(name_of(sha256), ContentFile(data))
        if not self.on_disk() and self.amiss(sha256):
            raise StoreAwayError("what was written can't be read back")
        return sha256

    def read(self, sha256: str) -> bytes:
        """Read bytes back. Raises FileGoneError where they are gone or were changed,
        StoreAwayError where the store does not answer."""
        try:
            with self._storage().open(name_of(sha256)) as file:
                content = bytes(file.read())
        except FileNotFoundError as problem:
            raise FileGoneError(
                f"The file {sha256[:12]}… of {self.what} is not where it is kept. "
                "Restore it from a backup."
            ) from problem
        if hashlib.sha256(content).hexdigest() != sha256:
            raise FileGoneError(
                f"The file {sha256[:12]}… of {self.what} was changed since it was "
                "kept. Restore it from a backup."
            )
        return content

    def raw(self, sha256: str) -> bytes:
        """Read bytes whatever they are by now. Raises FileNotFoundError and
        StoreAwayError."""
        with self._storage().open(name_of(sha256)) as file:
            return bytes(file.read())

    def amiss(self, sha256: str) -> str:
        """Say what is wrong with a file, "" where it holds. It is read in parts.

        Raises StoreAwayError where the store does not answer.
        """
        hashed = hashlib.sha256()
        try:
            with self._storage().open(name_of(sha256)) as file:
                for part in file.chunks():
                    hashed.update(part)
        except FileNotFoundError:
            return MISSING
        except OSError as problem:
            return f"can't be read ({problem.strerror})"
        return "" if hashed.hexdigest() == sha256 else ALTERED

    def forget(self, sha256: str) -> None:
        """Remove bytes, every version of them; gone already is no error.

        Raises StoreAwayError.
        """
        self._storage().delete(name_of(sha256))

    def answers(self) -> None:
        """Raise StoreAwayError where the store can't be reached."""
        self._storage().answers()

    def on_disk(self) -> bool:
        """Whether it is a folder of this machine."""
        return isinstance(self._storage(), FolderStorage)

    def sweep(self, *, before: datetime, used: "Used") -> int:
        """Remove files that nothing refers to and that are older; give how many."""
        removed = 0
        batch: list[str] = []
        for name, written in self._storage().everything():
            if written < before:
                batch.append(name)
            if len(batch) == BATCH:
                removed += self._sweep(batch, before, used)
                batch = []
        return removed + self._sweep(batch, before, used)

    def _sweep(self, names: Collection[str], before: datetime, used: "Used") -> int:
        hashes = {name.rpartition("/")[2]: name for name in names}
        unused = set(hashes) - used(hashes)
        still = [one for one in unused if self._is_old(hashes[one], before)]
        for one in still:
            self._storage().delete(hashes[one])
        return len(still)

    def _is_old(self, name: str, before: datetime) -> bool:
        """Whether a file is old now: it may have been kept anew since it was listed."""
        try:
            return self._storage().get_modified_time(name) < before
        except FileNotFoundError:
            return False


class Used(Protocol):
    """Tells which of some hashes are referred to."""

    def __call__(self, hashes: Collection[str], /) -> set[str]:
        """Give those that are."""


BATCH = 500


def name_of(sha256: str) -> str:
    """Give the name of a file by its hash: a folder for its first two letters."""
    return f"{sha256[:2]}/{sha256}"


def place_of(folder: Path, sha256: str) -> Path:
    """Give where a file of this hash lies in a folder of the home."""
    return folder / name_of(sha256)
