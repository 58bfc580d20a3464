"""What has to hold between a landlord's rows, and the rows in which it does not.

Each of these holds in every row of the regulator's returns that it did not take out
itself; a row where one fails was mistyped or counted in two ways.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from putright.core.measures.numbers import plain


class Finding(NamedTuple):
    """Something that does not fit, and whose it is."""

    landlord: str
    year: str
    stock_type: str
    what: str


class _Same(NamedTuple):
    """Two cells, each a measure and its column, that should say the same."""

    code: str
    column: str
    other: str
    other_column: str


_ALIKE = (
    _Same("CH01_1", "numerator", "CH02_1", "denominator"),
    _Same("CH01_2", "numerator", "CH02_2", "denominator"),
    _Same("CH01_1", "denominator", "CH01_2", "denominator"),
    _Same("NM01_1", "denominator", "NM01_2", "denominator"),
)
_Rows = dict[str, Mapping[str, str]]


def findings(rows: Iterable[Mapping[str, str]]) -> list[Finding]:
    """Find what does not fit between rows that each have a result or none.

    `rows`: texts by the columns of counts; those of one landlord, year and stock type
    are held together.
    """
    groups: dict[tuple[str, str, str], _Rows] = {}
    found: list[Finding] = []
    for row in rows:
        key = (row["landlord"].strip(), row["year"].strip(), row["stock_type"].strip())
        mine = groups.setdefault(key, {})
        code = row["measure"].strip()
        if code in mine:
            found.append(Finding(*key, f"{code} stands twice"))
        mine[code] = row
    for key, mine in groups.items():
        found += [Finding(*key, what) for what in _unlike(mine)]
    return [*found, *_homes_apart(groups)]


def _homes_apart(groups: Mapping[tuple[str, str, str], _Rows]) -> Iterator[Finding]:
    """Hold the homes that NM01 divides by against those of each stock type.

    They are both together where both are told, and never fewer than the rented.
    """
    for (landlord, year, stock), mine in groups.items():
        every = _count(mine, "NM01_1", "denominator")
        own = [
            _count(groups.get((landlord, year, one), {}), "CH01_1", "denominator")
            for one in ("LCRA", "LCHO")
        ]
        there = [one for one in own if one is not None]
        known = sum(there, Fraction(0))
        if every is None or not there:
            continue
        if every < known or (len(there) == len(own) and every != known):
            what = (
                f"NM01_1 divides by {plain(every)} homes and CH01_1 by {plain(known)}"
            )
            yield Finding(landlord, year, stock, what)


def _unlike(mine: _Rows) -> list[str]:
    found = []
    for one in _ALIKE:
        said = _count(mine, one.code, one.column)
        other = _count(mine, one.other, one.other_column)
        if said is not None and other is not None and said != other:
            found.append(
                f"the {one.column} of {one.code} is {plain(said)} and the "
                f"{one.other_column} of {one.other} {plain(other)}, "
                "which should be the same"
            )
    every, hate = (_count(mine, code, "numerator") for code in ("NM01_1", "NM01_2"))
    if every is not None and hate is not None and hate > every:
        found.append(
            f"NM01_2 counts {plain(hate)} cases, some of the {plain(every)} of NM01_1"
        )
    return found


def _count(mine: _Rows, code: str, column: str) -> Fraction | None:
    return Fraction(mine[code][column].strip()) if code in mine else None
