"""Areas and bodies with unusually many or few complaints for the homes they have."""

from typing import Any

from putright.apps.figures.queries import Result
from putright.apps.figures.views.asked import address, query_of
from putright.apps.figures.views.wording import (
    DIMENSION_WORDS,
    label_words,
    value_words,
)
from putright.apps.homes import queries as homes
from putright.core.calendar import Span, long_date
from putright.core.figures import Cell
from putright.core.figures.funnel import Funnel, funnel
from putright.core.figures.values import rate

CODE = "stage_1_per_1000"
SPLITS = (("area",), ("body",))
SIDES = {
    "high": "Unusually many",
    "low": "Unusually few: ask whether people there can complain",
    "": "Within",
}


def standing_out(found: Result, span: Span) -> dict[str, Any]:
    """Compare areas and bodies over a period, where their homes are known.

    `found`: `CODE` answered by `SPLITS`. The limits are a funnel's: 99.8% of a Poisson
    count at the landlord's own rate, so a small area is not called high for a single
    complaint.
    """
    return {
        "said": f"{long_date(span.first)} to {long_date(span.last)}",
        "known": bool(found.total.denominator),
        "tables": [_table(found, name, span) for (name,) in SPLITS],
    }


def _table(found: Result, name: str, span: Span) -> dict[str, Any]:
    counted = found.by[name]
    # Homes from which nobody complained are in no cell, and matter most.
    silent = {
        label: rate(0, number)
        for label, number in homes.owned_by(name, span.last, stock_types=()).items()
        if (label,) not in counted
    }
    cells = silent | {labels[0]: cell for labels, cell in counted.items()}
    shown = {
        label: cells[label]
        for label in sorted(cells)
        if label and cells[label].denominator
    }
    word = DIMENSION_WORDS[name]
    return {
        "caption": f"Stage 1 complaints per 1,000 homes: {word.lower()}",
        "head": [
            word,
            *(
                {"text": text, "numeric": True}
                for text in ("Per 1,000 homes", "Complaints", "Homes", "Limits")
            ),
            "Against the limits",
        ],
        "rows": [_row(found, name, label, cell, span) for label, cell in shown.items()],
    }


def _row(found: Result, name: str, label: str, cell: Cell, span: Span) -> list[object]:
    within = _funnel(found.total, cell)
    cases, homes = int(cell.numerator or 0), int(cell.denominator or 0)
    query = query_of(span, "", [(name, label)])
    return [
        label_words(name, label),
        {"text": value_words(cell, found.figure.unit), "numeric": True},
        {
            "text": f"{cases:,}",
            "numeric": True,
            "href": address("members", CODE, query),
        },
        {"text": f"{homes:,}", "numeric": True},
        {"text": f"{within.lower:,} to {within.upper:,}", "numeric": True},
        SIDES[within.side(cases)],
    ]


def _funnel(total: Cell, cell: Cell) -> Funnel:
    return funnel(
        int(total.numerator or 0),
        int(total.denominator or 0),
        int(cell.denominator or 0),
    )
