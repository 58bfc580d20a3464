"""The main trip in a real browser: wide, narrow, and once without any script.

One complaint from the call to the Ombudsman's bundle, by five people on nine days.
Every page on the way, in error too, is held against axe.
"""

import re
from functools import partial

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.trip import ISSUE, RECORD, WRITE, Desk, Trip
from tests.trips import story as t

from putright.apps.complaints.services import verify

WAYS = {
    "desktop": (DESKTOP, True),
    "phone": (PHONE, True),
    "without-scripts": (DESKTOP, False),
}


@pytest.fixture(params=WAYS)
def trip(
    request: pytest.FixtureRequest,
    live_server: LiveServer,
    journal: None,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
) -> Trip:
    """Begin with the landlord put in, on the morning of the call."""
    size, scripts = WAYS[request.param]
    clock = t.clock(monkeypatch)
    screen = partial(open_page, size, scripts=scripts)
    return Trip(live_server, clock, t.world(), screen, scripts)


def log_it(trip: Trip) -> None:
    desk = trip.desk(cast.COORDINATOR)
    desk.go("/log/", "log")
    desk.fill(Find_the_person="farrow", Find_the_home="heron")
    desk.press("Find", "log-found")
    desk.page.get_by_label(re.compile(r"Amina Farrow \(P-1001\)")).check()
    desk.page.get_by_label(re.compile(r"Heron House.*\(OTT-0014\)$")).check()
    desk.press("Continue", "log-error")
    expect(desk.page).to_have_title(re.compile("^Error: "))
    desk.page.get_by_label("Complaint", exact=True).check()
    desk.page.get_by_label("How did it come?").select_option("telephone")
    desk.page.get_by_label("What they said, in their words").fill(t.SAID)
    desk.fill(**{"Subject, in one line": t.SUBJECT})
    hazard = desk.page.get_by_role("group", name="May there be a hazard")
    hazard.get_by_label("No").check()
    desk.press("Continue", "log-check")
    desk.sees("Check your answers")
    desk.press("Log it", "case-logged")
    found = re.search(r"/cases/([^/]+)/$", desk.page.url)
    assert found is not None
    trip.reference = found[1]
    desk.sees("14 October 2024")


def take_it_on(trip: Trip) -> None:
    desk = trip.desk(cast.COORDINATOR)
    desk.follow("Triage", "triage")
    desk.page.get_by_label("After an investigation").check()
    desk.press("Record", "triaged")
    desk.follow("Assign", "assign")
    desk.page.get_by_label(re.compile("^Handler")).select_option(
        label=cast.STAGE_1_HANDLER.name
    )
    desk.page.get_by_label(re.compile("^Team")).select_option(label="Heating")
    desk.press("Record", "assigned")
    desk.sees("Handled by Chidi Okafor (Heating)")


def acknowledge(trip: Trip) -> None:
    trip.at(t.ACKNOWLEDGED)
    other = trip.step(cast.COORDINATOR, "acknowledge")
    desk = trip.step(cast.STAGE_1_HANDLER, "acknowledge")
    desk.fill(What_the_resident_wants=t.SOUGHT)
    desk.press(WRITE, "acknowledge-error")
    desk.refused("5.6")
    _points(desk)
    desk.press(WRITE, "letter-acknowledgement")
    desk.sees("Nothing that the Code requires is missing")
    desk.page.get_by_label("By email").check()
    desk.press(ISSUE, "acknowledged")
    desk.sees("Acknowledged in time")
    _points(other)
    other.fill(What_the_resident_wants="My own words for it")
    other.press(RECORD, "two-at-once")
    other.sees("Recorded while you were typing")
    kept = other.field("What the resident wants")
    expect(kept).to_have_value("My own words for it")


def _points(desk: Desk) -> None:
    desk.page.get_by_label("The complaint as we understand it").fill(t.DEFINITION)
    for number, text, whose in (
        (1, t.BOILER, "Ours to answer"),
        (2, t.PARKING, "Not ours"),
    ):
        point = desk.page.get_by_role("group", name=f"Point {number}", exact=True)
        point.get_by_role("textbox").fill(text)
        point.get_by_label(whose, exact=True).check()


