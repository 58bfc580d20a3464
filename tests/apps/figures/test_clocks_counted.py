"""Figures of the Code's clocks: bases, what is left out, extensions, averages."""

from datetime import date

import pytest
from tests.apps.figures.making import (
    asked,
    lived,
    november,
    october,
    parts,
    question_of,
    registered,
)

from putright.apps.figures.queries import members
from putright.core.complaints import events as e

pytestmark = pytest.mark.django_db


def row(received: str = "2024-10-07", **cells: str) -> dict[str, str]:
    """A stage 1 complaint of a register, acknowledged two days later."""
    return {"received_on": received, "s1_acknowledged_on": "2024-10-09", **cells}


def why(code: str, **about: date) -> dict[str, tuple[str, str]]:
    """Open a figure: each case's standing and reason."""
    found = members(code, question_of(**about)).listed
    return {one.reference: (one.counted, one.why) for one in found}


def test_6_3_answers_in_time_are_over_all_received_and_due() -> None:
    registered(
        row(s1_responded_on="2024-10-23"),  # the tenth working day
        row(s1_responded_on="2024-10-24"),
        row(
            s1_extension_told_on="2024-10-21",
            s1_extended_to="2024-11-06",
            s1_responded_on="2024-11-06",
        ),
    )
    result = asked("stage_1_answered_in_time")
    assert parts(result) == (2, 3)
    assert result.total.value == pytest.approx(200 / 3)
    assert parts(asked("stage_1_answered_without_extension")) == (1, None)
    assert parts(asked("stage_1_answered_with_extension")) == (1, None)


def test_what_the_records_cannot_tell_is_left_out_and_said() -> None:
    registered(
        row(s1_responded_on="2024-10-16"),
        row(),  # no answer date: not known
        row(s1_extended_to="2024-11-06", s1_responded_on="2024-11-01"),
        {"received_on": "2024-10-01", "received_precision": "month"},
    )
    result = asked("stage_1_answered_in_time")
    assert parts(result) == (1, 1)
    assert result.left_out == {
        "cannot tell": 3,
        "withdrawn or refused": 0,
        "not yet due": 0,
    }


def test_withdrawn_by_the_due_day_is_left_out_and_after_it_not_met() -> None:
    registered(
        row(withdrawn_on="2024-10-23"),
        row(withdrawn_on="2024-10-24"),
        row(refused_on="2024-10-10", refusal_ground="too_old"),
        row(refused_on="2024-11-10", refusal_ground="too_old"),
    )
    assert why("stage_1_answered_in_time") == {
        "R1": ("left_out", "withdrawn or refused"),
        "R2": ("not_met", "withdrawn or refused after the answer was due"),
        "R3": ("left_out", "withdrawn or refused"),
        "R4": ("not_met", "withdrawn or refused after the answer was due"),
    }
    assert asked("stage_1_received").total.value == 4


def test_a_case_withdrawn_at_stage_2_keeps_its_stage_1_answer() -> None:
    registered(
        row(
            s1_responded_on="2024-10-16",
            s2_requested_on="2024-10-17",
            withdrawn_on="2024-10-18",
        )
    )
    assert parts(asked("stage_1_answered_in_time")) == (1, 1)
    assert parts(asked("stage_2_answered_in_time")) == (0, 0)
    assert asked("stage_2_received").total.value == 1


def test_an_open_case_is_left_out_until_it_is_overdue() -> None:
    registered(row(), unanswered="open")
    in_time = asked("stage_1_answered_in_time", as_at=october(23))
    assert (parts(in_time), in_time.left_out["not yet due"]) == ((0, 0), 1)
    assert in_time.total.value is None
    late = asked("stage_1_answered_in_time", as_at=october(24))
    assert (parts(late), late.left_out["not yet due"]) == ((0, 1), 0)
    assert asked("stage_1_open", last=october(23)).total.value == 1
    assert asked("stage_1_overdue", last=october(23)).total.value == 0
    assert asked("stage_1_overdue", last=october(24)).total.value == 1


