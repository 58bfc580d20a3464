"""Figures of whole cases, money, promises, rates, the regulator's measures."""

from datetime import date

import pytest
from tests.apps.figures.making import (
    asked,
    homes,
    lived,
    october,
    parts,
    registered,
    split,
    then,
)

from putright.core.complaints import events as e
from putright.core.complaints import parts as p

pytestmark = pytest.mark.django_db


def test_each_kind_of_contact_counts_for_itself() -> None:
    kinds = ("compliment", "comment", "mp_enquiry", "service_request", "complaint")
    registered(*({"kind": kind, "received_on": "2024-10-07"} for kind in kinds))
    for code in ("compliments", "comments", "mp_enquiries", "service_requests"):
        assert asked(f"{code}_received").total.value == 1
    assert asked("stage_1_received").total.value == 1


def test_both_days_of_the_period_are_in_it() -> None:
    days = ("2024-09-30", "2024-10-01", "2024-12-31", "2025-01-01")
    registered(*({"received_on": day} for day in days))
    assert asked("stage_1_received").total.value == 2


def test_void_and_duplicate_cases_are_in_no_figure() -> None:
    lived("A", [e.Received(on=october(7))])
    lived("B", [e.Received(on=october(7))])
    lived("C", [e.Received(on=october(7))])
    then("B", e.MarkedDuplicate(on=october(8), of="A", by="u1"))
    then(
        "C",
        e.VoidProposed(on=october(8), by="u1"),
        e.Voided(on=october(9), by="u2"),
    )
    assert asked("stage_1_received").total.value == 1


def test_1_4_service_requests_that_became_complaints() -> None:
    request = {"kind": "service_request", "received_on": "2024-10-07"}
    registered(
        {**request, "reference": "SR1"},
        {**request, "reference": "SR2"},
        {"received_on": "2024-10-21", "linked_to": "SR1"},
    )
    result = asked("service_requests_became_complaints")
    assert parts(result) == (1, 2)
    before = asked("service_requests_became_complaints", as_at=october(20))
    assert parts(before) == (0, 2)


def test_8_1_refusals_by_ground() -> None:
    registered(
        *(
            {
                "received_on": "2024-10-07",
                "refused_on": "2024-10-09",
                "refusal_ground": ground,
            }
            for ground in ("too_old", "too_old", "legal_proceedings")
        ),
        {"received_on": "2024-10-07", "withdrawn_on": "2024-11-05"},
    )
    assert split(asked("refused", "ground"), "ground") == {
        "legal_proceedings": 1,
        "too_old": 2,
    }
    assert split(asked("withdrawn", "month"), "month")["2024-11"] == 1


def test_compensation_counts_where_it_was_offered_and_a_case_once() -> None:
    registered(
        {
            "received_on": "2024-10-07",
            "s1_responded_on": "2024-10-16",
            "s2_requested_on": "2024-10-21",
            "s2_responded_on": "2024-11-05",
            "compensation": "250.50",
        },
        {"received_on": "2024-10-07", "s1_responded_on": "2024-10-16"},
    )
    money = p.Remedy(kind="compensation", by_when=october(31), pence=10_000)
    upheld = p.FindingMade(point="p", outcome="upheld", remedies=(money,))
    lived(
        "A",
        [
            e.Received(on=october(7)),
            e.Responded(on=october(14), stage=1, by="u1", findings=(upheld,)),
            e.StageTwoRequested(on=october(15)),
            e.Responded(on=october(28), stage=2, by="u2", findings=(upheld,)),
        ],
    )
    offered = asked("compensation_offered", "month", "stage")
    assert offered.total.value == 450.5
    assert split(offered, "month") == {"2024-10": 200, "2024-11": 250.5, "2024-12": 0}
    assert split(offered, "stage") == {"1": 100, "2": 350.5}
    mean = asked("compensation_mean")
    assert (mean.total.value, *parts(mean)) == (225.25, 450.5, 2)


def test_7_3_promises_kept_are_over_those_due() -> None:
    promised = tuple(
        p.ActionPromised(ref=ref, by_when=october(day))
        for ref, day in (("a", 18), ("b", 18), ("c", 21), ("d", 31))
    )
    lived(
        "A",
        [
            e.Received(on=october(7)),
            e.Responded(on=october(14), stage=1, by="u1", actions=promised),
            e.ActionDone(on=october(18), action="a"),
            e.ActionDone(on=october(21), action="b"),
        ],
    )
    kept = asked("promises_kept", as_at=october(22))
    assert (parts(kept), kept.left_out) == ((1, 3), {"not yet due": 1})
    assert asked("promises_due").total.value == 4
    assert asked("promises_overdue", last=october(20)).total.value == 1


