"""Who and where a contact is about: people and homes found, and what came before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import reach
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.choices import Choices
from putright.apps.complaints.queries.words import Told, state_of
from putright.apps.homes import queries as homes
from putright.apps.residents import queries as residents
from putright.apps.residents.values import Notice, PersonView
from putright.core.calendar import long_date
from putright.core.complaints.case import Case

MOST = 10
TENURES = {"LCRA": "LCRA", "LCHO": "LCHO", "leasehold": "leaseholder"}
"""A home's stock type, as the tenure of whoever lives in it."""


@dataclass(frozen=True)
class Earlier:
    """An earlier or open case of the same person or home."""

    reference: str
    subject: str
    kind: str
    state: Told
    received_on: date
    why: str


@dataclass(frozen=True)
class Known:
    """What is known before a contact is logged."""

    person: PersonView | None
    home: homes.HomeView | None
    notices: tuple[Notice, ...]
    guarded: bool
    earlier: tuple[Earlier, ...]


class Offered(NamedTuple):
    """What a search offers to choose from; `more` where it found more than `MOST`."""

    choices: Choices
    more: bool


def people_choices(user: User, words: str, chosen: str, today: date) -> Offered:
    """Give the people found by some words, and the one chosen already."""
    found = {}
    more = False
    bodies = _bodies(user, today)
    if chosen:
        person = residents.person(chosen)
        if person is not None and _reaches(person, bodies):
            found[person.reference] = person
    if words.strip():
        people = residents.search(words, limit=MOST, bodies=bodies)
        more = len(people) > MOST
        for person in people[:MOST]:
            found[person.reference] = person
    lines = [(one.reference, _person_line(one, today)) for one in found.values()]
    return Offered(lines, more)


def homes_choices(user: User, words: str, chosen: str, today: date) -> Offered:
    """Give the homes found by some words, and the one chosen already."""
    found = {}
    more = False
    bodies = _bodies(user, today)
    if chosen:
        home = homes.home(chosen)
        if home is not None and (bodies is None or home.body in bodies):
            found[home.reference] = home
    if words.strip():
        places = homes.search(words, limit=MOST, bodies=bodies)
        more = len(places) > MOST
        for home in places[:MOST]:
            found[home.reference] = home
    lines = [
        (one.reference, f"{one.one_line} ({one.reference})") for one in found.values()
    ]
    return Offered(lines, more)


def _bodies(user: User, today: date) -> Collection[str] | None:
    """Give the bodies that limit a search; None for a person whom none limits."""
    found = reach(user, "log_contact", on=today)
    return None if found.everything or found.teams else found.bodies


def _reaches(person: PersonView, bodies: Collection[str] | None) -> bool:
    """Whether a person lived in a home of these bodies, or none limits who asks."""
    if bodies is None:
        return True
    stays = residents.residencies(person.id)
    lived_in = {stay.home_id for stay in stays if stay.home_id}
    return any(one.body in bodies for one in homes.homes_numbered(lived_in).values())


def _person_line(person: PersonView, today: date) -> str:
    stay = residents.residency_on(person.id, today)
    where = f", {stay.address}" if stay and stay.address else ""
    return f"{person.name} ({person.reference}){where}"


def home_of(person: str, on: date) -> homes.HomeView | None:
    """Give where a person lives on a day."""
    found = residents.person(person) if person else None
    stay = residents.residency_on(found.id, on) if found else None
    return homes.home_numbered(stay.home_id) if stay and stay.home_id else None


def known(user: User, person: str, home: str, today: date) -> Known:
    """Give what must be seen before a contact is logged. Nothing here stops it."""
    bodies = _bodies(user, today)
    who = residents.person(person) if person else None
    who = who if who and _reaches(who, bodies) else None
    where = homes.home(home) if home else home_of(who.reference if who else "", today)
    where = where if where and (bodies is None or where.body in bodies) else None
    return Known(
        person=who,
        home=where,
        notices=tuple(residents.notices(who, today)) if who else (),
        guarded=residents.home_is_guarded(where.id, today) if where else False,
        earlier=_earlier(user, person, where.reference if where else "", today),
    )


def _earlier(user: User, person: str, home: str, today: date) -> tuple[Earlier, ...]:
    same = Q()
    if person:
        same |= Q(person=person) | Q(affected__person=person)
    if home:
        same |= Q(home=home)
    if not same:
        return ()
    wanted = CaseRow.objects.filter(same).values("pk")
    rows = visible_to(user, today).filter(pk__in=wanted).distinct()
    return tuple(
        _shown(row, person)
        for row in rows.select_related("text").order_by("-pk")[: 2 * MOST]
    )


def cases_beside(user: User, case: Case, today: date) -> Choices:
    """Give the other cases of a case's person or home that someone may see."""
    found = _earlier(user, case.person, case.home, today)
    return [
        (
            one.reference,
            f"{one.subject or one.state.text}, {long_date(one.received_on)}",
        )
        for one in found
        if one.reference != case.reference
    ]


def people_beside(case: Case, today: date) -> Choices:
    """Give the people who live at a case's home, to be named on it."""
    home = homes.home(case.home) if case.home else None
    living = residents.people_at(home.id, today) if home else []
    return [(person.reference, person.name) for person, _ in living]


def _shown(row: CaseRow, person: str) -> Earlier:
    text = getattr(row, "text", None)
    return Earlier(
        reference=row.reference,
        subject=text.subject if text else "",
        kind=row.kind,
        state=state_of(row.state),
        received_on=row.received_on,
        why="Same person" if person and row.person == person else "Same home",
    )
