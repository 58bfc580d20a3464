"""What the pages share: who may read and write, a report or nothing, its tabs."""

import datetime
from collections.abc import Callable
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import (
    Capability,
    can,
    can_somewhere,
    signed_in,
)
from putright.apps.reports.models import Report, State
from putright.apps.reports.queries import reports
from putright.core.figures import FIGURES
from putright.core.figures.grains import EQUALITY
from putright.core.reports.frozen import asked_of
from putright.core.reports.values import Source

READ: tuple[Capability, ...] = ("see_figures", "administer")
"""Who may read reports: whoever sees figures, and administrators. They hold numbers,
codes and what staff wrote for publication: no resident, home or case."""


def program() -> str:
    """Give this program's version."""
    return version("putright")


def writer(request: HttpRequest) -> User:
    """Give the person, whose role must be for everything: a report is of it all."""
    person = signed_in(request)
    if not can(person, "govern"):
        raise PermissionDenied("Your role is for part of the landlord only.")
    return person


def sent(request: HttpRequest) -> QueryDict | None:
    """Give what a form sent, an empty one too; None where nothing was sent."""
    return request.POST if request.method == "POST" else None


def report_or_404(number: int) -> Report:
    """Give a report by number."""
    found = reports.report(number)
    if found is None:
        raise Http404
    return found


def published_or_404(number: int) -> Report:
    """Give a published report by number."""
    found = report_or_404(number)
    if found.state != State.PUBLISHED:
        raise Http404
    return found


def judged_on(found: Report, today: datetime.date) -> datetime.date:
    """Give the day that a report's records are judged on."""
    return found.as_at or today


def about(request: HttpRequest, found: Report, here: str) -> dict[str, Any]:
    """Give what every page of one report shows: the report, its tabs, who writes."""
    tabs = {"one": "The report"}
    if found.state == State.PUBLISHED:
        tabs |= {"restated": "Published and restated", "figures": "Its figures"}
        tabs |= {"responses": "Publication and response"}
    else:
        tabs |= {"texts": "Its texts"}
    return {
        "found": found,
        "tabs": [
            {
                "text": text,
                "href": reverse(f"reports:{name}", args=[found.pk]),
                "current": name == here,
            }
            for name, text in tabs.items()
        ],
        "writes": can(signed_in(request), "govern"),
        "published": found.state == State.PUBLISHED,
    }


def opens(request: HttpRequest, found: Report) -> Callable[[Source], str] | None:
    """Give what leads from a number of a report to the cases behind it.

    Once published that is the figure as it was frozen; until then the figure's own
    page, for those who see figures.
    """
    if found.state != State.PUBLISHED:
        sees = can_somewhere(signed_in(request), "see_figures")
        return _cases if sees and found.as_at is None else None
    rows = reports.figures(found).values_list("code", "first", "last", "position")
    places = {(code, first, last): place for code, first, last, place in rows}

    def frozen_figure(source: Source) -> str:
        asked = asked_of(source)
        place = places.get((asked.code, asked.first, asked.last))
        return reverse("reports:figure", args=[found.pk, place]) if place else ""

    return frozen_figure


def _cases(source: Source) -> str:
    """Give the address of a number's cases, as the records stand now."""
    code = asked_of(source).code
    if code not in FIGURES or source.split.startswith(EQUALITY):
        return ""
    asked = [("period", "dates")]
    for name, day in (("first", source.first), ("last", source.last)):
        parts = (("day", day.day), ("month", day.month), ("year", day.year))
        asked += [(f"{name}_{part}", str(number)) for part, number in parts]
    cells = zip(source.split.split(","), source.labels, strict=False)
    asked += [("where", f"{name}:{label}") for name, label in (*source.where, *cells)]
    address = reverse("figures:members", args=[code])
    return f"{address}?{urlencode(asked)}"
