"""Letters' bytes on disk, each under its own SHA-256: kept exactly as they were sent.

Names say nothing about anyone. Writing the same bytes twice does nothing.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_PARTIAL = "partial-"
ALTERED = "was altered since it was stored"


class FileGoneError(LookupError):
    """Bytes that should be on disk and are not, or are not what they were."""


def letters_folder() -> Path:
    """Give the folder that holds letters' bytes."""
    return Path(settings.LETTERS_FOLDER)


def print_folder() -> Path:
    """Give the folder from which letters are printed and posted."""
    return Path(settings.PUTRIGHT_HOME) / "print"


def path_of(sha256: str) -> Path:
    """Give where the bytes with this SHA-256 are kept."""
    return letters_folder() / sha256[:2] / sha256


def keep(content: bytes) -> str:
    """Write bytes, all of them or none; give their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = path_of(sha256)
    if not place.exists() or place.read_bytes() != content:
        write_whole(place, content)
    return sha256


def read(sha256: str) -> bytes:
    """Read bytes back. Raises FileGoneError where they are gone or were changed."""
    try:
        content = path_of(sha256).read_bytes()
    except FileNotFoundError as problem:
        raise FileGoneError(
            f"The file {sha256[:12]}… of a letter is not in {letters_folder()}. "
            "Restore it from a backup."
        ) from problem
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileGoneError(
            f"The file {sha256[:12]}… of a letter was changed on disk. Restore it from "
            "a backup."
        )
    return content


def amiss(path: Path, sha256: str) -> str:
    """Say what is wrong with a stored file, "" where it holds. It is read in parts."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "is missing"
    except OSError as problem:
        return f"can't be read ({problem.strerror})"
    return "" if found == sha256 else ALTERED


def forget(sha256: str) -> None:
    """Remove bytes from disk; gone already is no error."""
    path_of(sha256).unlink(missing_ok=True)


def kept() -> Iterator[Path]:
    """List every file in the letters' folder, half-written ones too."""
    folder = letters_folder()
    if folder.is_dir():
        yield from (path for path in folder.rglob("*") if path.is_file())


def write_whole(place: Path, content: bytes) -> None:
    """Write a file beside its place, make it last, then move it there in one step."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_PARTIAL, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
