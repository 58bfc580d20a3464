"""Fieldwork files between their upload and their taking.

They hold what people wrote, so they lie in the home folder, readable by this program
alone, under a name that nobody can guess, and for a day at most.
"""

import datetime
import re
import secrets
from pathlib import Path

import msgspec
from django.conf import settings

from putright.apps.accounts.models import User
from putright.apps.surveys.services.errors import SurveyRefusedError

FOLDER = "fieldwork"
KEPT_FOR = datetime.timedelta(days=1)
LIMIT = 20 * 1024 * 1024
"""The largest file taken on a page, in bytes."""
_TOKEN = re.compile(r"[0-9a-f]{32}")


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A file that waits: its own name, the survey (row), its mapping, its bytes."""

    name: str
    survey: int
    mapping: str = ""
    data: bytes = b""


def check_size(size: int) -> None:
    """Refuse a file of too many bytes. Raises SurveyRefusedError."""
    if size > LIMIT:
        raise SurveyRefusedError(
            f"The file has {size / 1024 / 1024:.0f} MB; a page takes "
            f"{LIMIT // 1024 // 1024} MB. Part it into several."
        )


def keep(*, user: User, upload: Upload, now: datetime.datetime) -> str:
    """Keep a file until it is taken; give its token."""
    _sweep(now)
    token = secrets.token_hex(16)
    change(user=user, token=token, upload=upload)
    return token


def change(*, user: User, token: str, upload: Upload) -> None:
    """Keep a file in place of the one before."""
    path = _path(user, token)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_bytes(msgspec.msgpack.encode(upload))
    part.replace(path)


def kept(*, user: User, token: str) -> Upload | None:
    """Give a person's own waiting file, or None where there is none (any more)."""
    path = _path(user, token)
    if not _TOKEN.fullmatch(token) or not path.is_file():
        return None
    return msgspec.msgpack.decode(path.read_bytes(), type=Upload)


def drop(*, user: User, token: str) -> None:
    """Keep a file no longer."""
    _path(user, token).unlink(missing_ok=True)


def _sweep(now: datetime.datetime) -> None:
    for path in _folder().glob("*"):
        written = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
        if now - written > KEPT_FOR:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.PUTRIGHT_HOME) / FOLDER


def _path(user: User, token: str) -> Path:
    return _folder() / f"u{user.pk}-{token}.file"
