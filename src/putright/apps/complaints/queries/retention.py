"""Cases and drafts whose words a retention schedule may reach, and since when."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from putright.apps.complaints.models import (
    WITH_WORDS,
    AffectedPerson,
    CaseRow,
    EntryWords,
    StepDraft,
)
from putright.apps.holds import queries as holds
from putright.apps.holds.queries import HeldKind


def ended(kinds: Collection[str], until: datetime.date) -> QuerySet[CaseRow]:
    """Give the cases of some kinds that were over by a day, the longest over first.

    Left out: cases with a promise still to keep, those whose words were all erased,
    and those on legal hold. Of one kind they stand in an index in this order, without
    the erased ones, so that the first of them cost the same however many there are.
    """
    return (
        CaseRow.objects.filter(WITH_WORDS, kind__in=kinds, over_on__lte=until)
        .filter(open_actions=0)
        .exclude(on_hold())
        .order_by("over_on", "pk")
    )


def on_hold() -> Q:
    """Give the rule for a case that a hold stands on, by itself or by its people."""
    people = holds.held(HeldKind.PERSON)
    affected = AffectedPerson.objects.filter(case=OuterRef("pk"), person__in=people)
    return (
        Q(reference__in=holds.held(HeldKind.CASE))
        | Q(person__in=people)
        | Q(Exists(affected))
    )


def with_words_of(person: str) -> Exists:
    """Give the rule for a resident who is in a case that still has words.

    `person`: the field, of the rows that it limits, with the resident's reference.
    """
    affected = AffectedPerson.objects.filter(
        case=OuterRef("pk"), person=OuterRef(OuterRef(person))
    )
    words = EntryWords.objects.filter(entry__case=OuterRef("pk"))
    return Exists(
        CaseRow.objects.filter(
            Q(person=OuterRef(person)) | Q(Exists(affected)), Exists(words)
        )
    )


def case_row(reference: str) -> CaseRow | None:
    """Give a case's row by its reference, whoever asks: for the program itself."""
    return CaseRow.objects.filter(reference=reference).first()


def drafts(until: datetime.date) -> QuerySet[Any, Any]:
    """Give the steps drafted, and not taken since a day: of no case on hold.

    Each as (number of its letter, when it was last saved).
    """
    free = CaseRow.objects.exclude(on_hold())
    found = StepDraft.objects.filter(saved_at__date__lte=until, case__in=free)
    return found.order_by("saved_at", "pk").values_list("letter", "saved_at")


def is_held(reference: str) -> bool:
    """Whether a legal hold stands on a case, or on anyone whom it is about."""
    return CaseRow.objects.filter(on_hold(), reference=reference).exists()


def subjects_held() -> frozenset[str]:
    """Give what the access log calls the cases on hold: references and numbers."""
    rows = CaseRow.objects.filter(on_hold()).values_list("pk", "reference")
    return frozenset(name for pk, ref in rows for name in (f"case:{pk}", ref))
