"""Logging a contact: found, checked, recorded once, and never blocked."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.complaints.forms import Page, opened

from putright.apps.complaints.models import CaseRow, Entry
from putright.apps.residents import queries as residents
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.models import ContactRestriction
from putright.apps.residents.services import add_person

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
CHECK, CONFIRM = ("go", "check"), ("go", "confirm")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)
    w.amina()


@pytest.fixture
def client(db: None) -> Client:
    return w.signed_in(w.person(cast.OUTSIDER, "front_line"))


def typed(**more: Any) -> dict[str, Any]:
    return {
        "kind": "complaint",
        "channel": "telephone",
        "text": "No heating since Sunday",
        "subject": "Heating off",
        "hazard": "no",
        "received_on": MONDAY,
        **more,
    }


def log(client: Client, **more: Any) -> Page:
    checked = opened(client, "/log/").send(**typed(**more), press=CHECK)
    assert "Check your answers" in checked.html
    return checked.send(press=CONFIRM)


def test_a_person_is_found_by_name_and_what_was_typed_is_kept(client: Client) -> None:
    page = opened(client, "/log/").send(
        person_search="farrow", text="No heating", press=("more", "find")
    )
    assert "Amina Farrow (P-1001)" in page.html
    assert "No heating" in page.html
    assert "There is a problem" not in page.html


def test_a_search_that_finds_more_than_it_shows_says_so(client: Client) -> None:
    """Ten of eleven look like all there are; the eleventh is then added once more."""
    for number in range(10):
        facts = PersonFacts(name=f"Farrow Number {number}")
        reference = f"P-20{number:02}"
        add_person(
            facts=facts,
            token=UUID(int=9 + number),
            reference=reference,
            now=w.NOW,
            by=None,
        )
    said = "These are the first 10 of more. Add words above"
    found = opened(client, "/log/").send(person_search="farrow", press=("more", "find"))
    assert said in w.words(found.html)
    fewer = opened(client, "/log/").send(
        person_search="farrow number", press=("more", "find")
    )
    assert said not in w.words(fewer.html)


def test_no_ones_name_stands_in_an_address(client: Client) -> None:
    page = opened(client, "/log/").send(person_search="farrow", press=("more", "find"))
    assert "farrow" not in page.address.lower()


def test_the_persons_and_the_homes_cases_are_shown_before_another_is_logged(
    client: Client,
) -> None:
    earlier = w.logged()
    checked = opened(client, "/log/").send(
        **typed(person_search="farrow", person="P-1001"), press=CHECK
    )
    assert earlier in checked.html


def test_5_14_a_contact_restriction_is_shown_and_never_blocks(
    client: Client,
) -> None:
    person = residents.person("P-1001")
    assert person is not None
    ContactRestriction.objects.create(
        person_id=person.id,
        restriction="By e-mail only",
        evidence="Calls at night",
        equality_considered="Considered",
        starts_on=date(2026, 1, 5),
        review_on=date(2026, 7, 1),
        recorded_at=w.NOW,
    )
    page = opened(client, "/log/?person=P-1001")
    assert "By e-mail only" in page.html
    assert "Calls at night" not in page.html
    log(client, person_search="farrow", person="P-1001")
    assert CaseRow.objects.count() == 1


def test_3_2_a_contact_back_dated_runs_from_the_day_staff_first_had_it(
    client: Client,
) -> None:
    log(client, received_on=date(2026, 2, 24), received_at="16:40")
    entry = Entry.objects.get()
    assert (entry.happened_on, entry.happened_at) == (date(2026, 2, 24), "16:40")
    assert CaseRow.objects.get().beat_on == date(2026, 3, 3)


def test_a_day_to_come_is_refused_and_everything_typed_is_kept(client: Client) -> None:
    page = opened(client, "/log/").send(
        **typed(received_on=date(2026, 3, 12)), press=CHECK
    )
    assert "must be 11 March 2026 or before" in page.html
    assert "No heating since Sunday" in page.html
    assert not CaseRow.objects.exists()


def test_a_form_sent_twice_logs_once(client: Client) -> None:
    checked = opened(client, "/log/").send(**typed(), press=CHECK)
    checked.send(press=CONFIRM)
    again = checked.send(press=CONFIRM)
    assert CaseRow.objects.count() == 1
    assert "was logged already" in again.html


def test_change_something_goes_back_with_all_that_was_typed(client: Client) -> None:
    checked = opened(client, "/log/").send(**typed(subject="Boiler"), press=CHECK)
    page = checked.send(press=("go", "change"))
    assert page.fields["subject"] == ["Boiler"]
    assert page.fields["received_on_day"] == ["2"]
    assert not CaseRow.objects.exists()


def test_1_3_unhappy_and_not_yet_decided_leads_to_the_choice(db: None) -> None:
    worker = w.signed_in(w.person(cast.COORDINATOR, "coordinator"))
    page = log(worker, kind="dissatisfaction")
    assert "offer-choice" in page.address
    page.send(chose="complaint")
    assert CaseRow.objects.get().state == "stage_1_open"


def test_1_6_a_survey_comment_is_a_complaint_only_if_they_asked(
    client: Client,
) -> None:
    page = log(client, channel="survey")
    assert "(Code provision 1.6)" in page.html
    assert not CaseRow.objects.exists()
    page.send(asked_for_it="on", press=CHECK).send(press=CONFIRM)
    assert CaseRow.objects.count() == 1


def test_a_possible_hazard_is_recorded_and_sent_on_at_once(client: Client) -> None:
    page = log(client, hazard="yes")
    assert "hazards team" in page.html
    assert CaseRow.objects.get().hazard


def test_a_hazard_in_a_service_request_is_on_its_file(client: Client) -> None:
    page = log(client, hazard="yes", kind="service_request")
    assert "hazards team" in page.html
    assert Entry.objects.filter(kind="note_added").count() == 1


def test_a_case_it_is_about_has_to_be_one_that_can_be_seen(client: Client) -> None:
    page = opened(client, "/log/").send(**typed(linked_to="C-99-00001"), press=CHECK)
    assert "There is no case C-99-00001 that you can see" in page.html


def test_the_board_and_auditors_log_nothing(db: None) -> None:
    for colleague, role in (
        (cast.BOARD_MEMBER, "board_member"),
        (cast.AUDITOR, "auditor"),
    ):
        client = w.signed_in(w.person(colleague, role))
        assert client.get("/log/").status_code == 403
