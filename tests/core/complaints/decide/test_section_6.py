"""The two stages: provisions 6.1 to 6.20."""

from datetime import date
from typing import Any

import pytest
from tests.core.complaints.playing import (
    ANSWER_1,
    ANSWER_2,
    DEFINED,
    FOUND,
    Playing,
    acknowledged,
    answered,
    at_stage_2,
    received,
)

from putright.core.complaints import events as e


def test_6_1_triage_weighs_and_warns() -> None:
    """A hazard and a high risk are said aloud; the reason is kept as words."""
    playing = received()
    case = playing.do(
        "triage",
        "2025-02-03",
        route="early",
        risk="high",
        hazard=True,
        vulnerable=True,
        reason="A baby",
    )
    assert case.triage is not None
    assert case.triage.vulnerable
    assert len(playing.last.warnings) == 2
    assert playing.codes("triage", "2025-02-03", route="later") == ["incomplete"]


def _extension(stage: int, **changes: Any) -> dict[str, Any]:
    return {
        "stage": stage,
        "to": "2025-02-28",
        "reason": "A report is awaited",
        "ombudsman_told": True,
        **changes,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": ""},
        {"to": "2025-02-14"},
        {"to": "2025-02-13"},
        {"to": "2025-12-01", "update_every_days": 7},
    ],
)
def test_6_4_an_extension_is_explained_and_within_its_limit(
    changes: dict[str, Any],
) -> None:
    """No reason, no later day, or past the limit without a good reason."""
    step = _extension(1, **changes)
    assert acknowledged().codes("extend", "2025-02-14", **step) == [
        "extension_1_unexplained"
    ]


def test_6_4_told_late_it_is_taken_with_a_warning() -> None:
    """The record stands; the clock will call the answer late."""
    playing = acknowledged()
    case = playing.do("extend", "2025-02-20", **_extension(1))
    assert playing.last.warnings
    assert case.stage_1 is not None
    assert case.stage_1.dates.extension_told_on == date(2025, 2, 20)


def test_6_4_a_second_extension_takes_the_place_of_the_first() -> None:
    """The limit is counted from the first day due, so they can't be added up."""
    playing = acknowledged()
    playing.do("extend", "2025-02-14", **_extension(1))
    assert playing.codes("extend", "2025-02-17", **_extension(1, to="2025-03-06")) == [
        "extension_1_unexplained",
        "no_updates_agreed",
    ]
    case = playing.do("extend", "2025-02-17", **_extension(1, to="2025-03-05"))
    assert case.stage_1 is not None
    assert [made.to.day for made in case.stage_1.extensions] == [28, 5]
    assert case.stage_1.dates.extended_to == date(2025, 3, 5)


def test_6_5_an_extension_tells_of_the_ombudsman() -> None:
    """At stage 1."""
    step = _extension(1, ombudsman_told=False)
    assert acknowledged().codes("extend", "2025-02-14", **step) == [
        "extension_1_without_ombudsman"
    ]


def test_6_6_open_actions_hold_no_answer_back_and_outlive_the_closing() -> None:
    """What was promised stays open until it is proved done."""
    playing = acknowledged()
    actions = [{"what": "mend the step", "by_when": "2025-03-03", "owner": "quist"}]
    step = {"findings": FOUND, "actions": actions, **ANSWER_1}
    playing.do("respond", "2025-02-10", stage=1, **step)
    case = playing.do("close", "2025-02-24")
    (action,) = case.open_actions
    assert (action.by_when, action.owner) == (date(2025, 3, 3), "quist")


def _answer(stage: int, findings: list[dict[str, Any]]) -> dict[str, Any]:
    answer = ANSWER_1 if stage == 1 else ANSWER_2
    return {"stage": stage, "findings": findings, **answer}


def test_6_7_every_point_is_answered_with_a_reason() -> None:
    """The point left out is named."""
    playing = acknowledged()
    playing.do("add_issue", "2025-02-06", text="the tone", related=True)
    (refusal,) = playing.refusals("respond", "2025-02-10", **_answer(1, FOUND))
    assert refusal.rule.code == "point_unanswered_1"
    assert "the tone" in str(refusal)
    silent = [*FOUND, {"point": "the tone", "outcome": "not_upheld", "reason": " "}]
    assert playing.codes("respond", "2025-02-10", **_answer(1, silent)) == [
        "point_unanswered_1"
    ]


def test_6_8_an_issue_that_splits_is_a_complaint_of_the_same_people() -> None:
    """It is received that day, linked, and nothing of this case is delayed by it."""
    playing = answered()
    case = playing.do("add_issue", "2025-02-11", text="Rent", new_reference="C-7")
    opened = playing.last.opens["C-7"]
    assert case.split == ("C-7",)
    assert (opened.on, opened.linked_to) == (date(2025, 2, 11), "C-1")
    assert opened.words["text"] == "Rent"


