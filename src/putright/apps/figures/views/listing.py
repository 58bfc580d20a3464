"""All figures of a period, in groups, with the same days of the year before."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from putright.apps.accounts.permissions import requires
from putright.apps.figures.queries import Result
from putright.apps.figures.reading import from_the_copy
from putright.apps.figures.views.answering import answered, year_before
from putright.apps.figures.views.asked import Asked, address, asked
from putright.apps.figures.views.groups import groups
from putright.apps.figures.views.wording import (
    NOT_SHOWN,
    WHY_NOT_SHOWN,
    dimension_words,
    label_words,
    left_out_words,
    over_words,
    value_words,
    whole_words,
)
from putright.core.figures import Cell


@requires("see_figures")
@from_the_copy
def index(request: HttpRequest) -> HttpResponse:
    """Show every figure of a period: its value, what it is over, what is left out."""
    question = asked(request, timezone.localdate())
    now = {one.figure.code: one for one in answered(None, question.question)}
    before = {
        one.figure.code: one.total
        for one in answered(None, year_before(question.question))
    }
    context = {
        "page_title": "Figures",
        "form": question.form,
        "problem": question.problem,
        "said": question.said,
        "chosen": question.chosen,
        "clear": request.path,
        "by": dimension_words(question.by) if question.by else "",
        "not_shown": NOT_SHOWN,
        "why_not_shown": WHY_NOT_SHOWN,
        "groups": [
            (title, [_line(now[code], before[code], question) for code in codes])
            for title, codes in groups().items()
        ],
    }
    return render(request, "figures/list.html", context)


def _line(one: Result, before: Cell, question: Asked) -> dict[str, Any]:
    figure, split = one.figure, question.by
    query = question.query()
    return {
        "code": figure.code,
        "title": figure.title,
        "href": address("one", figure.code, query),
        "cases": "" if one.total.hidden else address("members", figure.code, query),
        "value": value_words(one.total, figure.unit),
        "over": over_words(one.total, figure),
        "left_out": left_out_words(one),
        "before": whole_words(before, figure),
        "parts": [
            (label_words(split, labels[0]), whole_words(cell, figure))
            for labels, cell in one.by.get(split, {}).items()
        ],
        "overlaps": split in one.overlaps,
    }
