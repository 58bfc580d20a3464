"""Register files between their upload and their taking, and what became of them.

They hold people's words, so they lie in the home folder, readable by this program
alone, under a name that nobody can guess, and for a day at most.
"""

import datetime
import re
import secrets
from pathlib import Path

import msgspec
from django.conf import settings

from putright.apps.accounts.models import User
from putright.apps.complaints.services.importing import ChangedCell, RegisterOutcome
from putright.core.tabular import RefusedRow

FOLDER = "imports"
KEPT_FOR = datetime.timedelta(days=1)
LIMIT = 20 * 1024 * 1024
"""The largest file taken on a page, in bytes."""
SHOWN_CHANGES = 1000
_TOKEN = re.compile(r"[0-9a-f]{32}")


class UploadRefusedError(ValueError):
    """A file can't be taken here: why, and what to do."""


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A register file that waits: its own name, how to read it, and its bytes."""

    name: str
    unanswered: str = "unknown"
    all_or_nothing: bool = False
    mapping: str = ""
    data: bytes = b""


class Change(msgspec.Struct, frozen=True):
    """A cell that was changed, as it is shown."""

    line: int
    reference: str
    column: str
    old: str
    new: str


class Refused(msgspec.Struct, frozen=True):
    """A row that was refused, as it is shown."""

    line: int
    column: str
    value: str
    why: str


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file that was taken."""

    name: str
    read: int
    taken: int
    already: int
    changed: int
    refused: list[Refused]
    changes: list[Change]


def check_size(size: int) -> None:
    """Refuse a file of too many bytes for a page. Raises UploadRefusedError."""
    if size > LIMIT:
        problem = (
            f"The file has {size / 1024 / 1024:.0f} MB; a page takes "
            f"{LIMIT // 1024 // 1024} MB. Part it, or have it taken with "
            "`putright import register`."
        )
        raise UploadRefusedError(problem)


def keep(*, user: User, upload: Upload, now: datetime.datetime) -> str:
    """Keep a file until it is taken; give its token. Raises UploadRefusedError."""
    check_size(len(upload.data))
    sweep(now=now)
    token = secrets.token_hex(16)
    _write(_path(user, token, "file"), msgspec.msgpack.encode(upload))
    return token


def change(*, user: User, token: str, upload: Upload) -> None:
    """Keep a file's new way of being read in place of the one before."""
    _write(_path(user, token, "file"), msgspec.msgpack.encode(upload))


def kept(*, user: User, token: str) -> Upload | None:
    """Give a person's own waiting file, or None where there is none (any more)."""
    data = _read(user, token, "file")
    return msgspec.msgpack.decode(data, type=Upload) if data else None


def finish(*, user: User, token: str, name: str, outcome: RegisterOutcome) -> None:
    """Keep what became of a file, and the file no longer."""
    result = Result(
        name=name,
        read=outcome.read,
        taken=outcome.taken,
        already=outcome.already,
        changed=outcome.changed,
        refused=[_refused(row) for row in outcome.refused],
        changes=[_change(cell) for cell in outcome.changes[:SHOWN_CHANGES]],
    )
    _write(_path(user, token, "result"), msgspec.msgpack.encode(result))
    _path(user, token, "file").unlink(missing_ok=True)


def _refused(row: RefusedRow) -> Refused:
    return Refused(row.line, row.column, row.value, row.why)


def _change(cell: ChangedCell) -> Change:
    return Change(cell.line, cell.reference, cell.column, cell.old, cell.new)


def result(*, user: User, token: str) -> Result | None:
    """Give what became of a person's own file, or None where it is not known."""
    data = _read(user, token, "result")
    return msgspec.msgpack.decode(data, type=Result) if data else None


def sweep(*, now: datetime.datetime) -> int:
    """Remove what lies here for more than a day; give how many files."""
    removed = 0
    for path in _all():
        written = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
        if now - written > KEPT_FOR:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def forget_all() -> None:
    """Remove all of them: an erasure can't know whose words a file holds."""
    for path in _all():
        path.unlink(missing_ok=True)


def _all() -> list[Path]:
    folder = _folder()
    return [path for path in folder.glob("*") if path.is_file()]


def _folder() -> Path:
    return Path(settings.PUTRIGHT_HOME) / FOLDER


def _path(user: User, token: str, kind: str) -> Path:
    return _folder() / f"u{user.pk}-{token}.{kind}"


def _read(user: User, token: str, kind: str) -> bytes:
    path = _path(user, token, kind)
    if not _TOKEN.fullmatch(token) or not path.is_file():
        return b""
    return path.read_bytes()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_bytes(data)
    part.replace(path)