@pytest.mark.parametrize(
    ("related", "would_delay", "joins"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_6_8_before_the_answer_only_what_is_related_and_quick_joins(
    related: bool, would_delay: bool, joins: bool
) -> None:
    """The table of 6.8 while stage 1 is open."""
    case = acknowledged().do(
        "add_issue", "2025-02-06", text="Rent", related=related, would_delay=would_delay
    )
    assert (len(case.joined), len(case.split)) == (int(joins), int(not joins))


@pytest.mark.parametrize("changes", [{"written": False}, {"escalation_told": False}])
def test_6_9_the_answer_is_written_and_tells_the_way_to_stage_2(
    changes: dict[str, Any],
) -> None:
    """A telephone call alone is no answer."""
    step = {**_answer(1, FOUND), **changes}
    assert acknowledged().codes("respond", "2025-02-10", **step) == [
        "stage_1_not_in_writing"
    ]


@pytest.mark.parametrize("name", ["acknowledge", "extend", "respond"])
def test_6_10_nothing_of_stage_2_before_it_is_asked_for(name: str) -> None:
    """Named alone, whatever else the step lacks."""
    assert received().codes(name, "2025-02-04", stage="2") == ["stage_2_not_open"]
    assert Playing().codes(name, "2025-02-04", stage=2) == ["stage_2_not_open"]


def test_6_10_asked_for_once_stage_1_is_overdue() -> None:
    """Due on 19 February 2025: on that day it is too soon, on the next it is not."""
    playing = acknowledged()
    assert playing.codes("request_stage_2", "2025-02-19") == ["stage_2_not_open"]
    case = playing.do("request_stage_2", "2025-02-20")
    assert (case.state, case.before_stage_2) == ("stage_2_open", "stage_1_open")


def test_6_10_a_closed_case_that_goes_on_is_not_closed_meanwhile() -> None:
    """Else it would be missing from the work to do; refused, it is as it was."""
    playing = answered()
    playing.do("close", "2025-02-24")
    assert playing.do("request_stage_2", "2025-03-03").closed_on is None
    refused = playing.do(
        "refuse_stage_2",
        "2025-03-04",
        by="penrose",
        ground="already_considered",
        earlier_case="C-0",
        reason="The same visits",
        ombudsman_told=True,
    )
    assert (refused.state, refused.closed_on) == ("closed", date(2025, 2, 24))


def test_6_12_no_reasons_are_demanded() -> None:
    """They are kept where given, and their want refuses nothing."""
    playing = answered()
    playing.do("request_stage_2", "2025-02-12", reasons=" ")
    assert playing.last.events[0].words == {}
    assert playing.codes(
        "refuse_stage_2", "2025-02-13", by="penrose", ground="no_reasons"
    ) == ["no_reasons_demanded"]


def test_6_13_the_reviewer_is_someone_else() -> None:
    """Whoever answered stage 1 can neither be given stage 2 nor answer it."""
    playing = at_stage_2()
    assert playing.codes("assign", "2025-02-12", stage=2, handler="okafor") == [
        "same_person"
    ]
    (refusal,) = playing.refusals(
        "respond", "2025-02-13", **{**_answer(2, FOUND), "by": " okafor "}
    )
    assert refusal.rule.code == "same_person"
    case = playing.do("respond", "2025-02-13", **_answer(2, FOUND))
    assert case.state == "stage_2_answered"


def test_6_15_stage_2_has_its_own_limit() -> None:
    """20 working days after 19 March 2025, when it is due unacknowledged."""
    playing = at_stage_2()
    past = _extension(2, to="2025-04-17", update_every_days=7)
    assert playing.codes("extend", "2025-02-14", **past) == ["extension_2_unexplained"]
    assert playing.do("extend", "2025-02-14", **_extension(2, to="2025-04-16"))


def test_6_16_an_extension_of_stage_2_tells_of_the_ombudsman() -> None:
    """As at stage 1."""
    step = _extension(2, ombudsman_told=None)
    assert at_stage_2().codes("extend", "2025-02-14", **step) == [
        "extension_2_without_ombudsman"
    ]


def test_6_18_stage_2_answers_its_own_points() -> None:
    """Those of its acknowledgement, not those of stage 1."""
    playing = at_stage_2()
    points = {"points": ["money"], "ours": ["money"]}
    playing.do("acknowledge", "2025-02-13", stage=2, **DEFINED, **points)
    assert playing.codes("respond", "2025-02-14", **_answer(2, FOUND)) == [
        "point_unanswered_2"
    ]
    money = [{"point": "money", "outcome": "not_upheld", "reason": "By the table"}]
    assert playing.do("respond", "2025-02-14", **_answer(2, money))


def test_6_18_with_stage_1_unanswered_its_points_are_owed_as_well() -> None:
    """Silence at stage 1 does not make its points go away."""
    playing = acknowledged()
    playing.do("request_stage_2", "2025-02-20")
    points = {"points": ["silence"], "ours": ["silence"]}
    case = playing.do("acknowledge", "2025-02-21", stage=2, **DEFINED, **points)
    assert [point.ref for point in case.to_answer(2)] == ["silence", "visits"]


@pytest.mark.parametrize("changes", [{"written": False}, {"ombudsman_told": False}])
def test_6_19_the_final_answer_tells_the_way_to_the_ombudsman(
    changes: dict[str, Any],
) -> None:
    """And is written; telling of stage 2 would be no use here."""
    step = {**_answer(2, FOUND), "escalation_told": True, **changes}
    assert at_stage_2().codes("respond", "2025-02-14", **step) == [
        "stage_2_not_in_writing"
    ]


def test_6_20_after_stage_2_comes_nothing() -> None:
    """Answered or closed, it can't be asked for again; an order opens it to close."""
    playing = at_stage_2()
    playing.do("respond", "2025-02-14", **_answer(2, FOUND))
    assert playing.codes("request_stage_2", "2025-02-17") == ["out_of_turn"]
    playing.do("close", "2025-02-17")
    assert playing.codes("request_stage_2", "2025-02-18") == ["out_of_turn"]
    assert playing.codes("reopen", "2025-09-01") == ["incomplete"]
    assert playing.do("reopen", "2025-09-01", order="C-1/O").state == "reopened"
    assert playing.codes("respond", "2025-09-02", **_answer(2, FOUND)) == [
        "out_of_turn"
    ]
    assert playing.do("close", "2025-09-02").state == "closed"
    assert isinstance(playing.events[-2], e.Reopened)
