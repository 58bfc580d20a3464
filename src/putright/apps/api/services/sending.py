"""Sending announcements: claimed by one worker, signed, tried again, then given up.

An announcement may reach its address twice, if the program dies between the sending
and writing it down; its number is the same both times, so that the address can tell.
"""

import datetime
import hashlib
import hmac

import msgspec
import urllib3
from django.db import transaction
from django.db.models import F

from putright.apps.accounts import queries as accounts
from putright.apps.api.models import Delivery, DeliveryState, Webhook
from putright.apps.api.services.addresses import (
    PORTS,
    AddressRefusedError,
    Checked,
    checked,
)
from putright.apps.api.services.announcing import announce
from putright.apps.api.services.refusals import ApiRefusedError
from putright.apps.api.services.webhooks import secret_of
from putright.apps.complaints.queries.cases import hidden_from
from putright.apps.complaints.queries.named import day_of

MOST_A_ROUND = 100
CLAIM_LASTS = datetime.timedelta(minutes=30)
MOST_ATTEMPTS = 10
FIRST_WAIT = datetime.timedelta(minutes=1)
"""Doubled after each try: the tenth comes some eight hours after the first."""
TIMEOUT = urllib3.Timeout(connect=5, read=5)
TOOK = range(200, 300)


def send_due(now: datetime.datetime, *, limit: int = MOST_A_ROUND) -> int:
    """Make and send what is due; give how many arrived. Safe in several workers.

    An address that fails is left alone until the next round, so that one that is down
    does not hold up the others.
    """
    announce(now)
    _reap(now)
    due = Delivery.objects.filter(state=DeliveryState.WAITING, not_before__lte=now)
    wanted = due.order_by("not_before", "pk").values_list("pk", "webhook_id")
    down: set[int] = set()
    arrived = 0
    for number, hook in list(wanted[:limit]):
        if hook in down or not _claim(number, now):
            continue
        state = _send(number, now)
        arrived += state == DeliveryState.SENT
        if state in (DeliveryState.WAITING, DeliveryState.FAILED):
            down.add(hook)
    return arrived


@transaction.atomic
def send_again(*, number: int, now: datetime.datetime) -> None:
    """Try an announcement that failed from the start. Raises ApiRefusedError."""
    rows = Delivery.objects.filter(pk=number, state=DeliveryState.FAILED)
    changed = rows.update(
        state=DeliveryState.WAITING, attempts=0, not_before=now, settled_at=None
    )
    if not changed:
        raise ApiRefusedError("Only an announcement that failed is sent again.")


def _claim(number: int, now: datetime.datetime) -> bool:
    """Claim one for this worker; False where another was faster."""
    waiting = Delivery.objects.filter(pk=number, state=DeliveryState.WAITING)
    return bool(
        waiting.update(
            state=DeliveryState.CLAIMED, claimed_at=now, attempts=F("attempts") + 1
        )
    )


def _send(number: int, now: datetime.datetime) -> str:
    """Send a claimed one, and write down what came of it; give the state it is in."""
    one = Delivery.objects.select_related("webhook__owner").get(pk=number)
    if not _may_be_told(one, now):
        return _settle(one, DeliveryState.WITHHELD, "No longer for its owner", now)
    try:
        status = _post(checked(one.webhook.address), one, now)
    except AddressRefusedError:
        return _put_off(one, "The address may not be sent to", now)
    except urllib3.exceptions.HTTPError as error:
        return _put_off(one, f"No answer ({type(error).__name__})", now)
    if status in TOOK:
        return _settle(one, DeliveryState.SENT, f"Answered {status}", now)
    return _put_off(one, f"Answered {status}", now)


def _may_be_told(one: Delivery, now: datetime.datetime) -> bool:
    """Whether the webhook is there and its owner may still see the case."""
    hook, day = one.webhook, day_of(now)
    if hook.withdrawn_at is not None:
        return False
    if not accounts.working_on(day).filter(pk=hook.owner_id).exists():
        return False
    return not hidden_from(hook.owner, day, [one.reference], "see_cases")


def body_of(one: Delivery) -> bytes:
    """Give what is sent: coded fields, from which the case can be asked for."""
    told = {
        "delivery": one.pk,
        "case": one.reference,
        "entry": one.kind,
        "sequence": one.sequence,
        "recorded_at": one.recorded_at.astimezone(datetime.UTC).isoformat(),
    }
    return msgspec.json.encode(told)


def signature(hook: Webhook, timestamp: str, body: bytes) -> str:
    """Sign a message together with its time, so that an old one is known for it."""
    key = secret_of(hook).encode()
    signed = timestamp.encode() + b"." + body
    return hmac.new(key, signed, hashlib.sha256).hexdigest()


def _post(to: Checked, one: Delivery, now: datetime.datetime) -> int:
    """Send to the very address that was looked at; give the status answered."""
    body, timestamp = body_of(one), str(int(now.timestamp()))
    named = f"[{to.host}]" if ":" in to.host else to.host
    usual = to.port == PORTS[to.scheme]
    headers = {
        "Host": named if usual else f"{named}:{to.port}",
        "Content-Type": "application/json",
        "User-Agent": "Putright",
        "Putright-Delivery": str(one.pk),
        "Putright-Timestamp": timestamp,
        "Putright-Signature": f"sha256={signature(one.webhook, timestamp, body)}",
    }
    with _pool(to) as pool:
        answer = pool.urlopen(
            "POST",
            to.target,
            body=body,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
        )
        status = int(answer.status)
        answer.close()
    return status


def _pool(to: Checked) -> urllib3.HTTPConnectionPool:
    if to.scheme == "http":
        return urllib3.HTTPConnectionPool(to.ip, to.port, timeout=TIMEOUT)
    return urllib3.HTTPSConnectionPool(
        to.ip,
        to.port,
        timeout=TIMEOUT,
        cert_reqs="CERT_REQUIRED",
        server_hostname=to.host,
        assert_hostname=to.host,
    )


def _put_off(one: Delivery, detail: str, now: datetime.datetime) -> str:
    """Leave it for later, or give it up after the last try."""
    if one.attempts >= MOST_ATTEMPTS:
        return _settle(one, DeliveryState.FAILED, detail, now)
    wait = FIRST_WAIT * 2 ** (one.attempts - 1)
    _change(one, state=DeliveryState.WAITING, not_before=now + wait, detail=detail)
    return DeliveryState.WAITING


def _settle(
    one: Delivery, state: DeliveryState, detail: str, now: datetime.datetime
) -> str:
    _change(one, state=state, settled_at=now, detail=detail)
    return state


def _change(one: Delivery, **changes: object) -> None:
    """Write down what came of it, unless another worker took it over meanwhile."""
    ours = Delivery.objects.filter(
        pk=one.pk, state=DeliveryState.CLAIMED, attempts=one.attempts
    )
    ours.update(**changes)


def _reap(now: datetime.datetime) -> None:
    """Let what a lost worker had claimed be sent again."""
    lost = Delivery.objects.filter(
        state=DeliveryState.CLAIMED, claimed_at__lt=now - CLAIM_LASTS
    )
    lost.update(state=DeliveryState.WAITING, not_before=now)
