"""How allauth is told this program's rules: no sign-up, and who may come in."""

from typing import Any

from allauth.account import views as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import queries, services
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import signed_in
from putright.apps.accounts.views.middleware import may_be_here
from putright.apps.accounts.views.safety import begin_session
from putright.apps.accounts.views.typing import (
    path_with_typing,
    typed_carried,
    typed_waiting,
)

KEPT = "kept_typing"
"""The session's note of what was put away until the sign-in is complete."""


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]
    """Weighs a password once for each person, so that time tells nobody who is here.

    allauth looks a typed address up as a user name and as an address, and would hash
    twice for one that is known, once for one that is not.
    """

    def authenticate(
        self, request: HttpRequest | None, **credentials: Any
    ) -> User | None:
        """Give who signs in by these, or None."""
        self.weighed: set[int] = set()
        found = super().authenticate(request, **credentials)
        assert found is None or isinstance(found, User)
        return found

    def _check_password(self, user: User | None, password: str) -> User | None:
        if user is None or user.pk in self.weighed:
            return None
        self.weighed.add(user.pk)
        found = super()._check_password(user, password)
        assert found is None or isinstance(found, User)
        return found


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Lets in people who are here today; brings back what they had typed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Give False: people are added by an administrator."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: the access log is where such changes are looked up."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: pages say what happened in their own words."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that a password was wrong, whoever's name was typed."""
        typed = str(credentials.get("username") or credentials.get("email") or "")
        person = queries.person_named(typed) or services.person_by_address(typed)
        services.record_opening(
            by=None,
            kind="sign_in_failed",
            subject=f"user:{person.pk}" if person else "",
            now=timezone.now(),
        )

    def set_password(self, user: User, password: str) -> None:
        """Keep a person's own new password, which only they have seen."""
        user.set_password(password)
        user.password_is_temporary = False
        user.save(update_fields=["password", "password_is_temporary"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go to the person's own page once the password is changed."""
        return reverse("accounts:me")

    def pre_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse | None:
        """Refuse who may not be here; put away what the sign-in page carried."""
        now = timezone.now()
        if not may_be_here(user, request, timezone.localdate(now)):
            subject = f"user:{user.pk}"
            services.record_opening(
                by=None, kind="sign_in_refused", subject=subject, now=now
            )
            return render(request, "account/account_inactive.html", {"person": user})
        typed = typed_carried(request) or typed_waiting(request)
        if typed is not None:
            saved = services.save_typing(
                user=user, path=typed.path, fields=typed.as_text(), now=now
            )
            request.session[KEPT] = [saved.pk, typed.path]
        return None

    def post_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse:
        """Go on to the page asked for, or back to the form that was being filled."""
        begin_session(request)
        services.record_opening(by=user, kind="signed_in", now=timezone.now())
        response = super().post_login(request, user, **kwargs)
        assert isinstance(response, HttpResponse)
        number, path = request.session.pop(KEPT, (None, ""))
        if number is None:
            return response
        return redirect(path_with_typing(path, number))


def own_password(request: HttpRequest) -> HttpResponse:
    """Change one's password; whoever signs in by the landlord's service has none."""
    if not signed_in(request).has_usable_password():
        return render(request, "account/no_password.html")
    response = account.password_change(request)
    assert isinstance(response, HttpResponse)
    return response
