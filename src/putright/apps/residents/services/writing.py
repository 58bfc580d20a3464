"""A planned import is written, in batches."""

import datetime as dt

from django.utils import timezone

from putright.apps.accounts.models import User
from putright.apps.residents.models import Person, PersonFact, Residency
from putright.apps.residents.services.plan import Plan
from putright.apps.residents.services.record import fact_row

BATCH = 1_000


def write(plan: Plan, *, now: dt.datetime, by: User | None) -> None:
    """Write what the plan says is new or changed; what was known stays, closed."""
    today = timezone.localtime(now).date()
    _write_new_people(plan)
    _write_facts(plan, today, now, by)
    _write_stays(plan, today, now, by)


def _write_new_people(plan: Plan) -> None:
    new = [reference for reference, one in plan.people.items() if not one.person_id]
    rows = Person.objects.bulk_create(
        [Person(reference=reference) for reference in new], batch_size=BATCH
    )
    for row in rows:
        plan.people[row.reference].person_id = row.pk


def _write_facts(plan: Plan, today: dt.date, now: dt.datetime, by: User | None) -> None:
    closing: list[PersonFact] = []
    opening: list[PersonFact] = []
    for reference, known in plan.people.items():
        if not known.changed:
            continue
        since = None
        if known.fact_id:
            since = max(today, known.starts_on or today)
            closing.append(PersonFact(pk=known.fact_id, ends_on=since))
        opening.append(
            fact_row(
                person_id=known.person_id,
                reference=reference,
                facts=known.facts,
                starts_on=since,
                now=now,
                by=by,
            )
        )
    PersonFact.objects.bulk_update(closing, ["ends_on"], batch_size=200)
    PersonFact.objects.bulk_create(opening, batch_size=BATCH)


def _write_stays(plan: Plan, today: dt.date, now: dt.datetime, by: User | None) -> None:
    closing: list[Residency] = []
    opening: list[Residency] = []
    for reference, stays in plan.stays.items():
        for known in stays:
            if not known.changed:
                continue
            if known.row_id:
                closing.append(Residency(pk=known.row_id, superseded_on=today))
            opening.append(
                Residency(
                    person_id=plan.people[reference].person_id,
                    home_id=known.stay.home_id,
                    tenure=known.stay.tenure,
                    starts_on=known.stay.starts_on,
                    ends_on=known.stay.ends_on,
                    recorded_at=now,
                    recorded_by=by,
                )
            )
    Residency.objects.bulk_update(closing, ["superseded_on"], batch_size=200)
    Residency.objects.bulk_create(opening, batch_size=BATCH)
