"""Which themes rise: each category's latest three months beside the nine before."""

from collections.abc import Mapping, Sequence
from typing import Any

from putright.apps.figures.queries import Result
from putright.apps.figures.queries.asking import Labels
from putright.apps.figures.views.asked import address, query_of
from putright.apps.figures.views.wording import label_words
from putright.core.calendar import Span, add_months, long_date, month
from putright.core.figures import Cell, rising

CODE = "stage_1_received"
SPLIT = ("category", "month")
MONTHS = 12
SIDES = {"high": "Rising", "low": "Falling", "": "Within"}


def themes(found: Result, span: Span) -> dict[str, Any]:
    """Compare each category's months. `found`: `CODE` answered by `SPLIT` over a year.

    One with a month that is not shown is left out, and so are complaints without a
    category.
    """
    cells = found.by[",".join(SPLIT)]
    names = [month(add_months(span.first, number)) for number in range(MONTHS)]
    recent = Span(add_months(span.first, MONTHS - rising.RECENT), span.last)
    counts = _counts(cells, names)
    totals = [sum(one[place] for one in counts.values()) for place in range(MONTHS)]
    rows = [
        _row(label, judged, recent)
        for label in sorted(counts)
        if (judged := rising.theme(counts[label])) is not None
    ]
    return {
        "said": f"{long_date(recent.first)} to {long_date(recent.last)}",
        "known": rising.known(totals),
        "rising": [str(row[0]) for row in rows if row[-1] == SIDES["high"]],
        "table": {
            "caption": "Stage 1 complaints received, by category",
            "head": [
                "Category",
                *(
                    {"text": text, "numeric": True}
                    for text in ("Latest 3 months", "The 9 before", "Limits")
                ),
                "Against the limits",
            ],
            "rows": rows,
        },
    }


def _counts(cells: Mapping[Labels, Cell], names: Sequence[str]) -> dict[str, list[int]]:
    """Give each category's cases by month, of those with every month shown."""
    hidden = {label for (label, _), cell in cells.items() if cell.hidden}
    labels = {label for label, _ in cells if label} - hidden
    none = Cell(value=0, numerator=0, denominator=None)
    return {
        label: [int(cells.get((label, name), none).value or 0) for name in names]
        for label in labels
    }


def _row(label: str, judged: rising.Theme, recent: Span) -> list[object]:
    query = query_of(recent, "", [("category", label)])
    return [
        label_words("category", label),
        {
            "text": f"{judged.recent:,}",
            "numeric": True,
            "href": address("members", CODE, query),
        },
        {"text": f"{judged.before:,}", "numeric": True},
        {
            "text": f"{judged.within.lower:,} to {judged.within.upper:,}",
            "numeric": True,
        },
        SIDES[judged.side],
    ]
