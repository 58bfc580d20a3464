"""A report as a part of a page: GOV.UK markup, each number opening to its cases."""

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from putright.apps.figures import charts
from putright.apps.reports.rendering import shown
from putright.core.reports.values import (
    Block,
    Bullets,
    Cell,
    Chart,
    Heading,
    Highlight,
    Paragraph,
    Report,
    Section,
    Source,
    Table,
)

Opens = Callable[[Source], str]
"""Gives the address where a number's cases are, or nothing."""


def page_of(report: Report, *, opens: Opens | None = None) -> SafeString:
    """Give a report's own part of a page, its title the page's first heading.

    With `opens`, each number that has a source is a link to what it gives.
    """
    return render_to_string("reports/document.html", context_of(report, opens=opens))


def context_of(
    report: Report, *, opens: Opens | None = None, unfolded: bool = False
) -> dict[str, Any]:
    """Give what `reports/document.html` shows; `unfolded`: no table is folded away."""
    report = shown.clean(report)
    return {
        "report": report,
        "facts": shown.facts(report),
        "missing_word": shown.MISSING,
        "missing": shown.missing(report),
        "contents_word": shown.CONTENTS,
        "contents": bool(shown.contents(report)),
        "as_table": shown.AS_TABLE,
        "unfolded": unfolded,
        "sections": [
            _section(section, number, opens)
            for number, section in enumerate(report.sections, start=1)
        ],
    }


def _section(section: Section, number: int, opens: Opens | None) -> dict[str, Any]:
    levels = shown.levels(section.blocks)
    return {
        "ident": f"section-{number}",
        "heading": section.heading,
        "blocks": [
            _block(block, levels.get(place, 3), f"block-{number}-{place}", opens)
            for place, block in enumerate(section.blocks)
        ],
    }


def _block(block: Block, level: int, ident: str, opens: Opens | None) -> dict[str, Any]:
    match block:
        case Heading():
            size = "s"
            told: dict[str, Any] = {"level": level, "size": size, "text": block.text}
        case Paragraph():
            told = {"lines": shown.lines(block), "key": block.key}
        case Bullets():
            told = {"items": block.items}
        case Highlight():
            told = {"cell": _cell(block.cell, opens), "words": block.words}
        case Table():
            told = _table(block, opens)
        case Chart():
            told = _chart(block, ident, opens)
    name = type(block).__name__.lower()
    return {**told, "ident": ident, "template": f"reports/blocks/{name}.html"}


def _chart(chart: Chart, ident: str, opens: Opens | None) -> dict[str, Any]:
    picture = charts.inline(
        charts.drawing_of(chart), ident=ident, title=chart.title, says=chart.says
    )
    return {
        "title": chart.title,
        "says": chart.says,
        "picture": SafeString(picture),
        "table": _table(chart.table, opens),
    }


def _table(table: Table, opens: Opens | None) -> dict[str, Any]:
    sides = shown.numeric(table)
    return {
        "caption": table.caption,
        "head": [
            {"text": column.text, "numeric": numeric}
            for column, numeric in zip(table.columns, sides, strict=True)
        ],
        "rows": [
            [{**_cell(cell, opens), "numeric": numeric} for cell, numeric in row]
            for row in shown.row_cells(table)
        ],
        "notes": table.notes,
        "nothing": shown.NOTHING,
    }


def _cell(cell: Cell, opens: Opens | None) -> dict[str, Any]:
    href = opens(cell.source) if opens and cell.source else ""
    return {"text": cell.text, "header": cell.header, "href": href}
