"""Search. What is searched for stands in no address, title, log or error report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.complaints.forms.work import SearchForm
from putright.apps.complaints.queries.searching import MOST, search_cases
from putright.apps.complaints.views.listing import case_lines


@requires("see_cases")
@sensitive_post_parameters("q")
def search(request: HttpRequest) -> HttpResponse:
    """Find cases by anything: the newest, and what each was found by."""
    day = timezone.localdate()
    form = SearchForm(request.POST or None)
    searched = request.method == "POST" and form.is_valid()
    found = (
        search_cases(form.cleaned_data["q"], signed_in(request), day)
        if searched
        else []
    )
    lines = case_lines([one.case for one in found], day)
    context = {
        "page_title": "Search",
        "form": form,
        "searched": searched,
        "results": list(zip(lines, [one.by for one in found], strict=True)),
        "full": len(found) == MOST,
        "most": MOST,
    }
    response = render(request, "complaints/work/search.html", context)
    response["Cache-Control"] = "no-store"
    return response
