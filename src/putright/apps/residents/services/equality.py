"""Equality answers are written down apart from all else, for figures alone."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db import transaction

from putright.apps.residents.models import EqualityAnswer, Person
from putright.core.tabular import (
    ImportOutcome,
    Row,
    Table,
    TableError,
    Tally,
    day,
    text,
)

COLUMNS = ("person", "question", "answer", "answered_on")
BATCH = 1_000
Key = tuple[int, str]


@transaction.atomic
def record_equality_answer(
    *, person_id: int, question: str, answer: str, answered_on: dt.date
) -> None:
    """Write down a person's answer to an equality question, or put a later one for it.

    An answer older than the one that is there changes nothing.
    """
    known = (
        EqualityAnswer.objects.select_for_update()
        .filter(person_id=person_id, question=question)
        .first()
    )
    if known is None:
        EqualityAnswer.objects.create(
            person_id=person_id,
            question=question,
            answer=answer,
            answered_on=answered_on,
        )
    elif answered_on >= known.answered_on:
        known.answer = answer
        known.answered_on = answered_on
        known.save(update_fields=["answer", "answered_on"])


@transaction.atomic
def import_equality_answers(
    table: Table, *, progress: Callable[[int], None] = lambda _rows: None
) -> ImportOutcome:
    """Take answers from a table: `person`, `question`, `answer`, `answered_on`.

    One row is one answer; of several by one person to one question the latest holds.
    Raises TableError where a column is missing.
    """
    for column in COLUMNS:
        table.need(column)
    people = dict(Person.objects.values_list("reference", "pk"))
    known = {(a.person_id, a.question): a for a in EqualityAnswer.objects.all()}
    changed: dict[Key, EqualityAnswer] = {}
    tally = Tally()
    for count, row in enumerate(table.rows, start=1):
        try:
            _take(row, people, known, changed, tally)
        except TableError as error:
            tally.refuse(error)
        if count % BATCH == 0:
            progress(count)
    _write(changed.values())
    progress(len(table.rows))
    return tally.outcome(table, unused=table.unknown(COLUMNS))


def _take(
    row: Row,
    people: dict[str, int],
    known: dict[Key, EqualityAnswer],
    changed: dict[Key, EqualityAnswer],
    tally: Tally,
) -> None:
    given = _given(row, people)
    key = (given.person_id, given.question)
    before = known.get(key)
    if before is None:
        known[key] = changed[key] = given
        tally.taken += 1
    elif given.answered_on < before.answered_on or given.answer == before.answer:
        tally.already += 1
    else:
        before.answer, before.answered_on = given.answer, given.answered_on
        changed[key] = before
        tally.changed += 1


def _given(row: Row, people: dict[str, int]) -> EqualityAnswer:
    reference = text(row, "person", most=60)
    if reference not in people:
        why = "There is no person with this reference. Import the residents first."
        raise TableError(row.line, "person", reference, why)
    question, answer = text(row, "question", most=60), text(row, "answer", most=100)
    on = day(row, "answered_on")
    for column, value in (("question", question), ("answer", answer)):
        if not value:
            raise TableError(row.line, column, "", "This is missing.")
    if on is None:
        why = "Give the day of the answer: the latest of several holds."
        raise TableError(row.line, "answered_on", "", why)
    return EqualityAnswer(
        person_id=people[reference], question=question, answer=answer, answered_on=on
    )


def _write(answers: Iterable[EqualityAnswer]) -> None:
    listed = list(answers)
    new = [one for one in listed if one.pk is None]
    old = [one for one in listed if one.pk is not None]
    EqualityAnswer.objects.bulk_create(new, batch_size=500)
    EqualityAnswer.objects.bulk_update(old, ["answer", "answered_on"], batch_size=200)
