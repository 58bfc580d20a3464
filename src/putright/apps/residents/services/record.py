"""People, and where they live, are recorded by hand."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from putright.apps.accounts.models import User
from putright.apps.residents.facts import FIELDS, PersonFacts
from putright.apps.residents.models import Person, PersonFact, Residency


class ResidentRefusedError(Exception):
    """Something about a person could not be written down: why, and what to do.

    `field` names the form's field at fault, where there is one.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        """Hold the message and the field."""
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_person(
    *,
    facts: PersonFacts,
    token: UUID,
    now: dt.datetime,
    by: User | None,
    reference: str = "",
) -> int:
    """Add a person. Gives their number.

    Without a reference one is made from the number; `token` keeps two people apart
    until then. Raises ResidentRefusedError where the reference is taken.
    """
    if reference and Person.objects.filter(reference=reference).exists():
        raise ResidentRefusedError(
            f"Someone has the reference {reference} already. Open their page instead.",
            field="reference",
        )
    person = Person.objects.create(reference=reference or f"new-{token.hex}")
    if not reference:
        person.reference = f"R-{person.pk:06}"
        while Person.objects.filter(reference=person.reference).exists():
            person.reference += "a"
        person.save(update_fields=["reference"])
    fact_row(
        person_id=person.pk,
        reference=person.reference,
        facts=facts,
        starts_on=None,
        now=now,
        by=by,
    ).save(force_insert=True)
    return person.pk


@transaction.atomic
def change_person(
    *,
    person_id: int,
    facts: PersonFacts,
    now: dt.datetime,
    by: User | None,
    over: int | None = None,
) -> None:
    """Write down what is now known of a person; what was known before stays, closed.

    `over` is the version that was on screen (PersonView.version). The same facts again
    change nothing. Raises ResidentRefusedError for nobody, and where someone else
    changed them after that version.
    """
    known = (
        PersonFact.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(person_id=person_id, ends_on__isnull=True)
        .first()
    )
    if known is None:
        raise ResidentRefusedError("There is no such person. Search for them again.")
    if facts_of(known) == facts:
        return
    if over is not None and over != known.pk:
        raise ResidentRefusedError(
            "Someone else changed these details while you typed. What they wrote is on "
            "the person's page. Look at it, then save again to put yours in its place."
        )
    known.ends_on = max(timezone.localtime(now).date(), known.starts_on or dt.date.min)
    known.save(update_fields=["ends_on"])
    fact_row(
        person_id=person_id,
        reference=known.person.reference,
        facts=facts,
        starts_on=known.ends_on,
        now=now,
        by=by,
    ).save(force_insert=True)


@transaction.atomic
def start_residency(
    *,
    person_id: int,
    home_id: int,
    tenure: str,
    from_day: dt.date | None,
    now: dt.datetime,
    by: User | None,
) -> int:
    """Write down that a person lives at a home from a day on. Gives the row's number.

    Raises ResidentRefusedError where they are recorded there already on that day.
    """
    rows = Residency.objects.select_for_update().filter(
        person_id=person_id, home_id=home_id, superseded_on__isnull=True
    )
    for row in rows:
        if row.ends_on is None or (from_day and row.ends_on >= from_day):
            raise ResidentRefusedError(
                "They are recorded at this home already. End that stay first.",
                field="home",
            )
    return Residency.objects.create(
        person_id=person_id,
        home_id=home_id,
        tenure=tenure,
        starts_on=from_day,
        recorded_at=now,
        recorded_by=by,
    ).pk


@transaction.atomic
def end_residency(
    *, residency_id: int, ended_on: dt.date, now: dt.datetime, by: User | None
) -> None:
    """Write down a person's last day at a home; what was recorded before stays.

    Raises ResidentRefusedError where there is no such stay, or it began later.
    """
    row = (
        Residency.objects.select_for_update()
        .filter(pk=residency_id, superseded_on__isnull=True)
        .first()
    )
    if row is None:
        raise ResidentRefusedError("That stay is not there any more. Look again.")
    if row.starts_on and ended_on < row.starts_on:
        raise ResidentRefusedError(
            "The last day is before the first. Correct it.", field="ended_on"
        )
    row.superseded_on = timezone.localtime(now).date()
    row.save(update_fields=["superseded_on"])
    Residency.objects.create(
        person_id=row.person_id,
        home_id=row.home_id,
        tenure=row.tenure,
        starts_on=row.starts_on,
        ends_on=ended_on,
        recorded_at=now,
        recorded_by=by,
    )


def facts_of(row: PersonFact) -> PersonFacts:
    """Give a row's facts as a value."""
    return PersonFacts(**{name: getattr(row, name) for name in FIELDS})


def fact_row(
    *,
    person_id: int,
    reference: str,
    facts: PersonFacts,
    starts_on: dt.date | None,
    now: dt.datetime,
    by: User | None,
) -> PersonFact:
    """Make a row of facts, not yet saved."""
    return PersonFact(
        person_id=person_id,
        starts_on=starts_on,
        recorded_at=now,
        recorded_by=by,
        search_text=facts.search_text(reference),
        **facts.as_fields(),
    )
