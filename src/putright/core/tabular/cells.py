"""One cell of a row, read as what it should be, refused with its place otherwise.

Each function takes a row and a column. A column that the file does not have reads as
an empty cell. All raise TableError with the line, the column and the value.
"""

import datetime as dt
from collections.abc import Iterable

from putright.core.tabular.dates import parse_date
from putright.core.tabular.table import Row, TableError

_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})


def text(row: Row, column: str, *, most: int = 200) -> str:
    """Give the cell without spaces around it, of at most so many characters."""
    value = row.cells.get(column, "").strip()
    if len(value) > most:
        why = (
            f"This has {len(value)} characters; at most {most} can be kept. Shorten it."
        )
        raise TableError(row.line, column, value, why)
    return value


def choice(row: Row, column: str, allowed: Iterable[str]) -> str:
    """Give one of the allowed words, however its letters are cased, or nothing."""
    value = row.cells.get(column, "").strip()
    words = tuple(allowed)
    for word in words:
        if value.casefold() == word.casefold():
            return word
    if not value:
        return ""
    why = f"This is not one of: {', '.join(words)}."
    raise TableError(row.line, column, value, why)


def day(row: Row, column: str) -> dt.date | None:
    """Give the day, or None for an empty cell. A time of day is left aside."""
    value = row.cells.get(column, "").strip()
    if not value:
        return None
    try:
        return parse_date(value).date
    except TableError as error:
        raise error.at(row.line, column) from None


def yes_or_no(row: Row, column: str) -> bool | None:
    """Give True for yes, False for no, None for an empty cell."""
    value = row.cells.get(column, "").strip().casefold()
    if not value:
        return None
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise TableError(row.line, column, row.cells[column], "Write yes or no here.")
