"""The years, one year's measures at a glance, starting one, and its targets."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts.permissions import can, requires, signed_in
from putright.apps.measures import forms, services
from putright.apps.measures.models import State, Year
from putright.apps.measures.queries import benchmarks, years
from putright.apps.measures.queries.glance import Line, glance, unlike
from putright.apps.measures.views import wording
from putright.apps.measures.views.reaching import READ, about, writer
from putright.core.calendar import long_date, reporting_year, reporting_year_bounds
from putright.rules.satisfaction_measures import (
    UnknownYearError,
    measure_year,
    year_names,
)

HEAD = (
    "Measure",
    {"text": "Result", "numeric": True},
    {"text": "Counted", "numeric": True},
    {"text": "Target", "numeric": True},
    {"text": "Last year", "numeric": True},
    {"text": "National lower quartile, median, upper quartile", "numeric": True},
)


@requires(*READ)
def index(request: HttpRequest) -> HttpResponse:
    """List the years: those with measures, and those that can be started."""
    today = timezone.localdate()
    found = years.years()
    there = {one.name for one in found}
    begun = [
        name for name in year_names() if reporting_year_bounds(name).first <= today
    ]
    context = {
        "page_title": "Satisfaction measures",
        "rows": [
            [
                {
                    "text": str(one),
                    "href": reverse("measures:year", args=[one.name])
                    + f"?number={one.number}",
                },
                State(one.state).label,
                long_date(one.signed_at.date()) if one.signed_at else "Not yet",
            ]
            for one in found
        ],
        "startable": [name for name in reversed(begun) if name not in there],
        "unknown": _unknown(reporting_year(today)),
        "writes": can(signed_in(request), "govern"),
    }
    return render(request, "measures/list.html", context)


def _unknown(name: str) -> str:
    """Say why this year's measures are not known; blank where they are."""
    try:
        measure_year(name)
    except UnknownYearError as error:
        return str(error)
    return ""


@requires(*READ)
def year(request: HttpRequest, year: str) -> HttpResponse:
    """Show a year's measures, or why there are none."""
    asked = request.GET.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    found = years.year(year, number or None)
    if found is None:
        context = {
            "page_title": f"Satisfaction measures {year}",
            "name": year,
            "unknown": _unknown(year),
            "writes": can(signed_in(request), "govern"),
        }
        return render(request, "measures/no_year.html", context)
    lines = glance(found)
    surveyed = [one for one in lines if years.is_perception(one.measure)]
    counted = [one for one in lines if one not in surveyed]
    book = benchmarks.workbook_for(found.name)
    context = about(request, found, "year") | {
        "page_title": f"Satisfaction measures {found.name}",
        "groups": [
            _group("What tenants said", surveyed, found),
            _group("What our records show", counted, found),
        ],
        "missing": [one for one in lines if not one.there],
        "unlike": unlike(found),
        "book": book,
        "lasts": long_date(reporting_year_bounds(found.name).last),
        "as_at": long_date(found.as_at),
    }
    return render(request, "measures/year.html", context)


def _group(name: str, lines: list[Line], found: Year) -> dict[str, Any]:
    codes = Counter(one.measure.code for one in lines)
    rows = [_row(one, found, several=codes[one.measure.code] > 1) for one in lines]
    return {"caption": name, "head": HEAD, "rows": rows}


def _row(line: Line, found: Year, *, several: bool) -> list[dict[str, Any]]:
    one = line.measure
    href = reverse("measures:one", args=[found.name, one.code, line.stock_type])
    stock = f", {wording.STOCK[line.stock_type].lower()}"
    name = f"{one.official} {one.name}{stock if several else ''}"
    met = wording.met_words(line)
    target = wording.target_words(line)
    cells = [
        wording.result_words(line.result, one),
        wording.over_words(line.result) or "None",
        f"{target}: {met.lower()}" if met else target,
        wording.result_words(line.before, one) if line.before else "None",
        wording.quartile_words(line.quartile, one) or "None known",
    ]
    return [
        {"text": name, "href": f"{href}?number={found.number}"},
        *({"text": text, "numeric": True} for text in cells),
    ]


@requires("govern")
@require_POST
def start(request: HttpRequest, year: str) -> HttpResponse:
    """Start a year's measures."""
    person = writer(request)
    try:
        services.start(
            name=year, by=person, now=timezone.now(), day=timezone.localdate()
        )
    except services.MeasuresRefusedError as error:
        messages.error(request, str(error))
        return redirect("measures:list")
    return redirect("measures:year", year)


@requires("govern")
def targets(request: HttpRequest, year: str) -> HttpResponse:
    """Set a year's targets."""
    person = writer(request)
    if _unknown(year):
        return redirect("measures:year", year)
    rules = measure_year(year)
    there = years.targets(year)
    posted = request.POST if request.method == "POST" else None
    form = forms.TargetsForm(
        posted,
        measures=(*rules.perception, *rules.management),
        initial={code: f"{one.value.normalize():f}" for code, one in there.items()},
    )
    if posted is not None and form.is_valid():
        services.set_targets(
            name=year, values=form.cleaned_data, by=person, now=timezone.now()
        )
        return redirect("measures:year", year)
    context = {
        "form": form,
        "heading": f"Targets for {year}",
        "lead": "What you aim at, in per cent or per 1,000 homes. Leave empty where "
        "there is none. CH01 and NM01 have no better end, so a target says nothing "
        "there of good or bad.",
        "button": "Save the targets",
        "back": reverse("measures:year", args=[year]),
    }
    return render(request, "measures/form.html", context)
