"""Which cases were written to after a moment, for whoever kept what stood then."""

import datetime
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import QuerySet

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow, Entry, Erasure
from putright.apps.complaints.queries.cases import visible_to

MANY = 500
"""References asked for at once: databases limit what one question may hold."""


def written_since(references: Collection[str], moment: datetime.datetime) -> set[str]:
    """Give those of some cases to which an entry was added after a moment."""
    later = Entry.objects.filter(recorded_at__gt=moment).order_by()
    found: set[str] = set()
    for some in _some(references):
        rows = later.filter(case__reference__in=some)
        found.update(rows.values_list("case__reference", flat=True).distinct())
    return found


def erased_since(moment: datetime.datetime) -> "QuerySet[Erasure, str]":
    """Give the references of the cases whose words were erased since a moment."""
    rows = Erasure.objects.filter(recorded_at__gte=moment).order_by()
    return rows.values_list("case__reference", flat=True)


class Reachable(NamedTuple):
    """Of some cases: those that a person may open, and those restricted to others."""

    seen: frozenset[str]
    restricted: frozenset[str]


def reachable(references: Collection[str], user: User, day: datetime.date) -> Reachable:
    """Tell which of some cases a person may open on a day, by role and by name."""
    seen: set[str] = set()
    restricted: set[str] = set()
    for some in _some(references):
        rows = visible_to(user, day).filter(reference__in=some)
        seen.update(rows.values_list("reference", flat=True))
        closed = CaseRow.objects.filter(reference__in=some, restricted=True)
        restricted.update(closed.values_list("reference", flat=True))
    return Reachable(frozenset(seen), frozenset(restricted - seen))


def _some(references: Collection[str]) -> list[list[str]]:
    ordered = sorted(references)
    return [ordered[at : at + MANY] for at in range(0, len(ordered), MANY)]
