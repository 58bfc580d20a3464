"""Everything that can go wrong, as a problem document that says what to do."""

from collections.abc import Callable
from typing import Any

import msgspec
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja.errors import AuthenticationError, HttpError, ValidationError

from putright.apps.api.services.answers import OtherRequestError
from putright.apps.api.services.refusals import ApiRefusedError
from putright.apps.complaints.services.steps import ChangedSinceError, NoSuchCaseError
from putright.apps.complaints.views.steps.taking import UNREADABLE
from putright.apps.figures.queries import BadQuestionError
from putright.apps.letters.errors import (
    FileGoneError,
    LetterRefusedError,
    StoreAwayError,
)
from putright.core.refusals import Refusal, StepRefusedError
from putright.rules.handling_code import NoEditionError

MEDIA_TYPE = "application/problem+json"
TYPE = "putright:"
"""How the names of problems begin: they are names, and lead nowhere."""


class ProblemError(Exception):
    """Something can't be done: the status, the problem's name, and what to do."""

    def __init__(self, status: int, name: str, detail: str, **more: Any) -> None:
        """Hold what the answer says."""
        self.status, self.name, self.detail, self.more = status, name, detail, more
        super().__init__(detail)


TITLES = {
    "bad_request": "The request can't be read",
    "no_token": "A token is needed",
    "too_many_bad_tokens": "Too many requests without a good token",
    "asked_too_often": "Too many requests in a minute",
    "plain": "Requests are taken by https alone",
    "scope": "The token does not reach this",
    "role": "The person's roles do not include this",
    "not_found": "There is nothing here",
    "method": "This can't be done here",
    "too_large": "Too much was sent at once",
    "not_readable": "Something that was sent can't be read",
    "step_refused": "The step is refused",
    "changed_since": "Someone else changed the case meanwhile",
    "key_used": "The idempotency key was used for another request",
    "not_now": "This can't be done now",
    "no_letter": "The letter's file is missing",
    "file_gone": "The file can't be read",
    "store_away": "The store of files does not answer",
    "away": "The records can't be read or written just now",
    "failed": "Something went wrong here",
}
"""Each problem's name and its title."""

WAIT_SECONDS = {"too_many_bad_tokens": "600", "asked_too_often": "60"}
"""What `Retry-After` says."""

Found = tuple[int, str, str, dict[str, Any]]


def problem(status: int, name: str, detail: str, **more: Any) -> HttpResponse:
    """Answer with a problem document."""
    return as_response(ProblemError(status, name, detail, **more))


def as_response(error: ProblemError) -> HttpResponse:
    """Give a problem as an answer."""
    response = HttpResponse(
        body_of(error), status=error.status, content_type=MEDIA_TYPE
    )
    if error.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Putright"'
    if error.name in WAIT_SECONDS:
        response["Retry-After"] = WAIT_SECONDS[error.name]
    return response


def body_of(error: ProblemError) -> bytes:
    """Give a problem as JSON."""
    told = {
        "type": TYPE + error.name,
        "title": TITLES[error.name],
        "status": error.status,
        "detail": error.detail,
        "refusals": [],
        "errors": [],
        "entries": [],
        **error.more,
    }
    return msgspec.json.encode(told)


def refused(*refusals: Refusal) -> ProblemError:
    """Make the problem of a step that is refused, with each provision."""
    listed = [
        {
            "provision": one.provision,
            "code": one.rule.code,
            "says": one.says,
            "do": one.do,
        }
        for one in refusals
    ]
    said = " ".join(str(one) for one in refusals)
    return ProblemError(422, "step_refused", said, refusals=listed)


def _validation(error: ValidationError) -> ProblemError:
    wrong = [{"where": _where(one["loc"]), "says": _says(one)} for one in error.errors]
    said = "; ".join(f"{one['where']}: {one['says']}" for one in wrong[:3])
    detail = f"Nothing was done. Put this right and send it again: {said}"
    return ProblemError(422, "not_readable", detail, errors=wrong)


def _where(loc: tuple[Any, ...]) -> str:
    """Say where something stands: `query from`, `body points 2`."""
    return " ".join(str(part) for part in loc)[:200]


def _says(error: dict[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return (
            "There is no such field here. Who takes a step is always the token's own "
            "person."
        )
    return str(error["msg"]).removeprefix("Value error, ")[:300]


def _changed(error: ChangedSinceError) -> ProblemError:
    said = (
        f"{error} Nothing was recorded. Read the case again, then send the step with "
        "a new idempotency key."
    )
    numbers = [one.sequence for one in error.others]
    return ProblemError(409, "changed_since", said, entries=numbers)


def _http(error: HttpError) -> ProblemError:
    if isinstance(error, AuthenticationError):
        said = (
            "Send “Authorization: Bearer” and a token that was taken, is not withdrawn "
            "and not past its last day. An administrator makes tokens."
        )
        return ProblemError(401, "no_token", said)
    said = "The body can't be read. Send it as the OpenAPI document says."
    return ProblemError(400, "bad_request", said)


def _not_found(error: Exception) -> ProblemError:
    said = "Check the reference. What this person may not see is as if not there."
    return ProblemError(404, "not_found", said)


def _too_large(error: Exception) -> ProblemError:
    said = "Send less at once. Files have an address of their own."
    return ProblemError(413, "too_large", said)


def _gone(error: Exception) -> ProblemError:
    said = "The file's bytes are lost or were altered. Restore them from a backup."
    return ProblemError(404, "file_gone", said)


def _same(error: Exception) -> ProblemError:
    assert isinstance(error, ProblemError)
    return error


def _as(status: int, name: str) -> Callable[[Any], ProblemError]:
    """Make a problem that says what the error itself says."""
    return lambda error: ProblemError(status, name, str(error) or TITLES[name])


def _step(error: StepRefusedError) -> ProblemError:
    return refused(*error.refusals)


KNOWN: dict[type[Exception], Callable[[Any], ProblemError]] = {
    ProblemError: _same,
    ValidationError: _validation,
    HttpError: _http,
    Http404: _not_found,
    NoSuchCaseError: _not_found,
    PermissionDenied: _as(403, "role"),
    StepRefusedError: _step,
    ChangedSinceError: _changed,
    OtherRequestError: _as(422, "key_used"),
    ApiRefusedError: _as(422, "not_now"),
    LetterRefusedError: _as(422, "not_now"),
    FileGoneError: _gone,
    StoreAwayError: _as(503, "store_away"),
    NoEditionError: _as(422, "not_readable"),
    BadQuestionError: _as(422, "not_readable"),
    RequestDataTooBig: _too_large,
    SuspiciousOperation: lambda _: ProblemError(400, "bad_request", BAD),
    MultiPartParserError: lambda _: ProblemError(400, "bad_request", BAD),
    **dict.fromkeys(UNREADABLE, _as(422, "not_readable")),
}
"""What may be raised below, and the problem that it is."""
BAD = "The request can't be read. Send it as the OpenAPI document says."


def problem_of(error: Exception) -> ProblemError:
    """Give the problem that an error is. Raises the error where it is none."""
    for kind in type(error).__mro__:
        if kind in KNOWN:
            return KNOWN[kind](error)
    raise error


def answer(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer an error as a problem, for every error that is known."""
    return as_response(problem_of(error))
