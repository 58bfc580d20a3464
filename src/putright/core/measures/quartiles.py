"""National quartiles: where a landlord's result stands among the regulator's returns.

Among all landlords, and among those of its type, size or region. Results enter
unrounded; a quartile lies between two of them where it has to, in proportion. CH01 and
NM01 have no better end, and nothing here gives them one.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from putright.core.measures.counts import Counted, RowProblemError, read_row
from putright.core.measures.results import outcome

ALL = "all"
GROUPED_BY = ("landlord_type", "size", "region")


class Quartiles(NamedTuple):
    """The quartiles of a measure among some landlords, unrounded.

    `among`: "all", or a column of GROUPED_BY with its `value`. `results`: how many
    landlords have one. `direction`: `up` or `down` where one end is better, else blank.
    """

    measure: str
    stock_type: str
    among: str
    value: str
    results: int
    lower: Fraction
    median: Fraction
    upper: Fraction
    mean: Fraction
    direction: str

    def quarter(self, result: Fraction) -> int:
        """Give the quarter that a result is in: 1 the lowest numbers, 4 the highest.

        It says nothing of good or bad: see `direction`. On an edge, the lower one.
        """
        edges = (self.lower, self.median, self.upper)
        return 1 + sum(result > edge for edge in edges)


def quartiles(rows: Iterable[Mapping[str, str]]) -> list[Quartiles]:
    """Work out every measure's quartiles from the rows of returns or counts.

    A row without a result, whatever the reason, is left out; a column that the rows
    do not have is not grouped by.
    """
    groups: dict[tuple[str, str, str, str], list[Fraction]] = {}
    directions: dict[str, str] = {}
    for row in rows:
        counted = _counted(row)
        if counted is None:
            continue
        value = outcome(counted.measure, counted.numerator, counted.base).value
        if value is None:
            continue
        code = counted.measure.code
        directions[code] = counted.measure.direction
        for among, name in _groups(row):
            key = (code, row["stock_type"].strip(), among, name)
            groups.setdefault(key, []).append(value)
    return [
        _quartiles(key, sorted(values), directions[key[0]])
        for key, values in sorted(groups.items())
    ]


def _counted(row: Mapping[str, str]) -> Counted | None:
    try:
        return read_row(row)
    except RowProblemError:
        return None


def _groups(row: Mapping[str, str]) -> list[tuple[str, str]]:
    said = ((name, row.get(name, "").strip()) for name in GROUPED_BY)
    return [(ALL, ""), *((name, text) for name, text in said if text)]


def _quartiles(
    key: tuple[str, str, str, str], values: Sequence[Fraction], direction: str
) -> Quartiles:
    lower, median, upper = (_at(values, Fraction(n, 4)) for n in (1, 2, 3))
    mean = sum(values, Fraction(0)) / len(values)
    return Quartiles(*key, len(values), lower, median, upper, mean, direction)


def _at(values: Sequence[Fraction], part: Fraction) -> Fraction:
    """Give the value so far along the sorted ones, in proportion between two."""
    place = part * (len(values) - 1)
    below = place.numerator // place.denominator
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)
