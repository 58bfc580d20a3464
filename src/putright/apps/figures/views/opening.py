"""The cases behind a figure or one of its cells, on a page and as a file."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import can_somewhere, requires, signed_in
from putright.apps.accounts.ui.pagination import paginate, with_query
from putright.apps.figures import queries
from putright.apps.figures.queries import Members, Result
from putright.apps.figures.views.answering import answered, counts
from putright.apps.figures.views.asked import Asked, address, asked
from putright.apps.figures.views.wording import (
    WHY_NOT_SHOWN,
    formula,
    whole_words,
)
from putright.core import tabular
from putright.core.figures import FIGURES, LEFT_OUT, MET, NOT_MET
from putright.core.figures.figure import PERCENT

COUNTED = {
    MET: "Counted and met",
    NOT_MET: "Counted and not met",
    LEFT_OUT: "Left out",
}
ALL_MET = "Counted"
"""What `met` is called in figures that nothing can fail to meet."""
MOST = 2_000
MOST_IN_FILE = 50_000
PAGE = 100
FORMS = {
    "csv": ("text/csv; charset=utf-8", tabular.write_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        tabular.write_xlsx,
    ),
}
NONE = Members(())


@requires("see_figures")
def members(request: HttpRequest, code: str) -> HttpResponse:
    """List the cases of a figure that the person may see, and count the rest."""
    if code not in FIGURES:
        raise Http404
    question = asked(request, timezone.localdate())
    result = answered([code], question.question)[0]
    sees = can_somewhere(signed_in(request), "see_cases")
    found = _found(request, code, question, most=MOST) if sees else NONE
    show = request.GET.get("show", "")
    mine = [one for one in found.listed if show not in COUNTED or one.counted == show]
    page = paginate(mine, request, size=PAGE)
    query = question.query(by="")
    context = {
        "page_title": result.figure.title,
        "figure": result.figure,
        "problem": question.problem,
        "said": question.said,
        "value": whole_words(result.total, result.figure),
        "hidden": result.total.hidden,
        "why_not_shown": WHY_NOT_SHOWN,
        "formula": formula(result.figure),
        "counts_head": ["How it counted", {"text": "Number", "numeric": True}],
        "counts": [_count_row(result, *line) for line in counts(result)],
        "sees": sees,
        "lines": [(one, _counted_words(result, one.counted)) for one in page.rows],
        "page": page,
        "shown": _shown(request, result, show),
        "restricted": 0 if result.total.hidden else found.restricted,
        "elsewhere": 0 if result.total.hidden else found.elsewhere,
        "more": found.more,
        "most": MOST,
        "up": address("one", code, query),
        "files": {form: file_address(code, form, query) for form in FORMS},
    }
    return render(request, "figures/members.html", context)


@requires("see_figures")
def members_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give the whole list as CSV or XLSX, the question stated on every row.

    For those who see no cases it holds the counts alone.
    """
    if code not in FIGURES or form not in FORMS:
        raise Http404
    question = asked(request, timezone.localdate())
    result = answered([code], question.question)[0]
    stated = (
        f"{result.figure.title} ({code}). {question.said}. "
        f"As at {question.question.as_at}"
    )
    if not can_somewhere(signed_in(request), "see_cases"):
        heads: Sequence[str] = ("How it counted", "Why", "Number", "Question")
        rows = [
            (_counted_words(result, counted), why, str(number), stated)
            for counted, why, number in counts(result)
        ]
        return _file(request, code, form, heads, rows)
    found = _found(request, code, question, most=MOST_IN_FILE)
    if found.more:
        messages.error(
            request,
            f"A file holds at most {MOST_IN_FILE:,} rows and this list has more. "
            "Choose a shorter period or limit it further, then take it again.",
        )
        return redirect(address("members", code, question.query(by="")))
    heads = ("Case", "How it counted", "Why", "Question")
    lines = [
        (one.reference, _counted_words(result, one.counted), one.why, stated)
        for one in found.listed
    ]
    return _file(request, code, form, heads, [*lines, *_rest(result, found, stated)])


def file_address(code: str, form: str, query: str) -> str:
    """Give the address of a list as a file."""
    return f"{reverse('figures:members_file', args=[code, form])}?{query}"


def _found(request: HttpRequest, code: str, question: Asked, *, most: int) -> Members:
    """Read the cases for someone, and write down that they were listed."""
    now = timezone.now()
    person = signed_in(request)
    accounts.record_opening(by=person, kind="figure_listed", subject=code, now=now)
    return queries.members(
        code,
        question.question,
        viewer=person,
        day=timezone.localdate(),
        most=most,
    )


def _file(
    request: HttpRequest,
    code: str,
    form: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> HttpResponse:
    now = timezone.now()
    kind, write = FORMS[form]
    accounts.record_opening(
        by=signed_in(request), kind="figure_exported", subject=code, now=now
    )
    response = HttpResponse(write(heads, rows), content_type=kind)
    name = f"{code}-{now:%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _rest(
    result: Result, found: Members, stated: str
) -> list[tuple[str, str, str, str]]:
    """Say in a file's last rows how many cases are not named in it."""
    if result.total.hidden:
        return []
    said = {"restricted": found.restricted, "not yours to open": found.elsewhere}
    return [
        ("", "", f"{why}: {number}", stated) for why, number in said.items() if number
    ]


def _counted_words(result: Result, counted: str) -> str:
    if counted == MET and result.figure.measure != PERCENT:
        return ALL_MET
    return COUNTED[counted]


def _count_row(result: Result, counted: str, why: str, number: int) -> list[object]:
    words = _counted_words(result, counted)
    return [
        f"{words}: {why}" if why else words,
        {"text": f"{number:,}", "numeric": True},
    ]


def _shown(request: HttpRequest, result: Result, show: str) -> list[dict[str, Any]]:
    """Give the ways to look at the list: all of it, or one way of counting."""
    ways = {"": "All"} | {
        counted: _counted_words(result, counted)
        for counted in COUNTED
        if any(sort.counted == counted for sort in result.figure.sorts)
    }
    return [
        {
            "text": text,
            "href": with_query(request, show=way or None, page=None),
            "current": way == (show if show in ways else ""),
        }
        for way, text in ways.items()
    ]
