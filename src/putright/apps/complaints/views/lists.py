"""All cases with a filter that stays, their export, and the next case by the clock."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts.permissions import can_somewhere, requires, signed_in
from putright.apps.accounts.ui.pagination import with_query
from putright.apps.complaints.forms.filters import CaseFilterForm, Chosen
from putright.apps.complaints.queries import lists, restricted
from putright.apps.complaints.queries.lines import HEADINGS, as_cells
from putright.apps.complaints.views.listing import (
    EXPORTERS,
    LAST_LIST,
    as_file,
    asked_page,
    back_to,
    case_lines,
    chunked,
    own_query,
    paging,
    too_many,
)

KEPT = "complaints_filter"
"""The filter of All cases that stays with a person until they clear it."""


@requires("see_cases")
def case_list(request: HttpRequest) -> HttpResponse:
    """List the cases a person may see, filtered. The filter stays until cleared."""
    if "clear" in request.GET:
        request.session.pop(KEPT, None)
        return redirect("complaints:list")
    kept = request.session.get(KEPT, "")
    if not request.GET and kept:
        return back_to(reverse("complaints:list"), kept)
    person, day = signed_in(request), timezone.localdate()
    form = CaseFilterForm(request.GET, day=day)
    query = own_query(request)
    request.session[LAST_LIST] = query
    if not (form.filters.person or form.filters.home):
        # One person's or one home's cases are looked at once, and do not stay.
        request.session[KEPT] = query if form.given else ""
    rows = lists.ordered(lists.filtered(person, day, form.filters), form.order)
    page = asked_page(request, rows, form.order)
    context = {
        "page_title": "All cases",
        "form": form,
        "chosen": [chosen_link(request, one) for one in form.chosen],
        "clear": "?clear=1",
        "order": form.order,
        "lines": case_lines(page.rows, day),
        "page": paging(request, page),
        "query": query,
        "hidden": restricted.hidden_due(person, day),
        "exports": any(can_somewhere(person, name) for name in EXPORTERS),
    }
    return render(request, "complaints/work/list.html", context)


def chosen_link(request: HttpRequest, chosen: Chosen) -> dict[str, Any]:
    """Give a chosen filter with the address that takes it away."""
    gone: dict[str, object] = dict.fromkeys((*chosen.fields, "after", "before"))
    href = with_query(request, **gone)
    if chosen.leaves:
        more = QueryDict(mutable=True)
        more.setlist("state", list(chosen.leaves))
        href += ("&" if "?" in href else "?") + more.urlencode()
    return {"text": chosen.text, "href": href if "?" in href else "?clear=1"}


@requires(*EXPORTERS)
@requires("see_cases")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the whole filtered list as CSV or XLSX, with its filter stated."""
    person, day = signed_in(request), timezone.localdate()
    filter_form = CaseFilterForm(request.GET, day=day)
    order = filter_form.order
    found = lists.filtered(person, day, filter_form.filters)
    rows = lists.ordered(found, order)
    if too_many(request, rows):
        return back_to(reverse("complaints:list"), own_query(request))
    sign = "" if order.earliest_first else "-"
    in_order = rows.order_by(f"{sign}{order.field}", f"{sign}id")
    return as_file(
        request,
        form,
        name="cases",
        said=filter_form.said,
        headings=HEADINGS,
        rows=(
            as_cells(line)
            for chunk in chunked(in_order.iterator())
            for line in case_lines(chunk, day)
        ),
    )


@requires("see_cases")
def next_case(request: HttpRequest) -> HttpResponse:
    """Go to the next case by the clock after ?from=, in the list last worked.

    A filter in the address goes before the list last looked at.
    """
    person, day = signed_in(request), timezone.localdate()
    reference = request.GET.get("from", "").replace("\0", "")
    asked = request.GET.copy()
    asked.pop("from", None)
    kept = asked.urlencode() or request.session.get(LAST_LIST, "")
    form = CaseFilterForm(QueryDict(kept), day=day)
    following = lists.next_after(person, day, form.filters, reference)
    if following:
        return redirect("complaints:case", following)
    messages.info(request, "No other case with a clock running is left in this list.")
    return back_to(reverse("complaints:list"), kept)
