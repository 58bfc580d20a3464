"""Erasing a case wherever its words are, and again after an older copy is restored."""

import datetime
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
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
from putright.apps.holds import services as holds
from putright.apps.residents.services import retention as residents

LATELY = datetime.timedelta(days=7)
PERSON = "person"
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

    Raises NoSuchCaseError, HeldError, and ValueError without a reason. Codes, dates,
    amounts and every figure stay.
    """
    erasure = erase_words(reference=reference, reason=reason, who=who, now=now)
    AccessProposal.objects.filter(case__reference=reference).update(reason="")
    StepDraft.objects.filter(case__reference=reference).delete()
    forget_typing(under=(f"/cases/{reference}/", f"/cases/{quote(reference)}/"))
    transaction.on_commit(forget_all)
    transaction.on_commit(lambda: _write_down(reference, erasure.up_to, now))
    return erasure


def write_down_person(reference: str, now: datetime.datetime) -> None:
    """Write down that a resident was erased, once that is committed."""
    transaction.on_commit(lambda: _write_down(reference, 0, now, of=PERSON))


def _write_down(
    reference: str, up_to: int, now: datetime.datetime, *, of: str = ""
) -> None:
    line = {"reference": reference, "up_to": up_to, "erased_at": now.isoformat()}
    if of:
        line["of"] = of
    path = log_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a+b") as file:
        # After a line that a power cut tore, begin a new one.
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 1, 0))
        begin = b"" if file.read(1) in (b"", b"\n") else b"\n"
        file.write(begin + json.dumps(line, ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def write_down_missing(
    *, now: datetime.datetime, since: datetime.timedelta | None = LATELY
) -> int:
    """Write down erasures that the database knows and the list does not; give how many.

    The program may have died between the two. Looks at those of the last days alone
    unless `since` is None.
    """
    known = set(written_down())
    rows = Erasure.objects.order_by("recorded_at", "pk")
    if since is not None:
        rows = rows.filter(recorded_at__gte=now - since)
    told = rows.values_list("case__reference", "up_to", "recorded_at")
    missing = [one for one in told.iterator() if one[:2] not in known]
    for reference, up_to, at in missing:
        _write_down(reference, up_to, at)
    return len(missing)


def written_down(*, of: str = "") -> Iterator[tuple[str, int]]:
    """Give each erasure that was written down: reference, and up to which entry.

    Those of cases, or with `of` those of residents, which have no entries.
    """
    path = log_path()
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        with suppress(ValueError):  # a line that a power cut tore is written again
            read = json.loads(line)
            if read.get("of", "") == of:
                yield str(read["reference"]), int(read["up_to"])


class Again(NamedTuple):
    """What came of erasing again: the references erased, and those that a hold kept."""

    erased: list[str]
    held: list[str]


def erase_again(*, who: str, now: datetime.datetime) -> Again:
    """Apply every erasure that was written down to a database that does not know it.

    For use after a restore. Holds that were written down and are not there are put
    back first; what they hold is not erased.
    """
    holds.put_back(now=now)
    again = Again([], [])
    for person, _ in dict(written_down(of=PERSON)).items():
        try:
            if residents.erase_due_person(reference=person, now=now):
                again.erased.append(person)
        except holds.HeldError:
            again.held.append(person)
    for reference, up_to in dict(written_down()).items():
        row = CaseRow.objects.filter(reference=reference).first()
        words = EntryWords.objects.filter(
            entry__case__reference=reference, entry__sequence__lte=up_to
        )
        if row is not None and words.exists():
            reason = "Erased before; restored from an older copy"
            try:
                erase_case(reference=reference, reason=reason, who=who, now=now)
            except holds.HeldError:
                again.held.append(reference)
            else:
                again.erased.append(reference)
    return again
