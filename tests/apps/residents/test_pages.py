"""The pages of people: what they show, to whom, and what they write down."""

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from tests import cast
from tests.cast import AMINA, MONDAY, on

from putright.apps.accounts import queries as accounts
from putright.apps.accounts import services as account_services
from putright.apps.accounts.models import User
from putright.apps.residents import queries
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.services import (
    agree_adjustment,
    change_person,
    record_equality_answer,
    restrict_contact,
)

REVIEW = dt.date(2025, 1, 6)
SignIn = Callable[..., Client]


@pytest.fixture
def giver(db: None) -> User:
    """Give the administrator who gives roles."""
    return _add(cast.ADMINISTRATOR)


def _add(colleague: cast.Colleague) -> User:
    return account_services.create_user(
        username=colleague.username,
        name=colleague.name,
        email=colleague.email,
        password=cast.PASSWORD,
        by=None,
        now=on(MONDAY),
    )


@pytest.fixture
def sign_in(giver: User) -> SignIn:
    """Give what signs the stage 1 handler in with a role, over everything or less."""

    def make(role: str, scope: str = "everything", scope_value: str = "") -> Client:
        user = _add(cast.STAGE_1_HANDLER)
        grant = account_services.grant_role(
            user=user,
            role=role,
            scope=scope,
            scope_value=scope_value,
            by=giver,
            now=on(MONDAY),
            starts_on=dt.date(2020, 1, 6),
        )
        account_services.confirm_role(
            grant=grant, by=_add(cast.OUTSIDER), now=on(MONDAY)
        )
        client = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
        client.force_login(user)
        return client

    return make


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def day(name: str, when: dt.date) -> dict[str, str]:
    return {
        f"{name}_day": str(when.day),
        f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
    }


def guard(amina: int, facts: PersonFacts) -> None:
    safe = dataclasses.replace(facts, safe_contact="Through her sister, 01632 960777")
    change_person(person_id=amina, facts=safe, now=on(MONDAY), by=None)


def test_a_persons_page_shows_them_and_is_written_in_the_log(
    sign_in: SignIn, amina: int
) -> None:
    shown = page(sign_in("front_line"), f"/residents/{amina}/")
    assert "Amina Farrow" in shown
    assert "01632 960014" in shown
    assert "Flat 14, Heron House, Mill Lane, ZZ1 4QQ" in shown
    log = accounts.access_log(kind="resident_opened", subject=f"resident:{amina}")
    assert log.count() == 1


def test_a_safe_contact_hides_every_other_way(
    sign_in: SignIn, amina: int, flat: int, facts: PersonFacts
) -> None:
    guard(amina, facts)
    client = sign_in("investigator")
    shown = page(client, f"/residents/{amina}/")
    assert "Through her sister" in shown
    assert "Contact route restricted" in shown
    assert AMINA.email not in shown
    assert AMINA.telephone not in shown
    home = page(client, f"/residents/homes/{flat}/")
    assert "Contact route restricted" in home
    assert "sister" not in home
    found = client.post("/residents/", {"words": "farrow"}).content.decode()
    assert "Contact route restricted" in found
    assert AMINA.telephone not in found


def test_people_and_homes_are_found_without_their_words_in_the_address(
    sign_in: SignIn, amina: int, flat: int
) -> None:
    client = sign_in("front_line")
    people = client.post("/residents/", {"words": "amina"})
    assert people.status_code == 200
    assert f"/residents/{amina}/" in people.content.decode()
    homes = client.post("/homes/", {"words": "heron zz1"})
    assert f"/residents/homes/{flat}/" in homes.content.decode()
    assert "Amina" not in page(client, "/residents/?words=amina")
    nothing = client.post("/residents/", {"words": "nobody"}).content.decode()
    assert "Nobody has all of these words" in nothing
    assert "Enter something" in client.post("/homes/", {"words": ""}).content.decode()


def test_5_10_only_people_who_work_cases_see_a_disability(
    sign_in: SignIn, amina: int
) -> None:
    agree_adjustment(
        person_id=amina,
        need="Cannot read small print",
        adjustment="large print",
        disability="Macular degeneration",
        agreed_on=MONDAY,
        review_on=REVIEW,
        now=on(MONDAY),
        by=None,
    )
    shown = page(sign_in("front_line"), f"/residents/{amina}/")
    assert "large print" in shown
    assert "Macular" not in shown
    assert "A disability was disclosed" in shown


