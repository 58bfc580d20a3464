"""What is kept for a while only: answers for a day, announcements for a month."""

import datetime

from putright.apps.api.models import Delivery, DeliveryState, KeptAnswer
from putright.apps.complaints.queries.since import erased_since

ANSWERS_KEPT = datetime.timedelta(hours=24)
DELIVERIES_KEPT = datetime.timedelta(days=30)
SETTLED = (DeliveryState.SENT, DeliveryState.WITHHELD)


def prune(now: datetime.datetime) -> int:
    """Remove what is past its time; give how many rows went."""
    answers, _ = KeptAnswer.objects.filter(made_at__lt=now - ANSWERS_KEPT).delete()
    # A refusal quotes words: what was answered about an erased case goes with them.
    erased = KeptAnswer.objects.filter(about__in=erased_since(now - ANSWERS_KEPT))
    answers += erased.delete()[0]
    old = Delivery.objects.filter(
        state__in=SETTLED, settled_at__lt=now - DELIVERIES_KEPT
    )
    deliveries, _ = old.delete()
    return answers + deliveries
