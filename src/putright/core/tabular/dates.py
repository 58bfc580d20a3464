"""Dates as landlords write them: ISO or UK, and a time of day where one follows."""

import datetime as dt
import re
from typing import NamedTuple

from putright.core.tabular.table import TableError

_TIME = r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + _TIME)
_UK = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})" + _TIME)


class Day(NamedTuple):
    """A date, and the time of day where the cell gave one."""

    date: dt.date
    time: dt.time | None


def parse_date(text: str) -> Day:
    """Read `2024-10-07` or `07/10/2024`, with or without `T16:40` or ` 16:40` after it.

    Raises TableError (no line, no column: see `TableError.at`) for anything else, and
    for a day that no calendar has, such as 31/02/2024.
    """
    said = text.strip()
    if found := _ISO.fullmatch(said):
        year, month, day = found.group(1, 2, 3)
    elif found := _UK.fullmatch(said):
        day, month, year = found.group(1, 2, 3)
    else:
        raise TableError(
            0,
            "",
            text,
            "This is not a date that can be read. Write 2024-10-07 or 07/10/2024.",
        )
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        why = "There is no such day. Correct the date."
        raise TableError(0, "", text, why) from None
    hour, minute, second = found.group(4, 5, 6)
    if hour is None:
        return Day(date, None)
    try:
        return Day(date, dt.time(int(hour), int(minute), int(second or 0)))
    except ValueError:
        why = "There is no such time of day. Correct it, or leave only the date."
        raise TableError(0, "", text, why) from None