def see_where_it_stands(trip: Trip) -> None:
    desk = trip.desk(cast.STAGE_1_HANDLER)
    desk.go(trip.path(), "case")
    desk.follow("Timeline", "timeline")
    desk.page.get_by_text("Integrity: what shows").click()
    desk.looked_at("timeline-hashes")
    desk.follow("Clocks", "proof")
    desk.sees("23 October 2024")
    desk.sees("Not counted")


def extend(trip: Trip) -> None:
    trip.at(t.EXTENDED)
    desk = trip.step(cast.STAGE_1_HANDLER, "extend")
    desk.day("New date", t.NEW_DATE)
    desk.press(WRITE, "extend-error")
    desk.refused("6.4")
    desk.page.get_by_label("Reason, as the resident").fill(t.WHY_LONGER)
    desk.page.get_by_label("The letter gives the Ombudsman's").check()
    trip.at(t.EXTENDED, hour=21)  # the sign-in of ten in the morning is over
    desk.press(WRITE, "signed-out")
    desk.sees("What you typed is kept")
    desk.sign_in("signed-out")
    expect(desk.page.get_by_label("Reason, as the resident")).to_have_value(
        t.WHY_LONGER
    )
    desk.press(WRITE, "letter-extension")
    desk.page.get_by_label("By post").check()
    desk.press(ISSUE, "extended")
    desk.sees("1 November 2024")
    desk.go("/letters/", "letters")


def answer(trip: Trip) -> None:
    trip.at(t.ANSWERED)
    desk = trip.step(cast.STAGE_1_HANDLER, "respond")
    desk.press(RECORD, "respond-error")
    desk.refused("6.7")
    _decide(desk, 1, t.BOILER, "Upheld", "We ordered the part three weeks late.")
    _decide(desk, 2, t.PARKING, "Not ours to answer", "The council runs it.")
    remedy = desk.page.get_by_role("group", name="Remedy 1 for point 1")
    remedy.get_by_label(re.compile("^Remedy")).select_option("compensation")
    remedy.get_by_label("Amount in pounds").fill("400")
    desk.day("By when", t.PROMISED_BY)
    promise = desk.page.get_by_role("group", name="Action 1 promised")
    promise.get_by_label("What will be done").fill(t.PROMISE)
    desk.day("By when", t.PROMISED_BY, nth=2)
    desk.page.get_by_label("The answer is in writing").check()
    desk.page.get_by_label("The letter tells the resident the way").check()
    desk.press(RECORD, "respond-above-limit")
    desk.sees("£400.00 is above your limit of £250.00")
    desk.press(WRITE, "letter-response")
    desk.sees("Approval needed")
    approve(trip)
    desk.page.reload()
    desk.page.get_by_label("By email").check()
    desk.press(ISSUE, "answered")
    assert trip.state() == "stage_1_answered"


def _decide(desk: Desk, number: int, point: str, decision: str, why: str) -> None:
    part = desk.page.get_by_role("group", name=f"Point {number}: {point}")
    part.get_by_label(decision, exact=True).check()
    part.get_by_label(re.compile("^Reasons")).fill(why)


def approve(trip: Trip) -> None:
    desk = trip.desk(cast.COMPLAINTS_MANAGER)
    desk.go(trip.path(), "case-of-manager")
    desk.follow("Stage 1 response", "letter-of-manager")
    desk.follow("Approve the sum", "approve-sum")
    desk.press("Approve", "approve-sum-error")
    desk.fill(Amount_in_pounds="400", What_it_rests_on="Five weeks without heating")
    desk.press("Approve", "sum-approved")
    desk.follow("Stage 1 response", "letter-sum-approved")
    desk.press("Approve", "letter-approved")
    desk.sees("approved by Harpreet Sandhu")


