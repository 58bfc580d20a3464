"""A survey's measures as the regulator's counts, weighted as the results are."""

import pytest
from tests.apps.measures.making import POPULATION, responses

from putright.core.measures.approach import STILL, draft
from putright.core.measures.counts import ANSWERS
from putright.core.measures.perception import account_of, counts_of
from putright.core.measures.standing import from_counts
from putright.core.surveys import (
    Result,
    read_population,
    read_responses,
    read_text,
    work_out,
)
from putright.core.tabular import read
from putright.rules.satisfaction_measures import measure_year

YEAR = measure_year("2024-25")


def _result(*weight_by: str, kept: int = 40) -> Result:
    households = read_population(read("population.csv", POPULATION))
    answers = read_responses(read_text("survey.csv", responses(kept)))
    return work_out(answers, households, weight_by, YEAR)["LCRA"]


@pytest.mark.parametrize("weight_by", [(), ("area",)])
def test_every_measures_counts_give_the_result_of_the_survey(
    weight_by: tuple[str, ...],
) -> None:
    """What is submitted divides to what is published."""
    result = _result(*weight_by)
    for one in counts_of("LCRA", result):
        standing = from_counts(YEAR, one.code, "LCRA", one.counts)
        assert standing.status == "ok"
        weighted = result.estimates[one.code].weighted
        assert float(standing.exact) == pytest.approx(weighted, abs=1e-4)


def test_unweighted_counts_are_whole_and_those_counted_by_hand() -> None:
    """Ten of each answer pattern: 10 fives, 10 and 10 fours, 10 twos."""
    found = {one.code: one for one in counts_of("LCRA", _result())}
    counts = [found["TP01"].counts[name] for name in ANSWERS]
    assert counts == ["10", "20", "0", "10", "0"]
    assert found["TP02"].counts["filter_yes"] == "26"
    assert found["TP02"].counts["filter_no"] == "14"
    assert "filter_yes" not in found["TP01"].counts


def test_nobody_in_the_base_is_not_applicable_and_never_0() -> None:
    standing = from_counts(YEAR, "TP01", "LCRA", dict.fromkeys(ANSWERS, "0"))
    assert standing.status == "not_applicable"
    assert (standing.result, standing.exact) == ("", "")


def test_the_summary_says_what_was_done_and_leaves_to_people_what_it_cannot_know() -> (
    None
):
    account = account_of(_result("area"), YEAR.name)
    found = draft({"LCRA": account}, {"excluded:LCRA": "12"})
    assert "40 responses, of 2,000 households" in found["a"]
    assert "4 November 2024" in found["b"]
    assert "area North, 60.0% of households and 50.0% of responses" in found["e"]
    assert "12 households left out" in found["h"]
    assert found["i"].endswith(STILL)
    assert (found["g"], found["j"], found["k"]) == ("", "", "")


def test_a_summary_without_a_survey_claims_nothing() -> None:
    assert not any(draft({}, {}).values())
