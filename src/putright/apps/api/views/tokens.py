"""Tokens: listed, made and withdrawn by an administrator."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.api import services
from putright.apps.api.forms import TokenForm
from putright.apps.api.models import Token
from putright.apps.api.queries import tokens as queries
from putright.apps.api.scopes import SAYS


@requires("administer", "audit")
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """List every token there ever was."""
    page = paginate(queries.tokens(), request, size=50)
    today = timezone.localdate()
    rows = [(one, scopes_of(one), state_of(one, today)) for one in page.rows]
    return render(request, "api/tokens.html", {"rows": rows, "page": page})


def scopes_of(token: Token) -> list[str]:
    """Give a token's scopes in words."""
    held = token.scopes.split()
    return [says for scope, says in SAYS.items() if scope in held]


def state_of(token: Token, today: Any) -> dict[str, str]:
    """Say where a token stands, with the colour of its tag."""
    if token.withdrawn_at is not None:
        return {"text": "Withdrawn", "colour": "grey"}
    if token.expires_on < today:
        return {"text": "Over", "colour": "grey"}
    if token.taken_at is None:
        return {"text": "Waits to be taken", "colour": "orange"}
    return {"text": "In use", "colour": "green"}


@requires("administer")
def add_token(request: HttpRequest) -> HttpResponse:
    """Make a token, which then waits for its person."""
    today = timezone.localdate()
    form = TokenForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_token(
                by=signed_in(request),
                now=timezone.now(),
                today=today,
                **form.cleaned_data,
            )
        except services.ApiRefusedError as error:
            form.add_error("expires_on", str(error))
        else:
            messages.success(
                request,
                f"The token is made. {made.person} takes it under Your account, "
                "Programs that act for you.",
            )
            return redirect("api:tokens")
    context = {
        "form": form,
        "heading": "Make a token",
        "button": "Make the token",
        "back": "api:tokens",
    }
    return render(request, "accounts/form.html", context)


@requires("administer")
@require_POST
def withdraw_token(request: HttpRequest, number: int) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(queries.tokens(), pk=number)
    services.withdraw_token(number=token.pk, by=signed_in(request), now=timezone.now())
    messages.success(request, f"The token “{token.name}” no longer works.")
    return redirect("api:tokens")
