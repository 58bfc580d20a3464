"""The list of reports, and starting one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts.permissions import can, requires, signed_in
from putright.apps.accounts.queries import landlord
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.reports import forms, services
from putright.apps.reports.models import Report, State
from putright.apps.reports.queries import reports
from putright.apps.reports.views.reaching import READ, program, sent, writer
from putright.core.calendar import long_date
from putright.core.reports.kinds import KINDS

SHOWN = {
    "all": ("All", tuple(State)),
    "drafts": ("Drafts", (State.DRAFT, State.FINAL)),
    "published": ("Published", (State.PUBLISHED,)),
}


@requires(*READ)
def index(request: HttpRequest) -> HttpResponse:
    """List every report, drafts and published ones."""
    asked = request.GET.get("show", "all")
    chosen = asked if asked in SHOWN else "all"
    context = {
        "page_title": "Reports",
        "page": paginate(reports.reports().filter(state__in=SHOWN[chosen][1]), request),
        "items": [
            {"text": text, "href": f"?show={name}", "current": name == chosen}
            for name, (text, _) in SHOWN.items()
        ],
        "writes": can(signed_in(request), "govern"),
    }
    return render(request, "reports/list.html", context)


@requires("govern")
def start(request: HttpRequest) -> HttpResponse:
    """Start a report of a kind for a period."""
    person, today = writer(request), timezone.localdate()
    form = forms.StartForm(
        sent(request),
        today=today,
        kinds=[(one.code, one.title) for one in KINDS.values()],
        earlier=[(one.pk, _named(one)) for one in reports.to_restate()[:50]],
        initial={"kind": next(iter(KINDS)), "period": forms.QUARTER},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            number = services.start(
                kind=given["kind"],
                first=form.span.first,
                last=form.span.last,
                as_at=given["as_at"],
                earlier=int(given["earlier"] or 0) or None,
                landlord=landlord().name,
                by=person,
                now=timezone.now(),
                day=today,
                program=program(),
            )
        except services.ReportRefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect("reports:one", number)
    context = {
        "page_title": "Start a report",
        "form": form,
        "kinds": KINDS.values(),
    }
    return render(request, "reports/start.html", context)


def _named(found: Report) -> str:
    return f"{found}, {long_date(found.first)} to {long_date(found.last)}"
