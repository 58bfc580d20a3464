"""Columns as they come, typed or as text, made into moments, days and yes or no.

Each reader gives an expression whose value is null for a blank cell, and another that
says where a cell is not blank and yet can't be read; None where that can't be. Nothing
is evaluated here.
"""

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

LONDON = "Europe/London"
YES = ("yes", "y", "true", "1")
NO = ("no", "n", "false", "0")

_SHAPE = (
    r"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})"
    r"( [0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?$"
)
_OFFSET = r"(Z|[+-][0-9]{2}:?[0-9]{2})$"
_HAS_OFFSET = r"[0-9]:[0-9.:]+(Z|[+-][0-9]{2}:?[0-9]{2})$"
ENDS = ("target_at",)
"""Columns in which a day without a time is the end of that day."""
_DAY = pl.duration(days=1) - pl.duration(microseconds=1)

NOT_A_MOMENT = (
    "This is not a date that can be read. Write 2024-10-07 or 07/10/2024, "
    "with or without T16:40 after it."
)
NOT_YES_OR_NO = "Write yes or no here."


class Read(NamedTuple):
    """A column read: its value, null for a blank, and where it can't be read."""

    value: pl.Expr
    bad: pl.Expr | None


def as_text(schema: pl.Schema, name: str) -> pl.Expr:
    """Give a column as text without spaces around it, null for a blank."""
    column = pl.col(name)
    text = column if schema[name] == pl.String else column.cast(pl.String)
    stripped = text.str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def yes_or_no(schema: pl.Schema, name: str) -> Read:
    """Read yes and no in any case, or booleans."""
    if schema[name] == pl.Boolean:
        return Read(pl.col(name), None)
    text = as_text(schema, name).str.to_lowercase()
    known = text.is_in([*YES, *NO])
    return Read(pl.when(known).then(text.is_in(YES)), text.is_not_null() & ~known)


def moment(name: str) -> pl.Expr:
    """Give the moment that `with_moments` read from a column."""
    return pl.col(f"_at_{name}")


def not_a_moment(name: str) -> pl.Expr:
    """Say where a cell is not blank and yet no moment, after `with_moments`."""
    return pl.col(f"_bad_{name}")


def is_typed(schema: pl.Schema, name: str) -> bool:
    """Whether every cell of a column is a moment, a day or blank by its type."""
    return isinstance(schema[name], pl.Datetime | pl.Date | pl.Null)


def with_moments(frame: pl.LazyFrame, names: Iterable[str]) -> pl.LazyFrame:
    """Read columns as moments in UK local time, to the microsecond.

    A day without a time is its start, in ENDS its end; an offset is converted.
    """
    schema = frame.collect_schema()
    for name in names:
        if is_typed(schema, name):
            frame = frame.with_columns(_typed(schema, name).alias(f"_at_{name}"))
        else:
            frame = _with_text(frame, schema, name)
    return frame


def _typed(schema: pl.Schema, name: str) -> pl.Expr:
    kind, column = schema[name], pl.col(name)
    if isinstance(kind, pl.Datetime):
        if kind.time_zone is not None:
            column = column.dt.convert_time_zone(LONDON).dt.replace_time_zone(None)
        return column if kind.time_unit == "us" else column.dt.cast_time_unit("us")
    start = column.cast(pl.Datetime("us"))
    return start + _DAY if name in ENDS else start


def _with_text(frame: pl.LazyFrame, schema: pl.Schema, name: str) -> pl.LazyFrame:
    """Read a column of text, a step at a time: one long expression is slow to plan."""
    text, aware, bare, colons, local = (pl.col(f"_{n}_{name}") for n in range(5))
    whole = (
        pl.when(colons == 0)
        .then(bare + " 00:00:00")
        .when(colons == 1)
        .then(bare + ":00")
        .otherwise(bare)
    )
    forms = ("%Y-%m-%d %H:%M:%S%.f", "%d/%m/%Y %H:%M:%S%.f")
    read = pl.coalesce(
        pl.col(f"_5_{name}").str.to_datetime(form, strict=False, time_unit="us")
        for form in forms
    )
    value = pl.when(aware).then(_from_offset(text, local)).otherwise(local)
    if name in ENDS:
        value = pl.when(colons == 0).then(local + _DAY).otherwise(value)
    value = pl.when(text.str.contains(_SHAPE)).then(value)
    steps = (
        as_text(schema, name).str.replace("T", " ", literal=True).alias(f"_0_{name}"),
        text.str.contains(_HAS_OFFSET).alias(f"_1_{name}"),
        pl.when(aware)
        .then(text.str.replace(_OFFSET, ""))
        .otherwise(text)
        .alias(f"_2_{name}"),
        bare.str.count_matches(":", literal=True).alias(f"_3_{name}"),
        whole.alias(f"_5_{name}"),
        read.alias(f"_4_{name}"),
        value.alias(f"_at_{name}"),
        (text.is_not_null() & moment(name).is_null()).alias(f"_bad_{name}"),
    )
    for step in steps:
        frame = frame.with_columns(step)
    return frame.drop(f"_{n}_{name}" for n in range(6))


def _from_offset(text: pl.Expr, local: pl.Expr) -> pl.Expr:
    """Take a moment that was written with an offset to UK local time."""
    offset = text.str.extract(_OFFSET).str.replace(":", "", literal=True)
    hours = offset.str.slice(1, 2).cast(pl.Int64, strict=False).fill_null(0)
    minutes = offset.str.slice(3, 2).cast(pl.Int64, strict=False).fill_null(0)
    ahead = (hours * 60 + minutes) * pl.when(offset.str.starts_with("-")).then(
        -1
    ).otherwise(1)
    aware = (local - pl.duration(minutes=ahead)).dt.replace_time_zone("UTC")
    return aware.dt.convert_time_zone(LONDON).dt.replace_time_zone(None)


def any_of(found: list[pl.Expr | None]) -> pl.Expr | None:
    """Say where any of these holds; None where none of them can."""
    some = [one.fill_null(value=False) for one in found if one is not None]
    return pl.any_horizontal(some) if some else None
