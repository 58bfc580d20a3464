"""Evidence files: checked by their content, kept by their hash."""

import datetime
import hashlib
import os
from pathlib import Path

import filetype
from django.conf import settings
from django.db import transaction

from putright.apps.complaints.models import CaseRow, EvidenceFile
from putright.apps.complaints.services.steps import Taken, take
from putright.apps.letters.files import amiss
from putright.core.complaints import steps as s

LIMIT = 25 * 1024 * 1024
"""The largest file taken, in bytes."""

KNOWN = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "audio/mpeg": ".mp3",
    "audio/x-wav": ".wav",
    "audio/m4a": ".m4a",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/plain": ".txt",
}
"""What may be kept, by what the bytes are and never by what the name says."""


class FileRefusedError(ValueError):
    """A file can't be kept: which, why, and what to do."""


def kind_of(name: str, data: bytes) -> str:
    """Tell what a file is by its bytes. Raises FileRefusedError.

    Plain text is text that decodes as UTF-8 and holds no NUL; a page of HTML or a
    script is kept as text, and only ever served as a download.
    """
    if not data:
        raise FileRefusedError(f"“{name}” is empty. Choose the file again.")
    if len(data) > LIMIT:
        size = len(data) / 1024 / 1024
        problem = (
            f"“{name}” is {size:.0f} MB; the most is {LIMIT // 1024 // 1024} MB. "
            "Make it smaller, or send it in parts."
        )
        raise FileRefusedError(problem)
    guess = filetype.guess(data)
    kind = guess.mime if guess else _text(data)
    if kind not in KNOWN:
        problem = (
            f"“{name}” is not a kind of file that can be kept ({kind or 'unknown'}). "
            "Save it as PDF, Word, Excel, a picture, sound, video or plain text."
        )
        raise FileRefusedError(problem)
    return kind


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else "text/plain"


def path_of(sha256: str) -> Path:
    """Give where a file of this hash is kept."""
    return Path(settings.EVIDENCE_FOLDER) / sha256[:2] / sha256


def keep(data: bytes) -> str:
    """Write a file under its hash, whole or not at all; give the hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if amiss(path, sha256):  # not there, or no longer what it was
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".part{os.getpid()}")
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    return sha256


@transaction.atomic
def add(
    *,
    reference: str,
    name: str,
    data: bytes,
    on: datetime.date,
    who: str,
    now: datetime.datetime,
    seen: int | None = None,
) -> Taken:
    """Put a file with a case (5.12). Raises FileRefusedError and what `take` does."""
    kind = kind_of(name, data)
    sha256 = keep(data)
    step = s.AddEvidence(on=on, file=sha256, size=len(data), name=name)
    taken = take(reference=reference, step=step, who=who, now=now, seen=seen)
    row = CaseRow.objects.get(reference=reference)
    EvidenceFile.objects.get_or_create(
        case=row,
        sha256=sha256,
        defaults={
            "name": name[:200],
            "content_type": kind,
            "size": len(data),
            "added_at": now,
        },
    )
    return taken


def remove_unused(hashes: list[str]) -> None:
    """Take away the files of these hashes that no case keeps any more."""
    kept = set(
        EvidenceFile.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
    )
    for sha256 in set(hashes) - kept:
        path_of(sha256).unlink(missing_ok=True)
