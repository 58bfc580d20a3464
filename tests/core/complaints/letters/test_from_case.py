"""From where a case stands to the facts of its letters."""

from datetime import date

from msgspec.structs import replace
from tests.cast import MONDAY, days_after
from tests.core.complaints.letters.examples import EDITION, letter, remarks

from putright.core.complaints import events as e
from putright.core.complaints import parts
from putright.core.complaints.fold import fold
from putright.core.complaints.letters.facts import (
    Action,
    Adjustment,
    NotOurs,
    Point,
    Remedy,
)
from putright.core.complaints.letters.from_case import adjustment_code, facts_of

RECEIVED = e.Received(on=MONDAY, channel="email", words={"text": "Heating is off"})
ACKNOWLEDGED = e.Acknowledged(
    on=days_after(2),
    stage=1,
    points=(
        parts.PointOwned("heating"),
        parts.PointOwned("bins", ours=False, not_ours=True),
    ),
    words={
        "definition": "The heating was off for nine days.",
        "outcomes_sought": "Heating that works\nAn apology",
        "point:heating": "No heating for nine days",
        "point:bins": "Bins that overflow",
    },
)
RESPONDED = e.Responded(
    on=days_after(14),
    stage=1,
    by="u1",
    findings=(
        parts.FindingMade(
            "heating",
            "upheld",
            (
                parts.Remedy("apology"),
                parts.Remedy("repair", days_after(28), owner="t-repairs"),
                parts.Remedy("compensation", days_after(28), 9000),
            ),
        ),
        parts.FindingMade("bins", "not_ours"),
    ),
    actions=(parts.ActionPromised("check", days_after(35), "t-repairs"),),
    words={
        "reason:heating": "It took us nine days.",
        "reason:bins": "The council empties the bins.",
        "remedy:heating:repair": "A new pump",
        "action:check": "Check the heating again",
    },
)
NAMES = {"t-repairs": "Repairs team", "u1": "Chidi Okafor"}


def test_an_acknowledgement_takes_definition_points_and_whose_they_are() -> None:
    case = fold((RECEIVED, ACKNOWLEDGED), "C-1")
    found = facts_of(case, "acknowledgement_1", EDITION, answer_by=days_after(16))
    assert found.stage == 1
    assert found.definition == "The heating was off for nine days."
    assert found.outcomes_sought == ("Heating that works", "An apology")
    assert found.points == (
        Point("heating", "No heating for nine days"),
        Point("bins", "Bins that overflow"),
    )
    assert (found.ours, found.not_ours) == (("heating",), (NotOurs("bins"),))
    assert remarks(found) == ()


def test_an_answer_takes_findings_remedies_and_what_is_still_to_be_done() -> None:
    case = fold((RECEIVED, ACKNOWLEDGED, RESPONDED), "C-1")
    found = facts_of(case, "stage_1_response", EDITION, names=NAMES)
    heating = found.findings[0]
    assert heating.reason == "It took us nine days."
    assert heating.remedies == (
        Remedy(kind="apology", what="Apology"),
        Remedy(kind="repair", what="A new pump", by_when=days_after(28)),
        Remedy(
            kind="compensation",
            what="Compensation",
            by_when=days_after(28),
            amount=9000,
        ),
    )
    assert found.actions == (
        Action(
            what="Check the heating again", by_when=days_after(35), owner="Repairs team"
        ),
    )
    assert remarks(found) == ()


def test_an_extension_takes_its_new_date_reason_and_whether_it_passes_the_limit() -> (
    None
):
    longer = e.Extended(
        on=days_after(10),
        stage=1,
        to=date(2024, 12, 20),
        told_on=days_after(10),
        lifted=True,
        update_every_days=7,
        words={"reason": "The part comes from abroad."},
    )
    case = fold((RECEIVED, ACKNOWLEDGED, longer), "C-1")
    found = facts_of(case, "extension_1", EDITION, answer_by=days_after(16))
    assert (found.new_date, found.reason) == (longer.to, "The part comes from abroad.")
    assert found.past_limit
    assert found.update_every_days == 7
    assert remarks(found) == ()


def test_a_refusal_takes_its_ground_and_reason_and_has_no_stage() -> None:
    refused = e.Refused(
        on=days_after(3),
        by="u1",
        ground="other_route",
        words={"reason": "The tribunal decides on service charges."},
    )
    found = facts_of(fold((RECEIVED, refused), "C-1"), "refusal", EDITION)
    assert (found.stage, found.ground) == (0, "other_route")
    assert found.reason == "The tribunal decides on service charges."
    assert remarks(found) == ()


def test_a_stage_2_refusal_names_no_day_that_the_case_no_longer_holds() -> None:
    asked = e.StageTwoRequested(on=days_after(20))
    refused = e.StageTwoRefused(
        on=days_after(22),
        by="u2",
        ground="legal_proceedings",
        words={"reason": "Filed."},
    )
    case = fold((RECEIVED, ACKNOWLEDGED, RESPONDED, asked, refused), "C-1")
    found = facts_of(case, "stage_2_refusal", EDITION)
    assert found.received_on is None
    assert remarks(found) == ()


def test_agreed_adjustments_reach_the_letter_until_they_end() -> None:
    agreed = e.AdjustmentAgreed(
        on=days_after(1),
        adjustment="a1",
        review_on=date(2025, 4, 1),
        words={"adjustment": "Large print, please", "need": "low sight"},
    )
    case = fold((RECEIVED, agreed, ACKNOWLEDGED), "C-1")
    found = facts_of(case, "update", EDITION)
    assert found.adjustments == (Adjustment("large_print", "Large print, please"),)
    ended = replace(case, adjustments=(replace(case.adjustments[0], ended=True),))
    assert facts_of(ended, "update", EDITION).adjustments == ()
    assert adjustment_code("A sign language interpreter") == "other"


def test_words_that_were_erased_leave_letters_that_can_still_be_made() -> None:
    bare = [replace(event, words={}) for event in (RECEIVED, ACKNOWLEDGED, RESPONDED)]
    found = facts_of(fold(bare, "C-1"), "stage_1_response", EDITION)
    assert letter(found).title == "Our answer to your complaint at stage 1"
