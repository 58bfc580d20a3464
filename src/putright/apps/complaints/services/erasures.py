"""Erasing a case wherever its words are, and again after an older copy is restored."""

import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import transaction

from putright.apps.accounts.services.typing import forget_typing
from putright.apps.complaints.models import (
    AccessProposal,
    CaseRow,
    EntryWords,
    Erasure,
    StepDraft,
)
from putright.apps.complaints.services.erase import erase_words
from putright.apps.complaints.services.importing_uploads import forget_all

LOG = "erasures.jsonl"
"""In the home folder, a line an erasure: the reference, the day, how many entries."""


def log_path() -> Path:
    """Give where erasures are written down: beside the database, so that a restored
    copy from before an erasure can be made to forget again."""
    return Path(settings.PUTRIGHT_HOME) / LOG


@transaction.atomic
def erase_case(
    *, reference: str, reason: str, who: str, now: datetime.datetime
) -> Erasure:
    """Erase every word of a case: the journal's, letters, drafts, files, search, what
    was typed and not sent, and register files waiting to be taken.

    Raises NoSuchCaseError, and ValueError without a reason. Codes, dates, amounts and
    every figure stay.
    """
    erasure = erase_words(reference=reference, reason=reason, who=who, now=now)
    AccessProposal.objects.filter(case__reference=reference).update(reason="")
    StepDraft.objects.filter(case__reference=reference).delete()
    forget_typing(under=(f"/cases/{reference}/", f"/cases/{quote(reference)}/"))
    transaction.on_commit(forget_all)
    transaction.on_commit(lambda: _write_down(reference, erasure.up_to, now))
    return erasure


def _write_down(reference: str, up_to: int, now: datetime.datetime) -> None:
    line = {"reference": reference, "up_to": up_to, "erased_at": now.isoformat()}
    path = log_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def written_down() -> Iterator[tuple[str, int]]:
    """Give each erasure that was written down: reference, and up to which entry."""
    path = log_path()
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            read = json.loads(line)
            yield str(read["reference"]), int(read["up_to"])


def erase_again(*, who: str, now: datetime.datetime) -> list[str]:
    """Apply every erasure that was written down to a database that does not know it.

    For use after a restore. Gives the references of the cases erased again.
    """
    again = []
    for reference, up_to in dict(written_down()).items():
        row = CaseRow.objects.filter(reference=reference).first()
        words = EntryWords.objects.filter(
            entry__case__reference=reference, entry__sequence__lte=up_to
        )
        if row is not None and words.exists():
            reason = "Erased before; restored from an older copy"
            erase_case(reference=reference, reason=reason, who=who, now=now)
            again.append(reference)
    return again
