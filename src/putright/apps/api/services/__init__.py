"""Every write of the API's own: tokens, answers kept, webhooks, announcements."""

from putright.apps.api.services.announcing import announce
from putright.apps.api.services.answers import Answer, once
from putright.apps.api.services.pruning import prune
from putright.apps.api.services.refusals import ApiRefusedError
from putright.apps.api.services.sending import send_again, send_due
from putright.apps.api.services.tokens import (
    make_token,
    take_token,
    used,
    withdraw_token,
)
from putright.apps.api.services.webhooks import (
    register_webhook,
    take_webhook,
    withdraw_webhook,
)

__all__ = [
    "Answer",
    "ApiRefusedError",
    "announce",
    "make_token",
    "once",
    "prune",
    "register_webhook",
    "send_again",
    "send_due",
    "take_token",
    "take_webhook",
    "used",
    "withdraw_token",
    "withdraw_webhook",
]
