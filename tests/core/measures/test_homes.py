"""BS01 to BS05 and RP01: which homes count, which do not, and why."""

from datetime import date

import polars as pl
import pytest
from tests.core.measures.made import checked, counts, frame, listed, measured, one

from putright.core.measures.records import RecordsRefusedError


def test_a_required_check_counts_only_where_it_is_current() -> None:
    """Three homes need a gas check; one is current, one is not, one is not recorded."""
    homes = frame(
        "homes",
        {},
        {"gas_current": "no"},
        {"gas_current": ""},
        {"gas_required": "no", "gas_current": "no"},
        {"gas_required": ""},
    )
    gas = one(measured({"homes": homes}), "BS01")
    assert counts(gas) == (1, 3, "33.3")
    assert gas.left_out == {"unknown": 1}
    assert gas.stock_type == "combined"
    assert listed("BS01", {"homes": homes}) == {
        "X-1": ("met", "every required check is current"),
        "X-2": ("not_met", "a required check is not current"),
        "X-3": ("not_met", "a required check is not current"),
        "X-5": ("left_out", "unknown"),
    }


def test_safety_counts_rented_and_shared_ownership_and_rp01_only_rented() -> None:
    homes = frame(
        "homes",
        {"decent_homes_fails": "yes"},
        {"stock_type": "LCHO", "decent_homes_fails": "yes"},
        {"stock_type": "leasehold"},
        {"stock_type": ""},
    )
    answer = measured({"homes": homes})
    assert counts(one(answer, "BS01")) == (2, 2, "100.0")
    assert one(answer, "BS01").left_out == {"other_stock": 1, "unknown": 1}
    assert counts(one(answer, "RP01")) == (1, 1, "100.0")
    assert one(answer, "RP01").left_out == {"other_stock": 2, "unknown": 1}
    assert listed("RP01", {"homes": homes})["X-2"] == ("left_out", "other_stock")


def test_rp01_divides_by_every_home_that_the_standard_applies_to() -> None:
    """A home not surveyed stays in the base, and is told: else the base shrinks."""
    homes = frame(
        "homes",
        {"decent_homes_fails": "yes"},
        {"decent_homes_fails": ""},
        {},
        {"decent_homes_applies": "no"},
        {"decent_homes_applies": ""},
    )
    answer = measured({"homes": homes})
    assert counts(one(answer, "RP01")) == (1, 3, "33.3")
    assert one(answer, "RP01").left_out == {"unknown": 1}
    assert checked(answer)["decent_homes_fails_blank", "RP01"] == (1, ("X-2",))


def test_with_no_home_that_needs_it_a_measure_is_not_applicable() -> None:
    homes = frame("homes", {"gas_required": "no"})
    gas = one(measured({"homes": homes}), "BS01")
    assert counts(gas) == (0, 0, None)
    assert gas.total.status == "not_applicable"


def test_a_missing_column_makes_only_its_measures_missing() -> None:
    answer = measured({"homes": frame("homes", {}).drop("gas_current")})
    assert one(answer, "BS01").total == (None, None, None, "missing")
    assert one(answer, "BS01").missing == "homes has no column gas_current"
    assert counts(one(answer, "RP01")) == (0, 1, "0.0")
    assert "BS01 is missing: homes has no column gas_current." in answer.notes


def test_without_a_file_of_homes_every_measure_of_homes_and_each_rate_is_missing() -> (
    None
):
    cases = frame("asb", {})
    answer = measured({"asb": cases, "register": frame("register", {})})
    missing = {m.measure.code for m in answer.measures if m.missing}
    assert {"BS01", "RP01", "NM01_1", "CH01_1", "CH01_2"} <= missing
    assert counts(one(answer, "CH02_1", "LCRA")) == (1, 1, "100.0")
    assert one(answer, "NM01_1").missing == "there is no file homes"


