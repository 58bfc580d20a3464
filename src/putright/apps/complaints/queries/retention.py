"""Cases and drafts whose words a retention schedule may reach, and since when."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Coalesce

from putright.apps.complaints.models import (
    AffectedPerson,
    CaseRow,
    EntryWords,
    Erasure,
    StepDraft,
)
from putright.apps.holds import queries as holds
from putright.apps.holds.queries import HeldKind

ENDED_AT_ONCE = ("compliment", "comment", "mp_enquiry")
"""Kinds of contact that ask for nothing more: they are over on the day they came."""


def ended(kinds: Collection[str], until: datetime.date) -> QuerySet[CaseRow]:
    """Give the cases of some kinds that were over by a day, with `ended_on`.

    Left out: cases with a promise still to keep, those erased already, and those on
    legal hold. A case that is void or a duplicate counts from the day it came in.
    """
    over = Case(
        When(counts=False, then=F("received_on")),
        When(state="closed", then=F("closed_on")),
        When(state="withdrawn", then=F("withdrawn_on")),
        When(state="refused", then=F("refused_on")),
        When(kind__in=ENDED_AT_ONCE, then=Coalesce(F("closed_on"), F("received_on"))),
        default=None,
        output_field=DateField(),
    )
    return (
        CaseRow.objects.filter(_by(until), kind__in=kinds, open_actions=0)
        .annotate(ended_on=over)
        .filter(ended_on__lte=until)
        .exclude(erased_whole())
        .exclude(on_hold())
        .order_by("ended_on", "pk")
    )


def _by(until: datetime.date) -> Q:
    """Give a rule that all of them keep, column by column, so that an index finds few.

    Nothing is over before it came in.
    """
    return (
        Q(closed_on__lte=until)
        | Q(withdrawn_on__lte=until)
        | Q(refused_on__lte=until)
        | Q(counts=False, received_on__lte=until)
        | Q(kind__in=ENDED_AT_ONCE, received_on__lte=until)
    )


def erased_whole() -> Exists:
    """Give the rule for a case whose words were erased, with nothing written since."""
    return Exists(
        Erasure.objects.filter(
            case=OuterRef("pk"), up_to__gte=OuterRef("entries_count")
        )
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
