"""One measure down to its working, its records, and counts typed in."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import can_somewhere, requires, signed_in
from putright.apps.accounts.ui.addresses import address_of
from putright.apps.measures import forms, keeping, services
from putright.apps.measures.models import FileKind, Result, Source, Year
from putright.apps.measures.queries import records, years
from putright.apps.measures.queries.glance import Line
from putright.apps.measures.queries.telling import estimate_of
from putright.apps.measures.services.working import asked_of
from putright.apps.measures.views import wording
from putright.apps.measures.views.reaching import (
    READ,
    SEE,
    about,
    line_or_404,
    writer,
    year_or_404,
)
from putright.apps.surveys.queries import surveys
from putright.core import tabular
from putright.core.calendar import reporting_year_bounds
from putright.core.measures.standing import BARE

HEADINGS = ("Record", "How it counted", "Why", "Stock type")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS = {
    "csv": ("text/csv; charset=utf-8", tabular.write_csv),
    "xlsx": (XLSX, tabular.write_xlsx),
}


@requires(*READ)
def one(request: HttpRequest, year: str, code: str, stock: str) -> HttpResponse:
    """Show a measure's working: its counts, what was left out, and what to look at."""
    found = year_or_404(request, year)
    line = line_or_404(found, code, stock)
    measure, result = line.measure, line.result
    context = about(request, found, "year") | {
        "page_title": f"{measure.official} {measure.name}",
        "line": line,
        "measure": measure,
        "stock": wording.STOCK[stock],
        "value": wording.result_words(result, measure),
        "per": "" if measure.unit == "percent" else "per 1,000 homes",
        "why": f"{line.why[:1].upper()}{line.why[1:]}",
        "bare": measure.code.startswith(BARE),
        "rows": _working(line),
        "left_out": _left_out(result),
        "checks": wording.checks_of(result) if result else [],
        "cases": _cases(found, line),
        "surveys": _surveys(found, line),
        "sees": can_somewhere(signed_in(request), SEE),
    }
    if context["sees"] and result and result.source == Source.RECORDS:
        context |= _records(request, found, line)
    return render(request, "measures/one.html", context)


def _working(line: Line) -> list[dict[str, str]]:
    """Give the working as lines of a summary list."""
    measure, result = line.measure, line.result
    perception = years.is_perception(measure)
    made_of = {
        "Question": measure.question,
        "Numerator": measure.numerator or "satisfied, or agree",
        "Denominator": measure.denominator or "answers of those asked, on the scale",
    }
    rows = [{"key": k, "value": v} for k, v in made_of.items() if v]
    if result is None:
        return rows
    rows.append({"key": "Counted", "value": wording.over_words(result) or "None"})
    rows += [
        {"key": wording.PARTS.get(name, name), "value": wording.count_words(str(text))}
        for name, text in _in_order(result)
    ]
    more = {
        "To ten decimals": result.exact,
        "95% interval": _interval(result),
        "Last year": wording.change_words(line),
        "Target": wording.target_words(line),
        "Target met": wording.met_words(line),
        "National quartiles": wording.quartile_words(line.quartile, measure),
        "Among all landlords": wording.quarter_words(line),
        "Worked out from": result.get_source_display(),
    }
    rows += [{"key": key, "value": text} for key, text in more.items() if text]
    if perception and measure.filter:
        rows.append({"key": "Asked of", "value": "those who said yes before it"})
    return rows


def _in_order(result: Result) -> list[tuple[str, object]]:
    """Give a result's parts in the order in which they are told."""
    return [(n, result.parts[n]) for n in wording.PARTS if result.parts.get(n)]


def _interval(result: Result) -> str:
    if result.low is None or result.high is None or not result.exact:
        return ""
    found = estimate_of(result)
    if found.unanimous:
        return "It can’t be told: all say the same"
    low, high = found.interval or (0.0, 100.0)
    ends = (wording.shown_decimal(Decimal(repr(end))) for end in (low, high))
    return "% to ".join(ends) + "%"


def _left_out(result: Result | None) -> list[list[Any]]:
    if result is None:
        return []
    return [
        [words, {"text": f"{result.left_out[why]:,}", "numeric": True}]
        for why, words in wording.LEFT_OUT.items()
        if result.left_out.get(why)
    ]


def _surveys(found: Year, line: Line) -> list[dict[str, str]]:
    """Give the surveys recorded here behind a measure, where they are behind it."""
    result = line.result
    if result is None or result.source != Source.SURVEY:
        return []
    loaded = years.files(found)
    if any(one.kind == FileKind.SURVEY for one in loaded):
        return []
    return [
        {"text": one.name, "href": reverse("surveys:results", args=[one.pk])}
        for one in surveys.of_year(found.name)
        if line.stock_type in one.of
    ]


