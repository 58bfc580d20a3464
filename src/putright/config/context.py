"""What every page shows round its content: whose it is, where to go, which rules."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest

from putright.apps.accounts import queries
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, can_somewhere
from putright.apps.accounts.ui.addresses import address_of
from putright.core.calendar import england_calendar
from putright.rules import handling_code


@dataclass(frozen=True, slots=True)
class Item:
    """A place in the navigation, for people with any of these capabilities."""

    text: str
    url_name: str
    capabilities: tuple[Capability, ...]


NAVIGATION = (
    Item("My work", "complaints:my_work", ("work_case", "log_contact")),
    Item("All cases", "complaints:list", ("see_cases",)),
    Item("Log a contact", "complaints:log_contact", ("log_contact",)),
    Item("Promises", "complaints:promises", ("see_cases",)),
    Item("Search", "complaints:search", ("see_cases",)),
    Item("Residents", "residents:search", ("see_cases", "log_contact")),
    Item("Letters", "letters:queue", ("work_case", "audit")),
    Item("Registers", "complaints:refusals", ("see_cases",)),
    Item("Dashboard", "figures:dashboard", ("see_figures",)),
    Item("Figures", "figures:list", ("see_figures",)),
    Item("Self-assessment", "assessment:list", ("see_anonymised", "administer")),
    Item("The Ombudsman", "governance:register", ("see_anonymised", "administer")),
    Item("Administration", "accounts:administration", ("administer", "audit")),
)


@cache
def program_version() -> str:
    """Give the program's version."""
    return version("putright")


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the base template's values. The reads wait until the template asks."""
    return {
        "landlord": _once(queries.landlord),
        "navigation": _once(lambda: navigation(request)),
        "program_version": program_version(),
        "rules_edition": _once(lambda: rules_edition(request)),
    }


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Give the navigation for a person: only what exists and what they may open."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or user.today is None:
        return []
    items = []
    for item in NAVIGATION:
        if not any(can_somewhere(user, name) for name in item.capabilities):
            continue
        href = address_of(item.url_name)
        if href is None:
            continue
        current = request.path.startswith(href) if href != "/" else request.path == "/"
        items.append({"text": item.text, "href": href, "current": current})
    return _only_nearest(items)


def _only_nearest(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave one item current: the one whose address is the longest."""
    current = [item for item in items if item["current"]]
    nearest = max(current, key=lambda item: len(item["href"]), default=None)
    return [item | {"current": item is nearest} for item in items]


def rules_edition(request: HttpRequest) -> str:
    """Give the Code's edition today and the calendar's version; empty signed out."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or user.today is None:
        return ""
    edition = handling_code.ombudsman_edition_on(user.today)
    return f"{edition.title}, calendar {england_calendar().version[:8]}"


def _once(read: Callable[[], Any]) -> Callable[[], Any]:
    """Give a function that reads on its first call only."""
    return cache(read)
