"""My work: what is due, the clock that runs out first at the head."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.permissions import can_somewhere, signed_in
from putright.apps.complaints.queries import lists, promises, restricted
from putright.apps.complaints.queries.lists import Filters
from putright.apps.complaints.views.listing import (
    LAST_LIST,
    asked_page,
    case_lines,
    paging,
)

SCOPES = {"mine": "My cases", "team": "My team’s", "all": "All I may see"}


def my_work(request: HttpRequest) -> HttpResponse:
    """Show a person's open cases by the clock, or their team's, or all they may see.

    Whoever has no casework is sent to where their own work starts.
    """
    person = signed_in(request)
    if not (can_somewhere(person, "work_case") or can_somewhere(person, "log_contact")):
        return redirect("home")
    day = timezone.localdate()
    asked = request.GET.get("scope", "mine")
    scope = asked if asked in SCOPES else "mine"
    own = "" if scope == "all" else scope
    rows = lists.filtered(person, day, Filters(scope=own))
    page = asked_page(
        request, lists.ordered(rows, lists.ORDERS["due"]), lists.ORDERS["due"]
    )
    request.session[LAST_LIST] = f"scope={own}&sort=due" if own else "sort=due"
    late = lists.adjustments_late(rows.filter(beat_on__isnull=False), day)
    context = {
        "page_title": "My work",
        "scope": scope,
        "switch": [
            {"text": text, "href": f"?scope={name}", "current": name == scope}
            for name, text in SCOPES.items()
        ],
        "counts": lists.counts(rows, day),
        "promises_due": promises.due_this_week(
            promises.open_promises(person, day, own), day
        ),
        "week_end": lists.week_end(day),
        "covered": accounts.covered_by(person, on=day),
        "hidden": restricted.hidden_due(person, day),
        "lines": case_lines(page.rows, day),
        "page": paging(request, page),
        "updates": lists.updates_due(rows, day),
        "adjustments": late.order_by("adjustment_review", "pk")[: lists.PAGE],
        "day": day,
    }
    return render(request, "complaints/work/my_work.html", context)
