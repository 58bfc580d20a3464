"""Equality answers are written down apart from all else, for figures alone."""

import datetime as dt

from django.db import transaction

from putright.apps.residents.models import EqualityAnswer


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
