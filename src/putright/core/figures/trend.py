"""A trend with control limits: the individuals chart (XmR), on plain numbers."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

import msgspec

FACTOR = 2.66
"""3 over 1.128: from the average moving range to three standard deviations, 1.128 being
the usual range of two values whose standard deviation is 1."""
FEWEST = 8
"""Values below which no limits are drawn: from so few they would say little."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The mean of a trend's values and its natural process limits, in their unit.

    `moving_range`: the average of the differences between neighbours. `outside`: the
    places, from 0, of the values beyond a limit.
    """

    mean: float
    lower: float
    upper: float
    moving_range: float
    outside: tuple[int, ...]


def limits(
    values: Sequence[float | None],
    *,
    floor: float | None = None,
    ceiling: float | None = None,
    fewest: int = FEWEST,
) -> Limits | None:
    """Give mean ± 2.66 × average moving range; None where too few values are known.

    A value that is None breaks the chain: no moving range is taken across it. Limits
    go no further than `floor` and `ceiling`, where a value can't be beyond them.
    """
    known = [value for value in values if value is not None]
    ranges = [
        abs(now - before)
        for before, now in pairwise(values)
        if before is not None and now is not None
    ]
    if len(known) < fewest or not ranges:
        return None
    mean, moving = fmean(known), fmean(ranges)
    lower, upper = mean - FACTOR * moving, mean + FACTOR * moving
    if floor is not None:
        lower = max(lower, floor)
    if ceiling is not None:
        upper = min(upper, ceiling)
    outside = tuple(
        place
        for place, value in enumerate(values)
        if value is not None and not lower <= value <= upper
    )
    return Limits(
        mean=mean, lower=lower, upper=upper, moving_range=moving, outside=outside
    )
