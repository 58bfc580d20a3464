"""When the journal was last written to."""

import datetime

from putright.apps.complaints.models import Entry


def last_written() -> datetime.datetime | None:
    """Give when the newest entry was written down; None where there is none."""
    newest = Entry.objects.order_by("-pk").values_list("recorded_at", flat=True)
    return newest.first()
