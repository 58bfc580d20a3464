"""A published report beside what its figures come to now, with the cases behind."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import can_somewhere, requires, signed_in
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.complaints.queries.since import reachable
from putright.apps.reports.models import Report
from putright.apps.reports.queries import frozen, reports
from putright.apps.reports.queries.restated import restated, restated_figure
from putright.apps.reports.views.reaching import (
    READ,
    about,
    program,
    published_or_404,
)
from putright.core.reports.frozen import Kept, Member
from putright.core.reports.restating import (
    ADDED,
    CAUSES,
    GONE,
    OTHERWISE,
    Line,
    Moved,
    Restated,
    said,
    titled,
)
from putright.core.reports.saying import cell_words, stood, then_and_now

PAGE = 100
HEAD: list[Any] = [
    "Figure",
    {"text": "Published", "numeric": True},
    {"text": "Now", "numeric": True},
    {"text": "Cases added", "numeric": True},
    {"text": "Cases gone", "numeric": True},
    {"text": "Counted otherwise", "numeric": True},
    "Why",
]
Placed = tuple[int, Restated]


class Cases(msgspec.Struct, frozen=True):
    """Cases that a person may open, and how many others there are."""

    lines: list[tuple[str, ...]]
    restricted: int
    elsewhere: int


@requires(*READ)
def comparison(request: HttpRequest, number: int) -> HttpResponse:
    """Show each figure as published and as it is now, with the cases that changed."""
    found = published_or_404(number)
    context = about(request, found, "restated")
    try:
        placed = list(enumerate(restated(found, program()), start=1))
    except frozen.NotAsPublishedError as error:
        context["problem"] = str(error)
        placed = []
    changed = [(place, one) for place, one in placed if one.changed]
    cases = _moved(request, [one for _, one in changed])
    context |= {
        "page_title": f"{found}: published and restated",
        "head": HEAD,
        "changed": [_row(found, *one) for one in changed],
        "same": [_row(found, place, one) for place, one in placed if not one.changed],
        "cases": cases,
        "page": paginate(cases.lines, request, size=PAGE),
        "sees": can_somewhere(signed_in(request), "see_cases"),
    }
    return render(request, "reports/restated.html", context)


def _row(found: Report, place: int, one: Restated) -> list[Any]:
    line = one.total
    return [
        {"text": titled(one.kept), "href": _address(found, place)},
        {"text": said(line.then, one.kept), "numeric": True},
        {"text": said(line.now, one.kept), "numeric": True},
        *(
            {"text": f"{one.count(sort):,}" if one.count(sort) else "none"}
            | {"numeric": True}
            for sort in (ADDED, GONE, OTHERWISE)
        ),
        why(one),
    ]


def why(one: Restated) -> str:
    """Say why a figure changed; empty where it did not."""
    return "; ".join(CAUSES[cause] for cause, _ in one.causes).capitalize()


def _address(found: Report, place: int) -> str:
    return reverse("reports:figure", args=[found.pk, place])


def _moved(request: HttpRequest, changed: Sequence[Restated]) -> Cases:
    """Give the cases that changed a figure, to those who may open them."""
    pairs = [(moved, one.kept) for one in changed for moved in one.moved]
    names = {moved.case for moved, _ in pairs}
    seen, others = _sorted_out(request, names)
    lines = [
        (moved.case, titled(kept), *then_and_now(moved, kept))
        for moved, kept in pairs
        if moved.case in seen
    ]
    return Cases(sorted(lines), others.restricted, others.elsewhere)


def _sorted_out(request: HttpRequest, names: set[str]) -> tuple[frozenset[str], Cases]:
    person, today = signed_in(request), timezone.localdate()
    found = reachable(names, person, today)
    restricted = len(found.restricted)
    elsewhere = len(names - found.seen) - restricted
    return found.seen, Cases([], restricted, elsewhere)


@requires(*READ)
def figures(request: HttpRequest, number: int) -> HttpResponse:
    """List the figures that a published report froze, each with its cases."""
    found = published_or_404(number)
    rows = [(row, frozen.figure(row)) for row in found.figures.all()]
    context = about(request, found, "figures") | {
        "page_title": f"Figures of {found}",
        "head": [
            "Figure",
            {"text": "Published", "numeric": True},
            {"text": "Rows kept", "numeric": True},
        ],
        "rows": [
            [
                {"text": titled(kept), "href": _address(found, row.position)},
                {"text": said(kept.cells[0], kept), "numeric": True},
                {"text": f"{row.rows:,}", "numeric": True},
            ]
            for row, kept in rows
        ],
    }
    return render(request, "reports/figures.html", context)


@requires(*READ)
def figure(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Open a frozen figure: its cells then and now, and its cases as published."""
    row = reports.figure(number, place)
    if row is None:
        raise Http404
    found = published_or_404(number)
    one = restated_figure(row, program())
    members = frozen.members(row)
    sees = can_somewhere(signed_in(request), "see_cases")
    hidden = any(cell.hidden for cell in one.kept.cells if not cell.split)
    listed = _listed(request, members, one.kept) if sees else Cases([], 0, 0)
    accounts.record_opening(
        by=signed_in(request),
        kind="figure_listed",
        subject=f"report:{number}/{row.code}",
        now=timezone.now(),
    )
    context = about(request, found, "figures") | {
        "page_title": titled(one.kept),
        "kept": one.kept,
        "published_value": said(one.total.then, one.kept),
        "now_value": said(one.total.now, one.kept),
        "why": why(one),
        "left_out": [line for line in one.kept.left_out if line[1]],
        "cells": _cells(one),
        "cells_head": [
            "Part",
            {"text": "Published", "numeric": True},
            {"text": "Now", "numeric": True},
        ],
        "moved": _moved(request, [one]),
        "one": one,
        "sees": sees,
        "hidden": hidden,
        "listed": listed,
        "page": paginate(listed.lines, request, size=PAGE),
        "many": row.rows,
    }
    return render(request, "reports/figure.html", context)


def _cells(one: Restated) -> list[list[Any]]:
    return [_cell_row(line, one.kept) for line in one.lines if line.split]


def _cell_row(line: Line, kept: Kept) -> list[Any]:
    name = cell_words(line.split, line.labels)
    return [
        f"{name} (changed)" if line.changed else name,
        {"text": said(line.then, kept), "numeric": True},
        {"text": said(line.now, kept), "numeric": True},
    ]


def _listed(request: HttpRequest, members: Iterable[Member], kept: Kept) -> Cases:
    rows = list(members)
    seen, others = _sorted_out(request, {one.case for one in rows})
    lines: list[tuple[str, ...]] = [
        (one.case, stood(one, kept)) for one in rows if one.case in seen
    ]
    return Cases(lines, others.restricted, others.elsewhere)


__all__ = ["Moved", "comparison", "figure", "figures"]
