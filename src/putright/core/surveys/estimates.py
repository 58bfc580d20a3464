"""Proportions of weighted answers, and how far chance alone may move them.

The standard error is design-based and linearised: each response's influence on the
proportion, less what the weighting's margins explain of it, as in a sample without
replacement from N households. It is worked out in cells: within one, a response is
satisfied, not satisfied, or outside the base, and nothing else about it matters.

By hand: four responses of N = 100, unweighted, of which two satisfied and one not, one
outside the base. p = 2/3; influences are 1/9, 1/9, -2/9 and 0, which add up to 0; their
squares to 6/81. Times 4/3, times 1 - 4/100: 0.0948. The root is 0.308, that is 30.8
percentage points.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from putright.core.surveys.cells import Cells, Floats, Margin, sums
from putright.core.surveys.weighting import Weights

Z = 1.96
"""Standard errors either side of a result, for 95% confidence."""
SMALL_BASE = 50
"""Under so many valid answers a result is flagged as resting on few.

The regulator withholds overall satisfaction by method under 50 surveys.
"""
_ALL = 1e-9
"""Percentage points from 0 or 100 that are the computer's and nobody's answer."""
RAKING_PASSES = 10
"""Passes over the margins that take out what raking explains."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A proportion in per cent and its error in percentage points, all unrounded.

    None where nobody is in the base, or where one response can't tell its own spread.
    """

    base: int
    unweighted: float | None
    weighted: float | None
    se: float | None

    @property
    def unanimous(self) -> bool:
        """Whether all who answered are satisfied, or none is.

        The error is then 0, which is no sign of exactness: it says nothing.
        """
        if self.weighted is None:
            return False
        return min(self.weighted, 100 - self.weighted) < _ALL

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval within 0 to 100; None where it can't be told."""
        if self.low is None or self.high is None or self.unanimous:
            return None
        return max(self.low, 0.0), min(self.high, 100.0)

    @property
    def low(self) -> float | None:
        """The lower end of the 95% interval."""
        return self._end(-Z)

    @property
    def high(self) -> float | None:
        """The upper end of the 95% interval."""
        return self._end(Z)

    def _end(self, errors: float) -> float | None:
        if self.weighted is None or self.se is None:
            return None
        return self.weighted + errors * self.se


@dataclass(frozen=True, slots=True)
class Answers:
    """How many valid and how many satisfied answers each cell holds."""

    base: Floats
    met: Floats


def estimate(
    cells: Cells, weights: Weights, answers: Answers, households: float
) -> Estimate:
    """Estimate one measure among all responses of `cells`, of `households` in all.

    `answers` may be those of a group only: the others then count as outside the base,
    which is what makes a group's error right when its size is itself left to chance.
    """
    base, met = float(answers.base.sum()), float(answers.met.sum())
    if not base:
        return Estimate(0, None, None, None)
    heavy = float(weights.of @ answers.base)
    share = float(weights.of @ answers.met) / heavy
    plain = 100 * met / base
    weighted = 100 * share if weights.by else plain
    error = _error(cells, weights, answers, _Influence.of(share, heavy), households)
    return Estimate(int(base), plain, weighted, error)


@dataclass(frozen=True, slots=True)
class _Influence:
    """What one answer moves the proportion by, for each unit of its weight."""

    met: float
    not_met: float

    @classmethod
    def of(cls, share: float, heavy: float) -> "_Influence":
        return cls((1 - share) / heavy, -share / heavy)


def _error(
    cells: Cells,
    weights: Weights,
    answers: Answers,
    influence: _Influence,
    households: float,
) -> float | None:
    n = cells.total
    if n >= households:
        return 0.0
    if n < 2:
        return None
    unmet = answers.base - answers.met
    outside = cells.responses - answers.base
    explained = _explained(
        cells.responses,
        cells.margins,
        influence.met * answers.met + influence.not_met * unmet,
    )
    parts = [
        (answers.met, influence.met - explained),
        (unmet, influence.not_met - explained),
        (outside, -explained),
    ]
    mean = sum(float(count @ (weights.of * left)) for count, left in parts) / n
    squares = sum(
        float(count @ (weights.of * left - mean) ** 2) for count, left in parts
    )
    return 100 * math.sqrt(squares * n / (n - 1) * (1 - n / households))


def _explained(responses: Floats, margins: Sequence[Margin], totals: Floats) -> Floats:
    """Give what the margins explain of each cell's influence, summed in `totals`."""
    explained = np.zeros(len(responses))
    sizes = [margin.sums(responses) for margin in margins]
    for _ in range(RAKING_PASSES if len(margins) > 1 else len(margins)):
        for margin, size in zip(margins, sizes, strict=True):
            left = totals - responses * explained
            means = sums(margin.codes, left, len(size)) / size
            explained = explained + means[margin.codes]
    return explained
