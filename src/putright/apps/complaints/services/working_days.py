"""The working days of the adopted calendar as rows, for views to read."""

from django.db import transaction

from putright.apps.complaints.models import WorkingDay
from putright.apps.complaints.queries.context import current_calendar

BATCH = 2_000


@transaction.atomic
def rewrite() -> int:
    """Write every known day by the calendar that is adopted now. Gives how many."""
    rows = [
        WorkingDay(day=day, number=number, works=works)
        for day, number, works in current_calendar().numbered()
    ]
    WorkingDay.objects.all().delete()
    WorkingDay.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def write_once() -> None:
    """Write them where there are none yet. Later ones come with `redate`."""
    if not WorkingDay.objects.exists():
        rewrite()
