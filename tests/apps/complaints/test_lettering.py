"""Letters that carry a step: drafted, checked, approved, recorded as they leave."""

from datetime import UTC, date, datetime, timedelta

import pytest

from putright.apps.accounts.models import LandlordSettings
from putright.apps.complaints.models import (
    CaseRow,
    ClockEntryRow,
    StageRow,
    StepDraft,
)
from putright.apps.complaints.queries import letters as drafts
from putright.apps.complaints.queries.cases import find, open_case
from putright.apps.complaints.services import (
    dispatched,
    lettering,
    steps,
    stopping,
    verify,
)
from putright.apps.homes.services import import_homes
from putright.apps.letters import queries as letters
from putright.apps.letters import services as writing
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.models import Dispatch
from putright.apps.residents.services import import_residents
from putright.core.complaints import steps as s
from putright.core.tabular import read

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 11, 45, tzinfo=UTC)
HOMES = b"home,address_1,postcode,area,stock_type\nH1,1 Fern Row,ZZ1 1ZZ,North,LCRA\n"
RESIDENTS = (
    b"person,name,home,tenure,from,email\n"
    b"P1,Amina Farrow,H1,LCRA,2020-01-01,amina@example.org\n"
)


@pytest.fixture
def case() -> str:
    """A complaint by somebody with a home and an address to write to."""
    import_homes(read("homes.csv", HOMES), now=NOW, by=None)
    import_residents(read("residents.csv", RESIDENTS), now=NOW, by=None)
    LandlordSettings.objects.create(name="Fernhollow Homes", phone="01632 960000")
    step = s.Receive(
        on=MONDAY, channel="telephone", text="Mould in the bedroom", person="P1"
    )
    return steps.receive(step=step, who="u1", now=NOW).reference


def acknowledgement(on: date) -> s.Acknowledge:
    return s.Acknowledge(
        on=on,
        stage=1,
        definition="The mould reported in January was not treated.",
        outcomes_sought="The mould treated.",
        points=("p1",),
        ours=("p1",),
        texts={"p1": "Mould in the back bedroom"},
    )


def answer(on: date, pounds: int = 50) -> s.Respond:
    remedy = s.RemedyGiven(kind="compensation", amount=pounds, by_when=date(2026, 4, 1))
    return s.Respond(
        on=on,
        stage=1,
        by="u2",
        written=True,
        escalation_told=True,
        findings=(
            s.FindingGiven(
                point="p1",
                outcome="upheld",
                reason="We came six weeks late.",
                remedies=(s.RemedyGiven(kind="apology"), remedy),
            ),
        ),
    )


def test_6_2_an_acknowledgement_is_recorded_on_the_day_its_letter_leaves(
    case: str,
) -> None:
    drafted_on, left_on = date(2026, 3, 3), date(2026, 3, 5)
    letter = lettering.draft(
        reference=case,
        name="acknowledge",
        step=acknowledgement(drafted_on),
        who="u2",
        now=NOW,
    )
    row = find(case)
    assert row is not None
    assert row.entries_count == 1, "a draft records nothing"
    lettering.issue(letter_id=letter, route="email", who="u2", now=NOW, on=left_on)
    opened = open_case(CaseRow.objects.get(reference=case)).case
    assert opened.stage_1 is not None
    assert opened.stage_1.acknowledged_on == left_on
    assert opened.letters == ((str(letter), "acknowledgement_1"),)
    record = letters.letter(letter)
    assert (record.state, record.issued_on) == ("issued", left_on)
    assert record.dispatch is not None
    assert record.dispatch.state == "waiting"
    assert "19 March 2026" in letters.version(letter).text, "10 working days on"
    assert not StepDraft.objects.exists()
    assert list(verify.verify()) == []


def respond_drafted(case: str, pounds: int) -> int:
    left = date(2026, 3, 4)
    steps.take(reference=case, step=acknowledgement(left), who="u2", now=NOW)
    return lettering.draft(
        reference=case,
        name="respond",
        step=answer(date(2026, 3, 6), pounds),
        who="u2",
        now=NOW,
    )


