"""Responses gathered into cells: all that weights and standard errors depend on.

A cell is one combination of the characteristics that are weighted by. Everybody in it
has the same weight, so half a million answers come down to a few thousand cells, and
the order of the rows can't change a digit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]

BASE = "base "
MET = "met "
"""Before a measure's code: its valid answers, and those satisfied, in a cell."""
RESPONSES = "responses"


@dataclass(frozen=True, slots=True)
class Margin:
    """A characteristic: its values in order, which of them each cell has (`codes`)."""

    characteristic: str
    values: tuple[str, ...]
    codes: Codes

    def sums(self, cells: Floats) -> Floats:
        """Add a number of each cell up, by value."""
        return sums(self.codes, cells, len(self.values))


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one stock type: responses in each, and its value in each margin."""

    responses: Floats
    margins: tuple[Margin, ...]

    @property
    def total(self) -> float:
        """How many responses there are in all cells."""
        return float(self.responses.sum())


def sums(codes: Codes, numbers: Floats, groups: int) -> Floats:
    """Add numbers up by group."""
    return np.bincount(codes, weights=numbers, minlength=groups).astype(np.float64)


def gather(answers: pl.DataFrame, by: Sequence[str]) -> tuple[Cells, pl.DataFrame]:
    """Gather answers into cells by some characteristics, in the order of their values.

    `answers` has a row a response; its columns whose names start with `BASE` and `MET`
    are added up. Gives the cells, and their sums in the same order.
    """
    added = [name for name in answers.columns if name.startswith((BASE, MET))]
    summed = [pl.len().alias(RESPONSES), *(pl.col(added).cast(pl.Int64).sum(),)]
    if by:
        table = answers.group_by(list(by)).agg(summed).sort(list(by))
    else:
        table = answers.select(summed)
    margins = tuple(_margin(table[name]) for name in by)
    return Cells(floats(table[RESPONSES]), margins), table


def _margin(column: pl.Series) -> Margin:
    values = column.unique().sort()
    codes = np.searchsorted(values.to_numpy(), column.to_numpy())
    return Margin(column.name, tuple(values.to_list()), codes.astype(np.intp))


def floats(column: pl.Series) -> Floats:
    """Give a column of numbers as an array."""
    return column.to_numpy().astype(np.float64)
