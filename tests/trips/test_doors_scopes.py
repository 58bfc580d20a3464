"""A role for one team, or for one managing body, reaches its own and no further."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts import services as accounts
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.services import lettering
from putright.apps.homes import queries as homes
from putright.apps.homes.facts import HomeFacts
from putright.apps.homes.services import record_home
from putright.apps.letters import queries as letters
from putright.apps.letters import services as writing
from putright.apps.residents import queries as residents
from putright.apps.residents import services as care
from putright.apps.residents.facts import PersonFacts
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

PAGES = (
    "/cases/",
    "/?scope=all",
    "/promises/?scope=all",
    "/registers/service-requests/",
    "/registers/compliments/",
    "/registers/refusals/",
    "/registers/adjustments/",
    "/cases/unassigned/",
    "/letters/",
    "/cases/export.csv",
    "/promises/export.csv",
)


@dataclass(frozen=True)
class Side:
    """One side of the landlord: a person, their home, and a case with a letter."""

    person: int
    reference: str
    home: int
    home_reference: str
    case: str
    letter: int
    dispatch: int
    word: str


@pytest.fixture
def sides(monkeypatch: pytest.MonkeyPatch) -> tuple[Side, Side]:
    """The repairs team and Weir TMO's homes on one side; all the rest on the other."""
    w.freeze(monkeypatch)
    by, now = None, w.NOW
    for name in ("Repairs", "Lettings"):
        accounts.create_team(name=name, starts_on=w.MONDAY, by=by, now=now)
    return (
        _side("1", team="Repairs", body="weir-tmo", word="Boilerhouse"),
        _side("2", team="Lettings", body="", word="Stairwell"),
    )


def _side(number: str, *, team: str, body: str, word: str) -> Side:
    home = record_home(
        reference=f"H-{number}",
        facts=HomeFacts(
            address_1=f"{number} {word} Row", postcode="ZZ1 1ZZ", body=body
        ),
        now=w.NOW,
        by=None,
    )
    person = care.add_person(
        facts=PersonFacts(name=f"{word} Resident", email=f"p{number}@home.example"),
        token=UUID(int=int(number)),
        reference=f"P-{number}",
        now=w.NOW,
        by=None,
    )
    care.start_residency(
        person_id=person,
        home_id=home,
        tenure="social rent",
        from_day=date(2019, 4, 1),
        now=w.NOW,
        by=None,
    )
    case = w.logged(
        text=word, subject=word, person=f"P-{number}", home=f"H-{number}", body=body
    )
    w.taken(case, s.Assign(on=w.MONDAY, stage=1, handler="u1", team=team))
    letter = _lettered(case)
    sent = letters.letter(letter).dispatch
    assert sent is not None
    promise = s.AddAction(
        on=date(2026, 3, 3), what=word, by_when=date(2026, 3, 10), owner="u1"
    )
    w.taken(case, promise)
    return Side(
        person, f"P-{number}", home, f"H-{number}", case, letter, sent.dispatch_id, word
    )


def _lettered(case: str) -> int:
    step = s.Acknowledge(
        on=date(2026, 3, 3),
        stage=1,
        definition="What happened",
        outcomes_sought="Mend it",
        points=("p1",),
        ours=("p1",),
        texts={"p1": "It broke"},
    )
    letter = lettering.draft(
        reference=case, name="acknowledge", step=step, who="u2", now=w.NOW
    )
    writing.approve(letter_id=letter, by="u9", now=w.NOW, two_people=True)
    lettering.issue(letter_id=letter, route="post", who="u2", now=w.NOW, on=step.on)
    return letter


def of_team() -> Client:
    """An investigator of the repairs team."""
    user = w.person(cast.STAGE_1_HANDLER, "investigator", scope="team", of="repairs")
    return w.signed_in(user)


def of_body() -> Client:
    """A coordinator of Weir tenant management organisation."""
    user = w.person(cast.COORDINATOR, "coordinator", scope="body", of="weir-tmo")
    return w.signed_in(user)


