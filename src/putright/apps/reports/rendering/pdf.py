"""A report as an accessible PDF (PDF/UA-1), by Typst.

Everything goes in as data: the template never evaluates a text. The same report gives
the same bytes.
"""

import re
from pathlib import Path
from typing import Any

from putright.apps.figures import charts
from putright.apps.letters.rendering.typesetting import NotTypesetError, typeset
from putright.apps.reports.rendering import shown
from putright.apps.reports.rendering.errors import NotRenderedError
from putright.core.reports.values import (
    Block,
    Bullets,
    Chart,
    Heading,
    Highlight,
    Paragraph,
    Report,
    Section,
    Table,
)

TEMPLATE = Path(__file__).with_name("report.typ")
SMALLER = 130
"""Letters in a row from which on even a page on its side needs smaller ones."""
_LONG_WORD = re.compile(r"\S{25,}")
_BREAK = "\u200b"


def pdf_of(report: Report) -> bytes:
    """Make the PDF of a report. Raises NotRenderedError where it can't be made."""
    try:
        return typeset(TEMPLATE, _data(shown.clean(report)), report.as_at)
    except NotTypesetError as problem:
        raise NotRenderedError(str(problem)) from problem


def _data(report: Report) -> dict[str, Any]:
    language, _, region = report.language.partition("-")
    return {
        "title": _soft(report.title),
        "plain_title": report.title,
        "subtitle": _soft(report.subtitle),
        "landlord": report.landlord,
        "facts": [[name, _soft(text)] for name, text in shown.facts(report)],
        "missing_word": shown.MISSING,
        "missing": [_soft(text) for text in shown.missing(report)],
        "contents_word": shown.CONTENTS,
        "contents": bool(shown.contents(report)),
        "sections": [_section(section) for section in report.sections],
        "lang": language or "en",
        "region": region,
        "year": report.as_at.year,
        "month": report.as_at.month,
        "day": report.as_at.day,
        "page_word": "Page",
    }


def _section(section: Section) -> dict[str, Any]:
    levels = shown.levels(section.blocks)
    return {
        "heading": _soft(section.heading),
        "blocks": [
            _block(block, levels.get(place, 3))
            for place, block in enumerate(section.blocks)
        ],
    }


def _block(block: Block, level: int) -> dict[str, Any]:
    match block:
        case Heading():
            return {"type": "heading", "level": level, "text": _soft(block.text)}
        case Paragraph():
            told = [_soft(line) for line in shown.lines(block)]
            return {"type": "paragraph", "lines": told}
        case Bullets():
            items = [_soft(item) for item in block.items]
            return {"type": "bullets", "items": items}
        case Highlight():
            number, words = _soft(block.cell.text), _soft(block.words)
            return {"type": "highlight", "number": number, "words": words}
        case Table():
            return _table(block)
        case Chart():
            return {
                "type": "chart",
                "svg": charts.svg(charts.drawing_of(block)),
                "alt": f"{block.title}. {block.says}",
                "title": _soft(block.title),
                "says": _soft(block.says),
                "table": _table(block.table),
            }


def _table(table: Table) -> dict[str, Any]:
    widths = shown.widths(table)
    return {
        "type": "table",
        "caption": _soft(table.caption),
        "head": [_soft(column.text) for column in table.columns],
        "rows": [
            [{"text": _soft(cell.text), "header": cell.header} for cell in row]
            for row in table.rows
        ],
        "right": list(shown.numeric(table)),
        "widths": list(widths),
        "aside": shown.on_its_side(table),
        "small": sum(widths) > SMALLER,
        "notes": [_soft(note) for note in table.notes],
        "nothing": shown.NOTHING,
    }


def _soft(text: str) -> str:
    """Let a very long word break: nothing may run off the sheet."""
    return _LONG_WORD.sub(
        lambda word: _BREAK.join(re.findall(r".{1,20}", word[0])), text
    )