def test_equality_answers_are_on_no_page(sign_in: SignIn, amina: int) -> None:
    record_equality_answer(
        person_id=amina,
        question="ethnicity",
        answer="answer-seven",
        answered_on=MONDAY,
    )
    assert "answer-seven" not in page(sign_in("manager"), f"/residents/{amina}/")


def test_details_are_changed_and_what_was_there_is_shown(
    sign_in: SignIn, amina: int
) -> None:
    client = sign_in("investigator")
    version = queries.person_numbered(amina)
    assert version is not None
    typed = {"name": "Amina Farrow", "telephone": "01632 960555", "format": "braille"}
    answer = client.post(
        f"/residents/{amina}/change/", {**typed, "version": version.version}
    )
    assert answer.status_code == 302
    shown = page(client, f"/residents/{amina}/")
    assert "01632 960555" in shown
    assert "Needs letters in: braille." in shown
    assert "Chidi Okafor" in shown
    now = queries.person_numbered(amina)
    assert now is not None
    assert now.email == ""


def test_who_saves_second_is_told_and_keeps_what_they_typed(
    sign_in: SignIn, amina: int, facts: PersonFacts
) -> None:
    seen = queries.person_numbered(amina)
    assert seen is not None
    other = dataclasses.replace(facts, telephone="01632 960111")
    change_person(person_id=amina, facts=other, now=on(MONDAY), by=None)
    client = sign_in("investigator")
    typed = {"name": "Amina F Farrow", "version": str(seen.version)}
    path = f"/residents/{amina}/change/"
    answer = client.post(path, typed)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Someone else changed these details" in shown
    assert "Amina F Farrow" in shown
    form = answer.context["form"]
    again = client.post(path, {**typed, "version": form["version"].value()})
    assert again.status_code == 302


def test_someone_new_gets_a_reference_and_a_taken_one_is_refused(
    sign_in: SignIn, amina: int
) -> None:
    client = sign_in("front_line")
    answer = client.post("/residents/add/", {"name": "Tomasz Brzeg"}, follow=True)
    assert "Tomasz Brzeg" in answer.content.decode()
    assert queries.search("brzeg")[0].reference.startswith("R-")
    taken = client.post("/residents/add/", {"name": "X", "reference": "P-1001"})
    assert "Someone has the reference P-1001 already" in taken.content.decode()
    bad = client.post("/residents/add/", {"name": "X", "email": "nowhere"})
    assert "not an e-mail address" in bad.content.decode()


def test_needs_representatives_and_homes_are_added_and_ended_on_their_pages(
    sign_in: SignIn, amina: int, house: int
) -> None:
    client = sign_in("investigator")
    base = f"/residents/{amina}"
    need = {"need": "Sight", "adjustment": "calls, not letters"}
    speaker = {"name": "Gwen", "scope": "All of it", "authority": "Letter of 1 October"}
    posts = [
        (f"{base}/adjustments/add/", need | day("agreed_on", MONDAY)
         | day("review_on", REVIEW)),
        (f"{base}/representatives/add/", speaker | day("starts_on", MONDAY)),
        (f"{base}/homes/add/", {"home": "OTT-0203"} | day("from_day", MONDAY)),
    ]  # fmt: skip
    for path, typed in posts:
        assert client.post(path, typed).status_code == 302, path
    shown = page(client, f"{base}/")
    for words in ("calls, not letters", "Represented by Gwen", "3 Weir Cottages"):
        assert words in shown
    adjustment = queries.adjustments(amina)[0].pk
    speaker_row = queries.representatives(amina)[0].pk
    stay = queries.residencies(amina)[0].id
    ends = [
        (f"{base}/adjustments/{adjustment}/review/",
         day("reviewed_on", MONDAY) | day("review_on", REVIEW)),
        (f"{base}/representatives/{speaker_row}/end/", day("ended_on", MONDAY)),
        (f"{base}/homes/{stay}/end/", day("ended_on", MONDAY)),
    ]  # fmt: skip
    for path, typed in ends:
        assert client.get(path).status_code == 200, path
        assert client.post(path, typed).status_code == 302, path
    assert queries.representative_on(amina, MONDAY) is None
    kept = queries.adjustments(amina)[0].pk
    path = f"{base}/adjustments/{kept}/end/"
    assert client.post(path, day("ended_on", MONDAY)).status_code == 302
    assert queries.adjustments(amina, on=MONDAY) == []
    again = client.post(path, day("ended_on", MONDAY)).content.decode()
    assert "This has ended already" in again


