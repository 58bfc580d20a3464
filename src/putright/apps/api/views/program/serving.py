"""The API's addresses made ready: no session, no page for an answer, nothing kept."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from putright.apps.api.views.program.api import document, programs
from putright.apps.api.views.program.problems import answer, problem

View = Callable[..., HttpResponseBase]


def for_programs(view: View) -> View:
    """Let a view be asked without sign-in: it answers for itself who may ask.

    What it refuses is a problem document, and no cache keeps what it says.
    """

    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - one that is unknown is raised again
            response = answer(request, error)
        if response.status_code == 405 and "Allow" in response:
            allowed = response["Allow"]
            said = f"Only {allowed} can be done at this address."
            response = problem(405, "method", said)
            response["Allow"] = allowed
        response["Cache-Control"] = "no-store"
        return response

    made: Any = csrf_exempt(asked)
    made.login_required = False
    return made  # type: ignore[no-any-return] # a view with marks on it


@for_programs
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Give the OpenAPI document. It says what there is, and nothing of anyone."""
    return JsonResponse(document())


@for_programs
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer for every other address: there is nothing there."""
    said = "There is no such address. The OpenAPI document lists those that there are."
    return problem(404, "not_found", said)


def addresses() -> tuple[list[Any], str, str]:
    """Give the API's addresses, each made ready for programs."""
    patterns, app, namespace = programs.urls
    for pattern in patterns:
        assert isinstance(pattern, URLPattern)
        root = pattern.name == "api-root"
        pattern.callback = nowhere if root else for_programs(pattern.callback)
    return patterns, app, namespace
