"""Reads of legal holds: what stands, on what, and what is overdue for review."""

import datetime
from collections.abc import Collection

from django.db.models import Q, QuerySet

from putright.apps.holds.models import HeldKind, Hold

__all__ = [
    "HeldKind",
    "Hold",
    "every",
    "held",
    "numbered",
    "overdue",
    "standing",
    "standing_on",
]


def standing() -> QuerySet[Hold]:
    """Give the holds that stand, the next to be reviewed first."""
    return Hold.objects.filter(lifted_at__isnull=True).select_related("placed_by")


def every() -> QuerySet[Hold]:
    """Give every hold there ever was, those that stand first."""
    return Hold.objects.select_related("placed_by", "lifted_by").order_by(
        "lifted_at", "review_on", "id"
    )


def standing_on(*, case: str = "", people: Collection[str] = ()) -> QuerySet[Hold]:
    """Give the holds that stand on a case, or on any of some people."""
    asked = Q(kind=HeldKind.PERSON, reference__in=[one for one in people if one])
    if case:
        asked |= Q(kind=HeldKind.CASE, reference=case)
    return standing().filter(asked)


def held(kind: HeldKind) -> "QuerySet[Hold, str]":
    """Give the references of a kind that are on hold, to be left out of an erasure.

    Read within the database where it limits another query.
    """
    found = Hold.objects.filter(lifted_at__isnull=True, kind=kind).order_by()
    return found.values_list("reference", flat=True)


def overdue(day: datetime.date) -> QuerySet[Hold]:
    """Give the holds whose day of review has gone by."""
    return standing().filter(review_on__lt=day)


def numbered(number: int) -> Hold | None:
    """Give a hold by its number."""
    return Hold.objects.filter(pk=number).first()
