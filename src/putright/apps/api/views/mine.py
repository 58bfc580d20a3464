"""What acts for a person: they take it, see its secret this once, and may end it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from putright.apps.accounts.permissions import signed_in
from putright.apps.api import services
from putright.apps.api.queries import tokens as queries
from putright.apps.api.views.tokens import scopes_of, state_of
from putright.apps.api.views.webhooks import state_of as state_of_webhook

Take = Callable[..., str]


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the tokens that act as this person, and the webhooks they answer for."""
    person, today = signed_in(request), timezone.localdate()
    context = {
        "tokens": [
            (one, scopes_of(one), state_of(one, today))
            for one in queries.tokens_of(person)
        ],
        "webhooks": [
            (one, state_of_webhook(one)) for one in queries.webhooks_of(person)
        ],
    }
    return render(request, "api/mine.html", context)


@require_POST
def take_token(request: HttpRequest, number: int) -> HttpResponse:
    """Take a token, and show its secret this once."""
    if not queries.tokens_of(signed_in(request)).filter(pk=number).exists():
        raise Http404
    return _taken(request, number, services.take_token, "token")


@require_POST
def take_webhook(request: HttpRequest, number: int) -> HttpResponse:
    """Take a webhook, and show its secret this once."""
    if not queries.webhooks_of(signed_in(request)).filter(pk=number).exists():
        raise Http404
    return _taken(request, number, services.take_webhook, "webhook")


def _taken(request: HttpRequest, number: int, take: Take, what: str) -> HttpResponse:
    try:
        secret = take(number=number, by=signed_in(request), now=timezone.now())
    except services.ApiRefusedError as error:
        messages.error(request, str(error))
        return redirect("api:mine")
    context = {"secret": secret, "what": what}
    response = render(request, "api/secret.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def end_token(request: HttpRequest, number: int) -> HttpResponse:
    """End a token of one's own."""
    person = signed_in(request)
    if not queries.tokens_of(person).filter(pk=number).exists():
        raise Http404
    services.withdraw_token(number=number, by=person, now=timezone.now())
    messages.success(request, "The token no longer works.")
    return redirect("api:mine")


@require_POST
def end_webhook(request: HttpRequest, number: int) -> HttpResponse:
    """End a webhook of one's own."""
    person = signed_in(request)
    if not queries.webhooks_of(person).filter(pk=number).exists():
        raise Http404
    services.withdraw_webhook(number=number, by=person, now=timezone.now())
    messages.success(request, "Nothing more is sent to that address.")
    return redirect("api:mine")
