"""What stands in the house: its people, their homes, its cases, and what is hidden."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.governance import making as governance_making
from tests.trips.doors import ROLES
from tests.trips.governing import governed
from tests.trips.programs import programmed
from tests.trips.protecting import protected
from tests.trips.surveying import surveyed

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import LandlordSettings, RoleGrant, User
from putright.apps.complaints.models import CaseRow, Category, ImportMapping
from putright.apps.complaints.queries.cases import identity, open_case
from putright.apps.complaints.services import (
    access,
    evidence,
    importing,
    importing_uploads,
    lettering,
    steps,
)
from putright.apps.homes.facts import HomeFacts
from putright.apps.homes.services import add_area, record_home
from putright.apps.letters import queries as letters
from putright.apps.letters import services as writing
from putright.apps.residents import queries as residents
from putright.apps.residents import services as care
from putright.apps.residents.facts import PersonFacts
from putright.core.complaints import steps as s
from putright.core.complaints.letters.compose import paragraph_codes
from putright.core.tabular import read

if TYPE_CHECKING:
    from tests.trips.house import House

MARK = "Zqvhidden"
"""What every marker of the restricted case begins with."""
SECRET_TEXT = "Zqvhidden velvetlantern"
SECRET_SUBJECT = "Zqvhidden subject"
SECRET_NOTE = "Zqvhidden copperwhistle"
SECRET_FILE = "Zqvhidden.txt"
SECRET_WORDS = ("velvetlantern", "copperwhistle")
"""Words of the restricted case to search by: a page that finds it shows a marker."""

REGISTER = (
    b"reference,kind,received_on\nR-1,complaint,2025-03-03\nR-2,nonsense,2025-03-03\n"
)


def furnish(house: "House", patch: pytest.MonkeyPatch) -> None:
    """Put somebody of every role, and something of every kind, into a new house."""
    _people(house)
    w.amina()
    _home_and_person(house)
    _case(house)
    _records(house, patch)
    _secret(house)
    house.things |= governed()
    house.things |= protected(house.people["m"], house.people["d"], house)
    house.things |= surveyed(house.people.values(), patch)
    house.things |= programmed(house)


def _people(house: "House") -> None:
    for letter, role in ROLES.items():
        name = role or "nobody"
        who = cast.Colleague(name, f"{name.title()} Here", f"{name}@l.example", name)
        house.people[letter] = w.person(who, role)
    every = cast.Colleague("every", "Every Role", "every@l.example", "everything")
    house.people["*"] = w.person(every, "manager")
    for role in ("administrator", "reviewer", "auditor", "board_member"):
        _grant(house.people["*"], role)
    for letter, user in house.people.items():
        house.clients[letter] = w.signed_in(user)
    spare = w.person(cast.STAGE_2_HANDLER, "reviewer")
    by, now = house.people["d"], w.NOW
    team = accounts.create_team(
        name="Repairs", code="repairs", starts_on=w.MONDAY, by=by, now=now
    )
    member = accounts.join_team(
        team=team, user=spare, starts_on=w.MONDAY, by=by, now=now
    )
    waiting = RoleGrant.objects.create(
        user=spare, role="auditor", starts_on=w.MONDAY, given_by=spare, given_at=now
    )
    LandlordSettings.objects.create(name="Otterdale Homes", phone="01632 960000")
    house.things |= {
        "colleague": spare.pk,
        "grant": waiting.pk,
        "member": member.pk,
        "team": team.code,
    }


def _grant(user: User, role: str) -> None:
    RoleGrant.objects.create(
        user=user,
        role=role,
        starts_on=date(2020, 1, 6),
        given_at=w.NOW,
        confirmed_at=w.NOW,
    )


def _home_and_person(house: "House") -> None:
    by, now = house.people["m"], w.NOW
    person = residents.person(cast.AMINA.reference)
    assert person is not None
    area = add_area(name="Otterdale North")
    home = record_home(
        reference=cast.FLAT.reference,
        facts=HomeFacts(
            uprn=cast.FLAT.uprn,
            address_1="Flat 14",
            address_2="Heron House",
            postcode=cast.FLAT.postcode,
            area_id=area,
        ),
        now=now,
        by=by,
    )
    facts = PersonFacts(name=cast.AMINA.name, email=cast.AMINA.email)
    care.change_person(person_id=person.id, facts=facts, now=now, by=by)
    stay = care.start_residency(
        person_id=person.id,
        home_id=home,
        tenure="social rent",
        from_day=date(2019, 4, 1),
        now=now,
        by=by,
    )
    house.things |= {"resident": person.id, "home": home, "area": area, "stay": stay}
    house.things |= _needs(person.id, by)


def _needs(person: int, by: User) -> dict[str, Any]:
    now = w.NOW
    speaker = care.add_representative(
        person_id=person,
        name=cast.REPRESENTATIVE.name,
        contact=cast.REPRESENTATIVE.email,
        scope="everything",
        authority="A letter of hers",
        starts_on=w.MONDAY,
        expires_on=None,
        now=now,
        by=by,
    )
    adjustment = care.agree_adjustment(
        person_id=person,
        need="Low sight",
        adjustment="Large print",
        agreed_on=date(2025, 3, 3),
        review_on=date(2026, 2, 2),
        now=now,
        by=by,
    )
    limit = care.restrict_contact(
        person_id=person,
        evidence="Forty calls in a day",
        restriction="One call a week",
        equality_considered="Looked at her needs",
        starts_on=w.MONDAY,
        review_on=date(2026, 5, 5),
        now=now,
        by=by,
    )
    return {"speaker": speaker, "adjustment": adjustment, "limit": limit}


def _case(house: "House") -> None:
    handler = house.people["i"]
    reference = w.logged()
    w.handled_by(reference, handler, team="Repairs")
    w.taken(reference, s.AddNote(on=w.MONDAY, note="Called twice"))
    file = evidence.add(
        reference=reference,
        name="photo.txt",
        data=b"What the radiator looked like.",
        on=w.MONDAY,
        who="u1",
        now=w.NOW,
    )
    assert file.reference == reference
    letter = _drafted(reference)
    writing.approve(letter_id=letter, by="u9", now=w.NOW, two_people=True)
    lettering.issue(
        letter_id=letter, route="post", who="u2", now=w.NOW, on=date(2026, 3, 3)
    )
    sent = letters.letter(letter).dispatch
    assert sent is not None
    proposed = access.propose(
        reference=reference,
        restrict=True,
        named=(identity(handler),),
        reason="A colleague's mother",
        by=handler,
        now=w.NOW,
    )
    house.reference = reference
    house.things |= {
        "reference": reference,
        "letter_id": letter,
        "sha256": _file_of(reference),
        "dispatch": sent.dispatch_id,
        "proposal": proposed.pk,
    }


def _drafted(reference: str) -> int:
    step = s.Acknowledge(
        on=date(2026, 3, 3),
        stage=1,
        definition="The heating failed in January.",
        outcomes_sought="The heating mended.",
        points=("p1",),
        ours=("p1",),
        texts={"p1": "No heating"},
    )
    return lettering.draft(
        reference=reference, name="acknowledge", step=step, who="u2", now=w.NOW
    )


def _file_of(reference: str) -> str:
    row = CaseRow.objects.get(reference=reference)
    return row.files.values_list("sha256", flat=True)[0]


def _records(house: "House", patch: pytest.MonkeyPatch) -> None:
    category = Category.objects.create(category="Heating", issue="Boiler")
    mapping = ImportMapping.objects.create(name="Old", columns="{}", saved_at=w.NOW)
    tokens = {"token": "a" * 32, "result": "b" * 32}
    table = read("register.csv", REGISTER)
    outcome = importing.try_register(table, now=w.NOW)
    upload = importing_uploads.Upload(name="register.csv", data=REGISTER)
    for user in house.people.values():
        for token in tokens.values():
            patch.setattr("secrets.token_hex", lambda _, token=token: token)
            importing_uploads.keep(user=user, upload=upload, now=w.NOW)
        importing_uploads.finish(
            user=user, token=tokens["result"], name="register.csv", outcome=outcome
        )
    patch.undo()
    w.freeze(patch)
    house.things |= tokens | {
        "form": "csv",
        "letter_form": "pdf",
        "category": category.pk,
        "mapping": mapping.pk,
        "step_name": "add_note",
        "what": "submit",
        "edition": "housing-2024",
        "kind": "acknowledgement_1",
        "paragraph": next(iter(paragraph_codes("acknowledgement_1"))),
    }


def _secret(house: "House") -> None:
    """Log restricted cases of every sort, linked with open ones both ways."""
    request = w.logged(kind="service_request", text="A tap drips", subject="Tap")
    steps.take(
        reference=request,
        step=s.Dissatisfied(on=w.MONDAY, text=SECRET_TEXT),
        who="u1",
        now=w.NOW,
    )
    main = open_case(CaseRow.objects.get(reference=request)).case.linked_complaints[-1]
    w.logged(text="About the other one", linked_to=main)
    twice = w.logged(text="The same again")
    w.taken(twice, s.MarkDuplicate(on=w.MONDAY, of=main, by="u1"))
    refused = w.logged(text=SECRET_TEXT, subject=SECRET_SUBJECT)
    w.taken(refused, _refusal())
    late = w.logged(text=SECRET_TEXT, subject=SECRET_SUBJECT, person="", home="")
    w.taken(late, _adjusted())
    house.secrets = {
        "main": main,
        "refused": refused,
        "late": late,
        "request": _kind("service_request"),
        "compliment": _kind("compliment"),
    }
    house.hidden = _filled(house, main)
    for reference in house.secrets.values():
        w.restricted_to(reference, house.people["i"], on=date(2026, 3, 3))


def _kind(kind: str) -> str:
    return w.logged(kind=kind, text=SECRET_TEXT, subject=SECRET_SUBJECT)


def _refusal() -> s.Refuse:
    return s.Refuse(
        on=w.MONDAY,
        ground="other_route",
        route=SECRET_NOTE,
        by="u1",
        reason=SECRET_NOTE,
        discretion=SECRET_NOTE,
        ombudsman_told=True,
    )


def _adjusted() -> s.Adjust:
    return s.Adjust(
        on=w.MONDAY, need=SECRET_NOTE, adjustment=MARK, review_on=date(2026, 3, 4)
    )


def _filled(house: "House", main: str) -> dict[str, Any]:
    """Put a note, a file, a letter on its way and a promise on the restricted case."""
    w.handled_by(main, house.people["i"], team="Repairs")
    w.taken(main, s.AddNote(on=w.MONDAY, note=SECRET_NOTE))
    evidence.add(
        reference=main,
        name=SECRET_FILE,
        data=SECRET_NOTE.encode(),
        on=w.MONDAY,
        who="u1",
        now=w.NOW,
    )
    letter = _drafted(main)
    writing.approve(letter_id=letter, by="u9", now=w.NOW, two_people=True)
    lettering.issue(
        letter_id=letter, route="post", who="u2", now=w.NOW, on=date(2026, 3, 3)
    )
    sent = letters.letter(letter).dispatch
    assert sent is not None
    w.taken(
        main,
        s.AddAction(
            on=date(2026, 3, 3), what=SECRET_NOTE, by_when=date(2026, 3, 10), owner="u1"
        ),
    )
    return {
        "reference": main,
        "letter_id": letter,
        "sha256": _file_of(main),
        "dispatch": sent.dispatch_id,
        "ombudsman": governance_making.determined(
            "202500009", w.MONDAY, "maladministration", case=main
        ),
    }
