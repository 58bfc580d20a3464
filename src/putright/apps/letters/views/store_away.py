"""What any page answers where the store of files does not: said plainly, as 503."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from putright.apps.letters.errors import StoreAwayError


class StoreAwayMiddleware:
    """Answers for every view that read or wrote a file when its store was away.

    What the view had written to the database was undone with its transaction.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the work is done where a view fails."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer 503 where it was the store; leave every other failure."""
        if not isinstance(exception, StoreAwayError):
            return None
        said = {"problem": str(exception)}
        answer = render(request, "letters/store_away.html", said, status=503)
        answer["Retry-After"] = "120"
        return answer
