"""Which homes may be written to at all, where many are written to at once."""

import datetime as dt

from django.db.models import Count, Min, Q, QuerySet

from putright.apps.residents.models import Residency


def homes_not_to_write_to(on: dt.date) -> set[int]:
    """Give the homes (rows) that nothing may be sent to on a day.

    Somebody who lives there has a safe contact, or asked that nothing be posted.
    Whoever asks leaves these out, and never says which or why.
    """
    rows = _living(on).filter(
        Q(person__facts__do_not_write=True) | Q(person__facts__safe_contact__gt=""),
        person__facts__ends_on__isnull=True,
    )
    return {number for number in rows.values_list("home_id", flat=True) if number}


def lone_residents(on: dt.date) -> dict[int, str]:
    """Give who lives at each home (row) on a day, by reference, where one does."""
    rows = (
        _living(on)
        .order_by()
        .values("home_id")
        .annotate(people=Count("person", distinct=True), one=Min("person__reference"))
        .filter(people=1)
    )
    return {number: one for number, one in rows.values_list("home_id", "one") if number}


def _living(on: dt.date) -> QuerySet[Residency]:
    return Residency.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=on),
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        superseded_on__isnull=True,
        home_id__isnull=False,
    )
