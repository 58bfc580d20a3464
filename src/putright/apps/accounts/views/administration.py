"""The landlord's settings, the access log, and the page that leads to them."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from putright.apps.accounts import queries, services
from putright.apps.accounts.forms import LandlordForm, LogFilterForm
from putright.apps.accounts.models import AccessLog, User
from putright.apps.accounts.permissions import (
    Capability,
    can_somewhere,
    requires,
    signed_in,
)
from putright.apps.accounts.ui.addresses import address_of
from putright.apps.accounts.ui.pagination import paginate, with_query
from putright.core.tabular import write_csv

MOST_EXPORTED = 20_000
"""Rows of the log in one file, the latest: limit it by day for others."""
DAY_PARTS = ("day_day", "day_month", "day_year")


@dataclass(frozen=True, slots=True)
class Link:
    """A page of settings: what it is for, and whom it is shown to."""

    text: str
    says: str
    url_name: str
    capabilities: tuple[Capability, ...]


GROUPS: tuple[tuple[str, tuple[Link, ...]], ...] = (
    (
        "People",
        (
            Link(
                "People and roles",
                "Who signs in, what they may do, and who is away",
                "accounts:people",
                ("administer", "audit"),
            ),
            Link(
                "Roles that wait for a second person",
                "Nobody gives a role alone",
                "accounts:waiting",
                ("administer", "manage_restricted"),
            ),
            Link(
                "Teams",
                "Their names and who is in them",
                "accounts:teams",
                ("administer", "audit"),
            ),
        ),
    ),
    (
        "The landlord",
        (
            Link(
                "Landlord’s settings",
                "Name and address on letters, office hours, approval of compensation",
                "accounts:landlord",
                ("administer",),
            ),
            Link(
                "Words of our letters",
                "Your own words in place of a letter’s paragraphs",
                "letters:texts",
                ("administer", "audit", "approve_letters"),
            ),
            Link(
                "Categories",
                "What complaints are about, in your own list",
                "complaints:categories",
                ("administer",),
            ),
            Link(
                "Areas",
                "The parts of your stock, and what they were called when",
                "homes:areas",
                ("administer", "import_export"),
            ),
        ),
    ),
    (
        "Records in and out",
        (
            Link(
                "Import a register",
                "Complaints from a table: CSV or Excel",
                "complaints:import_register",
                ("import_export",),
            ),
            Link(
                "Export the register",
                "Every case as a row",
                "complaints:export_register",
                ("import_export",),
            ),
        ),
    ),
    (
        "Rules",
        (
            Link(
                "The codes",
                "The editions of the Code that cases are handled under",
                "complaints:editions",
                ("administer", "audit"),
            ),
            Link(
                "Your own policy",
                "Targets and grounds of your own, beside the Code’s",
                "complaints:policy",
                ("administer", "audit"),
            ),
            Link(
                "Bank holidays",
                "The list that working days are counted by",
                "complaints:calendar",
                ("administer", "audit"),
            ),
        ),
    ),
    (
        "Other programs",
        (
            Link(
                "The API",
                "What your other programs can read and do here",
                "api:guide",
                ("administer", "audit"),
            ),
            Link(
                "Tokens",
                "Programs that act for a person, and until when",
                "api:tokens",
                ("administer", "audit"),
            ),
            Link(
                "Webhooks",
                "Addresses that are told what happens on cases",
                "api:webhooks",
                ("administer", "audit"),
            ),
        ),
    ),
    (
        "Data protection",
        (
            Link(
                "How long records are kept",
                "Periods of your own, what falls due, and its erasing by two people",
                "protection:schedule",
                ("import_export", "audit"),
            ),
            Link(
                "Legal holds",
                "What may not be erased, and which hold is overdue for review",
                "protection:holds",
                ("import_export", "audit"),
            ),
        ),
    ),
    (
        "Proof",
        (
            Link(
                "Has anything been changed?",
                "Seals that show whether a record was altered or removed",
                "complaints:integrity",
                ("administer", "audit"),
            ),
            Link(
                "Access log",
                "Who opened and changed what",
                "accounts:access_log",
                ("administer", "audit"),
            ),
        ),
    ),
)
"""What there is to look after, and who may open it; other apps' by name only."""


