"""Letting go of what the access log says of long ago, by the retention schedule."""

import datetime
from collections.abc import Collection

from django.db import transaction

from putright.apps.accounts.models import AccessLog, LogErasure
from putright.apps.accounts.services.log import record_opening


@transaction.atomic
def erase_log(
    *,
    first: datetime.datetime,
    before: datetime.datetime,
    kept: Collection[str],
    reason: str,
    now: datetime.datetime,
) -> int:
    """Let go of the log's entries from one moment until before another; give how many.

    Entries whose subject is in `kept` stay: they are of what is on legal hold. That it
    was done is written down first, and logged.
    """
    LogErasure.objects.create(before=before, reason=reason[:200], recorded_at=now)
    found = AccessLog.objects.filter(at__gte=first, at__lt=before)
    count, _ = found.exclude(subject__in=kept).delete()
    record_opening(by=None, kind="access_log_erased", now=now)
    return count
