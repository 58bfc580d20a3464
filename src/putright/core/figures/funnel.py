"""A funnel: which parts have more or fewer cases than chance alone would give them."""

import math

import msgspec

TAIL = 0.001
"""The chance, either way, of a part beyond a limit where all parts have one rate."""


class Funnel(msgspec.Struct, frozen=True):
    """How many cases chance alone gives a part, 998 times of 1,000: both included."""

    lower: int
    upper: int

    def side(self, cases: int) -> str:
        """Give `high` or `low` for a number outside, nothing for one within."""
        if cases > self.upper:
            return "high"
        return "low" if cases < self.lower else ""


def funnel(cases: int, homes: int, homes_here: int) -> Funnel:
    """Give the 99.8% limits of a part's cases, from the rate of the whole.

    `cases` over `homes` is the rate of the whole, `homes_here` the part's own homes.
    The limits are a Poisson count's own. Raises ValueError without homes.
    """
    if homes <= 0:
        raise ValueError(f"A rate needs homes, and the whole has {homes}.")
    expected = cases * homes_here / homes
    if expected <= 0:
        return Funnel(0, 0)
    lower = upper = number = 0
    below = 0.0
    while below < 1 - TAIL:
        log = number * math.log(expected) - expected - math.lgamma(number + 1)
        below += math.exp(log)
        if below < TAIL:
            lower = number + 1
        upper = number
        number += 1
        if number > expected + 20 * math.sqrt(expected) + 100:
            break  # what rounding left over of the whole is less than a tail
    return Funnel(lower, upper)
