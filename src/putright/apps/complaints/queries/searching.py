"""Finding cases by reference, name, address or words: the newest first, no total."""

import datetime
from collections.abc import Callable, Iterator, Sequence

import msgspec
from django.db.models import QuerySet

from putright.apps.accounts.models import User
from putright.apps.complaints import search
from putright.apps.complaints.models import AffectedPerson, CaseRow
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.homes import queries as homes
from putright.apps.residents import queries as residents

MOST = 50
WIDE = 500
"""People and homes looked through for one search."""
DEPTHS = (200, 5_000, 30_000)
"""How many of the cases found in one way are looked through, one after the other, for
50 that are for this person's eyes."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A case found, and what it was found by."""

    case: CaseRow
    by: str


def search_cases(text: str, user: User, day: datetime.date) -> list[Found]:
    """Find the newest 50 cases that a person may see, by anything at all.

    A reference, a resident's name (who raised it or is affected), an address, postcode
    or UPRN, or words of the case. Cases the person may not see are as if not there.
    """
    asked = " ".join(text.split())[:200]
    if not asked:
        return []
    seen = visible_to(user, day)
    found: dict[int, list[str]] = {}
    newest: dict[int, CaseRow] = {}
    for by, newest_of in _ways(asked):
        for row in _seen(seen, newest_of):
            found.setdefault(row.pk, []).append(by)
            newest[row.pk] = row
    listed = sorted(newest, reverse=True)[:MOST]
    return [Found(case=newest[pk], by=", ".join(found[pk])) for pk in listed]


Newest = Callable[[int], Sequence[int]]
"""Gives the numbers of the newest cases found in one way, at most so many."""


def _seen(seen: QuerySet[CaseRow], newest: Newest) -> list[CaseRow]:
    """Give the newest 50 of those found that a person may see.

    Few are looked at first, since most people may see most of them: a common word, or
    a street, is in a large part of all cases.
    """
    rows: list[CaseRow] = []
    for depth in DEPTHS:
        numbers = newest(depth)
        rows = list(seen.filter(pk__in=numbers).order_by("-pk")[:MOST])
        if len(rows) == MOST or len(numbers) < depth:
            break
    return rows


def _ways(asked: str) -> Iterator[tuple[str, Newest]]:
    """Give each way of finding cases: what it is called, and its newest cases.

    Numbers alone are asked for, which an index holds in their order.
    """
    cases = CaseRow.objects.order_by("-pk").values_list("pk", flat=True)
    exactly = cases.filter(reference__in={asked, asked.upper()})
    yield "Reference", lambda most: list(exactly[:most])
    people = [one.reference for one in residents.search(asked, limit=WIDE)]
    if people:
        raised = cases.filter(person__in=people)
        yield "Name", lambda most: list(raised[:most])
        affected = AffectedPerson.objects.filter(person__in=people)
        theirs = affected.order_by("-case_id").values_list("case_id", flat=True)
        yield "Name of someone affected", lambda most: list(theirs[:most])
    places = [one.reference for one in homes.search(asked, limit=WIDE)]
    if places:
        there = cases.filter(home__in=places)
        yield "Address", lambda most: list(there[:most])
    yield "Words of the case", lambda most: search.matching(asked, most)
