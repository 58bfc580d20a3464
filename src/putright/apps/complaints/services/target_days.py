"""The days of the landlord's own targets, written anew where a rule was adopted."""

from django.db import transaction

from putright.apps.complaints.models import TargetDay
from putright.apps.complaints.queries.context import adopted_policies, current_calendar
from putright.core.complaints import target_days

BATCH = 2_000
FIELDS = target_days.TargetDay.__struct_fields__


@transaction.atomic
def rewrite() -> int:
    """Write every target's days by what is adopted now. Gives how many there are."""
    calendar = current_calendar()
    days = target_days.target_days(adopted_policies(), calendar, calendar.known_from)
    TargetDay.objects.all().delete()
    rows = [TargetDay(**{n: getattr(one, n) for n in FIELDS}) for one in days]
    TargetDay.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)
