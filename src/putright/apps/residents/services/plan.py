"""What a file of residents will write, decided before anything is written."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from putright.apps.residents.facts import FIELDS, PersonFacts
from putright.apps.residents.models import PersonFact, Residency
from putright.core.tabular import TableError

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Stay:
    """A person at a home (None: none of ours), from a day until a day, where known."""

    home_id: int | None = None
    tenure: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None

    def with_more(self, said: "Stay") -> "Stay":
        """Give this stay with what a row says put over it; nothing is emptied."""
        return Stay(
            home_id=self.home_id,
            tenure=said.tenure or self.tenure,
            starts_on=said.starts_on or self.starts_on,
            ends_on=said.ends_on or self.ends_on,
        )

    def is_same_as(self, said: "Stay") -> bool:
        """Give whether a row speaks of this stay: the same home, at a time in common.

        A row without a first day speaks of the stay that is there.
        """
        if self.home_id != said.home_id:
            return False
        if said.starts_on is None or self.starts_on is None:
            return True
        if self.starts_on == said.starts_on:
            return True
        begins_later = self.ends_on is not None and said.starts_on > self.ends_on
        ends_before = said.ends_on is not None and said.ends_on < self.starts_on
        return not (begins_later or ends_before)


@dataclass(slots=True)
class KnownPerson:
    """A person with what is known of them; number 0 for one that is not saved yet."""

    facts: PersonFacts
    person_id: int = 0
    fact_id: int = 0
    starts_on: dt.date | None = None
    changed: bool = False


@dataclass(slots=True)
class KnownStay:
    """A stay with its row (0 for one not saved yet), and the line that gave it."""

    stay: Stay
    row_id: int = 0
    line: int = 0
    changed: bool = False


@dataclass(slots=True)
class Plan:
    """All that is known, with what the file adds and changes marked."""

    homes: dict[str, int]
    people: dict[str, KnownPerson]
    stays: dict[str, list[KnownStay]]
    said: dict[str, dict[str, tuple[int, Any]]] = field(default_factory=dict)

    def match(self, reference: str, said: Stay, line: int) -> KnownStay | None:
        """Find the stay that a row speaks of, the likeliest where there are several.

        Raises TableError where an earlier line of the file gave the same stay.
        """
        found = [k for k in self.stays.get(reference, []) if k.stay.is_same_as(said)]
        if not found:
            return None
        found.sort(key=lambda known: _likeness(known.stay, said), reverse=True)
        best = found[0]
        if best.line:
            raise TableError(
                line,
                "person",
                reference,
                f"Line {best.line} gives this person at this home at the same time. "
                "Keep one row.",
            )
        return best

    def say(self, reference: str, line: int, given: dict[str, Any]) -> None:
        """Keep what a line says of a person, for the lines after it."""
        said = self.said.setdefault(reference, {})
        for column, value in given.items():
            said.setdefault(column, (line, value))

    def set_facts(self, reference: str, facts: PersonFacts) -> None:
        """Plan to write these facts of a person, who may be new."""
        known = self.people.setdefault(reference, KnownPerson(facts))
        known.facts = facts
        known.changed = True

    def set_stay(
        self, reference: str, stay: Stay, matched: KnownStay | None, line: int
    ) -> None:
        """Plan to write a stay, new or in the place of one that is known."""
        if matched is None:
            new = KnownStay(stay, line=line, changed=True)
            self.stays.setdefault(reference, []).append(new)
            return
        matched.line = line
        matched.changed = stay != matched.stay
        matched.stay = stay


def known_people() -> dict[str, KnownPerson]:
    """Read everyone, with what is known of them now."""
    rows = PersonFact.objects.filter(ends_on__isnull=True).values_list(
        "person__reference", "person_id", "pk", "starts_on", *FIELDS
    )
    return {
        reference: KnownPerson(PersonFacts(*facts), person_id, fact_id, starts_on)
        for reference, person_id, fact_id, starts_on, *facts in rows.iterator(BATCH)
    }


def known_stays() -> dict[str, list[KnownStay]]:
    """Read everyone's stays."""
    rows = Residency.objects.filter(superseded_on__isnull=True).values_list(
        "person__reference", "pk", "home_id", "tenure", "starts_on", "ends_on"
    )
    stays: dict[str, list[KnownStay]] = {}
    for reference, row_id, home_id, tenure, starts_on, ends_on in rows.order_by(
        "pk"
    ).iterator(BATCH):
        stay = Stay(home_id, tenure, starts_on, ends_on)
        stays.setdefault(reference, []).append(KnownStay(stay, row_id))
    return stays


def _likeness(known: Stay, said: Stay) -> tuple[bool, bool, dt.date]:
    return (
        known.starts_on == said.starts_on,
        known.ends_on is None,
        known.starts_on or dt.date.min,
    )
