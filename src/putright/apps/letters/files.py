"""Letters' bytes, each under its own SHA-256: kept exactly as they were sent.

Names say nothing about anyone. Writing the same bytes twice does nothing.
"""

from pathlib import Path

from django.conf import settings

from putright.apps.letters.errors import FileGoneError, StoreAwayError
from putright.apps.letters.stored import ALTERED, Stored, place_of
from putright.apps.letters.whole import write_whole

__all__ = [
    "ALTERED",
    "STORED",
    "FileGoneError",
    "StoreAwayError",
    "forget",
    "keep",
    "path_of",
    "print_folder",
    "read",
    "write_whole",
]

STORED = Stored("letters", "a letter")

keep = STORED.keep
read = STORED.read
forget = STORED.forget


def print_folder() -> Path:
    """Give the folder from which letters are printed and posted."""
    return Path(settings.PUTRIGHT_HOME) / "print"


def path_of(sha256: str) -> Path:
    """Give where bytes with this SHA-256 lie, where letters are kept in a folder."""
    return place_of(Path(settings.LETTERS_FOLDER), sha256)
