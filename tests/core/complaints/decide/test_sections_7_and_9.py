"""Putting right and learning: provisions 7.1 to 7.4 and 9.1."""

from typing import Any

import pytest
from tests.core.complaints.playing import (
    ANSWER_1,
    UPHELD,
    acknowledged,
    answered,
    received,
)

from putright.core.complaints import events as e
from putright.core.complaints.decide import Settings
from putright.core.complaints.money import MoneyError


def _respond(*remedies: dict[str, Any], **changes: Any) -> dict[str, Any]:
    finding = {**UPHELD[0], "remedies": list(remedies), **changes}
    return {"stage": 1, "findings": [finding], **ANSWER_1}


@pytest.mark.parametrize("outcome", ["upheld", "partially_upheld"])
def test_7_1_what_is_upheld_has_a_remedy_or_a_reason_for_none(outcome: str) -> None:
    """The point without one is named."""
    (refusal,) = acknowledged().refusals(
        "respond", "2025-02-10", **_respond(outcome=outcome)
    )
    assert refusal.rule.code == "no_remedy"
    assert "visits" in str(refusal)
    step = _respond(outcome=outcome, no_remedy_because="She wants none")
    assert acknowledged().do("respond", "2025-02-10", **step)


def test_7_1_only_what_the_letter_itself_does_needs_no_day() -> None:
    """Apology, acknowledgement and explanation are done as they are written."""
    kinds = [{"kind": "apology"}, {"kind": "acknowledgement"}, {"kind": "explanation"}]
    case = acknowledged().do("respond", "2025-02-10", **_respond(*kinds))
    assert case.open_actions == ()


def test_7_2_a_sum_is_kept_in_pence() -> None:
    """As it was promised, to the penny."""
    paid = {"kind": "compensation", "amount": "£1,250.50", "by_when": "2025-02-24"}
    playing = acknowledged()
    playing.do("respond", "2025-02-10", **_respond(paid))
    event = playing.events[-1]
    assert isinstance(event, e.Responded)
    assert event.findings[0].remedies[0].pence == 125050


def test_7_2_a_sum_that_is_none_is_said_so() -> None:
    """Nothing is recorded."""
    playing = acknowledged()
    paid = {"kind": "compensation", "amount": "lots", "by_when": "2025-02-24"}
    with pytest.raises(MoneyError, match="lots"):
        playing.do("respond", "2025-02-10", **_respond(paid))
    assert len(playing.events) == 2


@pytest.mark.parametrize("outcome", ["upheld", "not_upheld"])
def test_7_3_a_promise_has_its_day(outcome: str) -> None:
    """Remedies and actions alike, upheld or not."""
    step = _respond({"kind": "repair"}, outcome=outcome)
    step["actions"] = [{"what": "ring her"}]
    refusals = acknowledged().refusals("respond", "2025-02-10", **step)
    assert [r.rule.code for r in refusals] == ["promise_without_date"] * 2
    assert [r.value for r in refusals] == ["repair", "ring her"]
    assert received().codes("add_action", "2025-02-04", what="ring her") == [
        "promise_without_date"
    ]


def test_7_3_done_means_proved_in_words_or_by_a_file() -> None:
    """The first open promise of that name is the one kept."""
    playing = acknowledged()
    twice = {"kind": "repair", "by_when": "2025-03-03"}
    playing.do("respond", "2025-02-10", **_respond(twice, twice))
    what = {"what": "repair: visits"}
    assert playing.codes("complete_action", "2025-03-03", **what) == [
        "done_without_proof"
    ]
    playing.do("complete_action", "2025-03-03", **what, file="9f2c")
    case = playing.do("complete_action", "2025-03-04", **what, proof="A photograph")
    assert [action.done_on for action in case.actions if action.done_on] == [
        playing.events[-2].on,
        playing.events[-1].on,
    ]
    assert playing.codes("complete_action", "2025-03-05", **what, proof="More") == [
        "out_of_turn"
    ]


def test_7_3_a_promise_is_moved_with_a_reason() -> None:
    """It keeps its owner where only the day moves."""
    playing = received()
    promise = {"what": "ring her", "by_when": "2025-02-07", "owner": "quist"}
    playing.do("add_action", "2025-02-04", **promise)
    move = {"what": "ring her", "by_when": "2025-02-10"}
    assert playing.codes("move_action", "2025-02-05", **move) == ["incomplete"]
    case = playing.do("move_action", "2025-02-05", **move, reason="She is away")
    (action,) = case.actions
    assert (action.owner, action.by_when.day) == ("quist", 10)


def test_7_4_a_sum_above_the_landlords_limit_is_a_warning_and_never_a_refusal() -> None:
    """Approved by a second person there is none."""
    limit = Settings(approval_limit_pence=50000)
    paid = {"kind": "compensation", "amount": 600, "by_when": "2025-02-24"}
    alone = received(settings=limit)
    alone.do("respond", "2025-02-10", **_respond(paid))
    assert "£600.00" in alone.last.warnings[0]
    approved = received(settings=limit)
    approved.do("assign", "2025-02-04", stage=1, handler="okafor")
    sum_ = {"stage": 1, "pence": 60000}
    assert approved.codes(
        "approve_compensation", "2025-02-05", by="okafor", **sum_
    ) == ["sum_by_second_person"]
    approved.do("approve_compensation", "2025-02-05", by="sandhu", **sum_)
    approved.do("respond", "2025-02-10", **_respond(paid))
    assert approved.last.warnings == ()


def test_9_1_what_was_upheld_closes_with_learning_or_why_there_is_none() -> None:
    """What was not closes without."""
    assert answered(upheld=True).codes("close", "2025-02-24") == ["no_learning"]
    learnt = answered(upheld=True).do("close", "2025-02-24", learning="Text first")
    assert (learnt.learning, learnt.learning_text) == (True, "Text first")
    none = answered(upheld=True).do(
        "close", "2025-02-24", no_learning_because="A one-off"
    )
    assert (none.state, none.learning) == ("closed", False)
    assert answered().do("close", "2025-02-24").state == "closed"
