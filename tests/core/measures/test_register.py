"""CH01 and CH02: the tenants' complaints of the year, by the clock that judges all."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.measures.made import (
    AS_AT,
    CONTEXT,
    checked,
    counts,
    frame,
    listed,
    measured,
    one,
)

from putright.core.calendar import england_calendar, reporting_year_bounds
from putright.core.complaints.clock_rows import ANSWERS, RowClock
from putright.core.measures.records import RecordsRefusedError
from putright.core.measures.records.register import read
from putright.rules.handling_code import edition

HOMES = frame("homes", *[{}] * 8, *[{"stock_type": "LCHO"}] * 2, key="H")
LATE = {"s1_responded_on": "2024-10-24"}


def test_each_stock_type_has_its_own_complaints_and_its_own_homes() -> None:
    """Two of three rented homes' complaints in time; a shared owner's on two homes."""
    register = frame(
        "register", {}, {}, LATE, {"tenure": "LCHO"}, {"tenure": "leaseholder"}
    )
    answer = measured({"homes": HOMES, "register": register})
    assert counts(one(answer, "CH01_1", "LCRA")) == (3, 8, "375.0")
    assert counts(one(answer, "CH02_1", "LCRA")) == (2, 3, "66.7")
    assert one(answer, "CH02_1", "LCRA").left_out == {"other_stock": 2}
    assert counts(one(answer, "CH01_1", "LCHO")) == (1, 2, "500.0")
    assert counts(one(answer, "CH02_1", "LCHO")) == (1, 1, "100.0")
    assert counts(one(answer, "CH02_2", "LCHO")) == (0, 0, None)


def test_a_few_landlords_may_tell_both_stock_types_together() -> None:
    register = frame("register", {}, LATE | {"tenure": "LCHO"}, {"tenure": "other"})
    answer = measured({"homes": HOMES, "register": register}, combined=True)
    assert counts(one(answer, "CH01_1")) == (2, 10, "200.0")
    assert counts(one(answer, "CH02_1")) == (1, 2, "50.0")
    assert one(answer, "CH02_1").left_out == {"other_stock": 1}
    assert one(answer, "CH02_1").stock_type == "combined"
    assert len(answer.measures) == 14


def test_the_year_is_that_in_which_it_was_made_at_each_stage() -> None:
    register = frame(
        "register",
        {"received_on": "2024-03-28", "s1_acknowledged_on": "2024-04-02"}
        | {"s1_responded_on": "2024-04-16", "s2_requested_on": "2024-05-01"}
        | {"s2_acknowledged_on": "2024-05-02", "s2_responded_on": "2024-05-20"},
        {"s2_requested_on": "2025-04-01", "s2_acknowledged_on": "2025-04-02"},
        {"kind": "compliment"},
        {"kind": "service_request"},
    )
    answer = measured({"homes": HOMES, "register": register})
    assert counts(one(answer, "CH01_1"))[0] == 1
    assert counts(one(answer, "CH01_2"))[0] == 1
    assert counts(one(answer, "CH02_2")) == (1, 1, "100.0")


def test_refused_is_out_withdrawn_is_in_and_refused_at_stage_2_is_out_of_it_only() -> (
    None
):
    refused = {"s1_responded_on": "", "refused_on": "2024-10-10"}
    escalated = {"s2_requested_on": "2024-10-28", "refused_on": "2024-10-30"}
    register = frame(
        "register",
        refused,
        escalated,
        {"s1_responded_on": "", "withdrawn_on": "2024-10-10"},
        {"tenure": ""},
    )
    records = {"homes": HOMES, "register": register}
    answer = measured(records)
    first, second = one(answer, "CH01_1"), one(answer, "CH01_2")
    assert counts(first) == (2, 8, "250.0")
    assert list(first.left_out.items()) == [("unknown", 1), ("refused", 1)]
    assert counts(one(answer, "CH02_1")) == (1, 2, "50.0")
    assert counts(second) == (0, 8, "0.0")
    assert second.left_out == {"refused": 1}
    assert checked(answer)["withdrawn", "CH02_1"] == (1, ("X-3",))
    assert listed("CH02_1", records) == {
        "X-1": ("left_out", "refused"),
        "X-2": ("met", "answered in time"),
        "X-3": ("not_met", "withdrawn before it was answered"),
        "X-4": ("left_out", "unknown"),
    }


@pytest.mark.parametrize("acknowledged", ["", "2024-10-29"])
def test_a_stage_2_request_that_was_refused_is_out_acknowledged_or_not(
    acknowledged: str,
) -> None:
    escalated = {"s2_requested_on": "2024-10-28", "refused_on": "2024-11-05"}
    register = frame("register", escalated | {"s2_acknowledged_on": acknowledged})
    answer = measured({"homes": HOMES, "register": register})
    assert one(answer, "CH02_2").left_out == {"refused": 1}
    assert counts(one(answer, "CH02_1")) == (1, 1, "100.0")


def test_what_ch02_divides_by_is_what_ch01_counts() -> None:
    """Not judged, or not yet due, a complaint stays in the base and is told."""
    register = frame(
        "register",
        {},
        {"received_precision": "month"},
        {"received_on": "2025-03-31", "s1_acknowledged_on": "", "s1_responded_on": ""},
        {"s1_responded_on": ""},
        {"s1_responded_on": "2024-11-01", "s1_extended_to": "2024-11-04"},
        {"s1_responded_on": "2024-11-01", "s1_extended_to": "2024-11-04"}
        | {"s1_extension_told_on": "2024-10-22"},
    )
    records = {"homes": HOMES, "register": register}
    answer = measured(records)
    assert counts(one(answer, "CH01_1"))[0] == 6
    assert counts(one(answer, "CH02_1")) == (2, 6, "33.3")
    assert checked(answer) == {
        ("extension_unverified", "CH02_1"): (1, ("X-5",)),
        ("cannot_tell", "CH02_1"): (1, ("X-2",)),
    }
    trusted = measured(records, trust=True)
    assert counts(one(trusted, "CH02_1")) == (3, 6, "50.0")
    assert ("extension_unverified", "CH02_1") in checked(trusted)
    assert listed("CH02_1", records, trust=True)["X-5"][0] == "met"


def test_one_not_yet_due_is_not_in_time_and_is_told_apart() -> None:
    register = frame(
        "register",
        {"received_on": "2025-03-31", "s1_acknowledged_on": "2025-04-02"}
        | {"s1_responded_on": ""},
    )
    stages = read(
        register, reporting_year_bounds("2024-25"), date(2025, 4, 16), CONTEXT, []
    )
    assert [told.verdict for told in stages] == ["open_in_time"]
    late = read(
        register, reporting_year_bounds("2024-25"), date(2025, 4, 17), CONTEXT, []
    )
    assert [told.verdict for told in late] == ["open_overdue"]


def test_splits_by_the_registers_own_columns() -> None:
    homes = frame("homes", {}, {"area": "South"}, key="H")
    register = frame("register", {"team": "Repairs"}, LATE | {"team": ""})
    answer = measured({"homes": homes, "register": register}, "area", "team")
    assert one(answer, "CH02_1").by == {
        "area": {"North": (1, 2, "50.0", "ok")},
        "team": {"": (0, 1, "0.0", "ok"), "Repairs": (1, 1, "100.0", "ok")},
    }
    assert one(answer, "CH01_1").by == {
        "area": {
            "North": (2, 1, "2000.0", "ok"),
            "South": (0, 1, "0.0", "ok"),
        }
    }


def test_typed_days_are_read_like_their_text() -> None:
    register = frame("register", {}).with_columns(
        pl.col("received_on").str.to_date(),
        pl.col("s1_responded_on").str.to_datetime("%Y-%m-%d"),
    )
    answer = measured({"homes": HOMES, "register": register})
    assert counts(one(answer, "CH02_1")) == (1, 1, "100.0")


def test_rows_that_can_not_be_read_are_refused_with_row_and_column() -> None:
    register = frame(
        "register",
        {"reference": "A"},
        {"reference": "A"},
        {"reference": "A", "tenure": "LCHO"},
        {"kind": "grumble"},
        {"s1_responded_on": "soon"},
    )
    with pytest.raises(RecordsRefusedError) as caught:
        measured({"homes": HOMES, "register": register})
    assert [fault[:4] for fault in caught.value.faults] == [
        ("register", 3, "reference", "A"),
        ("register", 4, "kind", "grumble"),
        ("register", 5, "s1_responded_on", "soon"),
    ]


DAYS = st.dates(date(2024, 10, 1), date(2024, 12, 31))
MAYBE = st.one_of(st.none(), DAYS)


@given(st.lists(MAYBE, min_size=4, max_size=4), DAYS)
def test_a_verdict_here_is_that_of_the_clock(
    days: list[date | None], received: date
) -> None:
    """A second clock would sooner or later tell the regulator something else."""
    texts = [day.isoformat() if day else "" for day in days]
    names = ("acknowledged_on", "extension_told_on", "extended_to", "responded_on")
    cells = {f"s1_{name}": text for name, text in zip(names, texts, strict=True)}
    register = frame("register", cells | {"received_on": received.isoformat()})
    clock = RowClock(england_calendar(), AS_AT, edition)
    answers = clock.answer(["1", "", received.isoformat(), *texts])
    answered = dict(zip(ANSWERS, answers, strict=True))
    year = reporting_year_bounds("2024-25")
    if answered["problem"]:
        with pytest.raises(RecordsRefusedError):
            read(register, year, AS_AT, CONTEXT, [])
        return
    (told,) = read(register, year, AS_AT, CONTEXT, [])
    assert told.verdict == answered["response"]