def test_6_9_a_response_leaves_only_once_a_second_person_approved_it(case: str) -> None:
    letter = respond_drafted(case, 50)
    day = date(2026, 3, 6)
    with pytest.raises(LetterRefusedError):
        lettering.issue(letter_id=letter, route="post", who="u2", now=NOW, on=day)
    assert CaseRow.objects.get(reference=case).state == "stage_1_open"
    writing.approve(letter_id=letter, by="u9", now=NOW, two_people=True)
    lettering.issue(letter_id=letter, route="post", who="u9", now=NOW, on=day)
    assert CaseRow.objects.get(reference=case).state == "stage_1_answered"
    assert letters.letter(letter).approved_by == "u9", "whoever issues, it is as seen"


def test_a_sum_above_the_limit_waits_for_its_approval(case: str) -> None:
    letter = respond_drafted(case, 400)
    writing.approve(letter_id=letter, by="u9", now=NOW, two_people=True)
    day = date(2026, 3, 6)
    with pytest.raises(LetterRefusedError, match="second person"):
        lettering.issue(letter_id=letter, route="post", who="u2", now=NOW, on=day)
    approval = s.ApproveCompensation(
        on=day, by="u9", stage=1, pence=40_000, basis="Compensation table, version 3"
    )
    steps.take(reference=case, step=approval, who="u9", now=NOW)
    lettering.issue(letter_id=letter, route="post", who="u2", now=NOW, on=day)
    assert CaseRow.objects.get(reference=case).compensation_pence == 40_000


def test_a_draft_put_away_records_and_sends_nothing(case: str) -> None:
    letter = lettering.draft(
        reference=case,
        name="acknowledge",
        step=acknowledgement(MONDAY),
        who="u2",
        now=NOW,
    )
    lettering.put_away(letter_id=letter, who="u2", now=NOW)
    assert CaseRow.objects.get(reference=case).entries_count == 1
    assert letters.letter(letter).state == "withdrawn"


def test_a_letter_needs_somebody_to_write_to() -> None:
    step = s.Receive(on=MONDAY, channel="web", text="Bins")
    reference = steps.receive(step=step, who="u1", now=NOW).reference
    with pytest.raises(LetterRefusedError, match="Nobody is recorded"):
        lettering.draft(
            reference=reference,
            name="acknowledge",
            step=acknowledgement(MONDAY),
            who="u2",
            now=NOW,
        )


def test_6_3_what_a_letter_answered_on_is_the_day_it_left(case: str) -> None:
    letter = respond_drafted(case, 50)
    writing.approve(letter_id=letter, by="u9", now=NOW, two_people=True)
    due = date(2026, 3, 18)
    lettering.issue(letter_id=letter, route="hand", who="u2", now=NOW, on=due)
    assert StageRow.objects.get(case__reference=case).response == "met"
    record = letters.letter(letter)
    assert record.dispatch is not None
    posted = date(2026, 3, 19)
    later = datetime(2026, 3, 19, 9, 0, tzinfo=UTC)
    writing.mark_posted(
        dispatch_id=record.dispatch.dispatch_id, on=posted, by="u2", now=later
    )
    assert dispatched.settle(now=later) == 1
    assert dispatched.settle(now=later) == 0, "once is enough"
    stage = StageRow.objects.get(case__reference=case)
    assert (stage.responded_on, stage.response) == (posted, "late")
    assert list(verify.verify()) == []


def test_1_4_a_service_request_has_a_letter_of_its_own(case: str) -> None:
    step = s.Receive(
        on=MONDAY, kind="service_request", channel="web", text="Tap", person="P1"
    )
    request = steps.receive(step=step, who="u1", now=NOW).reference
    letter = lettering.draft(
        reference=request,
        name="contact",
        step=s.Contact(on=MONDAY, by="u2", note="A plumber comes on Thursday."),
        who="u2",
        now=NOW,
    )
    assert letters.letter(letter).kind == "service_request"
    assert "A plumber comes on Thursday." in letters.version(letter).text
    lettering.issue(letter_id=letter, route="email", who="u2", now=NOW, on=MONDAY)
    assert CaseRow.objects.get(reference=request).entries_count == 3


