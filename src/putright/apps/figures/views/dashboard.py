"""What is due and late now, who carries it, what stands out; and the board's set."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import can_somewhere, requires, signed_in
from putright.apps.complaints.queries import lists
from putright.apps.figures.forms import YEAR, span_of
from putright.apps.figures.queries import Question, Result
from putright.apps.figures.reading import from_the_copy
from putright.apps.figures.views import charting, rising, standing_out, trends
from putright.apps.figures.views.answering import answered, year_before
from putright.apps.figures.views.asked import address, query_of
from putright.apps.figures.views.people import label_for_address, numbers
from putright.apps.figures.views.wording import (
    NOT_SHOWN,
    WHY_NOT_SHOWN,
    label_words,
    left_out_words,
    value_words,
    whole_words,
)
from putright.core.calendar import Span, long_date

NOW = (
    "stage_1_open",
    "stage_1_overdue",
    "stage_2_open",
    "stage_2_overdue",
    "promises_overdue",
    "adjustments_overdue",
)
LOAD = NOW[:4]
LOAD_WORDS = ("Stage 1 open", "Stage 1 overdue", "Stage 2 open", "Stage 2 overdue")
IN_TIME = ("stage_1_answered_in_time", "stage_2_answered_in_time")
BOARD = (
    "stage_1_received",
    "stage_2_received",
    "stage_1_per_1000",
    "stage_2_per_1000",
    *IN_TIME,
    "stage_1_acknowledged_in_time",
    "stage_2_acknowledged_in_time",
    "stage_1_upheld",
    "stage_2_upheld",
    "escalation_rate",
    "refused",
    "withdrawn",
    "compensation_offered",
    "promises_kept",
    "improvements",
    "learning_recorded",
)
"""What the Code has the governing body told (9.7), so far as it comes from cases."""
BOARD_SPLITS = {
    "stage_1_received": ("category",),
    "stage_1_answered": ("outcome",),
    "stage_2_answered": ("outcome",),
}


@requires("see_figures")
@from_the_copy
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show what the complaints team needs today; to the board its own set (9.7)."""
    person, today = signed_in(request), timezone.localdate()
    if not can_somewhere(person, "see_cases"):
        return render(request, "figures/board.html", _board(today))
    return render(request, "figures/dashboard.html", _team(person, today))


def _team(person: User, today: datetime.date) -> dict[str, Any]:
    now = Question(first=today, last=today, as_at=today, by=(("handler",),))
    found = {one.figure.code: one for one in answered(NOW, now)}
    query = query_of(Span(today, today), "", ())
    due = lists.counts(lists.filtered(person, today, lists.Filters()), today)
    return {
        "page_title": "Dashboard",
        "today": today,
        "now": [
            {
                "title": found[code].figure.title.removesuffix(
                    " at the end of the period"
                ),
                "value": value_words(found[code].total, "cases"),
                "href": address("members", code, query),
            }
            for code in NOW
        ],
        "due": due,
        "load": _load(found, today),
        **_year(now, today),
        "why_not_shown": WHY_NOT_SHOWN,
        "not_shown": NOT_SHOWN,
    }


def _year(question: Question, today: datetime.date) -> dict[str, Any]:
    """Give what is shown of the last twelve full months, all of it asked at once."""
    asked = trends.by_month(question, today, *standing_out.SPLITS, rising.SPLIT)
    codes = (*IN_TIME, standing_out.CODE, rising.CODE)
    *in_time, rate, received = answered(codes, asked)
    span = Span(asked.first, asked.last)
    return {
        "trends": [charting.trend_of(trends.trend_in(one, asked)) for one in in_time],
        "themes": rising.themes(received, span),
        "standing_out": standing_out.standing_out(rate, span),
    }


def _trends(question: Question, today: datetime.date) -> list[dict[str, Any]]:
    return [charting.trend_of(trends.trend(code, question, today)) for code in IN_TIME]


def _load(found: dict[str, Result], today: datetime.date) -> dict[str, Any]:
    """Give the open stages of each handler, each number with its cases."""
    known = numbers()
    names = sorted({labels for code in LOAD for labels in found[code].by["handler"]})
    days = Span(today, today)

    def cell(code: str, labels: tuple[str, ...]) -> dict[str, object]:
        part = found[code].by["handler"].get(labels)
        if part is None:
            return {"text": "none", "numeric": True}
        shown: dict[str, object] = {"text": value_words(part, "cases"), "numeric": True}
        if not part.hidden:
            label = label_for_address("handler", labels[0], known)
            query = query_of(days, "", [("handler", label)])
            shown["href"] = address("members", code, query)
        return shown

    return {
        "head": ["Handler", *({"text": word, "numeric": True} for word in LOAD_WORDS)],
        "rows": [
            [labels[0] or "Nobody", *(cell(code, labels) for code in LOAD)]
            for labels in names
        ],
    }


def _board(today: datetime.date) -> dict[str, Any]:
    span = span_of(YEAR, today)
    year = Question(first=span.first, last=span.last, as_at=today)
    split = Question(
        first=span.first,
        last=span.last,
        as_at=today,
        by=(("category",), ("outcome",)),
    )
    before = answered(BOARD, year_before(year))
    query = query_of(span, "", ())
    return {
        "page_title": "Complaints for the governing body",
        "said": f"{long_date(span.first)} to {long_date(span.last)}",
        "head": [
            "Figure",
            {"text": "This year", "numeric": True},
            {"text": "Year before", "numeric": True},
            "Left out",
        ],
        "rows": [
            [
                {
                    "text": one.figure.title,
                    "href": address("one", one.figure.code, query),
                },
                {"text": whole_words(one.total, one.figure), "numeric": True},
                {"text": whole_words(then.total, then.figure), "numeric": True},
                "; ".join(left_out_words(one)),
            ]
            for one, then in zip(answered(BOARD, year), before, strict=True)
        ],
        "splits": [
            _part(one, name)
            for one in answered(list(BOARD_SPLITS), split)
            for name in BOARD_SPLITS[one.figure.code]
        ],
        "trends": _trends(year, today),
        "why_not_shown": WHY_NOT_SHOWN,
    }


def _part(one: Result, name: str) -> dict[str, Any]:
    return {
        "caption": f"{one.figure.title}, by {name}",
        "rows": [
            [
                label_words(name, labels[0]),
                {"text": value_words(cell, one.figure.unit), "numeric": True},
            ]
            for labels, cell in one.by[name].items()
        ],
        "head": [name.capitalize(), {"text": "Number", "numeric": True}],
        "note": f"Base: {one.total.base:,} counted in all.",
    }
