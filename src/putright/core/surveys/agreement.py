"""How far the themes suggested by words agree with those a person gave: kappa.

Cohen's kappa takes off what two would agree on by chance. By hand: of 50 comments both
say damp 20 times and repairs 15 times; the person says damp and the words repairs 5
times, the other way round 10 times. They agree on 35 of 50, 0.7. The person says damp
in 25 of 50, the words in 30: chance alone agrees on 0.5 × 0.6 + 0.5 × 0.4 = 0.5. Kappa
is (0.7 − 0.5) / (1 − 0.5) = 0.4.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from putright.core.surveys.estimates import Z

ENOUGH = 100
"""Comments to mark by hand before anybody leans on the figure."""
_MEANINGS = (
    (0.8, "The words sort nearly as a person does."),
    (0.6, "The words sort much as a person does: read counts as about right."),
    (0.4, "The words and the person often differ: read counts as a rough guide."),
    (0.2, "The words and the person differ too often to go by: give better words."),
)
_NONE = "The words sort hardly better than chance: give better words."


@dataclass(frozen=True, slots=True)
class Agreement:
    """So many comments sorted twice; shares of 1 that agree, and by chance would.

    `kappa`: 1 is full agreement, 0 no better than chance; None where all are in one
    theme by both, so that chance alone explains everything. `low` and `high` are its
    95% interval, within -1 to 1; None where all or none agree, since the error is then
    0 however few they are.
    """

    number: int
    observed: float
    expected: float
    kappa: float | None
    low: float | None
    high: float | None

    @property
    def meaning(self) -> str:
        """Say what kappa means for whoever reads the counts."""
        if self.kappa is None:
            return "It can't be told: everything is in one theme."
        for least, says in _MEANINGS:
            if self.kappa >= least:
                return says
        return _NONE


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement | None:
    """Compare what a person and the words said of each comment; None for no comment."""
    number = len(pairs)
    if not number:
        return None
    ours = Counter(one for one, _ in pairs)
    theirs = Counter(other for _, other in pairs)
    same = sum(one == other for one, other in pairs)
    by_chance = sum(ours[name] * theirs[name] for name in ours)
    observed, expected = same / number, by_chance / number**2
    if by_chance == number**2:
        return Agreement(number, observed, expected, None, None, None)
    kappa = (same * number - by_chance) / (number**2 - by_chance)
    if same in (0, number):
        return Agreement(number, observed, expected, kappa, None, None)
    error = math.sqrt(observed * (1 - observed) / number) / (1 - expected)
    low, high = max(-1.0, kappa - Z * error), min(1.0, kappa + Z * error)
    return Agreement(number, observed, expected, kappa, low, high)
