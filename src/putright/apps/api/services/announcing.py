"""From the journal to announcements: what was written since, for each webhook.

Nothing in the apps below knows of it. The journal is read on from where the webhook
stood, and where it stands is moved in the transaction that writes the announcements:
none is lost, and none is made twice, whatever is killed and whenever.
"""

import datetime

from django.db import transaction

from putright.apps.accounts import queries as accounts
from putright.apps.api.models import Delivery, Webhook
from putright.apps.complaints.queries import announcing
from putright.apps.complaints.queries.named import day_of

MOST = 500
"""Announcements made for one webhook in a round; the rest are for the next."""
FURTHEST = 50_000
"""Entries looked through for one webhook in a round."""


def announce(now: datetime.datetime) -> int:
    """Make the announcements that are due; give how many."""
    at_work = accounts.working_on(day_of(now)).values("pk")
    hooks = Webhook.objects.filter(
        taken_at__isnull=False, withdrawn_at__isnull=True, owner__in=at_work
    )
    numbers = list(hooks.order_by("pk").values_list("pk", flat=True))
    return sum(_read_on(number, now) + _read_on(number, now) for number in numbers)


@transaction.atomic
def _read_on(number: int, now: datetime.datetime) -> int:
    """Read as far as is settled for one webhook, then look for the next horizon."""
    hook = (
        Webhook.objects.select_for_update(of=("self",))
        .select_related("owner")
        .get(pk=number)
    )
    made = 0
    if hook.read_to < hook.horizon and announcing.settled(hook.mark):
        upto = min(hook.horizon, hook.read_to + FURTHEST)
        found = announcing.written(
            after=hook.read_to,
            upto=upto,
            seen_by=hook.owner,
            day=day_of(now),
            kinds=hook.kinds.split(),
            limit=MOST,
        )
        Delivery.objects.bulk_create([_made(hook, one, now) for one in found])
        made = len(found)
        hook.read_to = found[-1].number if made == MOST else upto
    if hook.read_to >= hook.horizon:
        ahead = announcing.horizon()
        hook.horizon, hook.mark = max(ahead.entry, hook.horizon), ahead.mark
    hook.save(update_fields=["read_to", "horizon", "mark"])
    return made


def _made(
    hook: Webhook, entry: announcing.WrittenEntry, now: datetime.datetime
) -> Delivery:
    return Delivery(
        webhook=hook,
        entry=entry.number,
        reference=entry.reference,
        kind=entry.kind,
        sequence=entry.sequence,
        recorded_at=entry.recorded_at,
        not_before=now,
    )
