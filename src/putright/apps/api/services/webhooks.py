"""Webhooks: registered by an administrator, taken by their owner, withdrawn by either.

What a webhook is told is what its owner may see, so it is the owner who takes it and is
shown the secret that its messages are signed with.
"""

import datetime
import secrets
from collections.abc import Collection

from django.db import transaction
from django.utils.crypto import salted_hmac

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.api.models import Webhook
from putright.apps.api.services.addresses import checked
from putright.apps.api.services.refusals import ApiRefusedError
from putright.apps.complaints.queries import announcing
from putright.core.complaints.journal import KINDS

SALT = "putright.webhook"


def secret_of(hook: Webhook) -> str:
    """Give what a webhook's messages are signed with.

    It is made anew from the program's key each time and kept nowhere.
    """
    made = salted_hmac(SALT, f"{hook.pk}:{hook.grain}", algorithm="sha256")
    return made.hexdigest()


def register_webhook(
    *,
    name: str,
    address: str,
    owner: User,
    kinds: Collection[str],
    by: User,
    now: datetime.datetime,
) -> Webhook:
    """Register an address; it waits for its owner. Raises ApiRefusedError."""
    checked(address)
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise ApiRefusedError(f"No entry is called “{unknown[0]}”.")
    with transaction.atomic():
        hook = Webhook.objects.create(
            name=name,
            address=address,
            owner=owner,
            kinds=" ".join(kinds),
            made_by=by,
            made_at=now,
        )
        _log(by, "webhook_registered", hook, now)
    return hook


@transaction.atomic
def take_webhook(*, number: int, by: User, now: datetime.datetime) -> str:
    """Give a webhook's secret to its owner, this once, and begin to announce."""
    hook = _locked(number)
    if hook.owner_id != by.pk:
        raise ApiRefusedError("A webhook is taken by the person who answers for it.")
    if hook.withdrawn_at is not None:
        raise ApiRefusedError("The webhook was withdrawn. Ask for a new one.")
    if hook.taken_at is not None:
        raise ApiRefusedError(
            "The webhook was taken already, and its secret is shown only once. If it "
            "is lost, withdraw the webhook and ask for a new one."
        )
    start = announcing.horizon()
    hook.grain, hook.taken_at = secrets.token_hex(32), now
    hook.read_to = hook.horizon = start.entry
    hook.mark = start.mark
    hook.save(update_fields=["grain", "taken_at", "read_to", "horizon", "mark"])
    _log(by, "webhook_taken", hook, now)
    return secret_of(hook)


@transaction.atomic
def withdraw_webhook(*, number: int, by: User, now: datetime.datetime) -> None:
    """End a webhook at once: nothing more is sent to it."""
    hook = _locked(number)
    if hook.withdrawn_at is not None:
        return
    hook.withdrawn_at, hook.withdrawn_by = now, by
    hook.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _log(by, "webhook_withdrawn", hook, now)


def _locked(number: int) -> Webhook:
    return Webhook.objects.select_for_update(of=("self",)).get(pk=number)


def _log(by: User, kind: str, hook: Webhook, now: datetime.datetime) -> None:
    accounts.record_opening(by=by, kind=kind, now=now, subject=f"webhook:{hook.pk}")
