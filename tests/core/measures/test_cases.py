"""NM01: cases opened in the year on the homes of both stock types."""

import polars as pl
import pytest
from tests.core.measures.made import checked, counts, frame, listed, measured, one

from putright.core.measures.records import RecordsRefusedError

HOMES = frame("homes", {}, {"area": "South"}, {"stock_type": "LCHO"}, {}, key="H")


def test_cases_are_counted_by_the_day_they_were_opened() -> None:
    """Three of the year, one of them with hate, on four homes: 750 and 250."""
    asb = frame(
        "asb",
        {"opened_on": "2024-04-01"},
        {"opened_on": "31/03/2025 23:59", "hate_incident": "Yes"},
        {"opened_on": "2024-03-31T23:59", "hate_incident": "yes"},
        {"opened_on": "2025-04-01"},
        {"stock_type": "LCHO"},
        {"stock_type": "leasehold"},
        {"stock_type": ""},
    )
    answer = measured({"homes": HOMES, "asb": asb})
    every, hate = one(answer, "NM01_1"), one(answer, "NM01_2")
    assert counts(every) == (3, 4, "750.0")
    assert every.left_out == {"other_stock": 1, "unknown": 1}
    assert counts(hate) == (1, 4, "250.0")
    assert hate.left_out == {}
    assert every.measure.unit == "per_1000"


def test_what_is_not_known_is_left_out_and_said() -> None:
    asb = frame("asb", {"hate_incident": ""}, {"opened_on": ""}, {})
    records = {"homes": HOMES, "asb": asb}
    answer = measured(records)
    assert counts(one(answer, "NM01_1")) == (2, 4, "500.0")
    assert one(answer, "NM01_1").left_out == {"unknown": 1}
    assert counts(one(answer, "NM01_2")) == (0, 4, "0.0")
    assert one(answer, "NM01_2").left_out == {"unknown": 2}
    assert listed("NM01_2", records) == {
        "X-1": ("left_out", "unknown"),
        "X-2": ("left_out", "unknown"),
    }


def test_in_a_split_a_rate_divides_by_the_homes_of_that_value() -> None:
    asb = frame("asb", {}, {}, {"area": "South"}, {"area": "Nroth"})
    answer = measured({"homes": HOMES, "asb": asb}, "area")
    assert one(answer, "NM01_1").by["area"] == {
        "North": (2, 3, "666.7", "ok"),
        "Nroth": (1, 0, None, "invalid"),
        "South": (1, 1, "1000.0", "ok"),
    }
    assert checked(answer)["area_unknown", "NM01_1"] == (1, ("X-4",))


def test_a_rate_is_not_split_by_what_its_homes_do_not_have() -> None:
    asb = frame("asb", {"officer": "Quist"})
    answer = measured({"homes": HOMES, "asb": asb}, "officer")
    assert one(answer, "NM01_1").by == {}
    assert "Not split by officer, for want of the column: homes." in answer.notes


def test_a_row_repeated_in_every_cell_is_one_case() -> None:
    asb = frame("asb", {"case": "A"}, {"case": "A"}, {"case": "B"})
    assert counts(one(measured({"homes": HOMES, "asb": asb}), "NM01_1"))[0] == 2


@pytest.mark.parametrize(
    ("column", "value"), [("opened_on", "in May"), ("hate_incident", "perhaps")]
)
def test_what_can_not_be_read_is_refused(column: str, value: str) -> None:
    asb = frame("asb", {}, {column: value})
    with pytest.raises(RecordsRefusedError) as caught:
        measured({"homes": HOMES, "asb": asb})
    assert caught.value.faults[0][:4] == ("asb", 2, column, value)


def test_cases_of_one_number_that_differ_are_named_and_those_alike_count_once() -> None:
    asb = frame("asb", {"case": "A"}, {"case": "A"}, {"case": "B"})
    asb = pl.concat([asb, frame("asb", {"case": "B", "area": "South"})])
    answer = measured({"homes": HOMES, "asb": asb})
    assert one(answer, "NM01_1").total.numerator == 3
    assert checked(answer)["case_differs", "NM01_1"] == (1, ("B",))


def test_a_stock_type_in_a_word_that_is_not_known_is_told() -> None:
    asb = frame("asb", {"stock_type": "LRCA"}, {"stock_type": "leasehold"}, {})
    answer = measured({"homes": HOMES, "asb": asb})
    assert one(answer, "NM01_1").left_out == {"other_stock": 2}
    assert checked(answer)["stock_type_strange", "NM01_1"] == (1, ("LRCA",))
