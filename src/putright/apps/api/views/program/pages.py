"""Pages that were meant for people, told to programs as problem documents.

Whatever goes wrong outside the API's own views (before a request comes to them, in the
database, or as nobody foresaw) is answered with a page. A program can't read one.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from putright.apps.accounts.views.faults import FaultPage
from putright.apps.api.views.program.plain import is_api
from putright.apps.api.views.program.problems import MEDIA_TYPE, problem

GetResponse = Callable[[HttpRequest], HttpResponse]

KEPT = ("Retry-After", "Allow", "Cache-Control")
"""Headers that say the same to a program."""
AGAIN = "Send the same request again, with the same idempotency key: it is done once."
SAID = {
    400: ("bad_request", "The request can't be read. See the OpenAPI document."),
    403: ("role", "This may not be done, or not in this way."),
    404: ("not_found", "There is no such address. See the OpenAPI document."),
    405: ("method", "This can't be done at this address. See the header Allow."),
    413: ("too_large", "Send less at once. Files have an address of their own."),
    429: ("asked_too_often", "Wait a minute, then ask less often."),
    500: (
        "failed",
        f"The program failed over this request. {AGAIN} If it fails again, tell a "
        "system administrator, who finds it in the log.",
    ),
    503: ("away", f"Wait as long as Retry-After says. {AGAIN}"),
}
"""By status: the problem's name, and what to do."""


class ProblemsMiddleware:
    """Answers a program with a problem where a person would be shown a page."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; put a problem in the place of an error's page."""
        response = self.get_response(request)
        if response.status_code < 400 or not is_api(request):
            return response
        if response.get("Content-Type") == MEDIA_TYPE:
            return response
        return _told(response)


def _told(page: HttpResponse) -> HttpResponse:
    status = page.status_code
    name, said = SAID.get(status) or SAID[500 if status > 500 else 400]
    if isinstance(page, FaultPage) and status == 503:
        fault = page.fault
        said = f"{fault.says} {fault.do} {said}"
        made = problem(status, name, said, title=fault.title)
    else:
        made = problem(status, name, said)
    for header in KEPT:
        if header in page:
            made[header] = page[header]
    return made