def issued(case: str, on: date, at: datetime = LATER) -> int:
    """Issue the acknowledgement by e-mail on a day, not sent yet; give its number."""
    letter = lettering.draft(
        reference=case,
        name="acknowledge",
        step=acknowledgement(on),
        who="u2",
        now=NOW,
    )
    lettering.issue(letter_id=letter, route="email", who="u2", now=at, on=on)
    return letter


def test_a_letter_stopped_before_it_left_undoes_its_step(case: str) -> None:
    letter = issued(case, MONDAY)
    assert StageRow.objects.get(case__reference=case).acknowledged_on == MONDAY
    undone = stopping.stop(
        reference=case, letter_id=letter, who="u2", now=LATER, on=MONDAY
    )
    assert undone == (2, 3)
    stage = StageRow.objects.get(case__reference=case)
    assert stage.acknowledged_on is None
    assert stage.acknowledge_to_beat == date(2026, 3, 9)
    opened = open_case(CaseRow.objects.get(reference=case))
    assert opened.case.letters == ()
    assert [entry.undone for entry in opened.entries] == [False, True, True, False]
    assert not ClockEntryRow.objects.filter(kind="acknowledged").exists()
    assert list(verify.verify()) == []


def test_the_step_of_a_stopped_letter_can_be_taken_again(case: str) -> None:
    letter = issued(case, MONDAY)
    stopping.stop(reference=case, letter_id=letter, who="u2", now=LATER, on=MONDAY)
    issued(case, date(2026, 3, 4), LATER + timedelta(days=2))
    stage = StageRow.objects.get(case__reference=case)
    assert stage.acknowledged_on == date(2026, 3, 4)


def test_a_letter_that_left_can_not_be_stopped(case: str) -> None:
    letter = issued(case, MONDAY)
    record = letters.letter(letter)
    assert record.dispatch is not None
    Dispatch.objects.filter(pk=record.dispatch.dispatch_id).update(
        state="sent", sent_on=MONDAY
    )
    with pytest.raises(LetterRefusedError, match="sent"):
        stopping.stop(reference=case, letter_id=letter, who="u2", now=LATER, on=MONDAY)
    assert StageRow.objects.get(case__reference=case).acknowledged_on == MONDAY


def test_a_second_try_stopped_does_not_undo_what_may_have_arrived(case: str) -> None:
    letter = issued(case, MONDAY)
    record = letters.letter(letter)
    assert record.dispatch is not None
    first = Dispatch.objects.filter(pk=record.dispatch.dispatch_id)
    first.update(state="may_have_been_sent")
    writing.send_again(
        dispatch_id=record.dispatch.dispatch_id, route="post", by="u2", now=LATER
    )
    assert (
        stopping.stop(reference=case, letter_id=letter, who="u2", now=LATER, on=MONDAY)
        == ()
    )
    assert StageRow.objects.get(case__reference=case).acknowledged_on == MONDAY


def test_5_10_a_letter_is_in_large_print_where_that_was_agreed(case: str) -> None:
    agreed = s.Adjust(
        on=MONDAY,
        need="Low vision",
        adjustment="Large print letters",
        review_on=date(2026, 9, 1),
    )
    steps.take(reference=case, step=agreed, who="u1", now=NOW)
    letter = lettering.draft(
        reference=case,
        name="acknowledge",
        step=acknowledgement(MONDAY),
        who="u2",
        now=NOW,
    )
    assert letters.version(letter).letter.recipient.format == "large_print"
    view = drafts.draft_view(letter, on=MONDAY)
    assert [remark for remark in view.remarks if remark.code == "adjustment"] == []
