"""The main trip by requests alone: one complaint from call to close, on each database.

What it holds together: who may do what, each refusal with its provision, letters that
record as they leave, and a journal that verifies when all is done.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import date

import pytest
from django.core import mail
from tests import cast
from tests.apps.complaints.forms import Page, opened
from tests.apps.complaints.worklists import words
from tests.trips import story as t

from putright.apps.complaints.queries.cases import find, open_case
from putright.apps.complaints.services import seals, verify
from putright.apps.letters.services import send_due
from putright.core.complaints.case import Case

ANSWER = {
    "outcome_1": "upheld",
    "reason_1": "We ordered the part three weeks late.",
    "remedy_1_1_kind": "compensation",
    "remedy_1_1_amount": "400",
    "remedy_1_1_by": t.PROMISED_BY,
    "outcome_2": "not_ours",
    "reason_2": "The council runs the car park.",
    "action_1_what": t.PROMISE,
    "action_1_by": t.PROMISED_BY,
    "written": "on",
    "told": "on",
}
ANSWER_2 = {
    "outcome_1": "not_upheld",
    "reason_1": "The answer at stage 1 put this right.",
    "outcome_2": "not_ours",
    "reason_2": "The council runs the car park.",
    "written": "on",
    "told": "on",
}

pytestmark = pytest.mark.django_db


@dataclass
class Trip:
    """One complaint on its way: the people, the clock, and its reference."""

    world: t.World
    clock: t.Clock
    reference: str = ""

    def page(self, who: cast.Colleague, step: str) -> Page:
        """Open a step's page, or another of the case's, as someone."""
        return opened(self.world.client(who), f"/cases/{self.reference}/{step}")

    def case(self) -> Case:
        """Give the case as its journal has it."""
        row = find(self.reference)
        assert row is not None
        return open_case(row).case

    def acknowledged_on(self) -> date | None:
        """Give the day stage 1 was acknowledged."""
        stage = self.case().stage_1
        return stage.acknowledged_on if stage else None

    def act(self, who: cast.Colleague, page: Page, what: str, **fields: str) -> str:
        """Press one of a letter's buttons; give the words of the page that answers."""
        client = self.world.client(who)
        answer = client.post(f"{page.address}{what}/", fields, follow=True)
        assert answer.status_code == 200
        return words(answer.content.decode())


@pytest.fixture
def trip(monkeypatch: pytest.MonkeyPatch) -> Trip:
    """Begin with the landlord put in, on the morning of the call."""
    clock = t.clock(monkeypatch)
    return Trip(world=t.world(), clock=clock)


def log_it(trip: Trip) -> None:
    client = trip.world.client(cast.COORDINATOR)
    found = opened(client, "/log/").send(
        person_search="farrow", home_search="heron", press=("more", "find")
    )
    assert "Amina Farrow (P-1001)" in found.html
    check = found.send(
        person=cast.AMINA.reference,
        home=cast.FLAT.reference,
        kind="complaint",
        channel="telephone",
        text=t.SAID,
        subject=t.SUBJECT,
        hazard="no",
        press=("go", "check"),
    )
    assert "Check your answers" in check.html
    assert t.SAID in words(check.html)
    case = check.send(press=("go", "confirm"))
    trip.reference = case.address.removeprefix("/cases/").rstrip("/")
    assert trip.case().person == cast.AMINA.reference
    assert "14 October 2024" in words(case.html), "5 working days to acknowledge"


def take_it_on(trip: Trip) -> None:
    trip.page(cast.COORDINATOR, "triage/").send(route="investigate", risk="medium")
    handler = f"u{trip.world.user(cast.STAGE_1_HANDLER).pk}"
    given = trip.page(cast.COORDINATOR, "assign/").send(handler=handler, team="Heating")
    assert "Handled by Chidi Okafor (Heating)" in words(given.html)


