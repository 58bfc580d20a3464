"""The second step: turned on, its recovery codes shown once, and lost by somebody."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import queries, services
from putright.apps.accounts.forms import SecondStepOffForm
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import requires, signed_in

log = logging.getLogger("putright.accounts")


class _TakesRecoveryCodes:
    """A form for a code, which may be a recovery code that is kept hashed."""

    user: User
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Give the code, where it is right. Wrong ones count, of either kind."""
        code = services.recovery_code(self.cleaned_data["code"])
        if not code:
            return str(super().clean_code())  # type: ignore[misc] # allauth's own form
        clear_count = check_rate_limit(self.user)
        now = timezone.now()
        used = services.use_recovery_code(user=self.user, code=code, now=now)
        if used is None:
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator = used
        clear_count()
        return code


class AuthenticateForm(_TakesRecoveryCodes, allauth_forms.AuthenticateForm):  # type: ignore[misc]
    """The code after the password."""


class ReauthenticateForm(_TakesRecoveryCodes, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code before what concerns one's way in."""


class TurnOnView(ActivateTOTPView):  # type: ignore[misc] # allauth has no types
    """Turns the second step on, and shows the first recovery codes."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Take the code that proves the app, and answer with recovery codes."""
        super().form_valid(form)
        return _show_codes(self.request)


@reauthentication_required  # type: ignore[untyped-decorator] # allauth has no types
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Say how many recovery codes are left; make new ones, and show them this once."""
    person = signed_in(request)
    if not services.has_second_step(person):
        raise Http404
    if request.method == "POST":
        return _show_codes(request)
    context = {"left": services.codes_left(person)}
    return render(request, "accounts/recovery_codes.html", context)


def _show_codes(request: HttpRequest) -> HttpResponse:
    """Make recovery codes and answer with them, on a page that is not kept."""
    codes = services.make_recovery_codes(user=signed_in(request), now=timezone.now())
    page = render(request, "accounts/recovery_codes.html", {"codes": codes})
    page["Cache-Control"] = "no-store"
    return page


@requires("administer")
def turn_off(request: HttpRequest, number: int) -> HttpResponse:
    """Turn off the second step of a person who lost it, with the reason."""
    found = get_object_or_404(queries.people(), pk=number)
    form = SecondStepOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.turn_off_second_step(
                user=found,
                reason=form.cleaned_data["reason"],
                by=signed_in(request),
                now=timezone.now(),
            )
        except services.AccountRefusedError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, f"{_OFF} {_told_by_mail(found)}")
            return redirect("accounts:person", number)
    context = {
        "form": form,
        "heading": f"Turn off two-step sign-in: {found.name}",
        "button": "Turn off",
        "back_to": reverse("accounts:person", args=[number]),
    }
    return render(request, "accounts/form.html", context)


_OFF = "Two-step sign-in is off for them, and they are signed out everywhere."


def _told_by_mail(user: User) -> str:
    """Write to a person that their second step was turned off; say what came of it."""
    if not user.email:
        return "They have no e-mail address: tell them yourself."
    words = render_to_string("accounts/second_step_off.txt", {"person": user})
    subject = "Your two-step sign-in was turned off"
    try:
        send_mail(subject, words, settings.DEFAULT_FROM_EMAIL, [user.email])
    except (SMTPException, OSError, ValueError) as problem:
        log.warning("An account mail was not sent (%s).", type(problem).__name__)
        return "The mail to them could not be sent: tell them yourself."
    return "A mail tells them so."