def test_a_split_adds_up_and_a_blank_value_is_a_group() -> None:
    homes = frame(
        "homes", {}, {"gas_current": "no"}, {"area": "South"}, {"area": ""}, {}
    )
    gas = one(measured({"homes": homes}, "area"), "BS01")
    assert counts(gas) == (4, 5, "80.0")
    assert gas.by == {
        "area": {
            "": (1, 1, "100.0", "ok"),
            "North": (2, 3, "66.7", "ok"),
            "South": (1, 1, "100.0", "ok"),
        }
    }


@pytest.mark.parametrize("yes", ["yes", "YES", " Yes ", "true", "True"])
def test_yes_and_no_in_any_case(yes: str) -> None:
    homes = frame("homes", {"gas_required": yes, "gas_current": yes.upper()})
    assert counts(one(measured({"homes": homes}), "BS01")) == (1, 1, "100.0")


def test_booleans_and_days_as_parquet_has_them() -> None:
    homes = pl.LazyFrame(
        {
            "home": [1, 2, 3],
            "stock_type": ["LCRA", "LCHO", "LCRA"],
            "gas_required": [True, True, None],
            "gas_current": [True, None, True],
            "gas_checked_on": [date(2025, 4, 2), date(2025, 3, 31), None],
        }
    )
    answer = measured({"homes": homes})
    assert counts(one(answer, "BS01")) == (1, 2, "50.0")
    assert one(answer, "BS01").left_out == {"unknown": 1}
    assert checked(answer)["check_dated_after_year_end", "BS01"] == (1, ("1",))


def test_a_word_that_is_neither_yes_nor_no_is_refused_with_its_place() -> None:
    homes = frame("homes", {}, {"gas_current": "expired"}, {"gas_required": "maybe"})
    with pytest.raises(RecordsRefusedError) as caught:
        measured({"homes": homes})
    first, second = caught.value.faults
    assert first[:4] == ("homes", 2, "gas_current", "expired")
    assert second[:4] == ("homes", 3, "gas_required", "maybe")


def test_a_home_twice_is_one_home_and_is_told() -> None:
    """Owned once, it would otherwise flatter or spoil every share it is in."""
    homes = frame("homes", {"home": "H"}, {}, {"home": "H"})
    answer = measured({"homes": homes})
    assert counts(one(answer, "BS01")) == (2, 2, "100.0")
    assert checked(answer)["home_twice", ""] == (1, ("H",))


def test_two_rows_of_one_home_that_differ_are_told_and_neither_is_chosen() -> None:
    homes = frame("homes", {"home": "H"}, {"home": "H", "gas_current": "no"})
    answer = measured({"homes": homes})
    assert counts(one(answer, "BS01")) == (1, 2, "50.0")
    assert checked(answer)["home_twice", ""] == (1, ("H",))


def test_what_a_person_should_look_at() -> None:
    homes = frame(
        "homes",
        {"decent_homes_applies": "no", "decent_homes_fails": "yes"},
        {"gas_current": "", "gas_checked_on": "01/04/2025"},
        {"stock_type": "HRA", "gas_checked_on": "31/03/2025 23:59"},
    )
    assert checked(measured({"homes": homes})) == {
        ("fails_without_applying", "RP01"): (1, ("X-1",)),
        ("gas_current_blank", "BS01"): (1, ("X-2",)),
        ("check_dated_after_year_end", "BS01"): (1, ("X-2",)),
        ("stock_type_strange", ""): (1, ("HRA",)),
    }


def test_a_home_twice_alike_is_not_said_to_differ() -> None:
    alike = checked(measured({"homes": frame("homes", {"home": "H"}, {"home": "H"})}))
    assert ("home_twice", "") in alike
    assert ("home_differs", "") not in alike
    rows = ({"home": "H"}, {"home": "H", "gas_current": "no"}, {"home": "I"})
    told = checked(measured({"homes": frame("homes", *rows)}))
    assert told["home_differs", ""] == (1, ("H",))
    assert ("home_of_two_stock_types", "") not in told


def test_a_home_of_two_stock_types_is_named_since_it_counts_in_both() -> None:
    homes = frame("homes", {"home": "H"}, {"home": "H", "stock_type": "LCHO"}, {})
    told = checked(measured({"homes": homes}))
    assert told["home_of_two_stock_types", ""] == (1, ("H",))
