"""How sure it is that a relation was meant: rows that obey it, against chance.

A relation is proposed by its headings or by the numbers. Each row that obeys it is
evidence by so much as it is unlikely that unrelated numbers would; looking through many
candidates costs evidence again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import log

from putright.core.reconcile.findings import Finding
from putright.core.reconcile.printed import Number

SAMPLE = 80
"""Rows looked at to choose between many relations; the chosen one is held to all."""
FIRST_LOOK = 12
NEARLY_ALL = Fraction(3, 4)
"""The least share of rows that must obey a relation that no heading states."""


@dataclass(frozen=True, slots=True)
class Test:
    """One row or cell held to a relation: it holds with a weight, or what is found.

    `tell` makes the finding only when it is asked for: many relations are tried.
    """

    __test__ = False  # the name is no test's

    weight: float = 0.0
    found: Finding | None = None
    tell: Callable[[], Finding | None] | None = None

    @property
    def holds(self) -> bool:
        """Say whether the row obeys the relation."""
        return self.found is None and self.tell is None


def weigh(value: Fraction) -> float:
    """Give the evidence in a sum that comes out: a big one seldom does by chance."""
    return min(log(1 + abs(float(value))), 7.0)


def weigh_rate(shown: Number) -> float:
    """Give the evidence in a rate that comes out; nothing and all say little."""
    if shown.value in (0, 100):
        return 0.2
    few = log(1 + abs(float(shown.value / shown.step)))
    return min(few, log(20 * 10**shown.places))


def holding(tests: Sequence[Test]) -> int:
    """Count the tests that hold."""
    return sum(test.holds for test in tests)


def nearly_all(tests: Sequence[Test], least: Fraction = NEARLY_ALL) -> bool:
    """Say whether nearly all tests hold."""
    return bool(tests) and Fraction(holding(tests), len(tests)) >= least


def telling(tests: Sequence[Test]) -> int:
    """Count the tests that hold and say something: nothing plus nothing does not."""
    return sum(test.holds and test.weight > 0.5 for test in tests)


def half_hold(tests: Sequence[Test]) -> bool:
    """Say whether as many tests hold tellingly as do not hold: enough where named."""
    return telling(tests) >= max(len(tests) - holding(tests), 1)


def evidence(tests: Sequence[Test]) -> float:
    """Add up the evidence, less what the rows that disobey take away."""
    held = sum(test.weight for test in tests)
    return held - 2.0 * (len(tests) - holding(tests))


def found(tests: Sequence[Test]) -> list[Finding]:
    """Give what was found in the tests that do not hold."""
    told = [test.found if test.tell is None else test.tell() for test in tests]
    return [one for one in told if one is not None]


def sampled(tests: Iterable[Test]) -> list[Test]:
    """Take the tests of the first rows; after a dozen, go on only if a third hold."""
    taken: list[Test] = []
    for test in islice(tests, SAMPLE):
        taken.append(test)
        if len(taken) == FIRST_LOOK and 3 * holding(taken) < FIRST_LOOK:
            break
    return taken
