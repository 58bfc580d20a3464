"""What every page shows round its content: whose it is, where to go, which rules."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from putright.apps.accounts import queries
from putright.apps.accounts.models import User
from putright.apps.figures.reading import figures_as_of
from putright.config.navigation import navigation
from putright.core.calendar import england_calendar
from putright.rules import handling_code


@cache
def program_version() -> str:
    """Give the program's version."""
    return version("putright")


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the base template's values. The reads wait until the template asks."""
    return {
        "landlord": _once(queries.landlord),
        "navigation": _once(lambda: navigation(request)),
        "figures_as_of": figures_as_of(),
        "program_version": program_version(),
        "sign_in_service": settings.SIGN_IN_SERVICE,
        "rules_edition": _once(lambda: rules_edition(request)),
    }


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
