"""One figure: how it is worked out, its splits, and its trend of twelve months."""

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from putright.apps.accounts.permissions import requires
from putright.apps.figures.queries import Result, month_note
from putright.apps.figures.reading import from_the_copy
from putright.apps.figures.views import charting, trends
from putright.apps.figures.views.answering import answered, listed, year_before
from putright.apps.figures.views.asked import Asked, address, asked
from putright.apps.figures.views.people import label_for_address, numbers
from putright.apps.figures.views.wording import (
    NOT_SHOWN,
    WHY_NOT_SHOWN,
    base_words,
    dimension_words,
    formula,
    label_words,
    left_out_words,
    over_words,
    value_words,
    whole_words,
)
from putright.core.figures import FIGURES, Cell
from putright.core.figures.grains import EQUALITY
from putright.core.figures.running import running

USUAL = ("area", "team", "category", "tenure")
"""The splits shown where none is asked for."""


@requires("see_figures")
@from_the_copy
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show one figure with all that is behind its number."""
    if code not in FIGURES:
        raise Http404
    today = timezone.localdate()
    question = asked(request, today)
    splits = (question.by,) if question.by else USUAL
    wanted = msgspec.structs.replace(
        question.question, by=tuple((name,) for name in splits)
    )
    result = answered([code], wanted)[0]
    before, earlier = (answered([code], year_before(wanted, n))[0] for n in (1, 2))
    context = {
        "page_title": result.figure.title,
        "figure": result.figure,
        "form": question.form,
        "problem": question.problem,
        "said": question.said,
        "chosen": question.chosen,
        "clear": request.path,
        "all": question.query(by=""),
        "value": value_words(result.total, result.figure.unit),
        "over": over_words(result.total, result.figure),
        "before": whole_words(before.total, result.figure),
        "earlier": whole_words(earlier.total, result.figure),
        "left_out": left_out_words(result),
        "cases": _cases(result, question),
        "missing": result.missing,
        "formula": [*formula(result.figure), *filter(None, [month_note(wanted)])],
        "splits": [
            _split(result, name, question) for name in splits if not result.total.hidden
        ],
        "trend": charting.trend_of(trends.trend(code, question.question, today)),
        "not_shown": NOT_SHOWN,
        "why_not_shown": WHY_NOT_SHOWN,
    }
    return render(request, "figures/one.html", context)


def _cases(result: Result, question: Asked) -> str:
    if result.total.hidden:
        return ""
    return address("members", result.figure.code, question.query(by=""))


def _split(result: Result, name: str, question: Asked) -> dict[str, Any]:
    cells = result.by[name]
    word = dimension_words(name)
    known = numbers() if name == "handler" else {}
    so_far = running(result.figure, name, cells)
    note = base_words(
        result.figure,
        overlaps=name in result.overlaps,
        base=result.total.base,
        listed=listed(cells.values()),
    )
    return {
        "caption": f"By {word[:1].lower()}{word[1:]}",
        "head": [
            word,
            {"text": "Value", "numeric": True},
            {"text": "What it is over", "numeric": True},
            *([{"text": "Cumulative", "numeric": True}] if so_far else []),
        ],
        "rows": [
            _row(
                result,
                name,
                (labels[0], label_for_address(name, labels[0], known)),
                cell,
                question,
            )
            + _cumulative(result, so_far.get(labels))
            for labels, cell in cells.items()
        ],
        "note": "" if result.total.hidden else note,
        "hides": any(cell.hidden for cell in cells.values()),
    }


def _cumulative(result: Result, cell: Cell | None) -> list[object]:
    """Give the cell of the financial year so far; none where nothing is added up."""
    if cell is None:
        return []
    return [{"text": whole_words(cell, result.figure), "numeric": True}]


def _row(
    result: Result, name: str, label: tuple[str, str], cell: Cell, question: Asked
) -> list[object]:
    """Give a cell's line; `label` is as it is shown and as an address holds it."""
    figure = result.figure
    value: dict[str, object] = {
        "text": value_words(cell, figure.unit),
        "numeric": True,
    }
    if not cell.hidden and not name.startswith(EQUALITY):
        value["href"] = address(
            "members", figure.code, question.query(by="", add=[(name, label[1])])
        )
    return [
        label_words(name, label[0]),
        value,
        {"text": over_words(cell, figure), "numeric": True},
    ]
