"""The landlord's own targets as figures, beside the Code's and never in its place."""

from datetime import UTC, date, datetime

import pytest
from tests.apps.figures.making import LATER, asked, lived, november, october, registered

from putright.apps.complaints.queries.cases import find, open_case
from putright.apps.complaints.queries.context import (
    adopted_policies,
    current_context,
)
from putright.apps.complaints.queries.proofs import targets
from putright.apps.complaints.services import policies, verify
from putright.core.complaints import events as e
from putright.core.complaints.case import Case

pytestmark = pytest.mark.django_db

POLICY = """
title = "Tighter than the Code"
edition = "housing-2024"
in_force_from = 2024-10-01
[stage_names]
"stage 1" = 1
[[targets]]
own_stage = "stage 1"
clock = "acknowledge"
working_days = 2
counted_from = "started"
source = "our policy, 3.1"
[[targets]]
own_stage = "stage 1"
clock = "respond"
working_days = 5
counted_from = "acknowledged"
source = "our policy, 3.2"
"""
NOW = datetime(2025, 6, 30, 10, tzinfo=UTC)
ANSWERED = "stage_1_answered_within_own_target"
ACKNOWLEDGED = "stage_1_acknowledged_within_own_target"


def adopt() -> None:
    """Adopt the tighter policy."""
    policies.adopt(text=POLICY, reason="Agreed by the board", by=None, now=NOW)


def case(reference: str) -> Case:
    """Give a case as its journal makes it."""
    row = find(reference)
    assert row is not None
    return open_case(row).case


def answered(reference: str, day: date) -> None:
    """A complaint of Monday 7 October, acknowledged on the 9th, answered on a day."""
    lived(
        reference,
        [
            e.Received(on=october(7)),
            e.Acknowledged(on=october(9), stage=1),
            e.Responded(on=day, stage=1, by="u1"),
        ],
    )


def test_an_answer_may_meet_the_code_and_miss_the_landlords_own_target() -> None:
    adopt()
    answered("A", october(16))
    answered("B", october(17))
    code = asked("stage_1_answered_in_time").total
    own = asked(ANSWERED).total
    assert (code.numerator, code.denominator) == (2, 2)
    assert (own.numerator, own.denominator) == (1, 2)
    assert asked(ACKNOWLEDGED).total.value == 100


def test_without_a_policy_nothing_is_judged_by_one() -> None:
    answered("A", october(16))
    found = asked(ANSWERED)
    assert found.total.value is None
    assert found.left_out["no target of the landlord's own"] == 1


def test_a_case_from_before_the_policy_has_no_target() -> None:
    adopt()
    lived("A", [e.Received(on=date(2024, 9, 30))])
    found = asked(ACKNOWLEDGED, first=date(2024, 9, 1))
    assert found.left_out["no target of the landlord's own"] == 1


def test_what_is_not_yet_due_is_left_out_and_overdue_is_not_met() -> None:
    adopt()
    lived("A", [e.Received(on=november(4))])
    before = asked(ACKNOWLEDGED, as_at=november(6))
    after = asked(ACKNOWLEDGED, as_at=november(7))
    assert before.left_out["not yet due"] == 1
    assert (after.total.numerator, after.total.denominator) == (0, 1)


def test_a_month_that_is_all_that_is_known_can_not_be_judged() -> None:
    adopt()
    registered({"received_on": "2024-10-01", "received_precision": "month"})
    assert asked(ANSWERED).left_out["cannot tell"] == 1


def test_the_figure_agrees_with_the_page_of_each_case() -> None:
    adopt()
    days = [*range(9, 19), 21]
    for day in days:
        answered(f"C{day}", october(day))
    context, known = current_context(), adopted_policies()
    met = sum(
        verdict.verdict == "met"
        for day in days
        for _, _, verdict in targets(case(f"C{day}"), context, known, LATER)
        if verdict.clock == "respond"
    )
    assert asked(ANSWERED).total.numerator == met


def test_making_the_rows_anew_changes_no_target() -> None:
    adopt()
    answered("A", october(16))
    before = asked(ANSWERED).total
    verify.refold_all()
    assert asked(ANSWERED).total == before
