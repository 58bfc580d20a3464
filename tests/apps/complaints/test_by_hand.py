"""Letters sent by hand have their file, and other small truths of a case's pages."""

from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.complaints.forms import Page, by_hand, opened

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow, Entry, EvidenceFile
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.queries import person
from putright.apps.residents.services import add_person, add_representative
from putright.core.complaints import steps as s

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)
NEEDED = "Choose the file of the letter as it was sent, or write the letter here."


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


def kinds(reference: str) -> list[str]:
    rows = Entry.objects.filter(case__reference=reference).order_by("sequence")
    return list(rows.values_list("kind", flat=True))


def acknowledgement(client: Client, reference: str) -> Page:
    page = opened(client, f"/cases/{reference}/acknowledge/")
    page.fields |= {
        "definition": ["No heating"],
        "outcomes_sought": ["Mend it"],
        "point_1": ["The boiler"],
        "whose_1": ["ours"],
    }
    return page


def test_5_12_an_acknowledgement_recorded_by_hand_needs_the_letters_file(
    client: Client,
) -> None:
    """Else a back-dated letter that nobody can show stands as sent in time."""
    reference = w.logged()
    page = acknowledgement(client, reference)
    bare = page.send(on=FRIDAY, press=("go", "record"))
    assert NEEDED in w.words(bare.html)
    assert 'href="#id_letter_file"' in bare.html
    assert kinds(reference) == ["received"]

    done = page.send(on=FRIDAY, **by_hand("sent.pdf"))
    assert "Recorded: Acknowledge" in done.html
    assert kinds(reference)[1:] == ["acknowledged", "evidence_added", "letter_issued"]
    held = EvidenceFile.objects.get()
    assert (held.name, held.content_type) == ("sent.pdf", "application/pdf")
    assert "Sent by hand" in w.words(done.html)
    assert f"/files/{held.sha256}/" in done.html
    assert "It left on 6 March 2026" in w.words(done.html)


def test_a_letter_by_hand_that_is_sent_twice_is_recorded_once(client: Client) -> None:
    reference = w.logged()
    w.acknowledged(reference, FRIDAY)
    page = opened(client, f"/cases/{reference}/extend/")
    longer = {"to": date(2026, 3, 27), "reason": "Surveyor", "ombudsman_told": "on"}
    assert "Recorded: Extend" in page.send(**longer, **by_hand()).html
    assert "recorded already" in page.send(**longer, **by_hand()).html
    assert kinds(reference).count("letter_issued") == 1


@pytest.mark.parametrize("step", ["extend", "respond", "refuse"])
def test_5_12_so_does_every_letter_that_moves_a_clock_or_ends_a_stage(
    client: Client, step: str
) -> None:
    reference = w.logged()
    w.acknowledged(reference, FRIDAY)
    page = opened(client, f"/cases/{reference}/{step}/")
    assert "Record a letter sent by hand" in page.html
    sent = page.send(press=("go", "record"))
    assert NEEDED in w.words(sent.html)
    assert "Code provision" in w.words(sent.html.partition("</h2>")[2]), "and the rest"
    assert kinds(reference) == ["received", "acknowledged"]


def test_a_letters_file_is_told_by_its_bytes_and_nothing_is_half_recorded(
    client: Client,
) -> None:
    reference = w.logged()
    program = SimpleUploadedFile("letter.pdf", b"MZ" + b"\0" * 512)
    sent = acknowledgement(client, reference).send(
        on=FRIDAY, letter_file=program, press=("go", "record")
    )
    assert "not a kind of file that can be kept" in sent.html
    assert 'href="#id_letter_file"' in sent.html
    assert kinds(reference) == ["received"]
    assert not EvidenceFile.objects.exists()


def test_a_letter_written_here_needs_no_file(client: Client) -> None:
    reference = w.logged()
    page = acknowledgement(client, reference).send(press=("go", "letter"))
    assert "Nothing is recorded until it leaves" in page.html


