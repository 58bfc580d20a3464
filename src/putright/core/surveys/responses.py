"""Fieldwork read: what each column may hold, and one response kept a household."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import polars as pl

from putright.core.surveys.reading import ROW, TextTable
from putright.core.tabular import TableError, parse_date
from putright.rules.satisfaction_measures import STOCK_TYPES

METHODS = ("telephone", "internet", "post", "face_to_face", "sms", "other")
NEEDED = ("response", "household", "stock_type", "method", "answered_on", "TP01")
"""Without these nothing can be said; any other column missing is read as empty."""
VALID = ("5", "4", "3", "2", "1")
WHEN = "when "
"""A column added: the moment of `answered_on`, null where it is empty."""
_HOUSEHOLD = ["stock_type", "household"]
_LONDON = ZoneInfo("Europe/London")
_PLAIN_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9].*")


def read_responses(table: TextTable) -> pl.DataFrame:
    """Give all responses of a table, stock types and methods in the format's words.

    Raises TableError, with line and column, where a column that is needed is missing,
    or a stock type, method or date is none that is known.
    """
    table.need(*NEEDED)
    frame = table.frame
    if not frame.height:
        raise TableError(0, "", table.name, "There is no response in the file.")
    frame = _in_words(table, frame, "stock_type", STOCK_TYPES)
    frame = _in_words(table, frame, "method", ("", *METHODS))
    return frame.with_columns(_moments(table, frame).alias(WHEN))


def _in_words(
    table: TextTable, frame: pl.DataFrame, column: str, words: tuple[str, ...]
) -> pl.DataFrame:
    """Give a column in the format's own words, however its letters are cased."""
    known = {word.lower(): word for word in words}
    plain = pl.col(column).str.to_lowercase()
    listed = ", ".join(word for word in words if word)
    why = f"This is not one of: {listed}. Mend it."
    table.refuse(frame.filter(~plain.is_in(list(known))), column, why)
    return frame.with_columns(plain.replace_strict(known, return_dtype=pl.String))


def _moments(table: TextTable, frame: pl.DataFrame) -> pl.Series:
    """Give the moments of `answered_on`; most are plain days, read all at once."""
    text = frame["answered_on"]
    plain = text.str.contains(_PLAIN_DAY)
    days = text.str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us"))
    rest = text.filter(~(plain & days.is_not_null()) & (text != "")).unique()
    if not rest.len():
        return days
    read: dict[str, dt.datetime] = {}
    for value in rest.to_list():
        moment = moment_of(value)
        if moment is None:
            why = "This is not a date. Write 2024-10-07 or 07/10/2024."
            wrong = frame.filter(pl.col("answered_on") == value)
            table.refuse(wrong, "answered_on", why)
        else:
            read[value] = moment
    others = text.replace_strict(read, default=None, return_dtype=pl.Datetime("us"))
    return pl.select(pl.coalesce(others, days)).to_series()


def moment_of(text: str) -> dt.datetime | None:
    """Read a date, or a date and time; one with an offset becomes the time here."""
    try:
        if _MOMENT.fullmatch(text):
            moment = dt.datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                moment = moment.astimezone(_LONDON).replace(tzinfo=None)
            return moment
    except (ValueError, OverflowError):
        return None
    try:
        day = parse_date(text)
    except TableError:
        return None
    return dt.datetime.combine(day.date, day.time or dt.time())


def keep_one_a_household(responses: pl.DataFrame) -> pl.DataFrame:
    """Keep one response of each household within its stock type, in the file's order.

    The latest of those that answer TP01, else the latest of all; an empty date is the
    earliest, and of two on one moment the later line counts. A response without a
    household is its own.
    """
    several = responses.select(_HOUSEHOLD).is_duplicated()
    named = responses["household"] != ""
    in_doubt = responses.filter(several & named)
    last = in_doubt.sort(
        pl.col("TP01").is_in(VALID), WHEN, ROW, nulls_last=False
    ).unique(_HOUSEHOLD, keep="last", maintain_order=True)
    alone = responses.filter(~(several & named))
    return pl.concat([alone, last]).sort(ROW) if last.height else alone
