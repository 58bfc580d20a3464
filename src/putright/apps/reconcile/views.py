"""The page where a printed table is held against its own arithmetic."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from putright.apps.accounts.permissions import requires
from putright.apps.reconcile.forms import TableForm
from putright.core.reconcile import Finding, Table, reconcile, unreadable

SHOWN = 200
KINDS = {
    "sum": "Not the sum",
    "rate": "Rate does not follow",
    "rounding": "Cut off, not rounded",
    "impossible": "No whole number gives it",
    "cumulative": "Running total",
    "two_bases": "Two bases",
    "two_values": "Two values",
}
WIDE = 60
"""Characters of a printed cell that the page shows."""


@requires("see_figures")
def reconcile_table(request: HttpRequest) -> HttpResponse:
    """Take a table, keep nothing of it, and show what in it does not agree."""
    posted = request.method == "POST"
    form = TableForm(
        request.POST if posted else None, request.FILES if posted else None
    )
    context: dict[str, Any] = {"page_title": "Check a table", "form": form}
    if posted and form.is_valid():
        wrong = unreadable(form.tables)
        for table, error in wrong:
            form.add_error(None, f"{table.id}: {error}")
        if not wrong:
            context |= _result(form.tables, reconcile(form.tables))
    return render(request, "reconcile/table.html", context)


def _result(tables: Sequence[Table], findings: Sequence[Finding]) -> dict[str, Any]:
    certain = sum(finding.certain for finding in findings)
    several = len(tables) > 1
    return {
        "done": True,
        "certain": certain,
        "unsure": len(findings) - certain,
        "held": _held(tables),
        "several": several,
        "more": max(len(findings) - SHOWN, 0),
        "findings": [
            {
                "place": _place(one, several=several),
                "printed": _short(one.printed),
                "should_be": one.should_be or "Not known",
                "kind": KINDS[one.kind],
                "certain": one.certain,
                "why": one.why,
            }
            for one in findings[:SHOWN]
        ],
    }


def _place(finding: Finding, *, several: bool) -> list[str]:
    row = finding.row or "The whole column"
    return [*([finding.table] if several else []), _short(row), finding.column]


def _short(text: str) -> str:
    return text if len(text) <= WIDE else f"{text[: WIDE - 1]}…"


def _held(tables: Sequence[Table]) -> str:
    """Say how much was held together."""
    rows = sum(len(table.rows) for table in tables)
    columns = sum(len(table.columns) for table in tables)
    what = f"{rows:,} {_many(rows, 'row')} and {columns:,} {_many(columns, 'column')}"
    if len(tables) == 1:
        return what
    return f"{len(tables)} tables with {what}"


def _many(number: int, word: str) -> str:
    return word if number == 1 else f"{word}s"
