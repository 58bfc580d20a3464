"""RP02: in time by the repair's own target, of those completed in the year."""

from datetime import date, datetime

import polars as pl
import pytest
from tests.core.measures.made import checked, counts, frame, listed, measured, one

from putright.core.measures.records import RecordsRefusedError

AT = datetime.fromisoformat


def test_each_repair_counts_once_or_is_left_out_for_the_first_reason_that_fits() -> (
    None
):
    repairs = frame(
        "repairs",
        {},
        {"completed_at": "2024-11-05T00:00"},
        {"target_at": ""},
        {"completed_at": ""},
        {"completed_at": "2025-04-01T00:00"},
        {"completed_at": "2024-03-31T23:59"},
        {"cancelled_at": "2024-10-20"},
        {"cancelled_at": "2024-10-20", "stock_type": "LCHO"},
        {"priority": ""},
        {"stock_type": "", "cancelled_at": "2024-10-20"},
        {"priority": "emergency", "cancelled_at": "2024-10-20"},
    )
    answer = measured({"repairs": repairs})
    usual = one(answer, "RP02_1")
    assert counts(usual) == (1, 2, "50.0")
    assert list(usual.left_out.items()) == [
        ("other_stock", 1),
        ("unknown", 2),
        ("cancelled", 1),
        ("not_completed", 3),
        ("no_target", 1),
    ]
    assert one(answer, "RP02_2").left_out == {"unknown": 1, "cancelled": 1}
    assert listed("RP02_1", {"repairs": repairs}) == {
        "X-1": ("met", "completed by its target"),
        "X-2": ("not_met", "completed after its target"),
        "X-3": ("left_out", "no_target"),
        "X-4": ("left_out", "not_completed"),
        "X-5": ("left_out", "not_completed"),
        "X-6": ("left_out", "not_completed"),
        "X-7": ("left_out", "cancelled"),
        "X-8": ("left_out", "other_stock"),
        "X-9": ("left_out", "unknown"),
        "X-10": ("left_out", "unknown"),
    }


def test_a_number_that_stands_twice_counts_twice_and_is_told() -> None:
    again = frame("repairs", {"job": "J-7"}, {"job": "J-7"}, {"job": ""}, {"job": ""})
    answer = measured({"repairs": again})
    assert counts(one(answer, "RP02_1"))[1] == 4
    assert checked(answer)["repair_twice", ""] == (1, ("J-7",))
    assert ("repair_twice", "") not in checked(measured({"repairs": frame("repairs")}))


def test_more_repairs_than_can_be_compared_are_said_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("putright.core.measures.records.repairs.COMPARED", 1)
    again = frame("repairs", {"job": "J-7"}, {"job": "J-7"})
    found = checked(measured({"repairs": again}))
    assert found["repairs_not_compared", ""] == (2, ())
    assert ("repair_twice", "") not in found


def test_a_stock_type_that_is_no_word_of_ours_is_told_among_the_repairs() -> None:
    answer = measured({"repairs": frame("repairs", {"stock_type": "HRA"}, {})})
    assert checked(answer)["stock_type_strange", ""] == (1, ("HRA",))


@pytest.mark.parametrize(
    ("target", "completed", "met"),
    [
        ("2024-11-04", "2024-11-04T23:59:59.999999", True),
        ("2024-11-04", "2024-11-05", False),
        ("04/11/2024", "04/11/2024 23:59", True),
        ("2024-11-04T12:00", "2024-11-04 12:00:00", True),
        ("2024-11-04T12:00", "2024-11-04 12:00:01", False),
        # On 7 July the clocks are an hour ahead: 12:00 UTC is 13:00 here.
        ("2024-07-07T13:00", "2024-07-07T12:00Z", True),
        ("2024-07-07T12:59", "2024-07-07T12:00Z", False),
        ("2024-07-07T12:00+01:00", "2024-07-07T12:00", True),
        ("2024-07-07T12:00+0200", "2024-07-07T11:01", False),
        ("2024-07-07T12:00-05:30", "2024-07-07T18:30", True),
    ],
)
def test_a_target_without_a_time_runs_to_the_end_of_its_day_and_times_are_local(
    target: str, completed: str, met: bool
) -> None:
    repairs = frame("repairs", {"target_at": target, "completed_at": completed})
    found = one(measured({"repairs": repairs}), "RP02_1").total
    assert (found.numerator, found.denominator) == (int(met), 1)


def test_midnight_in_utc_in_summer_is_in_the_year_before_by_an_hour() -> None:
    """31 March 23:30 UTC is 1 April here, where summer time has begun."""
    repairs = frame(
        "repairs",
        {"completed_at": "2025-03-31T23:30Z", "target_at": "2025-05-01"},
        {"completed_at": "2024-03-31T23:30Z", "target_at": "2024-05-01"},
    )
    found = one(measured({"repairs": repairs}), "RP02_1")
    assert counts(found) == (1, 1, "100.0")
    assert found.left_out == {"not_completed": 1}


