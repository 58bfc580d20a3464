"""What is said to people whom the landlord's sign-in service did not bring in."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from putright.apps.accounts import services
from putright.apps.accounts.models import User

log = logging.getLogger(__name__)


def down(request: HttpRequest, why: Exception) -> HttpResponse:
    """Say that the service does not answer, and what still works."""
    log.warning("The sign-in service did not answer: %s", type(why).__name__)
    return _page(
        request,
        503,
        "The sign-in service does not answer",
        "Try again in a few minutes. If you have a password of this program, you can "
        "sign in with it now. If it goes on, tell a system administrator.",
    )


def failed(request: HttpRequest, why: object) -> HttpResponse:
    """Say that the sign-in came to nothing, without the details that tell a guesser."""
    if why is not None:
        log.warning("A sign-in by the service came to nothing: %s", type(why).__name__)
    return _page(
        request,
        401,
        "You are not signed in",
        "The sign-in was given up, took too long or was not right. Go back and begin "
        "it again. If it happens again, tell a system administrator.",
    )


def no_group(request: HttpRequest, person: User | None) -> HttpResponse:
    """Say that none of the person's groups has a role here."""
    return _refused(
        request,
        person,
        "You are in no group that uses this program. Ask whoever looks after your "
        "organisation’s accounts to put you in the right one, and sign in again.",
    )


def not_strong(request: HttpRequest, person: User | None) -> HttpResponse:
    """Say that the service must make surer of the person."""
    return _refused(
        request,
        person,
        "Your organisation asks for a stronger sign-in than you used, such as a second "
        "step. Set it up with your organisation’s account, and sign in again.",
    )


def not_verified(request: HttpRequest) -> HttpResponse:
    """Say that nobody is known by an address that the service has not verified."""
    return _refused(
        request,
        None,
        "Your organisation’s account has no verified e-mail address, and by that you "
        "would be known here the first time. Ask whoever looks after it.",
    )


def not_known(request: HttpRequest) -> HttpResponse:
    """Say that an administrator adds people first."""
    return _refused(
        request,
        None,
        "Nobody here has your e-mail address. Ask a system administrator to add you "
        "with the address of your organisation’s account, and sign in again.",
    )


def stands_apart(request: HttpRequest, person: User) -> HttpResponse:
    """Say that this person signs in another way."""
    return _refused(
        request,
        person,
        "The person here with your e-mail address is kept apart from this account of "
        "your organisation. Sign in with the password of this program, or ask a system "
        "administrator.",
    )


def not_here(request: HttpRequest, person: User) -> HttpResponse:
    """Say that the person's days here have ended or not begun."""
    _write_down(person)
    return render(request, "account/account_inactive.html", {"person": person})


def _refused(request: HttpRequest, person: User | None, what: str) -> HttpResponse:
    _write_down(person)
    return _page(request, 403, "You cannot sign in", what)


def _write_down(person: User | None) -> None:
    subject = f"user:{person.pk}" if person else ""
    services.record_opening(
        by=None, kind="sign_in_refused", subject=subject, now=timezone.now()
    )


def _page(request: HttpRequest, status: int, heading: str, what: str) -> HttpResponse:
    context = {"heading": heading, "what": what}
    response = render(request, "accounts/not_signed_in.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
