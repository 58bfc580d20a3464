"""A person's words are erased; the reference and the dates of their stays remain."""

from django.db import transaction

from putright.apps.holds import services as holds
from putright.apps.holds.queries import HeldKind
from putright.apps.residents.models import (
    Adjustment,
    ContactRestriction,
    EqualityAnswer,
    Person,
    PersonFact,
    Representative,
)

ERASED = "Erased"


@transaction.atomic
def erase_person(*, person_id: int) -> int:
    """Erase all that says who a person is, what they need and who speaks for them.

    The reference and the stays remain, so that cases and figures keep their sense.
    Gives how many rows were erased. Erasing again erases nothing more. Raises HeldError
    where a legal hold stands on them.
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        return 0
    holds.refuse_held(people=(person.reference,))
    holds.forget_reasons(HeldKind.PERSON, person.reference)
    count = 0
    for table in (Representative, Adjustment, ContactRestriction, EqualityAnswer):
        deleted, _ = table._default_manager.filter(person_id=person_id).delete()
        count += deleted
    named = PersonFact.objects.filter(person_id=person_id).exclude(name=ERASED)
    return count + named.update(
        name=ERASED,
        email="",
        telephone="",
        preferred_contact="",
        safe_contact="",
        do_not_write=True,
        language="",
        format="",
        search_text="",
    )
