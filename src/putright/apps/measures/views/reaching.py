"""What the pages share: who may read and write, a year or nothing, its tabs."""

from importlib.metadata import version
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, can, signed_in
from putright.apps.accounts.ui.addresses import address_of
from putright.apps.measures.models import State, Year
from putright.apps.measures.queries import years
from putright.apps.measures.queries.glance import Line, glance, line_of

READ: tuple[Capability, ...] = ("see_figures", "administer")
"""Who may read the measures: whoever sees figures, and administrators."""
SEE: Capability = "see_cases"
"""Who may read the references of records behind a measure."""
TABS = {
    "year": "At a glance",
    "files": "Files and survey",
    "return": "Return",
    "summary": "Summary of approach",
    "sign": "Sign-off",
}
TENANTS = "reports:satisfaction"
"""The page of the version for tenants, which stands among the reports."""


def program() -> str:
    """Give this program's version."""
    return version("putright")


def writer(request: HttpRequest) -> User:
    """Give the person, whose role must be for everything: this is the landlord's."""
    person = signed_in(request)
    if not can(person, "govern"):
        raise PermissionDenied("Your role is for part of the landlord only.")
    return person


def year_or_404(request: HttpRequest, name: str) -> Year:
    """Give a year's measures: the latest, or those whose `number` is asked for."""
    asked = request.GET.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    found = years.year(name, number or None)
    if found is None:
        raise Http404
    return found


def line_or_404(found: Year, code: str, stock: str) -> Line:
    """Give one measure of a year."""
    line = line_of(glance(found), code, stock)
    if line is None:
        raise Http404
    return line


def about(request: HttpRequest, found: Year, here: str) -> dict[str, Any]:
    """Give what every page of a year shows: the year, its tabs, who may write."""
    latest = years.year(found.name)
    query = f"?number={found.number}" if latest and latest.pk != found.pk else ""
    tabs = [
        {
            "text": text,
            "href": reverse(f"measures:{name}", args=[found.name]) + query,
            "current": name == here,
        }
        for name, text in TABS.items()
    ]
    tenants = address_of(TENANTS, found.name)
    if tenants:
        tabs.insert(4, {"text": "For tenants", "href": tenants, "current": False})
    draft = found.state == State.DRAFT
    return {
        "found": found,
        "tabs": tabs,
        "query": query,
        "draft": draft,
        "writes": draft and can(signed_in(request), "govern"),
        "governs": can(signed_in(request), "govern"),
    }
