"""The columns kept of files of records: on disk, each under its own SHA-256.

Only what measuring reads is kept, as Parquet: no name, address or words of anybody.
"""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from django.conf import settings

from putright.core.measures.records.homes import once
from putright.core.measures.records.kept import KEPT

FOLDER = "measures"
KEYS = {"homes": "home", "asb": "case"}
"""What a row is known by in the kinds in which a row repeated counts once."""
ROW = "row"
_ODD = re.compile(r"[^\w. -]")


class KeptGoneError(LookupError):
    """A kept file is not on disk any more."""


def folder() -> Path:
    """Give the folder in which they are kept, made where it is not there."""
    place = Path(settings.PUTRIGHT_HOME) / FOLDER
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


@contextmanager
def laid_down(name: str, data: Iterator[bytes]) -> Iterator[tuple[Path, str]]:
    """Write an uploaded file down for as long as it is read; give it and its SHA-256.

    It keeps its own name, less odd letters, so that messages can name it.
    """
    hashed = hashlib.sha256()
    safe = _ODD.sub("_", Path(name).name)[-100:].lstrip(".") or "file"
    with tempfile.TemporaryDirectory(prefix="partial-", dir=folder()) as inside:
        place = Path(inside) / safe
        with place.open("wb") as file:
            for part in data:
                hashed.update(part)
                file.write(part)
        yield place, hashed.hexdigest()


def keep(kind: str, frame: pl.LazyFrame) -> tuple[str, int]:
    """Keep a file's columns; give their SHA-256 and how many rows there are.

    Rows that are alike in every cell are made one before the other columns go, and two
    that differ stay two.
    """
    whole = once(frame, KEYS[kind]) if kind in KEYS else frame
    there = whole.collect_schema().names()
    names = [name for name in KEPT[kind] if name in there]
    chosen = whole.select(names).with_row_index(ROW)
    with tempfile.TemporaryDirectory(prefix="partial-", dir=folder()) as inside:
        part = Path(inside) / "kept.parquet"
        chosen.sink_parquet(part, engine="streaming")
        with part.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        rows = pl.scan_parquet(part).select(pl.len()).collect().item()
        place = path_of(sha256)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        part.replace(place)
    return sha256, int(rows)


def path_of(sha256: str) -> Path:
    """Give where kept columns with this SHA-256 are."""
    return folder() / sha256[:2] / f"{sha256}.parquet"


def opened(sha256: str) -> pl.LazyFrame:
    """Open kept columns. Raises KeptGoneError where they are gone or were changed."""
    place = path_of(sha256)
    try:
        with place.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        found = ""
    if found != sha256:
        raise KeptGoneError(
            f"The file {sha256[:12]}… of records is not in {folder()} as it was kept. "
            "Restore it from a backup, or load the records again."
        )
    frame = pl.scan_parquet(place)
    names = [name for name in frame.collect_schema().names() if name != ROW]
    return frame if "home" in names or "case" in names else frame.select(names)


def forget(sha256: str) -> None:
    """Remove kept columns from disk; gone already is no error."""
    path_of(sha256).unlink(missing_ok=True)