def _cases(found: Year, line: Line) -> str:
    """Give the address of the cases behind a measure, where cases are behind it."""
    if line.result is None or line.result.source != Source.CASEWORK:
        return ""
    span = reporting_year_bounds(found.name)
    asked = [("period", "dates")]
    for name, day in (("first", span.first), ("last", span.last)):
        parts = (("day", day.day), ("month", day.month), ("year", day.year))
        asked += [(f"{name}_{part}", str(number)) for part, number in parts]
    if line.stock_type != "combined":
        asked.append(("where", f"tenure:{line.stock_type}"))
    address = address_of("figures:members", line.measure.code)
    return f"{address}?{urlencode(asked)}"


def _records(request: HttpRequest, found: Year, line: Line) -> dict[str, Any]:
    """Give a page of the records behind a measure."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
    number = max(number, 1)
    code, stock = line.measure.code, line.stock_type
    try:
        frame = records.records_of(found, code, stock, asked_of(found))
        rows, more = records.page_of(frame, number)
    except (ValueError, keeping.KeptGoneError) as error:
        return {"gone": str(error)}
    address = reverse("measures:records_file", args=[found.name, code, stock, "csv"])
    return {
        "record_rows": [_record(row) for row in rows],
        "record_head": HEADINGS,
        "page_number": number,
        "earlier": number - 1,
        "later": number + 1 if more else 0,
        "file": f"{address}?number={found.number}",
        "file_name": ", ".join(records.counted_in(found, code).values()),
    }


def _record(row: tuple[str, ...]) -> list[str]:
    reference, counted, why, stock = row
    why = wording.LEFT_OUT.get(why, why)
    return [
        reference or "No reference",
        wording.COUNTED.get(counted, counted),
        why,
        stock,
    ]


@requires(*READ)
def records_file(
    request: HttpRequest, year: str, code: str, stock: str, form: str
) -> HttpResponse:
    """Give the records behind a measure as CSV or XLSX; the access log keeps who."""
    if not can_somewhere(signed_in(request), SEE):
        raise PermissionDenied("Your roles do not include these records.")
    if form not in WRITERS:
        raise Http404
    found = year_or_404(request, year)
    line = line_or_404(found, code, stock)
    back = reverse("measures:one", args=[year, code, stock])
    if line.result is None or line.result.source != Source.RECORDS:
        messages.error(request, "No file of records is behind this measure.")
        return redirect(back)
    try:
        frame = records.records_of(found, code, stock, asked_of(found))
        rows, more = records.all_of(frame)
    except (ValueError, keeping.KeptGoneError) as error:
        messages.error(request, str(error))
        return redirect(back)
    if more:
        messages.error(
            request,
            f"A file holds at most {records.MOST:,} records and this list has more. "
            "Use `putright tsm records` with --list.",
        )
        return redirect(back)
    accounts.record_opening(
        by=signed_in(request),
        kind="measures_records",
        subject=f"measures:{year}:{code}",
        now=timezone.now(),
    )
    kind, write = WRITERS[form]
    response = HttpResponse(
        write(HEADINGS, [_record(row) for row in rows]), content_type=kind
    )
    name = f"{code}-{stock}-{year}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@requires("govern")
def type_counts(request: HttpRequest, year: str, code: str, stock: str) -> HttpResponse:
    """Type the counts of a measure in."""
    writer(request)
    found = year_or_404(request, year)
    line = line_or_404(found, code, stock)
    posted = request.POST if request.method == "POST" else None
    form = forms.CountsTypedForm(posted, measure=line.measure, initial=_typed(line))
    if posted is not None and form.is_valid():
        try:
            services.type_counts(
                number=found.pk, code=code, stock_type=stock, counts=form.cleaned_data
            )
        except services.MeasuresRefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect("measures:one", year, code, stock)
    context = {
        "form": form,
        "heading": f"Type in {line.measure.official}",
        "lead": f"{line.measure.name}, {wording.STOCK[stock].lower()}, {year}. What "
        "you type takes the place of what was worked out.",
        "button": "Save the counts",
        "back": reverse("measures:one", args=[year, code, stock]),
    }
    return render(request, "measures/form.html", context)


def _typed(line: Line) -> dict[str, str]:
    if line.result is None:
        return {}
    counts = {
        "numerator": line.result.numerator,
        "denominator": line.result.denominator,
    }
    return counts | {name: str(text) for name, text in line.result.parts.items()}
