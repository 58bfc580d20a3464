"""What holds for every request: methods, headers, and how long a sign-in lasts."""

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from putright.apps.accounts.models import User
from putright.apps.accounts.sessions import (
    BEGAN,
    BROWSER,
    SEEN,
    browser_in_words,
    is_over,
)

GetResponse = Callable[[HttpRequest], HttpResponse]

METHODS = ("GET", "HEAD", "POST")
"""What pages are asked by. A program's interface says its own, under `/api/`."""
MORE_UNDER_API = ("PUT", "PATCH", "DELETE", "OPTIONS")
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{what}=()"
        for what in (
            *("accelerometer", "camera", "display-capture", "geolocation"),
            *("gyroscope", "magnetometer", "microphone", "midi", "payment"),
            *("publickey-credentials-get", "screen-wake-lock", "serial", "usb"),
        )
    ),
    "X-Permitted-Cross-Domain-Policies": "none",
}
OTHERWISE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Headers of an answer that the middleware further in gave none: a refusal."""
NOTED_EVERY = 300
"""Seconds between two notes of use: writing each one down would cost every page."""
WITH_SECOND_STEP = "second_step"


class SafeAnswersMiddleware:
    """Tells browsers what no page needs, whatever it is that answers."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, and put the headers that there are none of yet."""
        response = self.get_response(request)
        for name, value in (HEADERS | OTHERWISE).items():
            response.headers.setdefault(name, value)
        return response


class KnownMethodsMiddleware:
    """Refuses methods that no page knows."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, unless by a method that is none of ours."""
        in_api = request.path.startswith("/api/")
        known = (*METHODS, *(MORE_UNDER_API if in_api else ()))
        if request.method in known:
            return self.get_response(request)
        return HttpResponseNotAllowed(known)


class SessionLimitsMiddleware:
    """Ends a sign-in that is too old, or was not used for too long."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out whoever was away too long; what they send now is still kept."""
        session = request.session
        if session.get("_auth_user_id") and not _still_good(session, time.time()):
            logout(request)
        return self.get_response(request)


def begin_session(request: HttpRequest) -> None:
    """Note when a sign-in began, and by which browser: from then on it is measured."""
    session = request.session
    session[BEGAN] = session[SEEN] = time.time()
    session[BROWSER] = browser_in_words(request.headers.get("User-Agent", ""))


def _still_good(session: SessionBase, now: float) -> bool:
    """Give whether a sign-in goes on, and note that it is used."""
    if is_over(session, now):
        return False
    if BEGAN in session and now - session[SEEN] > NOTED_EVERY:
        session[SEEN] = now
    return True


def needs_second_step(request: HttpRequest, user: User) -> bool:
    """Give whether a person has to turn on the second step before they go on.

    So where the landlord asks for one, of everyone with a password of this program.
    """
    if not settings.SECOND_STEP_REQUIRED or request.session.get(WITH_SECOND_STEP):
        return False
    if not user.has_usable_password():
        return False
    if is_mfa_enabled(user):
        request.session[WITH_SECOND_STEP] = True
        return False
    return True
