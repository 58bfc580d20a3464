"""Tokens and webhooks in the house, and an announcement of its restricted case."""

import datetime
from typing import TYPE_CHECKING, Any

from tests.apps.complaints import worklists as w

from putright.apps.api import services
from putright.apps.api.models import Delivery, Webhook

if TYPE_CHECKING:
    from tests.trips.house import House


def programmed(house: "House") -> dict[str, Any]:
    """Put tokens and webhooks of an investigator in the house, taken and waiting."""
    owner, by = house.people["i"], house.people["d"]

    def token() -> int:
        return services.make_token(
            name="Repairs system",
            person=owner,
            scopes=["cases:read", "words:read"],
            expires_on=w.TODAY + datetime.timedelta(days=30),
            by=by,
            now=w.NOW,
            today=w.TODAY,
        ).pk

    def webhook() -> Webhook:
        return Webhook.objects.create(
            name="Repairs system",
            address="https://hooks.landlord.example/putright",
            owner=owner,
            made_by=by,
            made_at=w.NOW,
        )

    taken, waiting, hook, own_hook = token(), token(), webhook(), webhook()
    services.take_token(number=taken, by=owner, now=w.NOW)
    services.take_webhook(number=hook.pk, by=owner, now=w.NOW)
    sent = {"webhook": hook, "kind": "received", "sequence": 1, "recorded_at": w.NOW}
    given_up = {"state": "failed", "detail": "Answered 503", "attempts": 10}
    delivery = Delivery.objects.create(
        entry=1, reference=house.secrets["main"], not_before=w.NOW, **sent, **given_up
    )
    return {
        "program_token": taken,
        "own_token": waiting,
        "webhook": hook.pk,
        "own_webhook": own_hook.pk,
        "delivery": delivery.pk,
        "rest": "nothing",
        "letter": house.things["letter_id"],
    }
