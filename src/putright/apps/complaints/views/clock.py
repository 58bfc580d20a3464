"""A machine's clock that was set back: nothing is written down on a wrong day."""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from putright.apps.accounts.views import faults
from putright.apps.complaints.queries.last_written import last_written

TOLERATED = datetime.timedelta(minutes=10)
"""By so much the clocks of several machines may differ."""
WRITES = ("complaints", "api")
"""Apps whose forms write to the journal."""

Next = Callable[[HttpRequest], HttpResponse]


class ClockMiddleware:
    """Answers 503 to whatever would write to the journal while the clock is behind it.

    The days that the Code counts, and that letters carry, are the machine's.
    """

    def __init__(self, get_response: Next) -> None:
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
        """Look at the clock before anything is written."""
        match = request.resolver_match
        if request.method != "POST" or match is None or not settings.CLOCK_CHECKED:
            return None
        if not any(name in WRITES for name in match.namespaces):
            return None
        if not request.user.is_authenticated and "api" not in match.namespaces:
            return None  # the sign-in page answers, and keeps what was typed
        last = last_written()
        if last is None or timezone.now() >= last - TOLERATED:
            return None
        return faults.answer(request, faults.CLOCK)
