"""Promises by date across cases, until each is proved kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts.permissions import can_somewhere, requires, signed_in
from putright.apps.complaints.queries import promises as reads
from putright.apps.complaints.queries import restricted
from putright.apps.complaints.queries.context import current_calendar
from putright.apps.complaints.queries.lists import week_end
from putright.apps.complaints.views.listing import (
    EXPORTERS,
    as_file,
    asked_page,
    back_to,
    chunked,
    own_query,
    paging,
    too_many,
)

SCOPES = {"mine": "Mine", "team": "My team’s", "all": "All I may see"}


def _scope(request: HttpRequest) -> str:
    """Give whose promises are asked for; someone without casework has all."""
    works = can_somewhere(signed_in(request), "work_case")
    asked = request.GET.get("scope", "mine" if works else "all")
    return asked if asked in SCOPES else "mine"


@requires("see_cases")
def promises(request: HttpRequest) -> HttpResponse:
    """List the promises not yet kept, the earliest first; closed cases' too."""
    person, day, scope = signed_in(request), timezone.localdate(), _scope(request)
    rows = reads.open_promises(person, day, "" if scope == "all" else scope)
    page = asked_page(request, rows, reads.BY_DATE)
    context = {
        "page_title": "Promises",
        "switch": [
            {"text": text, "href": f"?scope={name}", "current": name == scope}
            for name, text in SCOPES.items()
        ],
        "lines": reads.promise_lines(page.rows, day=day, calendar=current_calendar()),
        "page": paging(request, page),
        "hidden": restricted.hidden_promises(person, day, week_end(day)),
        "query": f"scope={scope}",
        "works": can_somewhere(person, "work_case"),
        "exports": any(can_somewhere(person, name) for name in EXPORTERS),
    }
    return render(request, "complaints/work/promises.html", context)


@requires(*EXPORTERS)
@requires("see_cases")
def export_promises(request: HttpRequest, form: str) -> HttpResponse:
    """Give the list of promises as CSV or XLSX."""
    person, day, scope = signed_in(request), timezone.localdate(), _scope(request)
    rows = reads.open_promises(person, day, "" if scope == "all" else scope)
    if too_many(request, rows):
        return back_to(reverse("complaints:promises"), own_query(request))
    calendar = current_calendar()
    in_order = rows.order_by("by_when", "id")
    return as_file(
        request,
        form,
        name="promises",
        said=SCOPES[scope],
        headings=reads.HEADINGS,
        rows=(
            reads.as_cells(line)
            for chunk in chunked(in_order.iterator())
            for line in reads.promise_lines(chunk, day=day, calendar=calendar)
        ),
    )
