"""How a complaint is handled: provisions 5.2 to 5.15."""

from typing import Any

import pytest
from tests.core.complaints.playing import (
    ANSWER_1,
    DEFINED,
    FOUND,
    Playing,
    acknowledged,
    answered,
    at_stage_2,
    received,
)

from putright.core.calendar import OutsideCalendarError

TO_PAY = {
    "by": "okafor",
    "ground": "other_route",
    "route": "Insurers",
    "reason": "Only the damage to the car is left",
    "ombudsman_told": True,
}


@pytest.mark.parametrize("playing", [Playing(), received(), answered(), at_stage_2()])
def test_5_2_no_stage_comes_before_stage_1(playing: Playing) -> None:
    """Whatever the state, and even dated before the last step."""
    assert playing.codes("stage_0", "2025-01-01") == ["no_stage_before"]


@pytest.mark.parametrize("playing", [Playing(), received(), answered(), at_stage_2()])
def test_5_3_no_stage_comes_after_stage_2(playing: Playing) -> None:
    """There are two stages and no more."""
    assert playing.codes("request_stage_3", "2025-01-01") == ["no_stage_after"]


def test_5_6_what_is_missing_of_the_definition_is_named() -> None:
    """Each missing part has its own refusal, so all are put right in one go."""
    refusals = received().refusals("acknowledge", "2025-02-05", stage=1)
    assert {refusal.rule.code for refusal in refusals} == {"not_defined"}
    assert [refusal.value for refusal in refusals] == [
        "the definition",
        "the outcomes sought",
        "the list of points",
    ]


def test_5_6_asking_needs_a_question() -> None:
    """An empty question clears nothing up."""
    assert received().codes("clarify", "2025-02-05", question=" ") == ["no_question"]
    assert received().do("clarify", "2025-02-05", question="Which visit?")


def test_5_7_every_point_is_ours_or_not_ours() -> None:
    """The point that was left out is named."""
    points = {"points": ["lift", "lamp"], "ours": ["lift"]}
    (refusal,) = received().refusals(
        "acknowledge", "2025-02-05", stage=1, **DEFINED, **points
    )
    assert refusal.rule.code == "responsibility_not_said"
    assert "lamp" in str(refusal)
    playing = received()
    case = playing.do(
        "acknowledge", "2025-02-05", stage=1, **DEFINED, **points, not_ours=["lamp"]
    )
    assert case.stage_1 is not None
    assert [point.ours for point in case.stage_1.points] == [True, False]


def test_5_8_a_conflict_keeps_someone_off_the_case() -> None:
    """Whoever declared one can neither be assigned nor answer."""
    playing = acknowledged()
    playing.do("declare_conflict", "2025-02-06", who="okafor", reason="A neighbour")
    assert playing.codes("assign", "2025-02-06", stage=1, handler="okafor") == [
        "conflict_declared"
    ]
    assert playing.codes(
        "respond", "2025-02-07", stage=1, findings=FOUND, **ANSWER_1
    ) == ["conflict_declared"]


def _extend(playing: Playing, to: str, **changes: Any) -> dict[str, Any]:
    return {
        "stage": 1,
        "to": to,
        "reason": "A report is awaited",
        "good_reason": "There is one expert",
        "update_every_days": 7,
        "ombudsman_told": True,
        **changes,
    }


def test_5_9_past_the_limit_updates_are_agreed() -> None:
    """The limit is 10 working days after the answer was due, 5 March 2025."""
    playing = acknowledged()
    past = _extend(playing, "2025-03-06", update_every_days=None)
    assert playing.codes("extend", "2025-02-10", **past) == ["no_updates_agreed"]
    within = _extend(playing, "2025-03-05", update_every_days=None)
    assert playing.do("extend", "2025-02-10", **within)


def test_5_9_updates_agreed_at_the_extension_are_kept() -> None:
    """A later extension without them does not forget them."""
    playing = acknowledged()
    playing.do("extend", "2025-02-10", **_extend(playing, "2025-03-20"))
    case = playing.do(
        "extend", "2025-02-11", **_extend(playing, "2025-03-03", update_every_days=None)
    )
    assert case.stage_1 is not None
    assert case.stage_1.update_every_days == 7


def test_5_9_a_new_day_past_the_known_bank_holidays_is_not_guessed_at() -> None:
    """It would make the case impossible to judge; the step is not taken."""
    playing = acknowledged()
    far = _extend(playing, "2035-03-06")
    with pytest.raises(OutsideCalendarError, match="6 March 2035"):
        playing.do("extend", "2025-02-10", **far)
    assert len(playing.events) == 2


