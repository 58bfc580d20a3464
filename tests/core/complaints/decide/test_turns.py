"""Whose turn it is, and what a step can't do without."""

import pytest
from tests.core.complaints.playing import (
    DEFINED,
    Playing,
    acknowledged,
    at_stage_2,
    received,
)

from putright.core.calendar import OutsideCalendarError
from putright.core.complaints import steps as s
from putright.core.complaints.decide import HANDLERS
from putright.core.complaints.given import NAMES

POINTS = {"points": ["visits"], "ours": ["visits"]}
NAMED_FIRST = {s.StageZero, s.RequestStageThree}


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"receive"}))
def test_order_nothing_comes_before_it_was_received(name: str) -> None:
    """Every step but receiving, 5.2, 5.3 and 6.10 being named first."""
    first = {
        "stage_0": "no_stage_before",
        "request_stage_3": "no_stage_after",
        "refuse_stage_2": "stage_2_not_open",
    }
    assert Playing().codes(name, "2025-02-03") == [first.get(name, "out_of_turn")]


def test_order_received_once() -> None:
    """A second receipt would start a second clock."""
    assert received().codes("receive", "2025-02-04") == ["out_of_turn"]


def test_order_not_before_the_last_step_taken() -> None:
    """The message names both days; a refused step has not moved the last one."""
    playing = acknowledged()
    assert playing.codes("clarify", "2025-03-01", question="") == ["no_question"]
    (refusal,) = playing.refusals("contact", "2025-02-04", note="Rang")
    assert "4 February 2025" in str(refusal)
    assert "5 February 2025" in str(refusal)


def test_order_acknowledged_once_a_stage() -> None:
    """A later acknowledgement can't take the place of the first."""
    assert acknowledged().codes("acknowledge", "2025-02-06", stage=1) == ["out_of_turn"]


def test_order_with_stage_2_open_stage_1_is_over() -> None:
    """Its answer would come from nowhere."""
    for name in ("acknowledge", "extend", "respond"):
        assert at_stage_2().codes(name, "2025-02-13", stage=1) == ["out_of_turn"]


def test_order_a_day_outside_the_known_bank_holidays_is_never_recorded() -> None:
    """A slip of the year would leave a case that can't be judged."""
    with pytest.raises(OutsideCalendarError):
        Playing().do("receive", "0202-02-03")
    playing = received()
    with pytest.raises(OutsideCalendarError):
        playing.do("contact", "2205-02-03", note="Rang")
    assert len(playing.events) == 1


@pytest.mark.parametrize(
    ("name", "stage"), [("acknowledge", ""), ("extend", "3"), ("respond", "one")]
)
def test_incomplete_without_a_stage_while_one_is_open(name: str, stage: str) -> None:
    """And out of turn where none is."""
    assert received().codes(name, "2025-02-04", stage=stage) == ["incomplete"]
    assert received("comment").codes(name, "2025-02-04", stage=stage) == ["out_of_turn"]


def test_incomplete_names_what_is_missing() -> None:
    """In the words of the form."""
    (refusal,) = received().refusals("request_information", "2025-02-04", of="Repairs")
    assert str(refusal).startswith("This is missing: what, due on.")


@pytest.mark.parametrize("what", ["", "   "])
def test_incomplete_an_action_without_a_name(what: str) -> None:
    """Blank is no name; an unknown name is out of turn."""
    assert received().codes("complete_action", "2025-02-04", what=what) == [
        "incomplete"
    ]
    assert received().codes("complete_action", "2025-02-04", what="paint") == [
        "out_of_turn"
    ]


def test_a_name_with_blanks_around_it_is_that_name() -> None:
    """A form's stray space does not hide a promise."""
    playing = received()
    playing.do("add_action", "2025-02-04", what="ring her", by_when="2025-02-07")
    case = playing.do("complete_action", "2025-02-07", what=" ring her ", proof="Rang")
    assert case.open_actions == ()


def test_every_step_has_a_name_and_a_decision() -> None:
    """A step that nothing decides could not be taken, nor refused."""
    assert set(NAMES.values()) == set(HANDLERS) | NAMED_FIRST | {s.Receive}


def test_points_named_twice_are_one() -> None:
    """A point is answered once, whoever typed it twice."""
    playing = received()
    twice = {"points": ["visits", "visits"], "ours": ["visits"]}
    case = playing.do("acknowledge", "2025-02-04", stage=1, **DEFINED, **twice)
    assert len(case.to_answer(1)) == 1
