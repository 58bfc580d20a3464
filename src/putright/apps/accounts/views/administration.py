"""The landlord's settings, the access log, and the page that leads to them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts import queries, services
from putright.apps.accounts.forms import LandlordForm, LogFilterForm
from putright.apps.accounts.permissions import (
    Capability,
    can_somewhere,
    requires,
    signed_in,
)
from putright.apps.accounts.ui.addresses import address_of
from putright.apps.accounts.ui.pagination import paginate, with_query

LINKS: tuple[tuple[str, str, tuple[Capability, ...]], ...] = (
    ("People and roles", "accounts:people", ("administer", "audit")),
    ("Teams", "accounts:teams", ("administer", "audit")),
    (
        "Roles that wait for a second person",
        "accounts:waiting",
        ("administer", "manage_restricted"),
    ),
    ("Landlord’s settings", "accounts:landlord", ("administer",)),
    ("Words of the letters", "letters:texts", ("administer", "audit")),
    ("Homes", "homes:search", ("see_cases",)),
    ("Areas", "homes:areas", ("administer", "import_export")),
    ("Take a register", "complaints:import_register", ("import_export",)),
    ("Give out the register", "complaints:export_register", ("import_export",)),
    ("Categories", "complaints:categories", ("administer",)),
    ("Your own policy", "complaints:policy", ("administer", "audit")),
    ("Bank holidays", "complaints:calendar", ("administer", "audit")),
    ("The codes", "complaints:editions", ("administer", "audit")),
    (
        "Has anything been changed?",
        "complaints:integrity",
        ("administer", "audit"),
    ),
    ("Access log", "accounts:access_log", ("administer", "audit")),
)
"""What there is to look after, and who may open it; other apps' by name only."""


@requires("administer", "audit", "manage_restricted")
def home(request: HttpRequest) -> HttpResponse:
    """Show what there is to look after; each link only to those who may follow it."""
    person = signed_in(request)
    links = [
        {"text": text, "href": href}
        for text, url_name, capabilities in LINKS
        if any(can_somewhere(person, name) for name in capabilities)
        and (href := address_of(url_name)) is not None
    ]
    context = {"links": links, "waiting": queries.waiting_grants().count()}
    return render(request, "accounts/administration.html", context)


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
    form = LogFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    kind, subject = wanted.get("kind", "").replace(" ", "_"), wanted.get("subject", "")
    services.record_opening(
        by=signed_in(request), kind="access_log_opened", now=timezone.now()
    )
    chosen = [
        {"text": text, "href": with_query(request, page=None, **{name: None})}
        for name, text in (("kind", kind), ("subject", subject))
        if text
    ]
    context = {
        "form": form,
        "page": paginate(queries.access_log(kind=kind, subject=subject), request),
        "chosen": chosen,
        "clear": request.path,
    }
    return render(request, "accounts/access_log.html", context)
