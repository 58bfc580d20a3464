"""Work that nobody has, and giving many cases to someone at once."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts.permissions import can_somewhere, requires, signed_in
from putright.apps.complaints.forms.filters import CaseFilterForm
from putright.apps.complaints.forms.work import NONE_SELECTED, ReassignForm
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries import lists
from putright.apps.complaints.services.assigning import reassign as reassign_cases
from putright.apps.complaints.views.listing import asked_page, case_lines, paging

DONE = "complaints_reassigned"
ORDER = lists.Order("received_on", earliest_first=True, title="Oldest first")


@requires("see_cases")
def unassigned(request: HttpRequest) -> HttpResponse:
    """List the cases nobody handles; who may reassign gives them to someone here."""
    rows = lists.unassigned(signed_in(request), timezone.localdate())
    return _page(request, rows, heading="Cases that nobody handles", said="")


@requires("reassign")
def reassign(request: HttpRequest) -> HttpResponse:
    """Select among the cases of a filter and give them to someone."""
    person, day = signed_in(request), timezone.localdate()
    form = CaseFilterForm(request.GET, day=day)
    rows = lists.filtered(person, day, form.filters, "reassign")
    rows = rows.filter(stage__isnull=False, closed_on__isnull=True)
    return _page(request, rows, heading="Reassign cases", said=form.said)


def _page(
    request: HttpRequest, rows: QuerySet[CaseRow], *, heading: str, said: str
) -> HttpResponse:
    person, day = signed_in(request), timezone.localdate()
    selected = [one for one in request.POST.getlist("case") if "\0" not in one]
    may = can_somewhere(person, "reassign")
    sent = request.POST if request.method == "POST" else None
    form = ReassignForm(sent, today=day)
    if request.method == "POST":
        if not may:
            raise PermissionDenied("Your roles do not include reassigning.")
        if form.is_valid() and selected:
            return _reassigned(request, selected, form.cleaned_data)
        if not selected:
            form.add_error(None, NONE_SELECTED)
    page = asked_page(request, rows, ORDER)
    context = {
        "page_title": heading,
        "heading": heading,
        "said": said,
        "form": form,
        "may": may,
        "selected": selected,
        "lines": case_lines(page.rows, day),
        "page": paging(request, page),
    }
    return render(request, "complaints/work/reassign.html", context)


def _reassigned(
    request: HttpRequest, selected: list[str], given: dict[str, Any]
) -> HttpResponse:
    now = timezone.now()
    done = reassign_cases(
        references=selected[: 2 * lists.PAGE],
        by=signed_in(request),
        on=timezone.localdate(),
        now=now,
        **given,
    )
    request.session[DONE] = [[one.reference, one.taken, one.why_not] for one in done]
    return redirect("complaints:reassigned")


@requires("reassign")
def reassigned(request: HttpRequest) -> HttpResponse:
    """Show what came of the last reassignment, case by case."""
    done = request.session.get(DONE, [])
    context = {
        "page_title": "Reassigned",
        "taken": [reference for reference, taken, _ in done if taken],
        "refused": [
            {"reference": reference, "why": why}
            for reference, taken, why in done
            if not taken
        ],
    }
    return render(request, "complaints/work/reassigned.html", context)