def acknowledge(trip: Trip) -> None:
    trip.clock.put_to(t.ACKNOWLEDGED)
    page = trip.page(cast.STAGE_1_HANDLER, "acknowledge/")
    refused = page.send(outcomes_sought=t.SOUGHT, press=("go", "letter"))
    assert "(Code provision 5.6)" in refused.html
    letter = refused.send(
        definition=t.DEFINITION,
        point_1=t.BOILER,
        whose_1="ours",
        point_2=t.PARKING,
        whose_2="not_ours",
        press=("go", "letter"),
    )
    assert "Nothing that the Code requires is missing" in letter.html
    assert trip.acknowledged_on() is None, "a draft records nothing"
    trip.act(cast.STAGE_1_HANDLER, letter, "issue", route="email")
    assert trip.acknowledged_on() == t.ACKNOWLEDGED
    said = sent_to_amina(trip)
    assert t.BOILER in said
    assert t.PARKING in said


def sent_to_amina(trip: Trip) -> str:
    """Let the worker go round: the one letter goes to Amina, as text and as a PDF."""
    assert send_due(now=trip.clock()).sent == 1
    message = mail.outbox[-1]
    assert message.to == [cast.AMINA.email]
    assert trip.reference in message.subject
    assert any(one[2] == "application/pdf" for one in message.attachments)
    return words(str(message.body))


def dates_have_their_proof(trip: Trip) -> None:
    shown = words(trip.page(cast.AUDITOR, "clocks/").html)
    assert "Where stage 1's dates come from" in shown
    assert "23 October 2024" in shown, "10 working days from the acknowledgement"
    assert "Saturday" in shown, "a day not counted is shown with why"
    timeline = words(trip.page(cast.AUDITOR, "timeline/").html)
    assert timeline.index("acknowledged") < timeline.index("Received")


def extend(trip: Trip) -> None:
    trip.clock.put_to(t.EXTENDED)
    page = trip.page(cast.STAGE_1_HANDLER, "extend/")
    refused = page.send(to=t.NEW_DATE, press=("go", "letter"))
    assert "(Code provision 6.4)" in refused.html
    letter = refused.send(
        reason=t.WHY_LONGER, ombudsman_told="on", press=("go", "letter")
    )
    trip.act(cast.STAGE_1_HANDLER, letter, "issue", route="email")
    said = sent_to_amina(trip)
    assert t.WHY_LONGER in said
    assert "1 November 2024" in said
    assert "Ombudsman" in said


def answer(trip: Trip) -> None:
    trip.clock.put_to(t.ANSWERED)
    page = trip.page(cast.STAGE_1_HANDLER, "respond/")
    assert "above £250.00 in all has to be approved" in words(page.html)
    waits = page.send(**ANSWER, press=("go", "record"))
    assert "£400.00 is above your limit of £250.00" in waits.html
    letter = page.send(**ANSWER, press=("go", "letter"))
    assert "Approval needed" in letter.html
    early = trip.act(cast.STAGE_1_HANDLER, letter, "issue", route="email")
    assert "There is a problem" in early
    approve(trip, letter)
    trip.act(cast.STAGE_1_HANDLER, letter, "issue", route="email")
    case = trip.case()
    assert case.state == "stage_1_answered"
    assert case.approvals == ((1, 40_000),)
    said = sent_to_amina(trip)
    assert "£400" in said
    assert "stage 2" in said
    assert t.PROMISE in said


def approve(trip: Trip, letter: Page) -> None:
    """Approve the sum and then the letter, as the second person."""
    manager = cast.COMPLAINTS_MANAGER
    client = trip.world.client(cast.STAGE_1_HANDLER)
    assert client.post(f"{letter.address}do/approve/").status_code == 404
    page = trip.page(manager, "approve-compensation/")
    page.send(pence="400", basis="Five weeks without heating")
    assert "Approved" in trip.act(manager, letter, "do/approve")


