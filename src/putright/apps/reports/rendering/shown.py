"""What every format shows around a report's blocks: one list, so none differs."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from putright.core.calendar import long_date
from putright.core.reports.values import (
    NUMBER,
    Block,
    Cell,
    Chart,
    Heading,
    Paragraph,
    Report,
    Table,
)
from putright.rules.handling_code import edition, edition_names

NOTHING = "None"
"""In place of the rows of a table that has none."""
MISSING = "Not final: what this report still lacks"
CONTENTS = "Contents"
AS_TABLE = "The chart as a table"
LONG = 6
"""Sections from which on a report begins with a list of them."""
WIDEST, LONGEST_WORD, NARROWEST = 40, 25, 6
"""Letters between which a column grows with what stands in it."""
UPRIGHT = 90
"""Letters in a row up to which a table stands on an upright page."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def clean(report: Report) -> Report:
    """Give the report without the characters that no document can hold."""
    return msgspec.convert(_without_controls(msgspec.to_builtins(report)), Report)


def _without_controls(value: Any) -> Any:
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if isinstance(value, dict):
        return {key: _without_controls(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_controls(item) for item in value]
    return value


def facts(report: Report) -> tuple[tuple[str, str], ...]:
    """Say who reports, on what days, by which edition, and what made the report."""
    told = (
        ("Landlord", report.landlord),
        ("Period", f"{long_date(report.first)} to {long_date(report.last)}"),
        ("Records as at", long_date(report.as_at)),
        ("Judged by", _edition(report.edition)),
        ("Made by", f"Putright {report.program}".strip()),
    )
    return tuple((name, text) for name, text in told if text)


def _edition(name: str) -> str:
    """Give an edition's title; several editions, or one unknown here, as they stand."""
    return edition(name).title if name in edition_names() else name


def missing(report: Report) -> tuple[str, ...]:
    """Say what each part that is not there yet still lacks; none for a final report."""
    return tuple(
        f"{part.number} {part.title}: {part.missing}" for part in report.missing()
    )


def contents(report: Report) -> tuple[str, ...]:
    """Name the sections of a long report; nothing for a short one."""
    if len(report.sections) < LONG:
        return ()
    return tuple(section.heading for section in report.sections)


def lines(paragraph: Paragraph) -> tuple[str, ...]:
    """Give a paragraph's lines; what is still to be written is said in its place."""
    if paragraph.wanted and not paragraph.text.strip():
        return (f"[Still to be written: {paragraph.prompt or 'this text'}]",)
    return tuple(line for line in paragraph.text.splitlines() if line.strip())


def levels(blocks: tuple[Block, ...]) -> dict[int, int]:
    """Give the level of each heading by its place: none is deeper by more than one."""
    found, last = {}, 2
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            last = min(max(block.level, 3), last + 1, 6)
            found[place] = last
    return found


def numeric(table: Table) -> tuple[bool, ...]:
    """Say of each column whether it holds numbers, and stands to the right."""
    return tuple(column.kind == NUMBER for column in table.columns)


def row_cells(table: Table) -> Iterator[tuple[tuple[Cell, bool], ...]]:
    """Give each row's cells, each with whether it stands to the right."""
    sides = numeric(table)
    for row in table.rows:
        yield tuple(zip(row, sides, strict=True))


def widths(table: Table) -> tuple[int, ...]:
    """Give each column's share in letters: its longest text, within limits."""
    found = []
    for place, column in enumerate(table.columns):
        texts = [row[place].text for row in table.rows]
        words = [len(word) for text in (*texts, column.text) for word in text.split()]
        longest = max((len(text) for text in texts), default=0)
        word = min(max(words, default=0), LONGEST_WORD)
        found.append(max(NARROWEST, word, min(longest, WIDEST)))
    return tuple(found)


def on_its_side(table: Table) -> bool:
    """Say whether a table is too wide for an upright page."""
    return sum(widths(table)) > UPRIGHT


def tables(report: Report) -> Iterator[Table]:
    """Give every table, those of the charts among them, in order."""
    for block in report.blocks():
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Chart):
            yield block.table
