"""A survey that can be worked out, and not leant on, says so and where."""

from tests.core.surveys.fieldwork import YEAR as MEASURES
from tests.core.surveys.fieldwork import csv_of, households, lcra, response

from putright.core.surveys import doubts, read_text, shortfall
from putright.core.surveys.survey import Result

YEAR = "2024-25"


def said(result: Result) -> str:
    """Give all doubts of a survey as one text."""
    return "\n".join(doubts(result, YEAR))


def test_a_sound_survey_has_no_doubt() -> None:
    rows = [response(n, area="North" if n < 6 else "South") for n in range(12)]
    sound = households(100, area={"North": 50, "South": 50})
    assert not doubts(lcra(rows, sound, "area"), YEAR)


def test_more_responses_than_households_are_no_perfect_margin() -> None:
    result = lcra([response(n) for n in range(6)], households(5))
    assert "6 responses were kept of 5 households" in said(result)
    every = lcra([response(n) for n in range(5)], households(5))
    assert not doubts(every, YEAR), "a census of all is right"


def test_households_that_two_rows_of_the_population_tell_apart() -> None:
    rows = [response(n, area="North") for n in range(6)]
    result = lcra(rows, households(5005, area={"North": 93_000}))
    assert "by area add up to 93,000, and there are 5,005 in all" in said(result)
    near = lcra(rows, households(5005, area={"North": 4_990}))
    assert not doubts(near, YEAR)


def test_one_respondent_who_stands_for_a_whole_area_is_named() -> None:
    rows = [response(n, area="North" if n else "East") for n in range(20)]
    population = households(100, area={"North": 50, "East": 50})
    found = said(lcra(rows, population, "area"))
    assert "Area “East”: 1 of those who answered stand for 50 households" in found
    assert not doubts(lcra(rows, population), YEAR), "unweighted, nobody stands for any"


def test_answers_outside_the_year_and_numbers_twice_are_placed() -> None:
    rows = [
        response(1, answered_on="2024-03-31"),
        response(2, answered_on="2024-04-01"),
        response(3, answered_on="2025-03-31T23:59"),
        response(4, answered_on=""),
        response(5, response="R3"),
    ]
    data = csv_of(rows)
    found = "\n".join(
        doubts(lcra(rows, households(90)), YEAR, read_text("s.csv", data).line)
    )
    assert "1 responses were not given in 2024-25" in found
    assert "The first is on line 2, “R1”." in found
    assert "1 responses have a number that another has" in found
    assert "The first is on line 6, “R3”." in found


def test_a_shortfall_is_told_and_that_a_census_is_enough_for_the_small() -> None:
    rules = MEASURES.accuracy
    assert shortfall(5005, 536, rules) == ""
    assert shortfall(5005, 535, rules) == (
        "1 more response is needed for the margin that the regulator asks for."
    )
    small = shortfall(2_500, 100, rules)
    assert small.startswith("385 more responses are needed")
    assert "Up to 2,500 households it is enough to have asked them all." in small