def test_9_1_improvements_and_learning() -> None:
    registered(
        {
            "received_on": "2024-10-07",
            "s1_responded_on": "2024-11-04",
            "s1_outcome": "upheld",
            "improvement": "Two people check the list",
        }
    )
    lived(
        "A",
        [
            e.Received(on=october(7)),
            e.Responded(on=october(14), stage=1, by="u1", outcome="upheld"),
            e.Closed(on=october(21), learning=False),
        ],
    )
    assert split(asked("improvements", "month"), "month")["2024-11"] == 1
    assert parts(asked("learning_recorded")) == (0, 1)


def test_5_13_remedies_at_stage_1_and_only_at_stage_2() -> None:
    sorry = p.Remedy(kind="apology")
    found = p.FindingMade(point="p", outcome="upheld", remedies=(sorry,))
    bare = p.FindingMade(point="p", outcome="upheld")
    for reference, first in (("A", found), ("B", bare)):
        lived(
            reference,
            [
                e.Received(on=october(7)),
                e.Responded(on=october(14), stage=1, by="u1", findings=(first,)),
                e.StageTwoRequested(on=october(15)),
                e.Responded(on=october(28), stage=2, by="u2", findings=(found,)),
            ],
        )
    assert parts(asked("stage_1_remedied")) == (1, 2)
    assert parts(asked("stage_2_first_remedied")) == (1, 2)


def test_5_10_an_adjustment_late_for_review() -> None:
    lived(
        "A",
        [
            e.Received(on=october(7)),
            e.AdjustmentAgreed(
                on=october(8), adjustment="a1", review_on=date(2024, 11, 8)
            ),
        ],
    )
    assert asked("adjustments_overdue", last=date(2024, 11, 8)).total.value == 0
    assert asked("adjustments_overdue", last=date(2024, 11, 9)).total.value == 1


def test_recorded_late_counts_clock_entries_written_down_after_two_days() -> None:
    lived(
        "A",
        [
            e.Received(on=october(7)),
            e.Acknowledged(on=october(9), stage=1),
            e.NoteAdded(on=october(9)),
            e.Responded(on=october(14), stage=1, by="u1"),
        ],
        recorded={1: october(11), 2: october(31), 3: october(17)},
    )
    late = asked("recorded_late", "stage")
    assert (late.total.value, late.total.denominator) == (1, None)
    assert parts(asked("recorded_late_percent")) == (1, 3)
    registered({"received_on": "2024-10-07"})
    assert asked("recorded_late").left_out["came with a register"] == 1


def test_3_3_a_rate_is_over_the_homes_owned_at_the_end() -> None:
    homes(
        ("H1", "North", "LCRA", ""),
        ("H2", "North", "LCRA", "2024-11-30"),
        ("H3", "South", "LCHO", ""),
        ("H4", "South", "leasehold", ""),
    )
    registered(
        {"received_on": "2024-10-07", "area": "North", "tenure": "LCRA"},
        {"received_on": "2024-10-07", "area": "South", "tenure": "LCHO"},
    )
    rate = asked("stage_1_per_1000", "area", "month", "tenure")
    assert parts(rate) == (2, 3)
    assert rate.total.value == pytest.approx(2000 / 3)
    assert split(rate, "area") == {"North": 1000, "South": 500}
    assert rate.by["month"][("2024-10",)].denominator == 4
    assert rate.by["tenure"][("LCHO",)].denominator == 1
    none = asked("stage_1_per_1000", where={"area": "Elsewhere"})
    assert (none.total.value, none.total.denominator) == (None, 0)


def test_ch01_is_tenants_and_ch02_divides_by_what_it_counts() -> None:
    homes(("H1", "North", "LCRA", ""), ("H2", "North", "leasehold", ""))
    answered = {"received_on": "2024-10-07", "s1_acknowledged_on": "2024-10-09"}
    registered(
        {**answered, "tenure": "LCRA", "s1_responded_on": "2024-10-16"},
        {**answered, "tenure": "LCRA", "withdrawn_on": "2024-10-11"},
        {**answered, "tenure": "LCRA"},
        {**answered, "tenure": "LCRA", "refused_on": "2024-10-11"},
        {**answered, "tenure": "leaseholder"},
        answered,
    )
    rate = asked("CH01_1")
    assert (rate.total.value, *parts(rate)) == (3000, 3, 1)
    assert rate.left_out == {"tenure not known": 1, "other tenure": 1, "refused": 1}
    assert parts(asked("CH02_1")) == (1, 3)
    assert parts(asked("CH01_2")) == (0, 1)
    assert asked("CH02_2").total.value is None
