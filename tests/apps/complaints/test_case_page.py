"""One complaint all the way through its pages, and what the case page says of it."""

from datetime import date

import pytest
from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.complaints.forms import by_hand, opened

from putright.apps.accounts.models import AccessLog, LandlordSettings, User
from putright.apps.complaints.models import CaseRow, Entry
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    w.freeze(monkeypatch)
    w.amina()


@pytest.fixture
def manager() -> User:
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


@pytest.fixture
def client(manager: User) -> Client:
    return w.signed_in(manager)


def test_a_thin_complaint_all_the_way_through_the_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = opened(client, "/log/?person=P-1001").send(
        kind="complaint",
        channel="telephone",
        text="The heating has been off for a week",
        subject="Heating off",
        hazard="no",
        received_on=MONDAY,
        press=("go", "check"),
    )
    assert "Check your answers" in checked.html
    assert not CaseRow.objects.exists()
    case = checked.send(press=("go", "confirm"))
    row = CaseRow.objects.get()
    assert case.address == f"/cases/{row.reference}/"
    assert (row.received_on, row.person, row.home) == (MONDAY, "P-1001", "")
    assert "Acknowledge" in case.html

    acknowledged = opened(client, f"/cases/{row.reference}/acknowledge/").send(
        definition="No heating for a week",
        outcomes_sought="Mend the boiler",
        point_1="The boiler is broken",
        whose_1="ours",
        point_2="Nobody rang back",
        whose_2="ours",
        on=date(2026, 3, 6),
        **by_hand(),
    )
    assert "Recorded: Acknowledge" in acknowledged.html
    words = w.words(acknowledged.html)
    assert "Acknowledged in time" in words
    assert "Answer by 20 March 2026" in words
    assert "7 working days left" in words

    answered = opened(client, f"/cases/{row.reference}/respond/").send(
        outcome_1="upheld",
        reason_1="The part was ordered late.",
        remedy_1_1_kind="compensation",
        remedy_1_1_amount="£50",
        remedy_1_1_by=date(2026, 3, 20),
        outcome_2="not_upheld",
        reason_2="The calls are on record.",
        action_1_what="Service the boiler each autumn",
        action_1_by=date(2026, 4, 1),
        written="on",
        told="on",
        **by_hand(),
    )
    row.refresh_from_db()
    assert row.state == "stage_1_answered"
    assert row.compensation_pence == 5000
    words = w.words(answered.html)
    assert "Compensation of £50.00, by 20 March 2026" in words
    assert "Service the boiler each autumn" in words
    assert "Answered in time" in words

    closed = opened(client, f"/cases/{row.reference}/close/").send(
        learning="Order parts on the day of the visit"
    )
    row.refresh_from_db()
    assert row.state == "closed"
    assert "Order parts on the day of the visit" in closed.html


def test_opening_a_case_is_written_down(client: Client, manager: User) -> None:
    reference = w.logged()
    w.page(client, f"/cases/{reference}/")
    entry = AccessLog.objects.get(kind="case_opened")
    assert (entry.user, entry.subject) == (manager, reference)


def test_an_imported_reference_with_a_stroke_and_a_space_has_its_pages(
    client: Client,
) -> None:
    reference = w.logged()
    CaseRow.objects.filter(reference=reference).update(reference="COM/12 a")
    assert "Heating off" in w.page(client, "/cases/COM/12 a/")
    assert "Add a note" in w.page(client, "/cases/COM/12 a/add-note/")
    assert AccessLog.objects.filter(kind="case_opened").exists()


def test_a_restricted_case_is_not_there_for_who_is_not_named(client: Client) -> None:
    reference = w.logged()
    named = w.person(cast.STAGE_1_HANDLER, "investigator")
    w.restricted_to(reference, named)
    for page in ("", "timeline/", "clocks/", "people/", "files/", "add-note/"):
        assert client.get(f"/cases/{reference}/{page}").status_code == 404
    assert "Restricted" in w.page(w.signed_in(named), f"/cases/{reference}/")


