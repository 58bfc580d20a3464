"""Pages of the Ombudsman's findings and of who answers for complaints."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import (
    Capability,
    can,
    can_somewhere,
    requires,
    signed_in,
)
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.accounts.ui.refill import refillable
from putright.apps.governance import forms, queries, services
from putright.apps.governance.models import FindingKind, Investigation, Kept, Office
from putright.core.calendar import long_date
from putright.core.calendar.periods import reporting_year, reporting_year_bounds

READ: tuple[Capability, ...] = ("see_anonymised", "administer")
"""Who may read the register: managers, the board, auditors and administrators."""
PAGES = (
    ("register", "Findings and orders"),
    ("overdue", "Overdue orders"),
    ("others", "Failure orders and publications"),
    ("people", "Who answers"),
)
FORMS: Mapping[str, type[forms.KeptForm]] = {
    "investigation": forms.InvestigationForm,
    "finding": forms.FindingForm,
    "order": forms.OrderForm,
    "failure_order": forms.FailureOrderForm,
    "publication": forms.PublicationForm,
    "appointment": forms.AppointmentForm,
}
CALLED = {
    "investigation": "a complaint that went to the Ombudsman",
    "finding": "a finding",
    "order": "an order or recommendation",
    "failure_order": "a complaint handling failure order",
    "publication": "a publication of the Ombudsman",
    "appointment": "who answers for complaints",
}


def _page(request: HttpRequest, name: str, **more: object) -> HttpResponse:
    context: dict[str, Any] = {
        "pages": [
            {
                "text": text,
                "href": reverse(f"governance:{one}"),
                "current": one == name,
            }
            for one, text in PAGES
        ],
        "writes": can(signed_in(request), "govern"),
        "page_title": dict(PAGES)[name],
    }
    return render(request, f"governance/{name}.html", context | more)


@requires(*READ)
def register(request: HttpRequest) -> HttpResponse:
    """List what went to the Ombudsman, and what a year adds up to (8.1, 9.7)."""
    today = timezone.localdate()
    year = request.GET.get("year", "")
    try:
        span = reporting_year_bounds(year)
    except ValueError:
        year = reporting_year(today)
        span = reporting_year_bounds(year)
    counts = queries.counts(span.first, span.last, today)
    return _page(
        request,
        "register",
        page=paginate(queries.investigations(), request),
        year=year,
        rows=_counted(counts),
        before=reporting_year(span.first - datetime.timedelta(days=1)),
        after=reporting_year(span.last + datetime.timedelta(days=1))
        if span.last < today
        else "",
    )


def _counted(found: queries.Counts) -> list[dict[str, str]]:
    """Give a period's counts as lines, each rate with what it is over."""
    kinds = "\n".join(
        f"{FindingKind(kind).label}: {number}"
        for kind, number in found.findings.items()
        if number
    )
    return [
        {"key": "Complaints we were told of", "value": f"{found.notified}"},
        {"key": "Determinations", "value": f"{found.determinations}"},
        {"key": "Findings", "value": f"{found.found}\n{kinds}".strip()},
        {"key": "Maladministration rate", "value": said(found.maladministration)},
        {"key": "Severe maladministration rate", "value": said(found.severe)},
        {
            "key": "Left out of the rates",
            "value": f"{found.left_out} outside jurisdiction or withdrawn",
        },
        {"key": "Orders made", "value": f"{found.orders}"},
        {"key": "Recommendations made", "value": f"{found.recommendations}"},
        {
            "key": "Compensation ordered",
            "value": f"£{found.compensation_pence / 100:,.2f}",
        },
        {"key": "Orders overdue now", "value": f"{found.overdue}"},
        {
            "key": "Complaint handling failure orders",
            "value": f"{found.failure_orders}",
        },
        {"key": "Publications about us", "value": f"{found.publications}"},
    ]


def said(rate: queries.Rate) -> str:
    """Say a rate with its denominator; none over nothing, never 0%."""
    if rate.percent is None:
        return "None: there were no findings on the merits"
    over = "finding" if rate.denominator == 1 else "findings"
    return (
        f"{rate.percent:.1f}% ({rate.numerator} of {rate.denominator} {over} "
        "on the merits)"
    )


@requires(*READ)
def overdue(request: HttpRequest) -> HttpResponse:
    """List the orders past their date, and those whose date is not written down."""
    today = timezone.localdate()
    return _page(
        request,
        "overdue",
        late=[(one, _days(one.due_on, today)) for one in queries.orders_overdue(today)],
        dateless=queries.orders_without_date(),
    )


def _days(due: datetime.date | None, today: datetime.date) -> str:
    late = (today - due).days if due else 0
    return f"{late} day{'' if late == 1 else 's'} late"


@requires(*READ)
def others(request: HttpRequest) -> HttpResponse:
    """List failure orders and what the Ombudsman published."""
    return _page(
        request,
        "others",
        failure_orders=queries.failure_orders(),
        publications=queries.publications(),
    )


@requires(*READ)
def people(request: HttpRequest) -> HttpResponse:
    """Show who answers for complaints today, and who did (9.4, 9.5)."""
    today = timezone.localdate()
    return _page(
        request,
        "people",
        today=[(office.label, queries.in_office(office, today)) for office in Office],
        everyone=queries.appointments(),
    )


