"""The pages for when something went wrong, in the house's style and plain words."""

import sys

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from putright.apps.accounts.views import faults
from putright.apps.accounts.views.typing import TypedForm, typed_carried, typed_in

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 where it was too much: it could not be read.

    A sign-in that could not be saved comes here as well: 503 where a fault was why.
    """
    fault = faults.fault_of(exception)
    if fault is not None:
        return faults.answer(request, fault, exception)
    if isinstance(exception, TOO_MUCH):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403: the person's roles do not include the page; say whom to ask."""
    reason = str(exception) if exception.args else ""
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: there is no such page, or none that this person may know of."""
    return render(request, "errors/404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer 429: one address or person asked too often; it stops by itself."""
    return render(request, "errors/429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 for a fault of the disk or database, which asks nothing of it.

    Django calls this while it handles the error, whichever layer raised it.
    """
    error = sys.exc_info()[1]
    fault = faults.fault_of(error)
    if fault is not None and error is not None:
        return faults.answer(request, fault, error)
    # Without the request: nothing that failed is tried again, and no one is named.
    return HttpResponse(render_to_string("errors/500.html"), status=500)


@requires_csrf_token
def form_not_checked(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token did not match, often one left open past a sign-in."""
    typed = TypedForm(path=request.get_full_path(), fields=())
    if request.user.is_authenticated:
        fields, files = typed_in(request.POST), len(request.FILES)
        typed = typed_carried(request) or TypedForm(typed.path, fields, files)
    return render(request, "errors/form_not_checked.html", {"typed": typed}, status=403)
