"""One home is recorded or corrected by hand."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from putright.apps.accounts.models import User
from putright.apps.homes.facts import FIELDS, HomeFacts
from putright.apps.homes.models import Home, HomeFact


@transaction.atomic
def record_home(
    *, reference: str, facts: HomeFacts, now: dt.datetime, by: User | None
) -> int:
    """Write down what is known of a home; make the home where it is new.

    What was known before stays, closed on today's date. Writing the same again changes
    nothing. Gives the home's number.
    """
    home, _ = Home.objects.select_for_update().get_or_create(reference=reference)
    known = HomeFact.objects.filter(home=home, ends_on__isnull=True).first()
    if known is not None and facts_of(known) == facts:
        return home.pk
    today = timezone.localtime(now).date()
    if known is not None:
        known.ends_on = max(today, known.starts_on or today)
        known.save(update_fields=["ends_on"])
    fact_row(
        home_id=home.pk,
        reference=reference,
        facts=facts,
        starts_on=known.ends_on if known else None,
        now=now,
        by=by,
    ).save(force_insert=True)
    return home.pk


def facts_of(row: HomeFact) -> HomeFacts:
    """Give a row's facts as a value."""
    return HomeFacts(**{name: getattr(row, name) for name in FIELDS})


def fact_row(
    *,
    home_id: int,
    reference: str,
    facts: HomeFacts,
    starts_on: dt.date | None,
    now: dt.datetime,
    by: User | None,
) -> HomeFact:
    """Make a row of facts, not yet saved."""
    return HomeFact(
        home_id=home_id,
        starts_on=starts_on,
        recorded_at=now,
        recorded_by=by,
        search_text=facts.search_text(reference),
        **facts.as_fields(),
    )