def typed(target: object, completed: object, **kinds: pl.DataType) -> pl.LazyFrame:
    """Make one repair with typed moments."""
    columns = {
        "stock_type": "LCRA",
        "priority": "emergency",
        "target_at": target,
        "completed_at": completed,
        "cancelled_at": None,
    }
    return pl.LazyFrame([columns], schema_overrides=dict(kinds))


@pytest.mark.parametrize(
    ("target", "completed", "met"),
    [
        (date(2024, 11, 4), AT("2024-11-04T23:59"), 1),
        (date(2024, 11, 4), AT("2024-11-05T00:00"), 0),
        (AT("2024-11-04T00:00"), AT("2024-11-04T00:01"), 0),
        (AT("2024-07-07T13:00"), AT("2024-07-07T12:00Z"), 1),
        (AT("2024-07-07T12:59"), AT("2024-07-07T12:00Z"), 0),
    ],
)
def test_typed_moments_are_read_like_their_text(
    target: object, completed: object, met: int
) -> None:
    """A typed midnight is a moment: only a day without a time runs to its end."""
    found = one(measured({"repairs": typed(target, completed)}), "RP02_2").total
    assert (found.numerator, found.denominator) == (met, 1)


def test_other_units_of_time() -> None:
    moment = AT("2024-11-04T12:00")
    for unit in ("ms", "ns"):
        kind = pl.Datetime(unit)  # type: ignore[arg-type]  # both are units of it
        repairs = typed(moment, moment, target_at=kind, completed_at=kind)
        assert counts(one(measured({"repairs": repairs}), "RP02_2")) == (1, 1, "100.0")


def test_words_are_known_however_they_are_cased_and_spaced() -> None:
    repairs = frame(
        "repairs",
        {"stock_type": "lcra ", "priority": "Non_Emergency"},
        {"stock_type": " ", "priority": "non_emergency"},
        {"stock_type": "market rent"},
        {"stock_type": "Leasehold", "priority": " "},
    )
    answer = measured({"repairs": repairs})
    found = one(answer, "RP02_1")
    assert counts(found) == (1, 1, "100.0")
    assert found.left_out == {"other_stock": 2, "unknown": 1}
    assert one(answer, "RP02_2").left_out == {"other_stock": 1}


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("priority", "urgent", "emergency or non_emergency"),
        ("completed_at", "31/02/2025", "not a date"),
        ("completed_at", "45712", "not a date"),
        ("completed_at", "24-05-01", "not a date"),
        ("target_at", "28 days", "not a date"),
        ("raised_at", "2024-10-07T25:00", "not a date"),
        ("cancelled_at", "yes", "not a date"),
        ("completed_at", "2024-10-07T16:40+99", "not a date"),
    ],
)
def test_what_can_not_be_read_is_refused_with_its_row(
    column: str, value: str, said: str
) -> None:
    repairs = frame("repairs", {}, {}, {column: value}, {})
    with pytest.raises(RecordsRefusedError) as caught:
        measured({"repairs": repairs})
    (fault,) = caught.value.faults
    assert fault[:4] == ("repairs", 3, column, value)
    assert said in fault.why


def test_what_a_person_should_look_at() -> None:
    homes = frame("homes", {}, {"area": "South"})
    repairs = frame(
        "repairs",
        {"raised_at": "2024-10-22"},
        {"area": "Nroth"},
        {"area": ""},
        {"area": "Nroth", "stock_type": "LCHO"},
    )
    assert checked(measured({"homes": homes, "repairs": repairs})) == {
        ("completed_before_raised", "RP02_1"): (1, ("X-1",)),
        ("area_unknown", "RP02_1"): (1, ("X-2",)),
    }


def test_splits_by_two_columns_and_by_one_that_only_repairs_have() -> None:
    repairs = frame(
        "repairs",
        {"contractor": "Aber"},
        {"contractor": "Aber", "completed_at": "2025-01-01", "area": "South"},
        {"contractor": ""},
    )
    answer = measured({"homes": frame("homes", {}), "repairs": repairs}, "contractor")
    assert one(answer, "RP02_1").by == {
        "contractor": {"": (1, 1, "100.0", "ok"), "Aber": (1, 2, "50.0", "ok")}
    }
    assert one(answer, "BS01").by == {}
    assert answer.notes[-1] == (
        "Not split by contractor, for want of the column: homes."
    )
    both = measured({"repairs": repairs}, "area", "contractor")
    assert list(one(both, "RP02_1").by) == ["area", "contractor"]


@pytest.mark.parametrize("column", ["stock_type", "priority", "target_at"])
def test_a_missing_column_is_said(column: str) -> None:
    found = one(measured({"repairs": frame("repairs", {}).drop(column)}), "RP02_1")
    assert found.missing == f"repairs has no column {column}"
