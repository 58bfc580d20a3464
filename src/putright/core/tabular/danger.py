"""Cells that a spreadsheet would run as a formula, and the apostrophe that stops it."""

import re

_RUNS = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet might run.

    A cell that already starts with apostrophes and then such a sign gets one more, so
    that `unguard` always gives back what was there.
    """
    return f"'{cell}" if _RUNS.match(cell) else cell


def unguard(cell: str) -> str:
    """Take the apostrophe of `guard` off again."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
