"""A result against last year's: how far it moved, and whether chance alone would do."""

import math
from dataclasses import dataclass

from putright.core.surveys.estimates import SMALL_BASE, Estimate, Z


@dataclass(frozen=True, slots=True)
class Change:
    """Percentage points from one year's weighted result to the next, and their error.

    None where either result, or its error, is not known. `few`: whether either rests
    on fewer answers than its error can be leant on with.
    """

    points: float | None
    se: float | None
    few: bool = False

    @property
    def margin(self) -> float | None:
        """How many points either side chance alone may account for, 19 times in 20."""
        return None if self.se is None else Z * self.se

    @property
    def real(self) -> bool | None:
        """Whether the change is beyond its margin; None where that can't be told."""
        if self.points is None or self.margin is None:
            return None
        return abs(self.points) > self.margin

    @property
    def words(self) -> str:
        """Say it so that nobody takes chance for an improvement."""
        if self.real is None:
            return "can't be told"
        if not self.real:
            return "no change beyond chance"
        way = "up" if self.points is not None and self.points > 0 else "down"
        return f"{way}, on few answers" if self.few else way


def change(before: Estimate, now: Estimate) -> Change:
    """Compare two years' estimates, drawn apart from one another.

    Two surveys that go back to the same households are closer than this allows for.
    Where all of a year say the same, its error of 0 is no error known: three who are
    all satisfied show no rise on ninety in a hundred.
    """
    if before.weighted is None or now.weighted is None:
        return Change(None, None)
    points = now.weighted - before.weighted
    few = min(before.base, now.base) < SMALL_BASE
    blind = before.unanimous or now.unanimous
    if blind or before.se is None or now.se is None:
        return Change(points, None, few)
    return Change(points, math.hypot(before.se, now.se), few)
