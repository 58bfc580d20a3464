"""What a journal can answer about a provision, one case at a time."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from putright.core.assessment import CHECKS, judged
from putright.core.calendar.periods import Span
from putright.core.complaints import parts
from putright.core.complaints.case import (
    Case,
    Extension,
    Finding,
    Point,
    RefusedAs,
    Restriction,
    StageRecord,
    Triage,
)
from putright.core.figures import LEFT_OUT, MET, NOT_MET

SPAN = Span(date(2025, 4, 1), date(2026, 3, 31))
DAY = date(2025, 6, 2)
BEFORE = date(2025, 3, 31)

FINDING = Finding(
    point="p1",
    outcome="upheld",
    reason="The boiler failed.",
    remedies=(parts.Remedy(kind="repair", by_when=DAY),),
)
FIRST = StageRecord(
    number=1,
    started_on=DAY,
    acknowledged_on=DAY,
    definition="No heating",
    outcomes_sought="Heating",
    points=(Point(ref="p1", text="No heating", ours=True),),
    extensions=(Extension(to=DAY, told_on=DAY, reason="A survey", lifted=True),),
    update_every_days=7,
    responded_on=DAY,
    responded_by="u1",
    findings=(FINDING,),
)
SECOND = replace(FIRST, number=2, responded_by="u2")
CASE = Case(
    received_on=DAY,
    last_on=DAY,
    kind="complaint",
    state="closed",
    edition="housing-2024",
    text="The heating is off",
    stage_1=FIRST,
    stage_2=SECOND,
    choice_on=DAY,
    triage=Triage(on=DAY, route="investigate"),
    refusals=(
        RefusedAs(on=DAY, by="u1", ground="too_old", stage=1, reason="Two years old"),
        RefusedAs(on=DAY, by="u1", ground="other_route", stage=2, reason="A court"),
    ),
    restrictions=(
        Restriction(
            ref="r1",
            restriction="One call a week",
            evidence="Forty calls",
            since=DAY,
            review_on=date(2026, 5, 1),
        ),
    ),
)


def _found(code: str, case: Case, *, erased: bool = False) -> set[str]:
    found = judged(CHECKS[code], case, SPAN, erased=erased)
    return {one.counted for one in found}


@pytest.mark.parametrize("code", CHECKS)
def test_a_case_handled_by_the_code_meets_every_check(code: str) -> None:
    assert _found(code, CASE) == {MET}


def _stage(**own: Any) -> Case:
    return replace(CASE, stage_1=replace(FIRST, **own), stage_2=None)


BROKEN: dict[str, Case] = {
    "choice_offered": replace(CASE, kind="dissatisfaction", choice_on=None),
    "refusal_reasoned": replace(
        CASE, refusals=(replace(CASE.refusals[0], reason=" "),)
    ),
    "escalation_refusal_reasoned": replace(
        CASE, refusals=(replace(CASE.refusals[1], reason=""),)
    ),
    "definition_set_out": _stage(outcomes_sought=""),
    "responsibility_said": _stage(points=(Point(ref="p1", ours=None),)),
    "updates_agreed": _stage(update_every_days=None),
    "original_kept": replace(CASE, text=""),
    "restrictions_reviewed": replace(
        CASE, restrictions=(replace(CASE.restrictions[0], review_on=DAY),)
    ),
    "triaged": replace(CASE, triage=None),
    "extension_1_reasoned": _stage(extensions=(Extension(to=DAY, told_on=DAY),)),
    "extension_2_reasoned": replace(
        CASE, stage_2=replace(SECOND, extensions=(Extension(to=DAY, told_on=DAY),))
    ),
    "points_answered_1": _stage(findings=(replace(FINDING, point="p2"),)),
    "points_answered_2": replace(
        CASE, stage_2=replace(SECOND, findings=(replace(FINDING, reason=""),))
    ),
    "different_person": replace(CASE, stage_2=replace(SECOND, responded_by="u1")),
    "remedy_or_reason": _stage(findings=(replace(FINDING, remedies=()),)),
    "remedies_dated": _stage(
        findings=(replace(FINDING, remedies=(parts.Remedy(kind="repair"),)),)
    ),
}


@pytest.mark.parametrize("code", CHECKS)
def test_a_case_that_breaks_the_provision_fails_its_check(code: str) -> None:
    assert NOT_MET in _found(code, BROKEN[code])


@pytest.mark.parametrize("code", CHECKS)
def test_what_came_with_a_register_cant_be_told_and_never_fails(code: str) -> None:
    assert _found(code, replace(BROKEN[code], imported=True)) == {LEFT_OUT}


@pytest.mark.parametrize("code", CHECKS)
def test_a_void_case_is_in_no_check(code: str) -> None:
    assert _found(code, replace(BROKEN[code], void=True)) == set()


@pytest.mark.parametrize("code", [one.code for one in CHECKS.values() if one.worded])
def test_words_that_were_erased_fail_no_check(code: str) -> None:
    assert NOT_MET not in _found(code, BROKEN[code], erased=True)


def test_6_13_it_cant_be_told_where_nobody_is_recorded() -> None:
    case = replace(CASE, stage_2=replace(SECOND, responded_by=""))
    assert _found("different_person", case) == {LEFT_OUT}


def test_6_7_an_answer_of_another_year_is_not_this_years() -> None:
    assert (
        _found("points_answered_1", _stage(responded_on=BEFORE, findings=())) == set()
    )