@requires(*READ)
def investigation(request: HttpRequest, number: int) -> HttpResponse:
    """Show one complaint that went to the Ombudsman, with all that came of it."""
    found = queries.investigation(number)
    if found is None:
        raise Http404
    person, today = signed_in(request), timezone.localdate()
    context = {
        "page_title": f"Ombudsman {found.hos_reference}",
        "found": found,
        "rows": _facts(found, person, today),
        "writes": can(person, "govern"),
        "today": today,
        "changes": queries.changes_of_case(found),
    }
    return render(request, "governance/investigation.html", context)


def _facts(
    found: Investigation, person: User, today: datetime.date
) -> list[dict[str, str]]:
    rows = [
        ("Told of it on", _day(found.notified_on)),
        ("What the Ombudsman does", found.get_route_display()),
        ("Determined on", _day(found.determined_on)),
        ("Archive says of the whole case", found.get_rollup_display() or "Nothing"),
        ("Review asked for on", _day(found.review_requested_on)),
        ("Where we read this", found.source),
    ]
    told = [{"key": key, "value": value} for key, value in rows]
    # Nobody learns of a case here that they could not open.
    if found.case and queries.may_open_case(person, found.case, today):
        href = reverse("complaints:case", args=[found.case])
        told.insert(
            0, {"key": "Our case", "value": found.case, "href": href, "action": "Open"}
        )
    return told


def _day(day: datetime.date | None) -> str:
    return long_date(day) if day else ""


@requires("govern")
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Write down something that stands by itself."""
    if kind not in FORMS or kind in services.PARTS:
        raise Http404
    return _write(request, kind)


@requires("govern")
def add_part(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Write down a finding or an order of an investigation."""
    found = queries.investigation(number)
    if found is None or kind not in services.PARTS:
        raise Http404
    return _write(request, kind, parent=found.pk)


@requires("govern")
def change(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Amend an entry; what it said is kept."""
    return _write(request, kind, row=_row(kind, number))


def _row(kind: str, number: int) -> Kept:
    row = queries.row(kind, number) if kind in FORMS else None
    if row is None:
        raise Http404
    return row


def _form(
    request: HttpRequest, kind: str, row: Kept | None, today: datetime.date
) -> forms.KeptForm:
    person = signed_in(request)
    more: dict[str, Any] = {"today": today}
    if kind == "investigation":
        held = getattr(row, "case", "")
        sees = can_somewhere(person, "see_cases") and (
            not held or queries.may_open_case(person, held, today)
        )
        more["opens"] = (
            (lambda given: queries.may_open_case(person, given, today))
            if sees
            else None
        )
    fields = FORMS[kind].base_fields
    initial = {name: getattr(row, name) for name in fields} if row else {}
    return refillable(request, lambda data: FORMS[kind](data, initial=initial, **more))


def _write(
    request: HttpRequest, kind: str, *, row: Kept | None = None, parent: int = 0
) -> HttpResponse:
    person = _whole(request)
    form = _form(request, kind, row, timezone.localdate())
    back = _back(kind, row, parent)
    if request.method == "POST" and form.is_valid():
        written: dict[str, Any] = {
            "values": form.values,
            "by": person,
            "now": timezone.now(),
        }
        try:
            if row is None:
                number = services.add(kind=kind, investigation=parent, **written)
                back = back if kind != "investigation" else _case(number)
            else:
                services.amend(kind=kind, number=row.pk, **written)
        except services.GovernanceRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is written down.")
            return redirect(back)
    context = {
        "form": form,
        "heading": f"{'Add' if row is None else 'Change'} {CALLED[kind]}",
        "button": "Save",
        "back": back,
    }
    return render(request, "governance/form.html", context)


@requires("govern")
def strike(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Strike out what was entered in error, with a reason."""
    person = _whole(request)
    row = _row(kind, number)
    form = forms.StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.strike(
                kind=kind,
                number=number,
                why=form.cleaned_data["why"],
                by=person,
                now=timezone.now(),
            )
        except services.GovernanceRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is struck out.")
            own = kind == "investigation"
            return redirect("governance:register" if own else _back(kind, row, 0))
    context = {
        "form": form,
        "heading": f"Strike out {CALLED[kind]}",
        "lead": f"{row}. It leaves every count, and stays on file with your reason.",
        "button": "Strike out",
        "back": _back(kind, row, 0),
    }
    return render(request, "governance/form.html", context)


def _whole(request: HttpRequest) -> User:
    """Give the person, whose role must be for everything: this is the landlord's."""
    person = signed_in(request)
    if not can(person, "govern"):
        raise PermissionDenied("Your role is for part of the landlord only.")
    return person


def _case(number: int) -> str:
    return reverse("governance:investigation", args=[number])


def _back(kind: str, row: Kept | None, parent: int) -> str:
    """Give the page that an entry is shown on."""
    if kind in services.PARTS:
        return _case(getattr(row, "investigation_id", 0) or parent)
    if kind == "investigation":
        return _case(row.pk) if row else reverse("governance:register")
    return reverse(
        "governance:people" if kind == "appointment" else "governance:others"
    )
