"""What happens to every request: who may still be signed in, and what is kept."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts.loopback import is_loopback
from putright.apps.accounts.models import User
from putright.apps.accounts.views.safety import needs_second_step
from putright.apps.accounts.views.typing import (
    MAY_NOT_BE_KEPT,
    TypedForm,
    typed_carried,
    typed_in,
)

BEFORE_OWN_PASSWORD = frozenset(
    {"account_change_password", "account_logout", "accessibility", "privacy", "health"}
)
"""Pages open to someone who still has the password that was given to them."""

BEFORE_SECOND_STEP = BEFORE_OWN_PASSWORD | {
    *("mfa_activate_totp", "account_reauthenticate", "mfa_reauthenticate"),
}
"""Pages open to someone who still has to turn on the second step."""

GetResponse = Callable[[HttpRequest], HttpResponse]


class CurrentPeopleMiddleware:
    """Signs out people whose days here are over, and strangers in demonstration dress.

    It also gives the request's person their day, from which roles are read.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out who may not be here; then go on. Pages of theirs are not kept."""
        user = request.user
        if not isinstance(user, User):
            return self.get_response(request)
        today = timezone.localdate()
        if may_be_here(user, request, today):
            user.today = today
        else:
            logout(request)
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        if not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Lead someone to make their own password, and to turn on a second step."""
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or match is None:
            return None
        if user.password_is_temporary:
            open_now = match.url_name in BEFORE_OWN_PASSWORD
            return None if open_now else redirect("account_change_password")
        if match.url_name in BEFORE_SECOND_STEP or not needs_second_step(request, user):
            return None
        return redirect("mfa_activate_totp")


def may_be_here(user: User, request: HttpRequest, day: datetime.date) -> bool:
    """Give whether a person may be signed in: active, within dates, demo only at home.

    Demonstration people have known passwords, so they are let in from this machine
    only, whatever the settings say.
    """
    begun = user.starts_on is None or user.starts_on <= day
    ended = user.ends_on is not None and user.ends_on < day
    if not user.is_active or not begun or ended:
        return False
    return not user.demonstration or is_loopback(request)


class KeepTypingMiddleware:
    """Keeps what was typed when the sign-in has run out.

    A form sent by someone no longer signed in is answered with the sign-in page, which
    carries the fields along; see `putright.apps.accounts.views.typing`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the work is done once the page is known."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Answer a POST to a closed page with sign-in and the typed fields."""
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True):
            return None
        match = request.resolver_match
        name = (match.url_name if match else None) or ""
        if name.startswith(MAY_NOT_BE_KEPT):
            return redirect("account_login")
        # A page that said what went wrong carries what was typed on another page.
        typed = typed_carried(request) or TypedForm(
            path=request.get_full_path(),
            fields=typed_in(request.POST),
            files=len(request.FILES),
        )
        response = render(request, "account/login.html", {"typed": typed})
        response["Cache-Control"] = "no-store"
        return response
