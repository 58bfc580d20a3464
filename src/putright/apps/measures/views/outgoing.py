"""The return as a page and as files, what is typed for it, and the summary a to k."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import requires, signed_in
from putright.apps.measures import forms, services
from putright.apps.measures.models import Year
from putright.apps.measures.queries import returns, years
from putright.apps.measures.views import wording
from putright.apps.measures.views.opening import WRITERS
from putright.apps.measures.views.reaching import READ, about, writer, year_or_404
from putright.core.measures.returning import HEADINGS, Filled, as_row
from putright.rules.satisfaction_measures import measure_year

HEAD = ("Field", "What it is", {"text": "Value", "numeric": True}, "Note")
SECTIONS = {
    "1a": "Survey of tenants in rented homes",
    "1b": "Survey of shared owners",
    "1c": "Survey of both together",
    "2": "Publication",
    "3": "Management information",
    "4": "Rented homes",
    "5": "Shared ownership",
    "6": "Both together",
}


@requires(*READ)
def returned(request: HttpRequest, year: str) -> HttpResponse:
    """Show every field of the return in its order, each opening to its working."""
    found = year_or_404(request, year)
    filled = returns.filled(found)
    form = returns.form_of(found)
    number = f"?number={found.number}"
    shared = about(request, found, "return")
    surveyed = years.surveys(found)
    context = shared | {
        "page_title": f"Return of {found.name}",
        "form_read": form,
        "head": HEAD,
        "sections": [
            _section(
                name,
                [one for one in filled if one.field.section == name],
                found,
                typed=surveyed if shared["writes"] else None,
            )
            for name in dict.fromkeys(one.field.section for one in filled)
        ],
        "empty": sum(1 for one in filled if not one.value),
        "fields": len(filled),
        "files": {
            name: reverse("measures:return_file", args=[found.name, name]) + number
            for name in WRITERS
        },
    }
    return render(request, "measures/return.html", context)


def _section(
    name: str, filled: list[Filled], found: Year, *, typed: Mapping[str, object] | None
) -> dict[str, Any]:
    return {
        "caption": f"Section {name}: {SECTIONS.get(name, '')}",
        "rows": [_row(one, found, typed=typed) for one in filled],
    }


def _row(one: Filled, found: Year, *, typed: Mapping[str, object] | None) -> list[Any]:
    """Give a field as a row; the name opens its working.

    What a survey tells of itself opens what it was worked out from; what is typed, the
    page where that is done. `typed`: the surveys, for whoever may type; else None.
    """
    label: dict[str, Any] = {"text": one.field.name}
    if one.field.fills == "told":
        address = reverse("measures:files", args=[found.name])
        label["href"] = f"{address}?number={found.number}"
    if typed is not None and (one.field.fills == "given" or _untold(one, typed)):
        label["href"] = reverse("measures:typed", args=[found.name])
    if one.measure:
        address = reverse(
            "measures:one", args=[found.name, one.measure, one.stock_type]
        )
        label["href"] = f"{address}?number={found.number}"
    value = {"text": one.value or "None", "numeric": True}
    return [label, f"{one.field.question}: {one.field.title}", value, one.note]


@requires(*READ)
def file(request: HttpRequest, year: str, form: str) -> HttpResponse:
    """Give the return as XLSX or CSV, every field in the regulator's order."""
    if form not in WRITERS:
        raise Http404
    found = year_or_404(request, year)
    filled = returns.filled(found)
    if not filled:
        raise Http404
    accounts.record_opening(
        by=signed_in(request),
        kind="measures_return",
        subject=f"measures:{year}",
        now=timezone.now(),
    )
    kind, write = WRITERS[form]
    response = HttpResponse(
        write(HEADINGS, [as_row(one) for one in filled]), content_type=kind
    )
    draft = "" if found.signed_at else "-draft"
    name = f"return-{year}-{found.number}{draft}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@requires("govern")
def typed(request: HttpRequest, year: str) -> HttpResponse:
    """Type the fields of the return that no record tells."""
    person = writer(request)
    found = year_or_404(request, year)
    told = years.surveys(found)
    wanted = {
        one.field.given_as: (_label(one), one.field)
        for one in returns.filled(found)
        if one.field.fills == "given" or _untold(one, told)
    }
    given = years.given(found)
    posted = request.POST if request.method == "POST" else None
    form = forms.TypedForm(
        posted, wanted=wanted, initial={key: given.get(key, "") for key in wanted}
    )
    if posted is not None and form.is_valid():
        try:
            services.write_given(
                number=found.pk,
                texts=form.cleaned_data,
                by=person,
                now=timezone.now(),
            )
        except services.MeasuresRefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect("measures:return", year)
    context = {
        "form": form,
        "heading": f"Return of {year}: what no record tells",
        "lead": "Leave empty what you do not know yet.",
        "button": "Save",
        "back": reverse("measures:return", args=[year]),
    }
    return render(request, "measures/form.html", context)


def _untold(one: Filled, told: Mapping[str, object]) -> bool:
    """Whether a survey should tell a field, and none was worked out for its homes."""
    return one.field.fills == "told" and one.field.stock_type not in told


def _label(one: Filled) -> str:
    if not one.field.stock_type:
        return one.field.title
    return f"{one.field.title} ({wording.STOCK[one.field.stock_type].lower()})"


@requires(*READ)
def summary(request: HttpRequest, year: str) -> HttpResponse:
    """Show the summary of how the survey was done, as it is to be published."""
    found = year_or_404(request, year)
    rules = measure_year(found.name)
    context = about(request, found, "summary") | {
        "page_title": f"Summary of approach {found.name}",
        "letters": returns.summary(found),
        "also": rules.publish_also,
        "unsure": rules.publish_unsure,
    }
    return render(request, "measures/summary.html", context)


@requires("govern")
def text(request: HttpRequest, year: str, letter: str) -> HttpResponse:
    """Write one letter of the summary; saved as drafted it follows the draft on."""
    person = writer(request)
    found = year_or_404(request, year)
    one = next((one for one in returns.summary(found) if one.letter == letter), None)
    if one is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = forms.TextForm(posted, initial={"text": one.text})
    if posted is not None and form.is_valid():
        try:
            services.write_given(
                number=found.pk,
                texts={f"{returns.APPROACH}{letter}": form.cleaned_data["text"]},
                by=person,
                now=timezone.now(),
            )
        except services.MeasuresRefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect("measures:summary", year)
    context = {
        "form": form,
        "heading": f"{letter}. {one.title}",
        "lead": f"Drafted from the survey: {one.drafted}" if one.drafted else "",
        "button": "Save",
        "back": reverse("measures:summary", args=[year]),
    }
    return render(request, "measures/form.html", context)
