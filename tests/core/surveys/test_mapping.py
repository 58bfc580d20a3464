"""A fieldwork company's own file: its headings and words become the format's."""

import json

import pytest
from tests.core.surveys.fieldwork import YEAR, households, population_of

from putright.core.surveys import (
    SurveyMappingError,
    apply,
    guess,
    mapping_from,
    read_responses,
    read_text,
    work_out,
)
from putright.core.tabular import TableError

THEIRS = """ID,UPRN,Mode,Completed,Repair?,Q1 Overall,Q2 Repairs,Q8 Fair,TP01
1,A,Telephone,07/10/2024,Yes,Very satisfied,fairly  satisfied,Strongly agree,x
2,B,Online,08/10/2024,No,Neither satisfied nor dissatisfied,,Don’t know,x
3,C,Face to face,09/10/2024,Y,Very dissatisfied,Fairly dissatisfied,Agree,x
4,D,Telephone,09/10/2024,Y,Rather pleased,Refused,Disagree,x
""".encode()
MAPPING = {
    "columns": {
        "response": "ID",
        "household": "UPRN",
        "method": "Mode",
        "answered_on": "Completed",
        "repair_12_months": "Repair?",
        "TP01": "Q1 Overall",
        "TP02": "Q2 Repairs",
        "TP08": "Q8 Fair",
    },
    "values": {"method": {"Online": "internet"}, "answers": {"refused": ""}},
    "fixed": {"stock_type": "LCRA"},
}


def test_their_words_are_read_by_the_years_own_scales() -> None:
    mapping = mapping_from(MAPPING)
    table = apply(read_text("theirs.csv", THEIRS), mapping, YEAR)
    population = population_of(households(50))
    found = work_out(read_responses(table), population, (), YEAR)["LCRA"]
    assert found.methods == {"telephone": 2, "internet": 1, "face_to_face": 1}
    assert found.counted["TP01"].counts == (1, 0, 1, 0, 1)
    assert found.counted["TP02"].counts == (0, 1, 0, 1, 0)
    assert found.counted["TP08"].counts == (1, 1, 0, 1, 0)
    assert found.counted["TP08"].not_applicable == 1


def test_a_word_nobody_explained_is_counted_and_not_guessed() -> None:
    table = apply(read_text("theirs.csv", THEIRS), mapping_from(MAPPING), YEAR)
    population = population_of(households(50))
    found = work_out(read_responses(table), population, (), YEAR)["LCRA"]
    assert found.counted["TP01"].checks == {"not_an_answer": 1}


def test_numbers_that_run_the_other_way_are_turned_by_the_mapping() -> None:
    data = THEIRS.replace(b"Very satisfied", b"1").replace(b"Very dissatisfied", b"5")
    turned = {"TP01": {"1": "5", "5": "1"}}
    mapping = mapping_from({**MAPPING, "values": {**MAPPING["values"], **turned}})
    table = apply(read_text("theirs.csv", data), mapping, YEAR)
    assert table.frame["TP01"].to_list()[::2] == ["5", "1"]


def test_a_mapping_is_kept_as_text_and_read_back() -> None:
    mapping = mapping_from(MAPPING)
    assert mapping_from(mapping.text()) == mapping
    assert json.loads(mapping.text()) == MAPPING


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "can't be read"),
        ({"columns": {"TP01": 3}}, "can't be read"),
        ({"columns": {"TP01": "Q1", "TP02": "Q1"}}, "given for two columns"),
        ({"columns": {"TP01": "Q1"}, "fixed": {"TP01": "5"}}, "both"),
    ],
)
def test_a_mapping_that_can_t_be_used_is_refused(given: object, said: str) -> None:
    assert isinstance(given, str | dict)
    with pytest.raises(SurveyMappingError, match=said):
        mapping_from(given)


def test_a_heading_that_is_not_there_is_named() -> None:
    mapping = mapping_from({"columns": {"TP05": "Q5"}})
    with pytest.raises(TableError, match="“Q5”, which should be TP05"):
        apply(read_text("theirs.csv", THEIRS), mapping, YEAR)


def test_headings_are_guessed_by_code_and_by_name_for_somebody_to_look_at() -> None:
    headings = ["Household", "Answered on", "TP05: Safe home", "Overall satisfaction"]
    assert guess(headings, YEAR) == {
        "household": "Household",
        "answered_on": "Answered on",
        "TP05": "TP05: Safe home",
        "TP01": "Overall satisfaction",
    }


@pytest.mark.parametrize(
    "text", ['{"cols": {"TP01": "Q1"}}', '{"columns": ' + "[" * 5000 + "]" * 5000 + "}"]
)
def test_a_part_that_no_mapping_has_is_refused_and_not_passed_over(text: str) -> None:
    with pytest.raises(SurveyMappingError):
        mapping_from(text)
