"""Sign-ins that go on: one's own, to see and to end; and another's, to end."""

import datetime
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import queries, services
from putright.apps.accounts.forms import ALL, OTHERS, EndSignInsForm
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.accounts.queries import SignIn
from putright.core.calendar import long_date

HEAD = ("Browser", "Signed in", "Last used")


def sign_ins(request: HttpRequest) -> HttpResponse:
    """Show a person their own sign-ins that go on."""
    found = queries.sign_ins(signed_in(request), now=timezone.now())
    rows: list[list[Any]] = [
        [_called(one, request), _when(one.began), _when(one.used)] for one in found
    ]
    context = {"head": HEAD, "rows": rows}
    return render(request, "accounts/sign_ins.html", context)


@reauthentication_required  # type: ignore[untyped-decorator] # allauth has no types
def end_sign_ins(request: HttpRequest) -> HttpResponse:
    """End sign-ins of one's own: one, all others, or all."""
    person, now = signed_in(request), timezone.now()
    found = queries.sign_ins(person, now=now)
    here = request.session.session_key
    others = [one for one in found if one.key != here]
    choices = [(one.reference, _told(one)) for one in others]
    form = EndSignInsForm(request.POST or None, sign_ins=choices)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["which"]
        keys = [one.key for one in others if chosen in (OTHERS, ALL, one.reference)]
        services.end_sign_ins(user=person, keys=keys, by=person, now=now)
        if chosen == ALL:
            logout(request)
            return redirect("account_login")
        messages.success(request, "The sign-in is ended, wherever it was.")
        return redirect("accounts:sign_ins")
    context = {
        "form": form,
        "heading": "End sign-ins",
        "button": "End",
        "back": "accounts:sign_ins",
    }
    return render(request, "accounts/form.html", context)


@requires("administer")
@require_POST
def end_all(request: HttpRequest, number: int) -> HttpResponse:
    """End all sign-ins of another person at once."""
    found = get_object_or_404(User, pk=number)
    if found == request.user:
        return redirect("accounts:end_sign_ins")
    services.end_sign_ins(user=found, by=signed_in(request), now=timezone.now())
    messages.success(request, f"{found.name} is signed out everywhere.")
    return redirect(reverse("accounts:person", args=[number]))


def _when(at: datetime.datetime | None) -> str:
    if at is None:
        return "Not known"
    local = timezone.localtime(at)
    return f"{long_date(local.date())} at {local:%H:%M}"


def _called(one: SignIn, request: HttpRequest) -> str:
    name = one.browser or "Not known"
    return f"{name} (this one)" if one.key == request.session.session_key else name


def _told(one: SignIn) -> str:
    """Give a sign-in in a line, to choose it by."""
    name = one.browser or "A browser that is not known"
    if one.began is None:
        return name
    return f"{name}, signed in {_when(one.began)}, last used {_when(one.used)}"
