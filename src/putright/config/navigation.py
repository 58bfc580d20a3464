"""Where a person may go: areas along the top, and below them the area's own pages.

A new page of an area is one more `Entry` in `AREAS`. An entry whose page is not there,
or that a person may not open, is left out; an area with no entry left is too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, can_somewhere
from putright.apps.accounts.ui.addresses import address_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of an area, for people with any of these capabilities.

    Pages whose address begins with the entry's own belong to it, and so do those that
    begin with any of `under` ("/settings/"). The longest such beginning wins.
    """

    text: str
    url_name: str
    capabilities: tuple[Capability, ...]
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A place along the top. With one entry for a person it has no second row."""

    text: str
    entries: tuple[Entry, ...]


AREAS = (
    Area(
        "Work",
        (
            Entry("My work", "complaints:my_work", ("work_case", "log_contact")),
            Entry("Promises", "complaints:promises", ("see_cases",)),
            Entry("Letters", "letters:queue", ("work_case", "audit")),
        ),
    ),
    Area(
        "Log a contact",
        (Entry("Log a contact", "complaints:log_contact", ("log_contact",)),),
    ),
    Area("Search", (Entry("Search", "complaints:search", ("see_cases",)),)),
    Area(
        "Cases",
        (
            Entry("All cases", "complaints:list", ("see_cases",)),
            Entry("Refusals", "complaints:refusals", ("see_cases",)),
            Entry("Service requests", "complaints:service_requests", ("see_cases",)),
            Entry("Compliments and comments", "complaints:compliments", ("see_cases",)),
            Entry("Adjustments", "complaints:adjustments", ("see_cases",)),
            Entry("Without names", "complaints:anonymised", ("see_anonymised",)),
        ),
    ),
    Area(
        "People and homes",
        (
            Entry("Residents", "residents:search", ("see_cases", "log_contact")),
            Entry("Homes", "homes:search", ("see_cases",)),
        ),
    ),
    Area(
        "Figures",
        (
            Entry("Dashboard", "figures:dashboard", ("see_figures",)),
            Entry("All figures", "figures:list", ("see_figures",)),
            Entry(
                "Measures",
                "measures:list",
                ("see_figures", "administer"),
                under=("/reports/satisfaction/",),
            ),
            Entry("Surveys", "surveys:list", ("see_anonymised",)),
            Entry("Reports", "reports:list", ("see_figures", "administer")),
            Entry(
                "Self-assessment", "assessment:list", ("see_anonymised", "administer")
            ),
            Entry(
                "The Ombudsman", "governance:register", ("see_anonymised", "administer")
            ),
            Entry("Check a table", "reconcile:table", ("see_figures",)),
        ),
    ),
    Area(
        "Settings",
        (
            Entry(
                "Settings",
                "accounts:administration",
                ("administer", "audit", "manage_restricted"),
                under=(
                    "/settings/",
                    "/records/",
                    "/letters/words/",
                    "/homes/areas/",
                    "/protection/",
                ),
            ),
        ),
    ),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give the areas a person may go to, and the pages of the area they are in.

    `areas` and `pages` are lists of {text, href, current}; `here` is the area's text,
    empty outside every area. `pages` is empty where there is no choice of pages.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User) or user.today is None:
        return {}
    open_to = {area: list(_open_entries(area, user)) for area in AREAS}
    found = [pair for pairs in open_to.values() for pair in pairs]
    here = max(found, key=lambda pair: _nearness(pair, request.path), default=None)
    if here is not None and not _nearness(here, request.path):
        here = None
    areas, pages, name = [], [], ""
    for area, pairs in open_to.items():
        if not pairs:
            continue
        current = here in pairs
        areas.append({"text": area.text, "href": pairs[0][1], "current": current})
        if current:
            name, pages = area.text, pairs
    return {
        "areas": areas,
        "here": name,
        "pages": [
            {"text": pair[0].text, "href": pair[1], "current": pair == here}
            for pair in pages
            if len(pages) > 1
        ],
    }


def _open_entries(area: Area, user: User) -> Iterator[tuple[Entry, str]]:
    """Give an area's entries that a person may open, each with its address."""
    for entry in area.entries:
        href = address_of(entry.url_name)
        if href and any(can_somewhere(user, name) for name in entry.capabilities):
            yield entry, href


def _nearness(pair: tuple[Entry, str], path: str) -> int:
    """Give how much of a page's address is an entry's own; 0 where it is not its."""
    entry, href = pair
    if href == "/":
        return 1 if path == "/" else 0
    beginnings = (href, *entry.under)
    return max((len(one) for one in beginnings if path.startswith(one)), default=0)
