"""Erasing a case's letters: words, files and copies go; that they existed stays."""

import datetime as dt
from collections.abc import Collection
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from putright.apps.letters import files
from putright.apps.letters.models import (
    Dispatch,
    DispatchState,
    LetterDocument,
    LetterFile,
    LetterState,
    LetterVersion,
)
from putright.apps.letters.services.posting import print_name

ORPHAN_AGE = dt.timedelta(days=1)


@transaction.atomic
def erase_words(*, about: str, now: dt.datetime) -> int:
    """Erase every word of a case's letters; give the number of letters erased.

    Versions are deleted, kept bytes and copies in the print folder and the mail
    folder removed once this is committed, what waits is cancelled. Kind, dates,
    states and hashes stay, for the case's record refers to them.
    """
    return _erase(LetterDocument.objects.filter(about=about), now)


@transaction.atomic
def erase_draft(*, letter_id: int, now: dt.datetime) -> int:
    """Erase every word of one letter that was never issued; give how many it was."""
    found = LetterDocument.objects.filter(pk=letter_id, erased_at__isnull=True)
    return _erase(found.exclude(state=LetterState.ISSUED), now)


def _erase(found: QuerySet[LetterDocument], now: dt.datetime) -> int:
    rows = list(found.select_for_update())
    kept = list(LetterFile.objects.filter(document__in=rows, erased_at__isnull=True))
    LetterVersion.objects.filter(document__in=rows).delete()
    LetterFile.objects.filter(pk__in=[file.pk for file in kept]).update(erased_at=now)
    tries = Dispatch.objects.filter(document__in=rows)
    tries.exclude(detail="").update(detail="")
    tries.filter(state__in=(DispatchState.WAITING, DispatchState.PRINTED)).update(
        state=DispatchState.CANCELLED
    )
    LetterDocument.objects.filter(
        pk__in=[row.pk for row in rows if row.state != LetterState.ISSUED]
    ).update(state=LetterState.WITHDRAWN)
    LetterDocument.objects.filter(pk__in=[row.pk for row in rows]).update(erased_at=now)
    names = [print_name(file) for file in kept]
    hashes = [file.sha256 for file in kept]
    message_ids = [row.message_id for row in rows]
    remove = partial(_remove, hashes, names, message_ids)
    transaction.on_commit(remove, robust=True)
    return len(rows)


def _remove(hashes: list[str], names: list[str], message_ids: list[str]) -> None:
    for name in names:
        (files.print_folder() / name).unlink(missing_ok=True)
    for path in _mail_copies(message_ids):
        path.unlink(missing_ok=True)
    for sha256 in set(hashes) - _still_kept(hashes):
        files.forget(sha256)


def _mail_copies(message_ids: list[str]) -> list[Path]:
    """Find emails written to a folder in place of a mail server."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or "")
    if not message_ids or not getattr(settings, "EMAIL_FILE_PATH", None):
        return []
    wanted = [message_id.encode() for message_id in message_ids]
    return [
        path
        for path in folder.glob("*")
        if path.is_file() and any(one in path.read_bytes() for one in wanted)
    ]


def _still_kept(hashes: Collection[str]) -> set[str]:
    rows = LetterFile.objects.filter(sha256__in=hashes, erased_at__isnull=True)
    return set(rows.values_list("sha256", flat=True))


def sweep_files(*, now: dt.datetime) -> int:
    """Remove files that no letter refers to and that are over a day old.

    They are left where the program died, or refused the letter, after writing them.
    Gives how many were removed.
    """
    return files.STORED.sweep(before=now - ORPHAN_AGE, used=_still_kept)
