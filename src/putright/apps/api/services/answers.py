"""Answers kept under their idempotency key: one request has one effect.

The key's row is written first and in the same transaction as the effect. A second
request at the same moment waits for that row, and is then given the answer.
"""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction

from putright.apps.api.models import KeptAnswer, Token
from putright.apps.api.services.refusals import ApiRefusedError


class Answer(NamedTuple):
    """An answer to a request: its status and its body as JSON text."""

    status: int
    body: str
    again: bool = False


class OtherRequestError(ApiRefusedError):
    """The key came with another request before."""


@transaction.atomic
def once(
    *,
    token: Token,
    key: str,
    asked: str,
    about: str,
    now: datetime.datetime,
    effect: Callable[[], Answer],
) -> Answer:
    """Give the answer kept under a key, or have the effect and keep its answer.

    `asked` is the hash of the request, `about` a case's reference. A refusal is an
    answer too: `effect` gives it with nothing written. Raises OtherRequestError for
    another request's key.
    """
    row, new = KeptAnswer.objects.select_for_update().get_or_create(
        token=token, key=key, defaults={"asked": asked, "about": about, "made_at": now}
    )
    if not new:
        if row.asked != asked:
            problem = "This idempotency key came with another request before."
            raise OtherRequestError(problem)
        return Answer(row.status, row.body, again=True)
    answer = effect()
    row.status, row.body = answer.status, answer.body
    row.save(update_fields=["status", "body"])
    return answer
