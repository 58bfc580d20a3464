"""Finding cases by reference, name, address or words: the newest first, no total."""

import datetime

import msgspec
from django.db.models import Q

from putright.apps.accounts.models import User
from putright.apps.complaints import search
from putright.apps.complaints.models import AffectedPerson, CaseRow
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.homes import queries as homes
from putright.apps.residents import queries as residents

MOST = 50
WIDE = 500
"""People and homes looked through for one search."""
DEEP = 5000
"""Cases looked through by their words: some may not be for this person's eyes."""


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
    ways = _ways(asked)
    found: dict[int, list[str]] = {}
    newest: dict[int, CaseRow] = {}
    for by, which in ways:
        for row in seen.filter(which).order_by("-pk")[:MOST]:
            found.setdefault(row.pk, []).append(by)
            newest[row.pk] = row
    listed = sorted(newest, reverse=True)[:MOST]
    return [Found(case=newest[pk], by=", ".join(found[pk])) for pk in listed]


def _ways(asked: str) -> list[tuple[str, Q]]:
    people = [one.reference for one in residents.search(asked, limit=WIDE)]
    places = [one.reference for one in homes.search(asked, limit=WIDE)]
    affected = AffectedPerson.objects.filter(person__in=people).values("case")
    words = search.matching(asked, DEEP)
    return [
        ("Reference", Q(reference__in={asked, asked.upper()})),
        ("Name", Q(person__in=people)),
        ("Name of someone affected", Q(pk__in=affected)),
        ("Address", Q(home__in=places)),
        ("Words of the case", Q(pk__in=words)),
    ]
