"""The national quartiles: loading the workbook, and where the landlord stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts.permissions import can, requires, signed_in
from putright.apps.measures import forms, services
from putright.apps.measures.models import Quartile, Workbook, Year
from putright.apps.measures.queries import benchmarks as reads
from putright.apps.measures.queries import years
from putright.apps.measures.queries.glance import Line, glance, results_by
from putright.apps.measures.views import wording
from putright.apps.measures.views.reaching import READ, writer
from putright.core.measures.returns import NoLayoutError, layout_of
from putright.rules.satisfaction_measures import measure_year, year_names
from putright.rules.satisfaction_national import national

AMONG = {
    "all": "All landlords",
    "landlord_type": "Type",
    "size": "Size",
    "region": "Region",
}
HEAD = (
    "Measure",
    {"text": "Landlords", "numeric": True},
    {"text": "Lower quartile", "numeric": True},
    {"text": "Median", "numeric": True},
    {"text": "Upper quartile", "numeric": True},
    {"text": "Ours", "numeric": True},
    "Where we stand",
)


@requires(*READ)
def benchmarks(request: HttpRequest) -> HttpResponse:
    """Show quartiles among some landlords beside our own results; take a workbook."""
    readable = [name for name in reversed(year_names()) if _readable(name)]
    posted = request.method == "POST"
    form = forms.WorkbookForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        names=readable,
    )
    if posted:
        person = writer(request)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                services.take_workbook(
                    year=form.cleaned_data["year"],
                    name=file.name,
                    data=file.read(),
                    by=person,
                    now=timezone.now(),
                )
            except services.MeasuresRefusedError as error:
                form.add_error(None, str(error))
            else:
                return redirect("measures:benchmarks")
    context = {
        "page_title": "Benchmarks",
        "form": form,
        "writes": can(signed_in(request), "govern"),
        **_shown(request),
    }
    return render(request, "measures/benchmarks.html", context)


def _readable(name: str) -> bool:
    try:
        layout_of(measure_year(name))
    except NoLayoutError:
        return False
    return True


def _shown(request: HttpRequest) -> dict[str, Any]:
    """Give the quartiles of the chosen workbook, among the chosen landlords."""
    books = reads.workbooks()
    asked = request.GET.get("year", "")
    book = next((one for one in books if one.year == asked), books[0])
    groups = reads.groups(book)
    among, _, value = request.GET.get("among", "all:").partition(":")
    if (among, value) not in groups:
        among, value = "all", ""
    ours = _ours(book)
    lines = results_by(glance(ours)) if ours else {}
    rows = reads.among(book, among, value)
    return {
        "books": books,
        "book": book,
        "published": None if reads.is_loaded(book) else national(book.year),
        "ours": ours,
        "head": HEAD,
        "chosen": f"{among}:{value}",
        "among_words": _words(among, value),
        "groups": [(f"{a}:{v}", _words(a, v)) for a, v in groups],
        "rows": [
            _row(row, lines.get((row.code, row.stock_type))) for row in rows.values()
        ],
    }


def _words(among: str, value: str) -> str:
    return f"{AMONG[among]}: {value}" if value else AMONG[among]


def _ours(book: Workbook) -> Year | None:
    """Give our own measures of the workbook's year, else the latest there are."""
    found = years.year(book.year)
    return found or next(iter(years.years()), None)


def _row(row: Quartile, line: Line | None) -> list[Any]:
    measure = measure_year(row.workbook.year).measures[row.code]
    sign = wording.sign(measure)
    texts = (
        str(row.landlords),
        *(
            f"{wording.shown_decimal(n)}{sign}"
            for n in (row.lower, row.median, row.upper)
        ),
        wording.result_words(line.result, measure) if line else "None",
    )
    stock = f", {wording.STOCK[row.stock_type].lower()}"
    more = stock if len(measure.stock_types) > 1 else ""
    stands = wording.place_words(line._replace(quartile=row)) if line else ""
    span = wording.span_words(line._replace(quartile=row)) if line else ""
    if stands and span:
        stands = f"{stands}; with its margin, {span}"
    return [
        f"{measure.official} {measure.name}{more}",
        *({"text": text, "numeric": True} for text in texts),
        stands or "Not known",
    ]