def pages_of(side: Side) -> Iterator[str]:
    """Give the pages of one side's case and its letter."""
    case = f"/cases/{side.case}/"
    yield case
    for part in ("timeline/", "clocks/", "people/", "files/", "add-note/"):
        yield f"{case}{part}"
    yield f"{case}letters/{side.letter}/"
    yield f"{case}letters/{side.letter}/file.pdf"
    yield f"/letters/dispatch/{side.dispatch}/"
    yield f"/letters/dispatch/{side.dispatch}/again/"


@pytest.mark.parametrize("who", [of_team, of_body])
def test_a_limited_role_opens_its_own_cases_and_no_others(
    sides: tuple[Side, Side], who: type[Client]
) -> None:
    """Another team's or body's case is as if not there, its letters too."""
    own, other = sides
    client = who()
    for address in pages_of(own):
        assert client.get(address).status_code == 200, address
    for address in pages_of(other):
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("who", [of_team, of_body])
def test_a_limited_role_lists_its_own_cases_and_no_others(
    sides: tuple[Side, Side], who: type[Client]
) -> None:
    """Lists, registers, promises, letters on their way, exports and search."""
    own, other = sides
    client = who()
    listed = {page: client.get(page).content.decode() for page in PAGES}
    for page, shown in listed.items():
        assert other.case not in shown, page
        assert other.word not in shown, page
    for page in ("/cases/", "/letters/", "/cases/export.csv", "/promises/?scope=all"):
        assert own.case in listed[page], page
    found = client.post("/search/", {"q": "Row"}).content.decode()
    assert own.case in found
    assert other.case not in found


@pytest.mark.parametrize("who", [of_team, of_body])
def test_a_limited_role_acts_on_its_own_letters(
    sides: tuple[Side, Side], who: type[Client]
) -> None:
    """Who works a team's cases sends that team's letters, and no other's."""
    own, other = sides
    client = who()
    page = f"/cases/{own.case}/letters/{own.letter}/"
    assert client.post(f"{page}do/submit/").status_code in (200, 302)
    there = f"/cases/{other.case}/letters/{other.letter}/do/submit/"
    assert client.post(there).status_code == 404
    assert client.post(f"/letters/dispatch/{other.dispatch}/cancel/").status_code == 404
    assert letters.dispatch(other.dispatch).state != "cancelled"


def test_a_body_sees_its_own_homes_and_people_and_no_others(
    sides: tuple[Side, Side],
) -> None:
    """A tenant management organisation finds nobody else's residents, by any way."""
    own, other = sides
    client = of_body()
    assert client.get(f"/residents/{own.person}/").status_code == 200
    assert client.get(f"/residents/homes/{own.home}/").status_code == 200
    for address in (
        f"/residents/{other.person}/",
        f"/residents/{other.person}/change/",
        f"/residents/{other.person}/homes/add/",
        f"/residents/{other.person}/restrictions/add/",
        f"/residents/homes/{other.home}/",
    ):
        assert client.get(address).status_code == 404, address
    for page in ("/residents/", "/homes/"):
        shown = client.post(page, {"words": other.word}).content.decode()
        assert f"{other.word} R" not in shown, page
    logging = f"/log/?person={other.reference}&home={other.home_reference}"
    assert other.word not in client.get(logging).content.decode()
    sent = {"person": other.reference, "home": other.home_reference, "more": "find"}
    assert other.word not in client.post("/log/", sent).content.decode()


def test_a_role_for_a_team_reaches_it_by_every_name_it_had(
    sides: tuple[Side, Side], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case keeps its team as it was called; the team renamed still works it."""
    own, _ = sides
    assert CaseRow.objects.get(reference=own.case).team == "Repairs"
    client = of_team()
    from putright.apps.accounts import queries

    team = queries.teams().get(code="repairs")
    accounts.rename_team(
        team=team, name="Homes care", starts_on=w.TODAY, by=None, now=w.NOW
    )
    assert client.get(f"/cases/{own.case}/").status_code == 200


def test_the_sides_are_what_they_say(sides: tuple[Side, Side]) -> None:
    """The test's own footing: two homes, two people, two bodies."""
    own, other = sides
    bodies = {
        one.id: one.body
        for one in homes.homes_numbered([own.home, other.home]).values()
    }
    assert bodies == {own.home: "weir-tmo", other.home: ""}
    assert residents.person(own.reference) != residents.person(other.reference)
