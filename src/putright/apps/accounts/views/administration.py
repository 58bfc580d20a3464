"""The landlord's settings, the access log, and the page that leads to them."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts import queries, services
from putright.apps.accounts.forms import LandlordForm, LogFilterForm
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import (
    Capability,
    can_somewhere,
    requires,
    signed_in,
)
from putright.apps.accounts.ui.addresses import address_of
from putright.apps.accounts.ui.pagination import paginate, with_query


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
    asked = {name: request.GET.get(name, "") for name in LogFilterForm.base_fields}
    form = LogFilterForm(asked | {"kind": asked["kind"].replace("_", " ")})
    wanted = form.cleaned_data if form.is_valid() else {}
    kind, subject = wanted.get("kind", "").replace(" ", "_"), wanted.get("subject", "")
    services.record_opening(
        by=signed_in(request), kind="access_log_opened", now=timezone.now()
    )
    chosen = [
        {"text": text, "href": with_query(request, page=None, **{name: None})}
        for name, text in (("kind", kind.replace("_", " ")), ("subject", subject))
        if text
    ]
    context = {
        "form": form,
        "page": paginate(queries.access_log(kind=kind, subject=subject), request),
        "chosen": chosen,
        "clear": request.path,
    }
    return render(request, "accounts/access_log.html", context)
