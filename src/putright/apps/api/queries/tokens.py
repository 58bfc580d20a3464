"""Tokens: by their secret, by their person, and all of them."""

import datetime

from django.db.models import QuerySet

from putright.apps.accounts.models import User
from putright.apps.api.models import Delivery, DeliveryState, Token, Webhook


def token_of(secret_hash: str, day: datetime.date) -> Token | None:
    """Give the token in use on a day whose secret has this hash, with its person."""
    return (
        Token.objects.filter(
            secret_hash=secret_hash, withdrawn_at__isnull=True, expires_on__gte=day
        )
        .exclude(secret_hash="")
        .select_related("person")
        .first()
    )


def tokens() -> QuerySet[Token]:
    """Give every token there ever was, the newest first."""
    return Token.objects.select_related("person", "made_by", "withdrawn_by")


def webhooks() -> QuerySet[Webhook]:
    """Give every webhook there ever was, the newest first."""
    return Webhook.objects.select_related("owner", "made_by", "withdrawn_by")


def tokens_of(user: User) -> QuerySet[Token]:
    """Give a person's tokens that are not withdrawn."""
    return tokens().filter(person=user, withdrawn_at__isnull=True)


def webhooks_of(user: User) -> QuerySet[Webhook]:
    """Give a person's webhooks that are not withdrawn."""
    return webhooks().filter(owner=user, withdrawn_at__isnull=True)


def failed(hook: Webhook) -> QuerySet[Delivery]:
    """Give a webhook's announcements that were given up, the oldest first."""
    return hook.deliveries.filter(state=DeliveryState.FAILED)


def latest(hook: Webhook, most: int) -> list[Delivery]:
    """Give a webhook's newest announcements."""
    return list(hook.deliveries.order_by("-pk")[:most])
