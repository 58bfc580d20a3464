"""The arithmetic of figures: exact parts in, one number out, nothing rounded."""

from collections.abc import Mapping
from fractions import Fraction

import msgspec

Number = int | float
Histogram = Mapping[int, int]
"""How many rows have each value."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A figure's value, for all or for one part of a split.

    `value` is None where the denominator is 0, or where the cell is `hidden`: it counts
    under 5 and one of them is restricted, or another cell would give it away.
    `base`: how many rows the value rests on.
    """

    value: Number | None
    numerator: Number | None
    denominator: Number | None
    base: int = 0
    hidden: bool = False


HIDDEN = Cell(value=None, numerator=None, denominator=None, hidden=True)


def plain(number: Fraction) -> Number:
    """Give a whole number as one, any other as the nearest float."""
    return number.numerator if number.denominator == 1 else float(number)


def over(numerator: Number, denominator: Number, times: int = 1, base: int = 0) -> Cell:
    """Divide, keeping both parts. Over nothing there is no value."""
    value = None
    if denominator:
        value = plain(Fraction(numerator) * times / Fraction(denominator))
    return Cell(value=value, numerator=numerator, denominator=denominator, base=base)


def count(number: int) -> Cell:
    """Give a plain count."""
    return Cell(value=number, numerator=number, denominator=None, base=number)


def pounds(pence: int) -> Number:
    """Give pence as pounds."""
    return plain(Fraction(pence, 100))


def rate(number: int, homes: int | None) -> Cell:
    """Give a number per 1,000 homes; no value where the homes can't be counted."""
    if homes is None:
        return Cell(value=None, numerator=number, denominator=None, base=number)
    return over(number, homes, 1000, base=number)


def money(pence: int, cases: int) -> Cell:
    """Give a sum of money, in pounds."""
    total = pounds(pence)
    return Cell(value=total, numerator=total, denominator=None, base=cases)


def mean_of_money(pence: int, cases: int) -> Cell:
    """Give the mean in pounds over the cases with any."""
    value = plain(Fraction(pence, 100 * cases)) if cases else None
    return Cell(value=value, numerator=pounds(pence), denominator=cases, base=cases)


def mean(histogram: Histogram) -> Cell:
    """Give the mean: the sum over the number of rows."""
    rows = sum(histogram.values())
    total = sum(value * times for value, times in histogram.items())
    return over(total, rows, base=rows)


def median(histogram: Histogram) -> Cell:
    """Give the median: the middle value, or halfway between the two in the middle."""
    rows = sum(histogram.values())
    if not rows:
        return Cell(value=None, numerator=None, denominator=0)
    low, high = _at(histogram, (rows + 1) // 2), _at(histogram, rows // 2 + 1)
    value = plain(Fraction(low + high, 2))
    return Cell(value=value, numerator=None, denominator=rows, base=rows)


def _at(histogram: Histogram, place: int) -> int:
    """Give the value at a place in their order, the first being 1."""
    seen = 0
    for value in sorted(histogram):
        seen += histogram[value]
        if seen >= place:
            return value
    raise ValueError(f"There is no {place}. value among {seen}.")
