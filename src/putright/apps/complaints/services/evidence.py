"""Evidence files: checked by their content, kept by their hash."""

import datetime
from collections.abc import Collection
from pathlib import Path

import filetype
from django.conf import settings
from django.db import transaction

from putright.apps.complaints.models import CaseRow, Entry, EvidenceFile
from putright.apps.complaints.services.steps import Taken, take
from putright.apps.letters.errors import StoreAwayError
from putright.apps.letters.stored import Stored, place_of
from putright.core.complaints import steps as s
from putright.core.complaints.events import EvidenceAdded
from putright.core.complaints.journal import kind_of as entry_kind

STORED = Stored("evidence", "evidence")
UNUSED_AFTER = datetime.timedelta(days=7)
"""After this a file that no case keeps is taken away: a step was refused after it. Not
sooner, so that what came in after a backup is there still when that is restored."""
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
    """Give where a file of this hash lies, where evidence is kept in a folder."""
    return place_of(Path(settings.EVIDENCE_FOLDER), sha256)


def keep(data: bytes) -> str:
    """Write a file under its hash, whole or not at all; give the hash.

    Raises FileRefusedError where the store of files does not answer.
    """
    try:
        return STORED.keep(data)
    except StoreAwayError as away:
        problem = f"The file was not kept, and nothing was recorded. {away}"
        raise FileRefusedError(problem) from away


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
    kept: str = "",
) -> Taken:
    """Put a file with a case (5.12). Raises FileRefusedError and what `take` does.

    `kept`: what `keep` gave, where it was called before the transaction began: a store
    of files far away is slow, and others wait for a transaction.
    """
    kind = kind_of(name, data)
    sha256 = kept or keep(data)
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
    """Take away the files of these hashes that no case keeps any more.

    Raises StoreAwayError; `sweep` then takes them away once the store answers.
    """
    for sha256 in set(hashes) - _used(hashes):
        STORED.forget(sha256)


def sweep(*, now: datetime.datetime) -> int:
    """Take away files that no case keeps and that are over a week old; give
    how many.

    They are left where a step was refused after its file was kept, and where the store
    did not answer when a case was erased.
    """
    return STORED.sweep(before=now - UNUSED_AFTER, used=_used_or_told)


def _used_or_told(hashes: Collection[str]) -> set[str]:
    """Give those that a row names, or an entry of the journal whose words are kept: a
    row that was removed must not take its file with it."""
    used = _used(hashes)
    told = Entry.objects.filter(kind=entry_kind(EvidenceAdded), words__isnull=False)
    return used | {
        one for one in set(hashes) - used if told.filter(payload__contains=one).exists()
    }


def _used(hashes: Collection[str]) -> set[str]:
    rows = EvidenceFile.objects.filter(sha256__in=hashes)
    return set(rows.values_list("sha256", flat=True))
