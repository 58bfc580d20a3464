"""Programs that ask without TLS, where the landlord's service speaks it: refused."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from putright.apps.api.views.program.problems import problem

GetResponse = Callable[[HttpRequest], HttpResponse]


def is_api(request: HttpRequest) -> bool:
    """Whether a request is one of a program, and not for a page."""
    return request.path.startswith("/api/")


class RefusePlainMiddleware:
    """Refuses what comes to the interface by http.

    It is not led on to https: by then the token was sent for everybody to read, and a
    program that is led on goes on sending it so.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, unless to the interface and without TLS."""
        if (
            not is_api(request)
            or not settings.SECURE_SSL_REDIRECT
            or request.is_secure()
        ):
            return self.get_response(request)
        said = (
            "Ask by https. The token that was sent by http may have been read on its "
            "way: end it and take another."
        )
        return problem(403, "plain", said)