def test_5_10_an_adjustment_has_a_review() -> None:
    """Without one it would be forgotten; a disability is kept with it."""
    need = {"need": "Sight loss", "adjustment": "Large print"}
    assert received().codes("adjust", "2025-02-05", **need) == [
        "adjustment_without_review"
    ]
    playing = received()
    case = playing.do(
        "adjust",
        "2025-02-05",
        **need,
        review_on="2025-08-05",
        disability_disclosed=True,
    )
    (kept,) = case.adjustments
    assert kept.disability_disclosed
    assert kept.need == "Sight loss"
    later = playing.do("review_adjustment", "2025-08-05", adjustment=kept.ref)
    assert later.adjustments[0].ended


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"ground": "too_old"}, "too_old"),
        ({"ground": ""}, "is not one"),
        ({"route": " "}, "route"),
        ({"reason": ""}, "no reason"),
        ({"ombudsman_told": False}, "Ombudsman"),
    ],
)
def test_5_11_escalation_is_refused_only_as_a_complaint_could_be(
    changes: dict[str, Any], lacks: str
) -> None:
    """What the refusal lacks is named."""
    (refusal,) = at_stage_2().refusals(
        "refuse_stage_2", "2025-02-13", **{**TO_PAY, **changes}
    )
    assert refusal.rule.code == "escalation_refused_without_valid_reason"
    assert lacks in str(refusal)


def test_5_11_refused_with_a_valid_reason_the_case_goes_back() -> None:
    """It stands as before the request, and stage 2 has left no trace but the entry."""
    playing = at_stage_2()
    case = playing.do("refuse_stage_2", "2025-02-13", **TO_PAY)
    assert (case.state, case.stage_2) == ("stage_1_answered", None)
    assert [refusal.stage for refusal in case.refusals] == [2]


def test_5_12_two_people_take_a_case_out_of_the_count() -> None:
    """Neither alone, nor before it was proposed, nor without saying why."""
    playing = received()
    assert playing.codes("confirm_void", "2025-02-04", by="sandhu") == [
        "second_person_needed"
    ]
    assert playing.codes("propose_void", "2025-02-04", by="okafor") == [
        "no_reason_for_record"
    ]
    playing.do("propose_void", "2025-02-04", by="okafor", reason="A test")
    assert playing.codes("confirm_void", "2025-02-04", by="okafor") == [
        "second_person_needed"
    ]
    case = playing.do("confirm_void", "2025-02-04", by="sandhu")
    assert not case.counts
    assert playing.codes("add_note", "2025-02-05", note="More") == ["out_of_turn"]


def test_5_12_a_duplicate_leaves_the_count_and_names_the_other() -> None:
    """It stays readable, and no case is a duplicate of itself."""
    playing = received()
    assert playing.codes("mark_duplicate", "2025-02-04", of="C-1", by="okafor") == [
        "out_of_turn"
    ]
    case = playing.do("mark_duplicate", "2025-02-04", of="C-9", by="okafor")
    assert (case.counts, case.duplicate_of) == (False, "C-9")


def test_5_12_restricting_who_sees_a_case_takes_two() -> None:
    """So does opening it again."""
    playing = received()
    two = {"by": "sandhu", "confirmed_by": "sandhu"}
    assert playing.codes("restrict_access", "2025-02-04", named=["okafor"], **two) == [
        "access_by_two"
    ]
    two["confirmed_by"] = "whitlow"
    case = playing.do("restrict_access", "2025-02-04", named=["okafor"], **two)
    assert (case.restricted, case.named) == (True, ("okafor",))
    assert playing.codes(
        "open_access", "2025-02-05", by="sandhu", confirmed_by="sandhu"
    ) == ["access_by_two"]
    assert not playing.do("open_access", "2025-02-05", **two).restricted


RESTRICTION = {
    "evidence": "A log of 41 calls",
    "restriction": "One named contact",
    "review_on": "2025-08-04",
    "equality_considered": "Weighed against her illness",
}


@pytest.mark.parametrize("left_out", ["evidence", "review_on"])
def test_5_14_a_restriction_has_evidence_and_a_review(left_out: str) -> None:
    """Neither may be wanting."""
    step = {**RESTRICTION, left_out: ""}
    assert received().codes("restrict_contact", "2025-02-05", **step) == [
        "restriction_without_evidence"
    ]


def test_5_14_a_restriction_stops_no_complaint() -> None:
    """The case goes on as any other."""
    playing = received()
    playing.do("restrict_contact", "2025-02-03", **RESTRICTION)
    points = {"points": ["visits"], "ours": ["visits"]}
    assert playing.do("acknowledge", "2025-02-04", stage=1, **DEFINED, **points)


def test_5_15_a_restriction_is_weighed_against_the_equality_act() -> None:
    """Blank does not count as weighed."""
    step = {**RESTRICTION, "equality_considered": "  "}
    assert received().codes("restrict_contact", "2025-02-05", **step) == [
        "restriction_without_equality"
    ]