def test_a_late_acknowledgement_cannot_hide_delay_from_the_backstop() -> None:
    registered(
        row(s1_acknowledged_on="2024-10-21", s1_responded_on="2024-11-04"),
        row(s1_responded_on="2024-10-24"),
    )
    assert parts(asked("stage_1_answered_in_time")) == (1, 2)
    assert parts(asked("stage_1_answered_by_backstop")) == (1, 2)
    assert why("stage_1_answered_by_backstop") == {
        "R1": ("not_met", "answered after the backstop"),
        "R2": ("met", "answered by the backstop"),
    }


def test_6_2_acknowledged_in_time_or_answered_in_full_by_then() -> None:
    registered(
        row(s1_acknowledged_on="2024-10-14"),
        row(s1_acknowledged_on="2024-10-15"),
        {"received_on": "2024-10-07", "s1_responded_on": "2024-10-11"},
        {"received_on": "2024-10-07", "s1_responded_on": "2024-10-30"},
    )
    result = asked("stage_1_acknowledged_in_time")
    assert (parts(result), result.left_out["cannot tell"]) == ((2, 3), 1)
    assert asked("stage_1_acknowledged_late").total.value == 1


def test_mean_and_median_are_of_the_answers_in_the_period() -> None:
    for days in ("2024-10-09", "2024-10-11", "2024-10-14", "2024-10-23"):
        registered({**row(s1_responded_on=days), "reference": days})
    registered({**row(s1_responded_on="2025-01-02"), "reference": "next year"})
    mean = asked("stage_1_working_days_mean")  # 2, 4, 5 and 12 working days
    assert (mean.total.value, *parts(mean)) == (5.75, 23, 4)
    median = asked("stage_1_working_days_median", "month")
    assert (median.total.value, median.total.denominator) == (4.5, 4)
    assert asked("stage_2_working_days_mean").total.value is None


def test_upheld_is_over_decisions_and_resolved_is_none() -> None:
    outcomes = ("upheld", "partially_upheld", "not_upheld", "resolved", "withdrawn", "")
    registered(*(row(s1_responded_on="2024-10-16", s1_outcome=o) for o in outcomes))
    result = asked("stage_1_upheld", "outcome")
    assert parts(result) == (2, 3)
    assert result.left_out == {
        "resolved or withdrawn, which decides nothing": 2,
        "outcome not known": 1,
    }


def test_5_11_a_refused_request_for_stage_2_was_still_received() -> None:
    lived(
        "A",
        [
            e.Received(on=october(7)),
            e.Acknowledged(on=october(8), stage=1),
            e.Responded(on=october(14), stage=1, by="u1"),
            e.StageTwoRequested(on=october(15)),
            e.StageTwoRefused(on=october(17), by="u1", ground="too_old"),
            e.StageTwoRequested(on=october(28)),
        ],
    )
    assert asked("stage_2_received").total.value == 2
    assert asked("refused", "stage").by["stage"][("2",)].value == 1
    assert parts(asked("escalation_rate")) == (1, 1)
    open_then = asked("stage_2_answered_in_time", as_at=november(1))
    assert open_then.left_out == {
        "cannot tell": 0,
        "withdrawn or refused": 1,
        "not yet due": 1,
    }


def test_2_4_a_refusal_that_was_overturned_ends_nothing() -> None:
    lived(
        "A",
        [
            e.Received(on=october(7)),
            e.Refused(on=october(9), by="u1", ground="too_old"),
            e.OrderedToAccept(on=october(21)),
            e.Acknowledged(on=october(22), stage=1),
            e.Responded(on=october(28), stage=1, by="u1"),
        ],
    )
    assert parts(asked("stage_1_answered_in_time")) == (1, 1)
    assert asked("refused").total.value == 1


def test_escalation_ratio_and_rate_count_different_cases() -> None:
    registered(
        row(s1_responded_on="2024-10-16", s2_requested_on="2025-01-06"),
        row(s1_responded_on="2024-10-16"),
        {
            "received_on": "2024-08-05",
            "s1_responded_on": "2024-08-12",
            "s2_requested_on": "2024-10-07",
        },
    )
    ratio = asked("escalation_ratio")
    assert (ratio.total.value, *parts(ratio)) == (0.5, 1, 2)
    rate = asked("escalation_rate")
    assert (rate.total.value, *parts(rate)) == (50, 1, 2)
    assert parts(asked("escalation_rate", as_at=date(2025, 1, 5))) == (0, 2)
