"""Fieldwork files taken, and what comes out of them."""

import pytest
from tests.apps.surveys import making as m
from tests.core.surveys.fieldwork import CODES, csv_of

from putright.apps.surveys import queries
from putright.apps.surveys.models import Response, SampledHome, Survey
from putright.apps.surveys.queries.working_out import (
    NoResultError,
    compared,
    worked_out,
)
from putright.apps.surveys.services import (
    SurveyRefusedError,
    forgetting,
    importing,
    setting_up,
)
from putright.core.surveys import SurveyMapping, told
from putright.core.tabular import TableError

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey() -> Survey:
    """A survey of thirty homes, twenty of them in the north, all in the sample."""
    m.street(20)
    m.street(10, area=m.SOUTH)
    made = m.survey()
    m.drawn(made)
    return made


def test_every_row_is_accounted_for_and_the_same_file_changes_nothing(
    survey: Survey,
) -> None:
    rows = [
        m.answer(1, "N-001"),
        m.answer(2, "ELSEWHERE"),
        m.answer(3, "N-003", method="pigeon"),
    ]
    first = m.taken(survey, rows)
    assert (first.read, first.taken, first.already, first.not_sampled) == (3, 2, 0, 1)
    assert [(line, column) for line, column, _ in first.refused] == [(4, "method")]
    again = m.taken(survey, rows)
    assert (again.read, again.taken, again.already) == (3, 0, 2)
    assert again.sha256 == first.sha256
    changed = m.taken(survey, [m.answer(1, "N-001", "2")])
    assert (changed.taken, len(changed.refused)) == (0, 1)
    assert Response.objects.count() == 2


def test_a_home_that_answered_is_marked_with_its_first_day(survey: Survey) -> None:
    m.taken(survey, [m.answer(1, "N-001"), m.answer(2, "S-001", answered_on="")])
    day = SampledHome.objects.get(reference="N-001").answered_on
    assert day is not None
    assert day.isoformat() == "2026-03-05"
    assert SampledHome.objects.get(reference="S-001").answered_on == m.TODAY


def test_a_companys_own_words_are_read_by_mapping(survey: Survey) -> None:
    data = (
        b"ID,Property,Overall\n"
        b"1,N-001,Very satisfied\n"
        b"2,N-002,Neither satisfied nor dissatisfied\n"
        b"3,N-003,Grand\n"
    )
    mapping = SurveyMapping(
        columns={"response": "ID", "household": "Property", "TP01": "Overall"},
        values={"TP01": {"grand": "5"}},
        fixed={"stock_type": "LCRA", "method": "telephone"},
    )
    taken = importing.take_file(
        survey=survey, name="a.csv", data=data, mapping=mapping, by=None, now=m.NOW
    )
    assert taken.taken == 3
    estimate = worked_out(survey)["LCRA"].estimates["TP01"]
    assert (estimate.base, estimate.weighted) == (3, pytest.approx(200 / 3))


def test_a_file_that_is_no_table_is_refused_whole(survey: Survey) -> None:
    with pytest.raises(TableError):
        importing.take_file(
            survey=survey,
            name="a.csv",
            data=b"response,stock_type,TP01\nR1,LCRA\n",
            mapping=SurveyMapping(),
            by=None,
            now=m.NOW,
        )
    assert not Response.objects.exists()


def test_results_are_those_of_the_command_line(survey: Survey) -> None:
    """Two in three of the north answer, one in ten of the south: weights make up."""
    homes = [f"N-{n:03d}" for n in range(1, 13)] + ["S-001", "S-002"]
    m.answered(survey, homes, unhappy=6)
    setting_up.change_survey(
        survey=survey, name=survey.name, note="", weight_by=["area"]
    )
    found = queries.results(m.YEAR)
    assert found["problems"] == {}
    (lcra,) = found["stock_types"].values()  # type: ignore[attr-defined] # plain values
    assert lcra["kept"] == 14
    assert lcra["weighting"]["method"] == "cell"
    overall = lcra["measures"]["TP01"]
    assert overall["unweighted"] == pytest.approx(100 * 8 / 14)
    # Half of the north satisfied, all of the south: a third of the households.
    assert overall["weighted"] == pytest.approx(100 * (2 / 3 * 0.5 + 1 / 3))
    assert found["stock_types"] == told(worked_out(survey))["stock_types"]


def test_no_result_says_why_and_what_to_do(survey: Survey) -> None:
    with pytest.raises(NoResultError, match="No response was taken"):
        worked_out(survey)
    m.taken(survey, [m.answer(1, "ELSEWHERE", area="Nowhere")])
    setting_up.change_survey(
        survey=survey, name=survey.name, note="", weight_by=["area"]
    )
    assert "Nowhere" in str(queries.results(m.YEAR)["problems"])
    assert worked_out(survey, weighted=False)["LCRA"].kept == 1
    assert queries.results("2023-24")["stock_types"] == {}


def test_a_move_within_chance_is_not_called_an_improvement(survey: Survey) -> None:
    before = m.survey(year="2024-25")
    homes = [f"N-{n:03d}" for n in range(1, 21)]
    m.answered(before, homes, unhappy=8)
    m.answered(survey, homes, unhappy=7)
    moved = compared(survey, worked_out(survey))["LCRA"]
    assert moved.year == "2024-25"
    assert moved.changes["TP01"].points == pytest.approx(5)
    assert moved.changes["TP01"].words == "no change beyond chance"


def test_answers_hold_no_more_than_results_need(survey: Survey) -> None:
    row = m.answer(1, "N-001", name="Amina Farrow", telephone="01632 960014")
    columns = (*row, "name", "telephone")
    data = csv_of([row], tuple(dict.fromkeys(columns)))
    taken = importing.take_file(
        survey=survey,
        name="a.csv",
        data=data,
        mapping=SurveyMapping(),
        by=None,
        now=m.NOW,
    )
    assert {"name", "telephone"} <= set(taken.left_out)
    (kept,) = Response.objects.values()
    assert "Amina" not in str(kept)
    assert set(kept["answers"]) <= {*CODES, "area", "category"}


def test_forgetting_the_homes_leaves_every_result_as_it_was(survey: Survey) -> None:
    """Two responses of one household stay one; nothing more can be taken."""
    rows = [m.answer(1, "N-001", "1"), m.answer(2, "N-001"), m.answer(3, "N-002")]
    m.taken(survey, rows)
    before = told(worked_out(survey))
    assert forgetting.forget_homes(survey=survey, now=m.NOW) == 3
    assert told(worked_out(survey)) == before
    kept = str(list(Response.objects.values()))
    assert "N-00" not in kept
    assert "R1" not in kept
    assert not SampledHome.objects.exists()
    for refused in (
        lambda: m.taken(survey, rows),
        lambda: m.drawn(survey),
        lambda: forgetting.forget_homes(survey=survey, now=m.NOW),
    ):
        with pytest.raises(SurveyRefusedError, match="forgotten"):
            refused()
