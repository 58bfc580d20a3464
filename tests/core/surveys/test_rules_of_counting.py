"""Duplicates, filters, bases and what is counted as amiss."""

import json

import pytest
from tests.core.surveys.fieldwork import (
    csv_of,
    households,
    lcra,
    response,
    worked_out,
)

from putright.core.surveys import told


def test_one_response_a_household_the_latest_that_answers_the_first_question() -> None:
    rows = [
        response(1, "1", household="A", answered_on="2024-10-01"),
        response(2, "5", household="A", answered_on="2024-11-01"),
        response(3, "", household="A", answered_on="2024-12-01"),
        response(4, "na", household="A", answered_on="2024-12-02"),
    ]
    found = lcra(rows, households(100))
    assert (found.read, found.kept) == (4, 1)
    assert found.counted["TP01"].counts == (1, 0, 0, 0, 0)


def test_where_none_answers_it_the_latest_is_kept() -> None:
    rows = [
        response(1, "", household="A", answered_on="2024-12-01", TP05="4"),
        response(2, "", household="A", answered_on="", TP05="5"),
    ]
    assert lcra(rows, households(100)).counted["TP05"].counts == (0, 1, 0, 0, 0)


def test_an_empty_date_is_the_earliest_and_of_two_on_a_day_the_later_line() -> None:
    rows = [
        response(1, "2", household="A", answered_on="2024-10-01"),
        response(2, "1", household="A", answered_on=""),
        response(3, "3", household="A", answered_on="01/10/2024"),
    ]
    assert lcra(rows, households(100)).counted["TP01"].counts == (0, 0, 1, 0, 0)


def test_times_and_offsets_are_told_apart_within_a_day() -> None:
    rows = [
        response(1, "5", household="A", answered_on="2024-10-01T10:30:00"),
        response(2, "1", household="A", answered_on="2024-10-01T09:15:00Z"),
    ]
    assert lcra(rows, households(100)).counted["TP01"].counts == (1, 0, 0, 0, 0)


def test_an_empty_household_is_its_own_and_each_stock_type_keeps_one() -> None:
    rows = [
        response(1, household=""),
        response(2, household=""),
        response(3, household="A"),
        response(4, household="A", stock_type="LCHO"),
    ]
    both = households(9) + b"\n" + households(9, "LCHO").split(b"\n", 1)[1]
    found = worked_out(csv_of(rows), both)
    assert {name: one.kept for name, one in found.items()} == {"LCRA": 3, "LCHO": 1}


def test_only_those_with_a_repair_are_in_the_base_of_repairs() -> None:
    rows = [
        response(1, repair_12_months="yes", TP02="5", TP03="1"),
        response(2, repair_12_months="Yes", TP02="2"),
        response(3, repair_12_months="no", TP02="5"),
        response(4, repair_12_months="", TP02="5"),
        response(5, complaint_12_months="yes", TP09="4", communal_areas="yes"),
    ]
    found = lcra(rows, households(100))
    assert found.estimates["TP02"].base == 2
    assert found.estimates["TP02"].unweighted == 50
    assert found.estimates["TP03"].base == 1
    assert found.estimates["TP09"].base == 1
    assert found.estimates["TP10"].base == 0
    assert found.counted["TP02"].checks == {"answered_behind_filter": 2}


def test_not_applicable_is_outside_the_base_and_told_where_it_is_not_offered() -> None:
    rows = [
        response(1, "5", TP05="na", TP12="4"),
        response(2, "na", TP05="1", TP04="na"),
    ]
    found = lcra(rows, households(100))
    assert found.counted["TP05"].not_applicable == 1
    assert found.estimates["TP05"].base == 1
    assert found.counted["TP05"].checks == {}
    assert found.counted["TP01"].checks == {"not_applicable_not_offered": 1}
    assert found.counted["TP04"].checks == {"not_applicable_not_offered": 1}


@pytest.mark.parametrize("text", ["6", "0", "5.0", "Very satisfied", "NaN", "-1"])
def test_an_answer_that_is_none_is_counted_and_never_read_as_one(text: str) -> None:
    found = lcra([response(1, TP06=text), response(2, TP06="3")], households(100))
    assert found.estimates["TP06"].base == 1
    assert found.counted["TP06"].checks == {"not_an_answer": 1}


def test_shared_owners_are_not_asked_about_repairs() -> None:
    row = response(1, stock_type="LCHO", repair_12_months="yes", TP02="5")
    found = worked_out(csv_of([row]), households(100, "LCHO"))["LCHO"]
    assert not {"TP02", "TP03", "TP04"} & set(found.estimates)
    assert len(found.estimates) == 9


def test_a_partial_response_counts_where_it_answers() -> None:
    rows = [response(1, "5", TP04="4"), response(2, "1")]
    found = lcra(rows, households(100))
    assert [found.estimates[code].base for code in ("TP01", "TP04")] == [2, 1]


def test_the_answer_as_json_has_the_format_and_no_nan() -> None:
    rows = [
        response(1, area="North", method="post"),
        response(2, "2", area="South", repair_12_months="no", TP02="4"),
    ]
    population = households(100, area={"North": 25, "South": 75})
    found = told(worked_out(csv_of(rows), population, "area"))
    plain = json.loads(json.dumps(found, allow_nan=False))["stock_types"]["LCRA"]
    assert list(plain) == [
        "read",
        "kept",
        "methods",
        "required_sample",
        "margin",
        "weighting",
        "representativeness",
        "measures",
        "checks",
    ]
    assert plain["methods"] == {"telephone": 1, "post": 1}
    assert plain["representativeness"][0] == {
        "characteristic": "area",
        "value": "North",
        "households": 25,
        "population": 25.0,
        "responses": 1,
        "sample": 50.0,
    }
    assert plain["weighting"]["method"] == "cell"
    assert plain["measures"]["TP01"]["counts"] == [1, 0, 0, 1, 0]
    assert plain["measures"]["TP01"]["weighted"] == pytest.approx(25)
    assert plain["measures"]["TP12"]["weighted"] is None
    assert plain["checks"] == [
        {"check": "answered_behind_filter", "measure": "TP02", "count": 1}
    ]