def test_3_6_who_may_speak_on_the_case_is_told_before_anyone_is_contacted(
    client: Client,
) -> None:
    """Named on the case, or on the resident's own record; expired, it says so."""
    reference = w.logged()
    gwen = cast.REPRESENTATIVE
    add_person(
        facts=PersonFacts(name=gwen.name),
        token=UUID(int=3),
        reference=gwen.reference,
        now=w.NOW,
        by=None,
    )
    named = s.NameRepresentative(
        on=MONDAY, person=gwen.reference, scope="The heating", expires_on=FRIDAY
    )
    w.taken(reference, named)
    shown = w.page(client, f"/cases/{reference}/")
    assert "Before you contact anyone" in shown
    expired = f"Expired: {gwen.name} could speak for the resident on this case until"
    assert expired in shown
    page = acknowledgement(client, reference).send(press=("go", "letter"))
    assert f"{gwen.name} is recorded as a representative and has no authority" in (
        w.words(page.html)
    )
    assert "it ended on 6 March 2026" in w.words(page.html)

    w.taken(
        reference, s.NameRepresentative(on=FRIDAY, person=gwen.reference, scope="All")
    )
    shown = w.page(client, f"/cases/{reference}/")
    assert f"{gwen.name} may speak for the resident on this case, on: All." in shown
    assert "Expired" not in shown
    page = acknowledgement(client, reference).send(press=("go", "letter"))
    assert f"{gwen.name} acts for the resident and is not mentioned" in w.words(
        page.html
    )


def test_3_6_an_authority_for_something_else_is_told_by_the_checker(
    client: Client,
) -> None:
    reference = w.logged()
    amina = person(cast.AMINA.reference)
    assert amina is not None
    add_representative(
        person_id=amina.id,
        name="Otterdale Advice",
        contact="",
        scope="Rent only",
        authority="Signed form",
        starts_on=MONDAY,
        expires_on=None,
        now=w.NOW,
        by=None,
    )
    page = acknowledgement(client, reference).send(press=("go", "letter"))
    words = w.words(page.html)
    assert "Otterdale Advice is recorded as a representative" in words
    assert "it covers “Rent only”" in words


def test_1_2_a_groups_letter_says_that_it_goes_to_one(client: Client) -> None:
    reference = w.logged(affected=("P-1002", "P-1003"))
    shown = w.page(client, f"/cases/{reference}/")
    assert "Also affected P-1002 P-1003" in shown
    assert "Letters written here go to Amina Farrow alone." in shown
    page = acknowledgement(client, reference).send(press=("go", "letter"))
    words = w.words(page.html)
    assert "2 other residents are affected" in words
    assert "P-1002" not in words


def test_1_2_a_larger_group_takes_no_more_queries(client: Client) -> None:
    few, many = (
        w.logged(affected=tuple(f"P-{number}" for number in range(1002, last)))
        for last in (1003, 1023)
    )
    asked = [w.queries(client, f"/cases/{one}/") for one in (few, many)]
    assert asked[0] == asked[1]


def test_1_4_a_service_request_is_closed_and_leaves_the_open_register(
    client: Client,
) -> None:
    reference = w.logged(kind="service_request", text="Tap drips", subject="Tap")
    address = f"/cases/{reference}/close-request/"
    assert 'href="#id_done"' in opened(client, address).send().html
    shown = opened(client, address).send(done="A new washer", on=FRIDAY)
    assert "Recorded: Close the request" in shown.html
    assert "Unhappy with how this was handled" in shown.html, "1.5, still"
    assert "A new washer" in shown.html
    assert reference not in w.page(client, "/registers/service-requests/")
    closed = w.page(client, "/registers/service-requests/?show=closed")
    assert "2 March 2026 6 March 2026 4 No" in closed.split(reference, 1)[1]
    row = CaseRow.objects.get()
    assert (row.kind, row.state, row.closed_on) == ("service_request", "closed", FRIDAY)
    assert w.page(client, f"/cases/{reference}/mend/")


def test_a_case_in_no_count_runs_no_clock(client: Client) -> None:
    reference, other = w.logged(), w.logged()
    assert "Stage 1 clock" in w.page(client, f"/cases/{reference}/")
    w.taken(reference, s.MarkDuplicate(on=FRIDAY, of=other, by="u1"))
    for page in ("", "clocks/"):
        shown = w.page(client, f"/cases/{reference}/{page}")
        assert "Stage 1 clock" not in shown
        assert "overdue" not in shown.lower()
    assert "in no count, so no clock runs" in w.page(
        client, f"/cases/{reference}/clocks/"
    )


def test_a_letter_that_can_no_longer_leave_can_be_put_away(client: Client) -> None:
    """A new issue made its answer incomplete: it must not stand there for ever."""
    reference = w.logged()
    w.acknowledged(reference, FRIDAY)
    letter = opened(client, f"/cases/{reference}/respond/").send(
        outcome_1="not_upheld",
        reason_1="It was mended on the day.",
        written="on",
        told="on",
        press=("go", "letter"),
    )
    w.taken(reference, s.AddIssue(on=FRIDAY, text="The tap", related=True, ref="p2"))
    stale = w.page(client, letter.address)
    assert "cannot be issued as it stands" in stale
    assert "Put the draft away" in stale
    assert "Issue the letter" not in stale
    client.post(f"{letter.address}do/put-away/")
    assert "Put away" in w.page(client, letter.address)