def go_to_stage_2(trip: Trip) -> None:
    trip.at(t.STAGE_2_REQUESTED)
    desk = trip.step(cast.STAGE_1_HANDLER, "request-stage-2")
    desk.press("Record", "stage-2")
    boss = trip.step(cast.COORDINATOR, "assign")
    handler = boss.page.get_by_label(re.compile("^Handler"))
    handler.select_option(label=cast.STAGE_1_HANDLER.name)
    boss.press("Record", "assign-same")
    boss.refused("6.13")
    handler.select_option(label=cast.STAGE_2_HANDLER.name)
    boss.press("Record", "assigned-2")
    trip.at(t.STAGE_2_ACKNOWLEDGED)
    desk = trip.step(cast.STAGE_2_HANDLER, "acknowledge")
    desk.press(WRITE, "letter-acknowledgement-2")
    desk.page.get_by_label("By email").check()
    desk.press(ISSUE, "acknowledged-2")


def answer_at_stage_2(trip: Trip) -> None:
    trip.at(t.STAGE_2_ANSWERED)
    for who in (cast.STAGE_1_HANDLER, cast.STAGE_2_HANDLER):
        desk = trip.step(who, "respond")
        _decide(desk, 1, t.BOILER, "Not upheld", "The answer put this right.")
        _decide(desk, 2, t.PARKING, "Not ours to answer", "The council runs it.")
        desk.page.get_by_label("The answer is in writing").check()
        desk.page.get_by_label("The letter tells the resident the way").check()
        if who is cast.STAGE_1_HANDLER:
            desk.press(RECORD, "respond-same")
            desk.refused("6.13")
            assert trip.state() == "stage_2_open"
    file = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    desk.field("The letter as it was sent").set_input_files([file])
    desk.press(RECORD, "answered-2")
    assert trip.state() == "stage_2_answered"


def keep_the_promise_and_close(trip: Trip) -> None:
    trip.at(t.CLOSED)
    desk = trip.desk(cast.STAGE_2_HANDLER)
    desk.go("/promises/?scope=all", "promises")
    desk.sees(t.PROMISE)
    for promise in (t.PROMISE, "Compensation"):
        desk.go(trip.path("complete-action"), "complete-action")
        choice = desk.page.get_by_label(re.compile("^Promise"))
        value = choice.locator("option", has_text=promise).first.get_attribute("value")
        choice.select_option(value)
        if promise == t.PROMISE:
            desk.press("Record", "complete-error")
            desk.refused("7.3")
        desk.fill(What_shows_that_it_was_done=t.PROOF)
        desk.press("Record", "promise-kept")
    desk.go("/promises/?scope=all", "promises-kept")
    expect(desk.page.locator("main")).not_to_contain_text(t.PROMISE)
    desk.go(trip.path("close"), "close")
    desk.press("Record", "close-error")
    desk.refused("9.1")
    desk.fill(What_was_learned=t.LEARNING)
    desk.press("Record", "closed")
    desk.sees(t.LEARNING)
    assert trip.state() == "closed"


def take_it_to_the_ombudsman(trip: Trip) -> None:
    desk = trip.desk(cast.STAGE_2_HANDLER)
    for kind, first in (("PDF", b"%PDF"), ("ZIP", b"PK")):
        with desk.page.expect_download() as coming:
            button = f"Case bundle as {kind}"
            desk.page.get_by_role("button", name=button).click()
        assert coming.value.path().read_bytes().startswith(first)
        assert coming.value.suggested_filename.endswith(f".{kind.lower()}")


def test_one_complaint_from_call_to_close(trip: Trip) -> None:
    """Every person at their own screen, each day with a sign-in of its own."""
    log_it(trip)
    take_it_on(trip)
    acknowledge(trip)
    see_where_it_stands(trip)
    extend(trip)
    answer(trip)
    go_to_stage_2(trip)
    answer_at_stage_2(trip)
    keep_the_promise_and_close(trip)
    take_it_to_the_ombudsman(trip)
    assert list(verify.verify()) == []
