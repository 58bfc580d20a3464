"""What pages with lists share: paging by key, exports, and the list last worked."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import Capability, signed_in
from putright.apps.accounts.ui.pagination import Page, with_query
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.context import current_calendar
from putright.apps.complaints.queries.lines import Line, lines
from putright.apps.complaints.queries.lists import (
    KeyPage,
    Order,
    RowT,
    cursor,
    key_page,
)
from putright.core import tabular

EXPORTERS: tuple[Capability, ...] = ("work_case", "import_export", "audit")
"""Who may take a list away as a file: the front line reads it on screen."""
MOST_EXPORTED = 50_000
CHUNK = 500
LAST_LIST = "complaints_last_list"
"""The filter of the list last looked at, for going to the next case."""
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def asked_page(
    request: HttpRequest, rows: "QuerySet[RowT, RowT]", order: Order
) -> KeyPage[RowT]:
    """Give the page that ?after= or ?before= asks for; the first for anything else."""
    return key_page(
        rows,
        order,
        after=cursor(request.GET.get("after", "")),
        before=cursor(request.GET.get("before", "")),
    )


def paging(request: HttpRequest, page: KeyPage[RowT]) -> Page[RowT]:
    """Give the addresses of the pages before and after."""
    before, after = page.before, page.after
    return Page(
        rows=page.rows,
        number=1,
        previous=with_query(request, before=before, after=None) if before else "",
        next=with_query(request, after=after, before=None) if after else "",
    )


def case_lines(rows: Iterable[CaseRow], day: datetime.date) -> list[Line]:
    """Make the lines of some cases by the calendar in force."""
    return lines(rows, day=day, calendar=current_calendar())


def chunked(rows: Iterable[RowT]) -> Iterator[list[RowT]]:
    """Give rows some hundreds at a time, so that a file takes few reads."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


def own_query(request: HttpRequest) -> str:
    """Give the address's query without its place in the list."""
    kept = request.GET.copy()
    for name in ("after", "before", "page"):
        kept.pop(name, None)
    return kept.urlencode()


def too_many(request: HttpRequest, rows: "QuerySet[RowT, RowT]") -> bool:
    """Say where a list is too long for a file: nothing is cut off without a word."""
    if not rows.order_by()[MOST_EXPORTED : MOST_EXPORTED + 1]:
        return False
    messages.error(
        request,
        f"A file holds at most {MOST_EXPORTED:,} rows and this list has more. "
        "Filter it further, then export it again.",
    )
    return True


def as_file(
    request: HttpRequest,
    form: str,
    *,
    name: str,
    said: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
) -> HttpResponse:
    """Answer with a list as CSV or XLSX, its filter stated on every row.

    Stated beside the rows, so that it stays with them when they are sorted or copied.
    The export is written to the access log.
    """
    if form not in FORMS:
        raise Http404
    now = timezone.now()
    stated = f"{name.replace('-', ' ').capitalize()}. {said}. As at {now:%Y-%m-%d}"
    write = tabular.write_csv if form == "csv" else tabular.write_xlsx
    body = write([*headings, "List"], ([*row, stated] for row in rows))
    accounts.record_opening(
        by=signed_in(request), kind="list_exported", subject=name, now=now
    )
    response = HttpResponse(body, content_type=FORMS[form])
    file = f"{name}-{now:%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    response["Cache-Control"] = "no-store"
    return response


def back_to(url: str, query: str) -> HttpResponse:
    """Go back to a list with its filter."""
    return redirect(f"{url}?{query}" if query else url)
