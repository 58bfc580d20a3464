"""People and answers that a retention schedule may reach, and since when."""

import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from putright.apps.holds import queries as holds
from putright.apps.holds.queries import HeldKind
from putright.apps.residents.models import EqualityAnswer, Person, PersonFact, Residency


def left(until: datetime.date) -> QuerySet[Any, Any]:
    """Give the people who lived in none of the landlord's homes after a day.

    Each as (reference, last day of their last stay). Left out: anyone whose stay has no
    end or who never had one, those erased already, and those on legal hold.
    """
    stays = Residency.objects.filter(person=OuterRef("pk"), superseded_on__isnull=True)
    named = PersonFact.objects.filter(person=OuterRef("pk")).exclude(name="Erased")
    standing = Q(residencies__superseded_on__isnull=True)
    return (
        Person.objects.annotate(left_on=Max("residencies__ends_on", filter=standing))
        .filter(~Exists(stays.filter(ends_on__isnull=True)), Exists(named))
        .filter(left_on__lte=until)
        .exclude(reference__in=holds.held(HeldKind.PERSON))
        .order_by("left_on", "pk")
        .values_list("reference", "left_on")
    )


def answered(until: datetime.date) -> QuerySet[Any, Any]:
    """Give the people all of whose equality answers are from a day or before.

    Each as (reference, day of the latest); what was answered is not read. Left out:
    those on legal hold.
    """
    return (
        EqualityAnswer.objects.exclude(
            person__reference__in=holds.held(HeldKind.PERSON)
        )
        .order_by()
        .values("person__reference")
        .annotate(answered=Max("answered_on"))
        .filter(answered__lte=until)
        .order_by("answered", "person__reference")
        .values_list("person__reference", "answered")
    )
