"""Adopting a list of bank holidays: nothing moves by it until `redating.apply`."""

import datetime

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CalendarAdoption
from putright.apps.complaints.queries.context import calendar_of


@transaction.atomic
def adopt(
    *, text: str, reason: str, by: User | None, now: datetime.datetime
) -> CalendarAdoption:
    """Adopt a list of bank holidays (TOML). Raises ValueError with what is wrong.

    `redating.moves` lists what it would move.
    """
    calendar = calendar_of(text)
    return CalendarAdoption.objects.create(
        text=text,
        version=calendar.version,
        reason=reason[:200],
        adopted_by=by,
        adopted_at=now,
    )
