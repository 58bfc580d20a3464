"""The satisfaction measures for tenants: a page, and files to publish and to print."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.accounts.queries import landlord
from putright.apps.measures.queries import telling
from putright.apps.reports.rendering.errors import NotRenderedError
from putright.apps.reports.rendering.formats import FORMATS
from putright.apps.reports.rendering.page import page_of
from putright.apps.reports.views.reaching import READ, program
from putright.core.reports.satisfaction import build
from putright.core.reports.values import Report


def _report(year: str) -> Report:
    told = telling.told(year)
    if told is None:
        raise Http404
    return build(told, landlord=landlord().name, program=program())


@requires(*READ)
def satisfaction(request: HttpRequest, year: str) -> HttpResponse:
    """Show a year's measures as tenants are told them."""
    report = _report(year)
    context = {
        "page_title": f"Satisfaction measures {year} for tenants",
        "year": year,
        "forms": FORMATS,
        "document": page_of(report),
    }
    return render(request, "reports/satisfaction.html", context)


@requires(*READ)
def satisfaction_file(request: HttpRequest, year: str, form: str) -> HttpResponse:
    """Give it as a file: PDF for a wall, a web page to publish, or another."""
    if form not in FORMATS:
        raise Http404
    report = _report(year)
    try:
        body = FORMATS[form].make(report)
    except NotRenderedError as error:
        messages.error(request, str(error))
        return redirect("reports:satisfaction", year)
    accounts.record_opening(
        by=signed_in(request),
        kind="measures_published",
        subject=f"measures:{year}",
        now=timezone.now(),
    )
    response = HttpResponse(body, content_type=FORMATS[form].content_type)
    name = f"satisfaction-measures-{year}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
