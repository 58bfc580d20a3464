"""The measures of each year: what they hold, and what is not known of them."""

from decimal import Decimal

import pytest

from putright.rules.reading import RulesDataError, packaged_text
from putright.rules.satisfaction_measures import (
    MeasureYear,
    UnknownYearError,
    measure_year,
    parse,
    year_names,
)

YEARS = [measure_year(name) for name in year_names()]
OFFERS_NOT_APPLICABLE = {"TP05", "TP06", "TP07", "TP08", "TP11", "TP12"}
FILTERED = {
    "TP02": "repair_12_months",
    "TP03": "repair_12_months",
    "TP09": "complaint_12_months",
    "TP10": "communal_areas",
}


def test_three_years_are_known() -> None:
    assert year_names() == ("2023-24", "2024-25", "2025-26")


@pytest.mark.parametrize("year", YEARS, ids=lambda year: year.name)
def test_there_are_22_measures_four_of_them_in_two_parts(year: MeasureYear) -> None:
    assert len(year.perception) == 12
    assert len(year.management) == 14
    assert len({code[:4] for code in year.measures}) == 22
    names = {measure.official for measure in year.management}
    assert {"CH01(1)", "CH01(2)", "NM01(2)", "RP01", "BS05"} <= names


@pytest.mark.parametrize("year", YEARS, ids=lambda year: year.name)
def test_which_stock_each_measure_covers(year: MeasureYear) -> None:
    for code, measure in year.measures.items():
        if code.startswith(("BS", "NM")):
            assert measure.stock_types == ("combined",)
        elif code.startswith("RP"):
            assert measure.stock_types == ("LCRA",)
        elif code in ("TP02", "TP03", "TP04"):
            assert measure.stock_types == ("LCRA", "combined")
        else:
            assert measure.stock_types == ("LCRA", "LCHO", "combined")


@pytest.mark.parametrize("year", YEARS, ids=lambda year: year.name)
def test_questions_filters_and_scales(year: MeasureYear) -> None:
    for measure in year.perception:
        assert len(measure.scale) == 5
        assert "landlord]" in measure.question or measure.code == "TP03"
        assert measure.filter == FILTERED.get(measure.code, "")
        assert measure.not_applicable == (measure.code in OFFERS_NOT_APPLICABLE)
    assert year.measures["TP08"].scale[0] == "Strongly agree"
    assert year.measures["TP01"].scale[0] == "Very satisfied"
    assert set(year.filters) == set(FILTERED.values())


@pytest.mark.parametrize("year", YEARS, ids=lambda year: year.name)
def test_only_the_rates_have_no_better_end(year: MeasureYear) -> None:
    """Coloured by a direction, a landlord that hears complaints would look bad."""
    undirected = {code for code, one in year.measures.items() if not one.direction}
    assert undirected == {"CH01_1", "CH01_2", "NM01_1", "NM01_2"}
    assert {one.unit for one in year.measures.values() if not one.direction} == {
        "per_1000"
    }
    assert year.measures["RP01"].direction == "down"


@pytest.mark.parametrize(
    ("population", "margin"),
    [
        (97494, "0.02"),
        (25000, "0.02"),
        (24999, "0.03"),
        (10000, "0.03"),
        (9999, "0.04"),
        (2510, "0.04"),
        (2498, "0.05"),
        (1, "0.05"),
    ],
)
def test_the_margin_to_reach_by_population(population: int, margin: str) -> None:
    accuracy = measure_year("2024-25").accuracy
    assert accuracy.band(population).margin == Decimal(margin)
    assert accuracy.z == Decimal("1.96")


def test_no_margin_for_nobody() -> None:
    with pytest.raises(ValueError, match="no population of 0"):
        measure_year("2024-25").accuracy.band(0)


@pytest.mark.parametrize("year", YEARS, ids=lambda year: year.name)
def test_what_is_published_beside_the_results_is_a_to_k(year: MeasureYear) -> None:
    assert "".join(year.publish) == "abcdefghijk"
    assert len(year.publish_also) == 4


def test_k_asks_for_comparison_with_the_year_before_from_2025_26_on() -> None:
    assert "year before" in measure_year("2025-26").publish["k"]
    assert "year before" not in measure_year("2024-25").publish["k"]


@pytest.mark.parametrize("year", YEARS, ids=lambda year: year.name)
def test_a_year_says_what_is_certain_in_it_and_what_is_not_known(
    year: MeasureYear,
) -> None:
    assert len(year.certainty) >= 3
    assert "withdrawn_complaints" in year.not_known
    assert all(one.question.endswith("?") for one in year.not_known.values())
    assert year.rounding.unsure
    assert year.sizes.unsure
    assert year.accuracy.unsure


def test_only_one_year_has_a_workbook_whose_layout_is_known() -> None:
    assert [year.name for year in YEARS if year.workbook] == ["2024-25"]


@pytest.mark.parametrize("name", ["2026-27", "2031-32"])
def test_a_year_under_the_direction_that_was_not_read_is_not_guessed(name: str) -> None:
    with pytest.raises(UnknownYearError, match=r"not known.*Direction.*October 2026"):
        measure_year(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2022-23", "There were no measures in 2022-23"),
        ("2024", "not a reporting year"),
        ("2024-26", "not a reporting year"),
        ("", "not a reporting year"),
        ("not-known", "not a reporting year"),
        ("../handling_code/housing-2024", "not a reporting year"),
    ],
)
def test_no_other_text_is_a_year(name: str, said: str) -> None:
    with pytest.raises(UnknownYearError, match=said):
        measure_year(name)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('stock_types = ["LCHO"]', 'stock_types = ["HRA"]', "stock_types"),
        ("direction = 'up'", "direction = 'sideways'", "sideways"),
        ("filter = 'communal_areas'", "filter = 'no_such'", "no_such"),
        ("kind = 'perception'", "kind = 'guess'", "guess"),
        ("scale = 'agreement'", "scale = 'smileys'", "smileys"),
        ("name = 'A'", "nmae = 'A'", "name: missing"),
    ],
)
def test_a_slip_in_a_years_file_is_told_with_its_place(
    old: str, new: str, said: str
) -> None:
    text = f"""{packaged_text("putright.rules.satisfaction_measures", "2023-24")}
[measures.TP99]
name = 'A'
kind = 'perception'
stock_types = ["LCHO"]
question = 'Q'
scale = 'agreement'
filter = 'communal_areas'
direction = 'up'
"""
    assert parse(text, "a slip").measures["TP99"].question == "Q"
    with pytest.raises(RulesDataError, match=f"(?s)a slip.*TP99.*{said}"):
        parse(text.replace(old, new), "a slip")


def test_a_measure_that_points_at_none_is_told() -> None:
    text = packaged_text("putright.rules.satisfaction_measures", "2023-24")
    wrong = text.replace('same_as = "CH01_1"', 'same_as = "CH09"')
    with pytest.raises(RulesDataError, match="CH09"):
        parse(wrong, "a slip")
