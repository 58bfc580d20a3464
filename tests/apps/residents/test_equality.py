"""Equality answers: in by a file of their own, out in figures that name nobody."""

from datetime import date

import msgspec
import pytest
from tests.apps.figures.making import FIRST, LAST, LATER, at_ten, lived, october

from putright.apps.figures.queries import BadQuestionError, Question, members, value
from putright.apps.residents import services
from putright.apps.residents.models import EqualityAnswer
from putright.core.complaints.events import Received
from putright.core.tabular import ImportOutcome, TableError, read, write_csv

pytestmark = pytest.mark.django_db

HEADINGS = ("person", "question", "answer", "answered_on")
SPLIT = "equality:disability"


def question(**changes: object) -> Question:
    """Ask of the last quarter of 2024, split by the answers on disability."""
    plain = Question(first=FIRST, last=LAST, as_at=LATER, by=((SPLIT,),))
    return msgspec.structs.replace(plain, **changes)


def people(*references: str) -> None:
    """Make people by their references."""
    rows = [[reference, "A. Resident"] for reference in references]
    table = read("residents.csv", write_csv(("person", "name"), rows))
    services.import_residents(table, now=at_ten(LATER), by=None)


def answers(*rows: tuple[str, str, str, str]) -> ImportOutcome:
    """Take answers from a file."""
    table = read("equality.csv", write_csv(HEADINGS, rows))
    return services.import_equality_answers(table)


def complained(groups: dict[str, int]) -> None:
    """Log a complaint of a person each, so many by each answer (empty: none given)."""
    named = [
        (f"P{place}-{number}", answer)
        for place, (answer, times) in enumerate(groups.items())
        for number in range(times)
    ]
    people(*(person for person, _ in named))
    answers(*((p, "disability", answer, "2024-01-05") for p, answer in named if answer))
    for person, _ in named:
        lived(person, [Received(on=october(7), person=person)])


def test_answers_come_in_once_and_the_latest_holds() -> None:
    people("P1", "P2")
    first = answers(
        ("P1", "disability", "yes", "2024-01-05"),
        ("P2", "disability", "no", "2024-01-05"),
    )
    assert (first.taken, first.already, first.changed) == (2, 0, 0)
    again = answers(
        ("P1", "disability", "yes", "2024-01-05"),
        ("P2", "disability", "yes", "2024-03-05"),
        ("P2", "disability", "no", "2024-02-05"),
    )
    assert (again.taken, again.already, again.changed) == (0, 2, 1)
    assert set(EqualityAnswer.objects.values_list("answer", flat=True)) == {"yes"}


def test_a_row_that_cannot_be_taken_is_named_and_the_rest_are_taken() -> None:
    people("P1")
    outcome = answers(
        ("P9", "disability", "yes", "2024-01-05"),
        ("P1", "", "yes", "2024-01-05"),
        ("P1", "disability", "", "2024-01-05"),
        ("P1", "disability", "yes", ""),
        ("P1", "disability", "yes", "soon"),
        ("P1", "age", "50 to 64", "2024-01-05"),
    )
    assert outcome.taken == 1
    assert [(row.line, row.column) for row in outcome.refused] == [
        (2, "person"),
        (3, "question"),
        (4, "answer"),
        (5, "answered_on"),
        (6, "answered_on"),
    ]


def test_a_file_without_a_column_is_refused_whole() -> None:
    table = read("equality.csv", write_csv(("person", "answer"), [("P1", "yes")]))
    with pytest.raises(TableError, match="question"):
        services.import_equality_answers(table)


def test_3_1_a_figure_splits_by_answers_and_those_not_given_are_a_group() -> None:
    complained({"yes": 6, "no": 7, "": 5})
    cells = value("stage_1_received", question()).by[SPLIT]
    assert {label: cell.value for (label,), cell in cells.items()} == {
        "": 5,
        "no": 7,
        "yes": 6,
    }


def test_a_group_under_5_is_hidden_and_another_with_it() -> None:
    complained({"yes": 3, "no": 9, "": 20})
    cells = value("stage_1_received", question()).by[SPLIT]
    assert cells[("yes",)].hidden
    assert cells[("no",)].hidden
    assert cells[("",)].value == 20


def test_a_percentage_hides_a_few_that_met_it_or_did_not() -> None:
    complained({"yes": 6, "no": 9})
    cells = value("stage_1_answered_in_time", question(as_at=date(2024, 12, 31))).by
    for cell in cells[SPLIT].values():
        assert cell.hidden or not 0 < (cell.numerator or 0) < 5


def test_answers_are_never_crossed_limited_to_or_opened() -> None:
    complained({"yes": 6, "no": 7})
    for asked in (
        question(by=((SPLIT, "area"),)),
        question(where=(("area", "North"),)),
        question(by=(), where=((SPLIT, "yes"),)),
    ):
        with pytest.raises(BadQuestionError, match="equality question"):
            value("stage_1_received", asked)
    with pytest.raises(BadQuestionError, match="not listed"):
        members("stage_1_received", question(by=(), where=((SPLIT, "yes"),)))


def test_a_question_that_nobody_answered_is_no_split() -> None:
    with pytest.raises(BadQuestionError, match="There is no split"):
        value("stage_1_received", question(by=(("equality:faith",),)))
