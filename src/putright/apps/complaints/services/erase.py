"""Erasing the words of a case: audited, and it leaves every figure as it was."""

import datetime

from django.db import connection, transaction

from putright.apps.complaints import search
from putright.apps.complaints.models import (
    AffectedPerson,
    CaseRow,
    CaseText,
    EntryWords,
    Erasure,
    EvidenceFile,
    ExtraCell,
)
from putright.apps.complaints.services import evidence
from putright.apps.complaints.services.steps import NoSuchCaseError
from putright.apps.holds import services as holds
from putright.apps.holds.queries import HeldKind
from putright.apps.letters import files as letter_files
from putright.apps.letters import services as letters


@transaction.atomic
def erase_words(
    *, reference: str, reason: str, who: str, now: datetime.datetime
) -> Erasure:
    """Erase what people wrote in a case, its letters, files and search text.

    Payloads, the chain, the fold's codes and every figure stay. Raises
    NoSuchCaseError, HeldError where a legal hold stands on the case or on a resident
    whom it is about, ValueError where no reason is given, and StoreAwayError where the
    store of files does not answer: then nothing was erased.
    """
    if not reason.strip():
        problem = "An erasure needs its reason: retention, a court, a person's right."
        raise ValueError(problem)
    row = CaseRow.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        problem = f"There is no case {reference}."
        raise NoSuchCaseError(problem)
    for stored in (evidence.STORED, letter_files.STORED):
        stored.answers()
    holds.refuse_held(case=reference, people=people_of(row))
    holds.forget_reasons(HeldKind.CASE, reference)
    erasure = Erasure.objects.create(
        case=row,
        reason=reason[:200],
        who=who,
        recorded_at=now,
        up_to=row.entries_count,
    )
    CaseRow.objects.filter(pk=row.pk).update(erased_to=erasure.up_to)
    EntryWords.objects.filter(entry__case=row).delete()
    CaseText.objects.filter(case=row).update(subject="")
    ExtraCell.objects.filter(case=row).delete()
    search.take_away(row.pk)
    hashes = list(
        EvidenceFile.objects.filter(case=row).values_list("sha256", flat=True)
    )
    EvidenceFile.objects.filter(case=row).delete()
    letters.erase_words(about=reference, now=now)
    transaction.on_commit(lambda: _scrub(hashes), robust=True)
    return erasure


def people_of(row: CaseRow) -> frozenset[str]:
    """Give the references of the residents whom a case is about."""
    affected = AffectedPerson.objects.filter(case=row).values_list("person", flat=True)
    return frozenset({row.person, *affected} - {""})


def _scrub(hashes: list[str]) -> None:
    """Take the files away, and the old pages out of an embedded database."""
    evidence.remove_unused(hashes)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
