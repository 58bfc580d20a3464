"""The files that `putright tsm` reads and writes, and how one is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from putright.apps.measures import opening
from putright.apps.measures.opening import ENDINGS, Source

__all__ = ["FileRefused", "Source", "explained", "find", "open_source"]


_OTHER = (".xls", ".xlsb", ".xlsm", ".ods", ".tsv", ".txt")


class FileRefused(click.ClickException):
    """A file can't be read or written: nothing was worked out."""

    exit_code = 2


def find(folder: Path, name: str) -> Path | None:
    """Find a file of a folder by its name, whatever its kind.

    Raises FileRefused where there are several: which one holds is not to be guessed.
    """
    there = [
        one
        for one in sorted(folder.iterdir())
        if one.stem.casefold() == name and one.suffix.casefold() in ENDINGS
    ]
    if len(there) > 1:
        names = " and ".join(one.name for one in there)
        raise FileRefused(f"{folder}: there are {names}. Keep one of them.")
    if not there:
        _refuse_other_kinds(folder, name)
    return there[0] if there else None


def _refuse_other_kinds(folder: Path, name: str) -> None:
    """Refuse a table of a kind that is not read, rather than pass it over."""
    for one in sorted(folder.iterdir()):
        if one.stem.casefold() == name and one.suffix.casefold() in _OTHER:
            raise FileRefused(
                f"{one}: this kind of file is not read. Save it as .xlsx, .csv (UTF-8) "
                "or .parquet."
            )


def open_source(path: Path) -> Source:
    """Open a file by its ending. Raises FileRefused with the line at fault."""
    try:
        return opening.open_source(path)
    except opening.NotReadError as error:
        raise FileRefused(str(error)) from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what a reader of files raises into one sentence about the file."""
    try:
        with opening.explained(path):
            yield
    except opening.NotReadError as error:
        raise FileRefused(str(error)) from error