@requires("administer", "audit", "manage_restricted")
def home(request: HttpRequest) -> HttpResponse:
    """Show what there is to look after; each link only to those who may follow it."""
    person = signed_in(request)
    groups = [
        (title, open_links)
        for title, links in GROUPS
        if (open_links := _open_links(links, person))
    ]
    context = {
        "groups": groups,
        "waiting": queries.waiting_grants().count(),
        "begins": can_somewhere(person, "administer") and not queries.is_named(),
    }
    return render(request, "accounts/administration.html", context)


def _open_links(links: tuple[Link, ...], person: User) -> list[dict[str, str]]:
    return [
        {"text": link.text, "says": link.says, "href": href}
        for link in links
        if any(can_somewhere(person, name) for name in link.capabilities)
        and (href := address_of(link.url_name)) is not None
    ]


@requires("administer")
def landlord(request: HttpRequest) -> HttpResponse:
    """Change the landlord's settings."""
    form = LandlordForm(request.POST or None, instance=queries.landlord())
    if request.method == "POST" and form.is_valid():
        services.change_settings(
            by=signed_in(request), now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "The settings are saved.")
        return redirect("accounts:administration")
    context = {
        "form": form,
        "heading": "Landlord’s settings",
        "button": "Save",
        "back": "accounts:administration",
    }
    return render(request, "accounts/form.html", context)


@requires("audit", "administer")
def access_log(request: HttpRequest) -> HttpResponse:
    """Show who opened and changed what, newest first. Showing it is logged as well."""
    form = _log_form(request)
    rows = _logged(form)
    services.record_opening(
        by=signed_in(request), kind="access_log_opened", now=timezone.now()
    )
    given = form.cleaned_data if form.is_valid() else {}
    chosen = [
        {"text": str(text), "href": with_query(request, page=None, **gone)}
        for text, gone in (
            (given.get("kind"), {"kind": None}),
            (given.get("subject"), {"subject": None}),
            (given.get("user"), {"user": None}),
            (given.get("day"), dict.fromkeys(DAY_PARTS)),
        )
        if text
    ]
    context = {
        "form": form,
        "page": paginate(rows, request),
        "chosen": chosen,
        "clear": request.path,
        "file": f"{reverse('accounts:access_log_file')}?{request.GET.urlencode()}",
        "most": MOST_EXPORTED,
    }
    return render(request, "accounts/access_log.html", context)


@requires("audit", "administer")
@require_safe
def access_log_file(request: HttpRequest) -> HttpResponse:
    """Give the log as it is filtered, as CSV: the latest rows. That is logged too."""
    rows = _logged(_log_form(request))[:MOST_EXPORTED]
    services.record_opening(
        by=signed_in(request), kind="access_log_exported", now=timezone.now()
    )
    cells = [
        [
            timezone.localtime(row.at).isoformat(timespec="seconds"),
            row.user.username if row.user else "the program",
            row.kind.replace("_", " "),
            row.subject,
        ]
        for row in rows
    ]
    data = write_csv(["When", "Who", "What", "Reference"], cells)
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="access-log.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _log_form(request: HttpRequest) -> LogFilterForm:
    """Give the filter as it was asked for; codes are taken as words."""
    asked = request.GET.copy()
    asked["kind"] = asked.get("kind", "").replace("_", " ")
    return LogFilterForm(asked)


def _logged(form: LogFilterForm) -> QuerySet[AccessLog]:
    """Give the rows that a filter leaves; a wrong one leaves none."""
    if not form.is_valid():
        return queries.access_log().none()
    given, user = form.cleaned_data, form.cleaned_data["user"]
    return queries.access_log(
        user=user.pk if user else None,
        kind=given["kind"].replace(" ", "_"),
        subject=given["subject"],
        day=given["day"],
    )
