"""How often one person may ask in a minute, or one program by its token.

Each worker counts in its own memory, and after every tenth of the limit adds that tenth
to a count in the shared cache, which it then goes by. So a page costs no query, several
workers and machines count together, and nobody gets past the limit by more than a tenth
for each worker besides the first.
"""

import threading
from collections.abc import Callable
from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from putright.apps.accounts.views import faults

GetResponse = Callable[[HttpRequest], HttpResponse]

TENTHS = 10
KEPT_SECONDS = 120
"""How long the shared count of a minute is kept: for workers whose clock is behind."""


class Counter:
    """One worker's count of who asked how often in the minute that runs."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._lock = threading.Lock()
        self._minute = 0
        self._here: dict[str, int] = {}
        self._shared: dict[str, int] = {}

    def allows(self, who: str, most: int, now: float) -> bool:
        """Count one request of somebody (`person:12`) at a time in seconds.

        Give whether it is within `most` a minute. 0 is no limit.
        """
        if not most:
            return True
        minute, share = int(now // 60), max(1, most // TENTHS)
        with self._lock:
            if minute != self._minute:
                self._minute, self._here, self._shared = minute, {}, {}
            here = self._here[who] = self._here.get(who, 0) + 1
            shared = self._shared.get(who, 0)
        untold = here % share
        if not untold and shared <= most:
            shared = _add(f"asked:{who}:{minute}", share)
            with self._lock:
                self._shared[who] = shared
        return shared + untold <= most


def _add(key: str, more: int) -> int:
    """Add to a shared count and give what it comes to.

    Two workers that add in the same instant may count as one: the limit is generous,
    and the next tenth is counted again.
    """
    cache.add(key, 0, KEPT_SECONDS)
    try:
        return int(cache.incr(key, more))
    except ValueError:  # taken away meanwhile, as the cache may at any time
        cache.set(key, more, KEPT_SECONDS)
        return more


_counter = Counter()


def may_ask(who: str) -> bool:
    """Count one request of somebody now; give whether they may go on."""
    return _counter.allows(who, settings.ASKS_A_MINUTE, time())


class AskingMiddleware:
    """Stops a person who asks for more pages in a minute than anybody can read."""

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
        """Answer 429 past the limit, with what was typed; tokens are counted apart."""
        if request.path.startswith("/api/"):
            return None
        person = request.session.get(SESSION_KEY)
        if person is None or may_ask(f"person:{person}"):
            return None
        return faults.too_often(request)
