"""All rows of all figures read together are the rows that each figure opens to."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.figures.making import lived, october, question_of, registered

from putright.apps.figures.queries import members, values
from putright.apps.figures.queries.standing import Standing, standings
from putright.apps.residents import queries as residents
from putright.apps.residents import services as care
from putright.core.complaints import events as e
from putright.core.figures import FIGURES, MET

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cases() -> None:
    """Complaints in one team and in two, a restricted one, and other contacts."""
    registered(
        {
            "received_on": "2024-10-07",
            "s1_acknowledged_on": "2024-10-09",
            "s1_responded_on": "2024-10-16",
            "s1_outcome": "upheld",
            "teams": "Housing;Repairs",
        },
        {"received_on": "2024-11-04", "teams": "Housing"},
        {"kind": "compliment", "received_on": "2024-10-07"},
    )
    lived(
        "S",
        [
            e.Received(on=october(7)),
            e.AccessRestricted(
                on=october(8), named=("u1",), by="u1", confirmed_by="u2"
            ),
        ],
    )


def test_every_figure_has_the_rows_that_it_opens_to() -> None:
    question = question_of()
    found = standings(FIGURES, question)
    for code in FIGURES:
        opened = [
            (one.reference, one.counted, one.why)
            for one in members(code, question).listed
        ]
        there = [(one.reference, one.counted, one.why) for one in found[code]]
        assert there == opened, code
    assert len(found["stage_1_received"]) == 3


def test_the_labels_of_the_rows_add_up_to_the_cells_of_the_split() -> None:
    question = question_of("team", "month,team")
    for result in values(["stage_1_received"], question):
        rows = standings(["stage_1_received"], question)["stage_1_received"]
        for place, name in enumerate(("team", "month,team")):
            for labels, cell in result.by[name].items():
                if not cell.hidden:
                    assert listed(rows, place, labels) == cell.numerator


def listed(rows: list[Standing], place: int, labels: tuple[str, ...]) -> int:
    return sum(one.counted == MET and labels in one.labels[place] for one in rows)


def test_what_a_row_adds_is_kept_where_it_adds_more_than_itself() -> None:
    question = question_of()
    found = standings(["stage_1_working_days_mean", "stage_1_received"], question)
    days = [one.number for one in found["stage_1_working_days_mean"]]
    assert days == [7]
    assert {one.number for one in found["stage_1_received"]} == {None}


def test_an_equality_answer_leads_to_no_case() -> None:
    """Kept with a report, it would stand beside a case for as long as the report."""
    w.amina()
    w.logged()
    person = residents.person(cast.AMINA.reference)
    assert person is not None
    care.record_equality_answer(
        person_id=person.id,
        question="disability",
        answer="yes",
        answered_on=cast.MONDAY,
    )
    march = (date(2026, 3, 1), date(2026, 3, 31))
    question = question_of(
        "equality:disability", first=march[0], last=march[1], as_at=date(2026, 4, 30)
    )
    rows = standings(["stage_1_received"], question)["stage_1_received"]
    assert [one.labels for one in rows] == [((),)]


def test_more_figures_of_the_same_rows_ask_no_more() -> None:
    question = question_of("team", first=date(2024, 10, 1))
    with CaptureQueriesContext(connection) as one:
        standings(["stage_1_received"], question)
    with CaptureQueriesContext(connection) as three:
        standings(
            [
                "stage_1_received",
                "stage_1_answered_in_time",
                "stage_1_acknowledged_in_time",
            ],
            question,
        )
    assert len(three) == len(one)
