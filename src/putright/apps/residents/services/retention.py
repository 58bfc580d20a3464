"""Erasing people and answers by the retention schedule."""

import datetime

from django.db import transaction

from putright.apps.accounts.services import record_opening
from putright.apps.holds import services as holds
from putright.apps.residents.models import EqualityAnswer, Person
from putright.apps.residents.services.erasing import erase_person


@transaction.atomic
def erase_due_person(*, reference: str, now: datetime.datetime) -> int:
    """Erase who a person is, and log it; give how many rows. Raises HeldError."""
    person = Person.objects.filter(reference=reference).first()
    if person is None:
        return 0
    count = erase_person(person_id=person.pk)
    if count:
        record_opening(
            by=None, kind="person_erased", subject=f"resident:{person.pk}", now=now
        )
    return count


@transaction.atomic
def erase_due_answers(*, reference: str, now: datetime.datetime) -> int:
    """Erase a person's equality answers, and log it; how many. Raises HeldError."""
    person = Person.objects.select_for_update().filter(reference=reference).first()
    if person is None:
        return 0
    holds.refuse_held(people=(reference,))
    count, _ = EqualityAnswer.objects.filter(person=person).delete()
    record_opening(
        by=None, kind="equality_erased", subject=f"resident:{person.pk}", now=now
    )
    return count
