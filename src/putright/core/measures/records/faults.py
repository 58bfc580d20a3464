"""Cells that can't be read: found by their row, once it is known there are some."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from putright.core.measures.records.columns import any_of
from putright.core.measures.records.values import Fault, label

MOST = 20
"""How many faults are told."""


class Wrong(NamedTuple):
    """Where a column can't be read, and what to say then."""

    column: str
    bad: pl.Expr
    why: str


def find(frame: pl.LazyFrame, file: str, wrong: Sequence[Wrong]) -> list[Fault]:
    """Give the first cells that can't be read, by row, then by column."""
    bad = any_of([one.bad for one in wrong])
    if bad is None:
        return []
    marks = [
        one.bad.fill_null(value=False).alias(f"_bad_{one.column}") for one in wrong
    ]
    rows = (
        frame.with_row_index("_row", offset=1)
        .filter(bad)
        .head(MOST)
        .with_columns(marks)
        .collect(engine="streaming")
    )
    return [
        Fault(file, row["_row"], one.column, label(row[one.column]), one.why)
        for row in rows.iter_rows(named=True)
        for one in wrong
        if row[f"_bad_{one.column}"]
    ][:MOST]
