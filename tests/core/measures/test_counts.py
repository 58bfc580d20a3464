"""Counts already made: a result for each row, or why there is none."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from putright.core.measures.counts import (
    ADDED,
    ANSWERS,
    ColumnError,
    Judged,
    find_columns,
    judge,
    judge_table,
)
from putright.core.measures.numbers import plain, shown

PERCEPTION = dict(zip(ANSWERS, ("40", "20", "10", "20", "10"), strict=True))


def management(code: str, numerator: str, denominator: str, **more: str) -> Judged:
    """Judge a management row of 2024-25, for the first stock type unless told."""
    stock = {"B": "combined", "N": "combined"}.get(code[0], "LCRA")
    row = {"landlord": "Otterdale", "year": "2024-25", "stock_type": stock}
    return judge(
        row
        | {"measure": code, "numerator": numerator, "denominator": denominator}
        | more
    )


def perception(code: str = "TP05", **more: str) -> Judged:
    """Judge a perception row of 2024-25 with 60 of 100 satisfied, unless told."""
    row = {"landlord": "Otterdale", "year": "2024-25", "stock_type": "LCRA"}
    return judge(row | {"measure": code} | PERCEPTION | more)


@pytest.mark.parametrize(
    ("code", "numerator", "denominator", "expected"),
    [
        # 7 of 1,000 homes: 7 per 1,000.
        ("CH01_1", "7", "1000", ("1000", "7.0", "7.0000000000", "ok", "")),
        # A rate may pass 1,000: a home can complain twice.
        ("NM01_1", "5", "2", ("2", "2500.0", "2500.0000000000", "ok", "")),
        ("RP01", "1", "3", ("3", "33.3", "33.3333333333", "ok", "")),
        ("BS01", "2", "3", ("3", "66.7", "66.6666666667", "ok", "")),
        # Half a step goes up, never to the even: 1/32 is 3.125%, 5/16 31.25%.
        ("BS02", "5", "16", ("16", "31.3", "31.2500000000", "ok", "")),
        ("BS02", "261", "400", ("400", "65.3", "65.2500000000", "ok", "")),
        # Shown as 100.0 and not all: the counts stay beside it.
        ("BS03", "16355", "16357", ("16357", "100.0", "99.9877728190", "ok", "")),
        ("RP02_1", "0", "4", ("4", "0.0", "0.0000000000", "ok", "")),
        # Nothing to divide by: none, and neither 0 nor 100.
        ("BS05", "0", "0", ("0", "", "", "not_applicable", "")),
    ],
)
def test_a_management_measure(
    code: str, numerator: str, denominator: str, expected: tuple[str, ...]
) -> None:
    assert management(code, numerator, denominator) == expected


def test_a_perception_measure_is_the_two_best_answers_over_all_five() -> None:
    """'Not applicable' is in no base: 60 of 100, whatever it says."""
    expected = ("100", "60.0", "60.0000000000", "ok", "")
    assert perception() == expected
    assert perception(not_applicable="900") == expected
    assert perception(not_applicable="[X]") == expected
    assert perception("TP01", not_applicable="[Z]") == expected
    assert perception("TP08") == expected


def test_weighted_answers_are_added_exactly() -> None:
    """0.1 + 0.2 in binary would not be 0.3."""
    row = dict(zip(ANSWERS, ("0.1", "0.2", "0.7", "0", "0.0"), strict=True))
    assert perception(**row) == ("1", "30.0", "30.0000000000", "ok", "")
    row["neither"] = "1e-1"
    assert perception(**row)[0] == "0.4"


def test_nobody_answered() -> None:
    nothing = dict.fromkeys(ANSWERS, "0")
    assert perception(**nothing) == ("0", "", "", "not_applicable", "")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", "no count is given"),
        ("  ", "no count is given"),
        ("-3", "negative"),
        ("−3", "negative"),
        ("1,806", "thousands separator"),
        ("1 806", "thousands separator"),
        ("[X]", "left blank by the landlord"),
        ("[U]", "not applicable"),
        ("[E]", "quality review"),
        ("[Q]", "a code, not a number"),
        ("n/a", "not a number"),
        ("12%", "not a number"),
        ("nan", "not a number"),
        ("inf", "not a number"),
        ("1_000", "not a number"),
        ("٣", "not a number"),
        ("12.5", "not a whole number"),
        ("1e999", "not a number"),
    ],
)
def test_what_is_no_count_makes_the_row_invalid_and_is_named(
    cell: str, said: str
) -> None:
    judged = management("CH01_1", cell, "1000")
    assert judged[:4] == ("", "", "", "invalid")
    assert judged[4].startswith("numerator: ")
    assert said in judged[4]


def test_everything_wrong_in_a_row_is_told_at_once() -> None:
    judged = management("CH01_1", "[X]", "")
    assert judged[4].count("; ") == 1
    assert "denominator" in judged[4]


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [("BS01", "4", "3"), ("RP02_2", "1", "0"), ("CH01_1", "1", "0")],
)
def test_a_share_over_the_whole_and_something_over_nothing_are_invalid(
    code: str, numerator: str, denominator: str
) -> None:
    judged = management(code, numerator, denominator)
    assert judged[3] == "invalid"
    assert numerator in judged[4]


@pytest.mark.parametrize(
    ("code", "stock", "year", "said"),
    [
        ("TP02", "LCHO", "2024-25", "LCRA or combined, not for 'LCHO'"),
        ("BS01", "LCRA", "2024-25", "combined, not for 'LCRA'"),
        ("RP01", "combined", "2024-25", "LCRA, not for 'combined'"),
        ("TP13", "LCRA", "2024-25", "none of the measures"),
        ("CH01", "LCRA", "2024-25", "none of the measures"),
        ("TP01", "", "2024-25", "not for ''"),
        ("TP01", "LCRA", "2026-27", "Direction"),
        ("TP01", "LCRA", "24/25", "not a reporting year"),
    ],
)
def test_what_is_no_measure_no_stock_of_it_and_no_known_year(
    code: str, stock: str, year: str, said: str
) -> None:
    judged = judge(
        PERCEPTION
        | {"numerator": "1", "denominator": "2", "landlord": "Otterdale"}
        | {"measure": code, "stock_type": stock, "year": year}
    )
    assert judged.status == "invalid"
    assert said in judged.problem


def test_not_applicable_has_to_be_a_count_only_where_it_is_offered() -> None:
    assert perception("TP05", not_applicable="many")[3] == "invalid"
    assert perception("TP04", not_applicable="many")[3] == "ok"


def test_rows_keep_their_order_and_all_their_cells() -> None:
    layout = find_columns(
        [
            "note",
            "landlord",
            "year",
            "stock_type",
            "measure",
            "numerator",
            "result",
            "denominator",
        ]
    )
    assert layout.headings == (
        *("note", "landlord", "year", "stock_type", "measure", "numerator"),
        *("denominator", *ADDED),
    )
    assert layout.absent == (*ANSWERS, "not_applicable")
    rows = [
        ["-b", "O", "2024-25", "LCRA", "RP01", "1", "old", "4"],
        ["a", "O", "2024-25", "LCRA", "RP01", "1"],
        ["c", "O", "2024-25", "LCRA", "RP01", "1", "old", "4", "over"],
    ]
    first, short, long = (cells for cells, _ in judge_table(layout, rows))
    assert first[:7] == ["-b", "O", "2024-25", "LCRA", "RP01", "1", "4"]
    assert first[7:] == ["4", "25.0", "25.0000000000", "ok", ""]
    assert short[10] == "invalid"
    assert "9 cells and the heading 8" in long[11]
    assert long[12:] == ["over"]


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["landlord", "year", "measure"], "no column stock_type"),
        (["landlord", "year", "stock_type", "measure", "measure"], "stands twice"),
    ],
)
def test_a_table_without_its_columns_is_refused(headings: list[str], said: str) -> None:
    with pytest.raises(ColumnError, match=said):
        find_columns(headings)


@given(st.fractions(0, 10_000, max_denominator=10_000), st.integers(0, 10))
def test_a_result_is_rounded_half_up_whatever_it_is(
    number: Fraction, decimals: int
) -> None:
    text = shown(number, decimals)
    step = Fraction(1, 10**decimals)
    off = Fraction(text) - number
    assert -step / 2 < off <= step / 2
    assert len(text.partition(".")[2]) == decimals


@given(st.decimals(0, 10**9, places=6))
def test_a_base_is_written_exactly(number: object) -> None:
    text = plain(Fraction(str(number)))
    assert Fraction(text) == Fraction(str(number))
    assert "E" not in text