def test_5_14_contact_is_restricted_by_those_who_may_with_evidence_and_review(
    sign_in: SignIn, amina: int
) -> None:
    client = sign_in("coordinator")
    path = f"/residents/{amina}/restrictions/add/"
    typed = {"restriction": "one call a week"} | day("starts_on", MONDAY)
    refused = client.post(path, typed | day("review_on", REVIEW)).content.decode()
    for label in ("What happened", "How the Equality Act was considered"):
        assert f"Fill in “{label}”." in refused
    grounds = {"evidence": "Forty calls", "equality_considered": "Considered"}
    wrong = client.post(path, typed | grounds | day("review_on", dt.date(2024, 1, 1)))
    assert "The review is before the start" in wrong.content.decode()
    right = client.post(path, typed | grounds | day("review_on", REVIEW))
    assert right.status_code == 302
    row = queries.restrictions(amina)[0].pk
    base = f"/residents/{amina}/restrictions/{row}"
    reviewed = {"equality_considered": "Again"} | day("reviewed_on", MONDAY)
    answer = client.post(f"{base}/review/", reviewed | day("review_on", REVIEW))
    assert answer.status_code == 302
    row = queries.restrictions(amina)[0].pk
    lifted = client.post(
        f"/residents/{amina}/restrictions/{row}/end/", day("ended_on", MONDAY)
    )
    assert lifted.status_code == 302
    assert queries.restrictions(amina, on=MONDAY) == []


@pytest.mark.parametrize("role", ["administrator", "board_member"])
def test_who_sees_no_cases_sees_no_people(
    sign_in: SignIn, amina: int, flat: int, role: str
) -> None:
    client = sign_in(role)
    for path in ("/residents/", f"/residents/{amina}/", f"/residents/homes/{flat}/"):
        assert client.get(path).status_code == 403


def test_an_auditor_reads_and_changes_nothing(sign_in: SignIn, amina: int) -> None:
    client = sign_in("auditor")
    shown = page(client, f"/residents/{amina}/")
    assert "Change details" not in shown
    for path in ("change", "adjustments/add", "homes/add", "restrictions/add"):
        assert client.get(f"/residents/{amina}/{path}/").status_code == 403


def test_a_managing_body_sees_the_people_of_its_own_homes_alone(
    sign_in: SignIn, amina: int, flat: int
) -> None:
    client = sign_in("investigator", "body", "Weir TMO")
    assert client.get(f"/residents/{amina}/").status_code == 404
    assert client.get(f"/residents/homes/{flat}/").status_code == 404
    found = client.post("/residents/", {"words": "amina"}).content.decode()
    assert "Nobody has all of these words" in found


@pytest.mark.parametrize(
    "path",
    [
        "/residents/9/",
        "/residents/99999999999999999999/",
        "/residents/homes/99999999999999999999/",
        "/residents/{amina}/adjustments/9/end/",
        "/residents/{amina}/restrictions/99999999999999999999/review/",
        "/residents/{amina}/homes/9/end/",
    ],
)
def test_what_is_not_there_is_not_found(sign_in: SignIn, amina: int, path: str) -> None:
    client = sign_in("manager")
    assert client.get(path.format(amina=amina)).status_code == 404


def test_a_restriction_never_hides_that_a_complaint_is_logged(
    sign_in: SignIn, amina: int
) -> None:
    restrict_contact(
        person_id=amina,
        evidence="Forty calls",
        restriction="one call a week",
        equality_considered="Considered",
        starts_on=MONDAY,
        review_on=REVIEW,
        now=on(MONDAY),
        by=None,
    )
    shown = page(sign_in("front_line"), f"/residents/{amina}/")
    assert "Contact restricted: one call a week" in shown
    assert "A complaint is always logged" in shown