def go_to_stage_2(trip: Trip) -> None:
    trip.clock.put_to(t.STAGE_2_REQUESTED)
    trip.page(cast.STAGE_1_HANDLER, "request-stage-2/").send(reasons="")
    page = trip.page(cast.COORDINATOR, "assign/")
    same = page.send(handler=f"u{trip.world.user(cast.STAGE_1_HANDLER).pk}")
    assert "Chidi Okafor considered this complaint at stage 1" in same.html
    assert "(Code provision 6.13)" in same.html
    same.send(handler=f"u{trip.world.user(cast.STAGE_2_HANDLER).pk}")
    trip.clock.put_to(t.STAGE_2_ACKNOWLEDGED)
    page = trip.page(cast.STAGE_2_HANDLER, "acknowledge/")
    assert page.fields["point_1"] == [t.BOILER]
    letter = page.send(press=("go", "letter"))
    trip.act(cast.STAGE_2_HANDLER, letter, "issue", route="email")
    sent_to_amina(trip)


def answer_at_stage_2(trip: Trip) -> None:
    trip.clock.put_to(t.STAGE_2_ANSWERED)
    by_the_same = trip.page(cast.STAGE_1_HANDLER, "respond/").send(
        **ANSWER_2, press=("go", "record")
    )
    assert "(Code provision 6.13)" in by_the_same.html
    assert trip.case().state == "stage_2_open"
    letter = trip.page(cast.STAGE_2_HANDLER, "respond/").send(
        **ANSWER_2, press=("go", "letter")
    )
    trip.act(cast.COMPLAINTS_MANAGER, letter, "do/approve")
    trip.act(cast.STAGE_2_HANDLER, letter, "issue", route="email")
    assert trip.case().state == "stage_2_answered"
    assert "Housing Ombudsman" in sent_to_amina(trip)


def keep_the_promise_and_close(trip: Trip) -> None:
    trip.clock.put_to(t.CLOSED)
    client = trip.world.client(cast.STAGE_2_HANDLER)
    late = words(client.get("/promises/?scope=all").content.decode())
    assert t.PROMISE in late
    page = trip.page(cast.STAGE_2_HANDLER, "complete-action/")
    unproved = words(page.send(what="a1").html)
    assert f"“{t.PROMISE}” can&#x27;t be called done without proof" in unproved
    assert "(Code provision 7.3)" in unproved
    for promise in trip.case().open_actions:
        page.send(what=promise.ref, proof=t.PROOF)
        page = trip.page(cast.STAGE_2_HANDLER, "complete-action/")
    assert t.PROMISE not in client.get("/promises/?scope=all").content.decode()
    page = trip.page(cast.STAGE_2_HANDLER, "close/")
    assert "(Code provision 9.1)" in page.send().html
    page.send(learning=t.LEARNING)
    assert trip.case().state == "closed"


def take_it_to_the_ombudsman(trip: Trip) -> None:
    client = trip.world.client(cast.AUDITOR)
    address = f"/cases/{trip.reference}/bundle/"
    packed = client.post(address, {"format": "zip"}).content
    with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
        letters = [name for name in bundle.namelist() if name.endswith(".pdf")]
    assert len(letters) == 5, "each letter as it was sent"
    assert client.post(address, {"format": "pdf"}).content.startswith(b"%PDF")


def test_one_complaint_from_call_to_close(trip: Trip) -> None:
    """Every step through its page, as its own person, on its own day; then verified."""
    log_it(trip)
    take_it_on(trip)
    acknowledge(trip)
    dates_have_their_proof(trip)
    extend(trip)
    answer(trip)
    go_to_stage_2(trip)
    answer_at_stage_2(trip)
    keep_the_promise_and_close(trip)
    take_it_to_the_ombudsman(trip)
    seal = seals.write_seal(day=t.CLOSED, now=trip.clock())
    assert list(verify.verify()) == []
    assert list(seals.compare(seal)) == []
