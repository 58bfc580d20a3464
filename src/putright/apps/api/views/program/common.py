"""What every part of the API shares: the routers' words, answers, and keys."""

import hashlib
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import msgspec
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Router

from putright.apps.api import services
from putright.apps.api.schemas.problems import Problem
from putright.apps.api.views.program.auth import token_in
from putright.apps.api.views.program.problems import MEDIA_TYPE, body_of, problem_of

router = Router()
"""All addresses of the API: one router, since several parts share an address."""

READS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 422, 429, 500, 503), Problem)
"""What any reading may be answered with beside what was asked for."""
WRITES: dict[Any, Any] = READS | dict.fromkeys((409, 413), Problem)
"""And any writing."""

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="Yours to choose, once for each thing that you want done. The "
        "same key with the same request is answered alike for a day and has one "
        "effect; with another request it is refused.",
    ),
]


class Done(NamedTuple):
    """What an effect came to: its status and what is told."""

    status: int
    told: Any


def once(
    request: HttpRequest,
    key: str,
    what: bytes,
    effect: Callable[[], Done],
    about: str = "",
) -> HttpResponse:
    """Have an effect once under a key, and answer with what came of it.

    `what` is what was asked for, in bytes: the same must give the same. `about`: the
    case's reference. A refusal records nothing, and is kept under the key as well.
    """

    def attempted() -> services.Answer:
        try:
            with transaction.atomic():
                done = effect()
        except Exception as error:  # noqa: BLE001 - one that is unknown is raised again
            problem = problem_of(error)
            return services.Answer(problem.status, body_of(problem).decode())
        return services.Answer(done.status, msgspec.json.encode(done.told).decode())

    hashed = hashlib.sha256(
        f"{request.method} {request.path}\n".encode() + what
    ).hexdigest()
    answer = services.once(
        token=token_in(request),
        key=key,
        asked=hashed,
        about=about,
        now=timezone.now(),
        effect=attempted,
    )
    kind = MEDIA_TYPE if answer.status >= 400 else "application/json; charset=utf-8"
    response = HttpResponse(answer.body, status=answer.status, content_type=kind)
    if answer.again:
        response["Idempotency-Replayed"] = "true"
    return response
