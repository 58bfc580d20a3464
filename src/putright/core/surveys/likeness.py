"""Whether those who answered are like the tenants they stand for, by characteristic."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

LEAST_EXPECTED = 5.0
"""Where a group expects fewer responses than this, chi-square is only rough."""


@dataclass(frozen=True, slots=True)
class Group:
    """One value of a characteristic: households, responses, and their shares.

    Shares are in per cent: `population` of the margin, `sample` of all responses kept.
    """

    characteristic: str
    value: str
    households: float
    responses: int
    population: float | None
    sample: float | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one characteristic's responses compare with its households.

    `unknown`: responses whose value the population does not have, empty ones too; they
    stand outside the ratios and the test. `chi_square` compares the responses with the
    population's shares, with `freedom` degrees; `p` is how often chance alone departs
    as far. All None where they can't be told; `thin` where a group expects fewer
    than 5 responses, so that `p` is rough.
    """

    characteristic: str
    groups: tuple[Group, ...]
    unknown: int
    chi_square: float | None
    freedom: int
    p: float | None
    thin: bool

    def ratio(self, group: Group) -> float | None:
        """Give a group's share of responses over its share of households; 1 is even."""
        known = sum(one.responses for one in self.groups)
        if not known or not group.population:
            return None
        return 100 * group.responses / known / group.population


def likeness(
    kept: pl.DataFrame, margins: Mapping[str, Mapping[str, float]]
) -> tuple[Likeness, ...]:
    """Compare responses with every characteristic of the population, in its order."""
    return tuple(_compare(kept, name, margin) for name, margin in margins.items())


def _compare(kept: pl.DataFrame, name: str, margin: Mapping[str, float]) -> Likeness:
    found: dict[str, int] = {}
    if name in kept.columns:
        counted = kept.group_by(name).len()
        found = dict(counted.select(name, "len").iter_rows())
    whole = sum(margin.values())
    groups = tuple(
        Group(
            characteristic=name,
            value=value,
            households=number,
            responses=found.get(value, 0),
            population=100 * number / whole if whole else None,
            sample=100 * found.get(value, 0) / kept.height if kept.height else None,
        )
        for value, number in margin.items()
    )
    known = sum(group.responses for group in groups)
    expected = [known * number / whole for number in margin.values()] if whole else []
    chi_square = _chi_square([group.responses for group in groups], expected)
    freedom = sum(1 for number in expected if number) - 1
    return Likeness(
        characteristic=name,
        groups=groups,
        unknown=kept.height - known,
        chi_square=chi_square,
        freedom=max(freedom, 0),
        p=None if chi_square is None else beyond(chi_square, freedom),
        thin=any(number < LEAST_EXPECTED for number in expected),
    )


def _chi_square(found: Sequence[int], expected: Sequence[float]) -> float | None:
    """Give the distance, or None: nobody known, one group, or one expected empty."""
    pairs = [(n, e) for n, e in zip(found, expected, strict=False) if n or e]
    if len(pairs) < 2 or not all(e for _, e in pairs):
        return None
    return sum((n - e) ** 2 / e for n, e in pairs)


def beyond(chi_square: float, freedom: int) -> float:
    """Give the chance of a chi-square this large or larger: the upper tail.

    Exact, by its finite series: erfc starts the odd degrees, exp the even ones.
    """
    half = chi_square / 2
    if half <= 0:
        return 1.0
    if freedom % 2:
        tail, power = math.erfc(math.sqrt(half)), 0.5
    else:
        tail, power = math.exp(-half), 1.0
    while power < freedom / 2:
        tail += math.exp(power * math.log(half) - half - math.lgamma(power + 1))
        power += 1
    return min(tail, 1.0)