def test_a_linked_case_that_is_restricted_says_only_that_it_is_there(
    client: Client,
) -> None:
    request = w.logged(kind="service_request", subject="A secret subject")
    complaint = w.logged(linked_to=request)
    w.restricted_to(request, w.person(cast.STAGE_1_HANDLER, "investigator"))
    shown = w.page(client, f"/cases/{complaint}/")
    assert "A case that is not open to you" in shown
    assert request not in shown
    assert "A secret subject" not in shown


def test_links_show_both_ways(client: Client) -> None:
    request = w.logged(kind="service_request")
    w.taken(request, s.Dissatisfied(on=MONDAY, text="Still no heating"))
    complaint = CaseRow.objects.get(linked_to=request).reference
    assert complaint in w.page(client, f"/cases/{request}/")
    assert request in w.page(client, f"/cases/{complaint}/")


def test_each_date_leads_to_its_proof_day_by_day(client: Client) -> None:
    reference = w.logged()
    assert "clocks/#stage-1-acknowledge_by" in client.get(
        f"/cases/{reference}/"
    ).content.decode().replace('"', "")
    shown = w.page(client, f"/cases/{reference}/clocks/")
    assert "6.2" in shown
    assert "Saturday 7 March 2026 Not counted Weekend: Saturday" in shown
    assert "Monday 9 March 2026 5 Working day" in shown


def test_an_auditor_reads_and_is_offered_no_step(db: None) -> None:
    reference = w.logged()
    auditor = w.signed_in(w.person(cast.AUDITOR, "auditor"))
    assert "None that your roles include." in w.page(auditor, f"/cases/{reference}/")
    assert auditor.get(f"/cases/{reference}/add-note/").status_code == 403
    assert auditor.post(f"/cases/{reference}/add-note/").status_code == 403


def test_the_front_line_notes_contacts_and_does_no_more(db: None) -> None:
    reference = w.logged()
    front = w.signed_in(w.person(cast.OUTSIDER, "front_line"))
    shown = w.page(front, f"/cases/{reference}/")
    assert "Record a contact" in shown
    assert "Acknowledge" not in shown.partition("Steps now")[2]
    assert front.get(f"/cases/{reference}/acknowledge/").status_code == 403
    said = opened(front, f"/cases/{reference}/contact/").send(
        channel="telephone", note="Rang again about the heating"
    )
    assert "Recorded: Record a contact" in said.html


def test_an_administrator_sees_no_case(db: None) -> None:
    reference = w.logged()
    client = w.signed_in(w.person(cast.ADMINISTRATOR, "administrator"))
    assert client.get(f"/cases/{reference}/").status_code in (403, 404)


def test_two_people_restrict_a_case_and_two_open_it(
    client: Client, manager: User
) -> None:
    reference = w.logged()
    second = w.person(cast.COORDINATOR, "manager")
    address = f"/cases/{reference}/access/"
    named = [f"u{manager.pk}", f"u{second.pk}"]
    alone = opened(client, address).send(named=named[:1], reason="Staff")
    assert "Name at least two people who may restrict cases" in alone.html
    opened(client, address).send(named=named, reason="A member of staff lives there")
    assert not CaseRow.objects.get().restricted
    own = client.post(f"{address}1/confirm/", follow=True).content.decode()
    assert "can" in own
    assert not CaseRow.objects.get().restricted
    w.signed_in(second).post(f"{address}1/confirm/")
    assert CaseRow.objects.get().restricted
    opened(client, address).send(reason="No longer needed")
    w.signed_in(second).post(f"{address}2/confirm/")
    assert not CaseRow.objects.get().restricted


def test_the_page_costs_few_questions_of_the_database(client: Client) -> None:
    reference = w.logged()
    for number in range(30):
        w.taken(reference, s.AddNote(on=MONDAY, note=f"Note {number}"))
    assert w.queries(client, f"/cases/{reference}/") < 30


def test_words_stand_in_the_timeline_and_hashes_show_it_whole(client: Client) -> None:
    reference = w.logged()
    shown = w.page(client, f"/cases/{reference}/timeline/")
    assert "A complaint was received by telephone." in shown
    assert "The heating is off" in shown
    assert Entry.objects.get().hash in shown


def test_compensation_limit_is_the_landlords(client: Client) -> None:
    LandlordSettings.objects.create(approval_limit_pence=12_300)
    reference = w.logged()
    assert "£123.00" in w.page(client, f"/cases/{reference}/respond/")
