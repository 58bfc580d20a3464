"""A person's copy: which parts were looked through, and what is left out of each."""

import msgspec
from django.db.models import QuerySet

from putright.apps.protection.models import LeftOut, PartSeen, PersonCopy
from putright.apps.protection.queries.held import Part

REASONS = {
    "someone_else": "About someone else",
    "legal_advice": "Legal advice",
    "harm": "Could cause serious harm",
    "crime": "Preventing or detecting crime",
    "negotiation": "Negotiation with the person",
    "not_theirs": "Not about this person",
}
"""Why something is left out, as codes: never in words about anyone."""


class Marked(msgspec.Struct, frozen=True):
    """Of one item: the passages left out (none for the whole), and why."""

    passages: frozenset[int]
    reason: str

    @property
    def whole(self) -> bool:
        """Whether all of it is left out."""
        return not self.passages


class Seen(msgspec.Struct, frozen=True):
    """A part that was looked through; `stale` where it changed since."""

    stale: bool
    marks: dict[str, Marked]


def copies() -> QuerySet[PersonCopy]:
    """Give every copy that was started, the newest first."""
    return PersonCopy.objects.select_related("started_by")


def copy(number: int) -> PersonCopy | None:
    """Give a copy by its number."""
    return copies().filter(pk=number).first()


def open_copy(person: str) -> PersonCopy | None:
    """Give the copy of a person that is being looked through."""
    return copies().filter(person=person, ended_at__isnull=True).first()


def seen(found: PersonCopy, parts: list[Part]) -> dict[str, Seen]:
    """Give which parts were looked through, with their marks, in two reads."""
    now = {part.code: part for part in parts}
    rows = PartSeen.objects.filter(copy=found, part__in=now)
    marks: dict[int, dict[str, Marked]] = {}
    for one in LeftOut.objects.filter(part__copy=found):
        passages = frozenset(int(n) for n in one.passages.split(",") if n)
        marks.setdefault(one.part_id, {})[one.item] = Marked(passages, one.reason)
    return {
        row.part: Seen(row.digest != now[row.part].digest, marks.get(row.pk, {}))
        for row in rows
    }


def ready(parts: list[Part], looked: dict[str, Seen]) -> bool:
    """Whether every part was looked through and is still as it was."""
    return all(p.code in looked and not looked[p.code].stale for p in parts)
