"""The registers: refusals, service requests, compliments, adjustments; the board's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.complaints.queries import board, lists
from putright.apps.complaints.queries import registers as reads
from putright.apps.complaints.views.listing import asked_page, case_lines, paging

NEWEST = lists.ORDERS["newest"]
OLDEST = lists.ORDERS["oldest"]


def _page(request: HttpRequest, name: str, title: str, **more: object) -> HttpResponse:
    """Draw a register."""
    context = {"page_title": title, **more}
    return render(request, f"complaints/work/{name}.html", context)


@requires("see_cases")
def refusals(request: HttpRequest) -> HttpResponse:
    """List the complaints and escalations refused (section 2, 5.11), newest first."""
    rows = reads.refused(signed_in(request), timezone.localdate())
    page = asked_page(request, rows, reads.BY_REFUSAL)
    return _page(
        request,
        "refusals",
        "Refusals",
        lines=reads.refusal_lines(page.rows),
        page=paging(request, page),
    )


@requires("see_cases")
def service_requests(request: HttpRequest) -> HttpResponse:
    """List the service requests, and the complaints opened from them (1.4, 1.5).

    The open ones by age; those closed, the newest first, where they are asked for.
    """
    person, day = signed_in(request), timezone.localdate()
    closed = request.GET.get("show") == "closed"
    rows = reads.service_requests(person, day, closed=closed)
    page = asked_page(request, rows, NEWEST if closed else OLDEST)
    linked = reads.linked_complaints(page.rows, person, day)
    lines = case_lines(page.rows, day)
    return _page(
        request,
        "service_requests",
        "Closed service requests" if closed else "Service requests",
        closed=closed,
        lines=[(line, linked.get(line.reference, ())) for line in lines],
        page=paging(request, page),
    )


@requires("see_cases")
def compliments(request: HttpRequest) -> HttpResponse:
    """List compliments and comments, newest first."""
    person, day = signed_in(request), timezone.localdate()
    page = asked_page(request, reads.compliments_and_comments(person, day), NEWEST)
    return _page(
        request,
        "compliments",
        "Compliments and comments",
        lines=case_lines(page.rows, day),
        page=paging(request, page),
    )


@requires("see_cases")
def adjustments(request: HttpRequest) -> HttpResponse:
    """List adjustments, of cases and of residents, whose review is late (5.10)."""
    person, day = signed_in(request), timezone.localdate()
    rows = lists.adjustments_late(lists.filtered(person, day, lists.Filters()), day)
    order = lists.Order("adjustment_review", earliest_first=True, title="")
    page = asked_page(request, rows, order)
    return _page(
        request,
        "adjustments",
        "Adjustments to review",
        lines=case_lines(page.rows, day),
        page=paging(request, page),
        reviews=reads.reviews_of_residents(person, day),
    )


@requires("see_anonymised")
def anonymised(request: HttpRequest) -> HttpResponse:
    """List cases by coded fields alone: what a board member sees of single cases."""
    person, day = signed_in(request), timezone.localdate()
    page = asked_page(request, board.anonymised(person, day), NEWEST)
    return _page(
        request,
        "anonymised",
        "Cases without names",
        lines=board.coded_lines(page.rows, day),
        page=paging(request, page),
    )
