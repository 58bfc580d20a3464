"""Weights: none, cells of one characteristic, or raking over several.

Weights have mean 1 over all responses kept. No cap is put on them, since none is
prescribed; what they cost shows in the design effect and in the smallest and largest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from putright.core.surveys.cells import Cells, Floats, Margin

MOST_ROUNDS = 500
CLOSE_ENOUGH = 1e-9
"""Raking ends once every margin's shares are this close to the population's."""
EXTREME = 5.0
"""A weight over this, or under one in this, lets one answer count as many: a warning.

Our own line, not the regulator's, which prescribes neither a test nor a cap.
"""

Method = Literal["none", "cell", "raking"]


class WeightingError(ValueError):
    """Weights can't be made: the message names the characteristic and what to do.

    `value`: the responses' value at fault, None where it is not theirs; `row`: the
    place of the first such response in its table, where that is known.
    """

    def __init__(
        self,
        says: str,
        characteristic: str = "",
        value: str | None = None,
        row: int | None = None,
    ) -> None:
        """Hold what is wrong and where."""
        super().__init__(says)
        self.characteristic = characteristic
        self.value = value
        self.row = row


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each cell, in the cells' order, and what weighting did."""

    method: Method
    by: tuple[str, ...]
    of: Floats
    smallest: float
    largest: float
    design_effect: float
    rounds: int

    @property
    def extreme(self) -> bool:
        """Whether any weight is so large or small that somebody should look."""
        return self.largest > EXTREME or self.smallest < 1 / EXTREME


def weigh(cells: Cells, population: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weigh cells so that each margin has the population's shares.

    `population`: households by characteristic and value; a margin need not add up to
    anything. Raises WeightingError where a margin can't be met.
    """
    by = tuple(margin.characteristic for margin in cells.margins)
    targets = [_shares(margin, population) for margin in cells.margins]
    weights, rounds = np.ones(len(cells.responses)), 0
    if len(by) == 1:
        weights = _scaled(cells, weights, cells.margins[0], targets[0])
    elif by:
        weights, rounds = _raked(cells, targets)
    total, squares = cells.responses @ weights, cells.responses @ weights**2
    method: Method = "raking" if len(by) > 1 else "cell" if by else "none"
    return Weights(
        method,
        by,
        weights,
        float(weights.min()),
        float(weights.max()),
        float(cells.total * squares / total**2),
        rounds,
    )


def _shares(margin: Margin, population: Mapping[str, Mapping[str, float]]) -> Floats:
    """Give the population's share of each value of a margin, all of them answered."""
    name = margin.characteristic
    households = population.get(name, {})
    if not households:
        raise WeightingError(
            f"The population has no row for {name}, so it can't be weighted by. "
            f"Add its households by {name}, or leave it out."
        )
    for value in margin.values:
        if not value:
            raise WeightingError(
                f"{name} is empty in some responses kept, so they have no weight. "
                f"Fill it in, or leave {name} out.",
                name,
                value,
            )
        if not households.get(value):
            raise WeightingError(
                f"{name} is “{value}” in some responses, and the population has no "
                "household there. Add it to the population or mend the responses.",
                name,
                value,
            )
    for value, number in households.items():
        if number and value not in margin.values:
            raise WeightingError(
                f"Nobody answered in {name} “{value}”, so no weight can stand for its "
                f"{number:g} households. Join it to another value in both files."
            )
    numbers = np.array([households[value] for value in margin.values])
    shares: Floats = numbers / numbers.sum()
    return shares


def _scaled(cells: Cells, weights: Floats, margin: Margin, shares: Floats) -> Floats:
    held = margin.sums(cells.responses * weights)
    scale = shares * cells.total / held
    return weights * scale[margin.codes]


def _raked(cells: Cells, targets: list[Floats]) -> tuple[Floats, int]:
    """Scale to one margin after another until all of them hold."""
    by = [margin.characteristic for margin in cells.margins]
    weights, gaps = np.ones(len(cells.responses)), [np.inf]
    with np.errstate(all="ignore"):  # what can't be met may vanish: it is told below
        for number in range(1, MOST_ROUNDS + 1):
            for margin, shares in zip(cells.margins, targets, strict=True):
                weights = _scaled(cells, weights, margin, shares)
            gaps = _gaps(cells, weights, targets)
            if max(gaps) < CLOSE_ENOUGH:
                return weights, number
            if not np.isfinite(max(gaps)):
                break
    at = int(np.argmax(np.nan_to_num(gaps, nan=np.inf)))
    raise WeightingError(
        f"Raking did not settle in {MOST_ROUNDS} rounds: the shares of "
        f"{by[at]} are not met together with the others. Either groups that they ask "
        "for hold no response in common, or they go so closely together that they say "
        "the same twice: join small values, or leave one out.",
        by[at],
    )


def _gaps(cells: Cells, weights: Floats, targets: list[Floats]) -> list[float]:
    """Give, for each margin, the largest gap between its share and the population's."""
    numbers = cells.responses * weights
    return [
        float(np.abs(margin.sums(numbers) / numbers.sum() - shares).max())
        for margin, shares in zip(cells.margins, targets, strict=True)
    ]
