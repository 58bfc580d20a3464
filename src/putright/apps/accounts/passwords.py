"""What a password may not be: words that anyone would guess here, or one known."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ValidationError

from putright.apps.accounts.models import LandlordSettings, User

GUESSED = frozenset(
    {
        *("putright", "complaint", "complaints", "casework", "housing", "homes"),
        *("landlord", "ombudsman", "resident", "residents", "tenant", "password"),
        *("welcome", "letmein", "qwerty", "admin", "administrator", "manager"),
    }
)
LEAST_LEFT = 8
"""Characters that must be there besides such words."""


class OwnWordsValidator:
    """Refuses a password that is little more than words of this place or this work."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where too little is left without those words."""
        left = password.lower()
        for word in sorted({*GUESSED, *_of_landlord()}, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEAST_LEFT:
            raise ValidationError(self.get_help_text(), code="password_own_words")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return (
            "The password is little more than words that anyone would guess here, such "
            "as the landlord’s name: use others."
        )


def _of_landlord() -> Iterator[str]:
    """Give the words of the landlord's name that are worth guessing."""
    row = LandlordSettings.objects.filter(pk=1).values_list("name", flat=True).first()
    for word in re.findall(r"\w+", (row or "").lower()):
        if len(word) >= 4:
            yield word


class BreachedValidator:
    """Refuses a password that stands in the landlord's file of those found elsewhere.

    Without such a file (`PUTRIGHT_BREACHED_PASSWORDS`) it refuses none. Nothing is
    asked of another machine.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where it stands there, or the file can't be read."""
        file = settings.BREACHED_PASSWORDS
        if file is None:
            return
        try:
            known = is_breached(password, file)
        except OSError as error:
            raise ValidationError(
                "The list of breached passwords can’t be read, so no password can be "
                "set. Tell a system administrator.",
                code="password_not_checked",
            ) from error
        if known:
            raise ValidationError(self.get_help_text(), code="password_breached")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return (
            "The password was found among those stolen from other places: use another, "
            "and change it wherever else you have it."
        )


def is_breached(password: str, file: Path) -> bool:
    """Give whether a password's SHA-1 stands in a file of them, a line each in order.

    A line is `HASH` or `HASH:COUNT`. It is looked for by halves on the disk, some 40
    reads in a file of 40 GB. The hash is how such lists are published, and keeps
    nothing secret. Raises OSError.
    """
    sought = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest()
    wanted = sought.upper().encode()
    with file.open("rb") as lines:
        low, high = 0, lines.seek(0, os.SEEK_END)
        while low < high:
            middle = (low + high) // 2
            found = _line_after(lines, middle)
            if found == wanted:
                return True
            if found and found < wanted:
                low = middle + 1
            else:
                high = middle
        return _line_after(lines, low) == wanted


def _line_after(lines: BinaryIO, place: int) -> bytes:
    """Give the hash of the first line that begins there or after; empty at the end."""
    lines.seek(max(place - 1, 0))
    if place:
        lines.readline()
    return lines.readline().partition(b":")[0].strip().upper()


def list_is_there(**_: Any) -> list[CheckMessage]:
    """Tell, as a system check, where the landlord's file is no such list."""
    file = settings.BREACHED_PASSWORDS
    if file is None:
        return []
    try:
        with file.open("rb") as lines:
            first = _line_after(lines, 0)
    except OSError:
        first = b""
    if re.fullmatch(rb"[0-9A-F]{40}", first):
        return []
    return [
        Error(
            f"PUTRIGHT_BREACHED_PASSWORDS is {str(file)!r}, which can’t be read as a "
            "list: a line each, in order, with the SHA-1 of a password as 40 of 0-9 "
            "and A-F, and a colon and a count if you like.",
            id="putright.E002",
        )
    ]
