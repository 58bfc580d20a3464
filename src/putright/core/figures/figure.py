"""A figure: declared once, as data, and judged row by row.

What a figure counts is its population. Its sorts are tried in order, and the first that
fits a row says whether it met the figure, did not, or is left out, and why.
"""

import msgspec

from putright.core.figures.rules import ALWAYS, Row, Rule, Setting, columns_of, holds

COUNT = "count"
PERCENT = "percent"
MEAN = "mean"
MEDIAN = "median"
SUM = "sum"
MEAN_OF_CASES = "mean_of_cases"
PER_1000 = "per_1000"
RATIO = "ratio"

MET = "met"
NOT_MET = "not_met"
LEFT_OUT = "left_out"


class Sort(msgspec.Struct, frozen=True):
    """One way a row may stand to a figure: `met`, `not_met` or `left_out`, and why."""

    counted: str
    why: str
    rule: Rule = ALWAYS


COUNTED = (Sort(MET, "counted"),)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure.

    `measure`: count (of what met it), percent (met over met and not met), mean, median
    or sum of `column` over what met it, mean_of_cases (that sum over the cases),
    per_1000 (the count on the homes owned at the end of the period), ratio (the first
    of `over` over the second). `grain` is the kind of row, `period` the date that puts
    a row in a period. A `snapshot` judges at the end of the period, or on the as-at day
    if that comes first, and counts what was received until then. `stage` limits stages.
    `homes`: the stock types in the denominator, all where empty. `direction`: `up`
    where more is better, `down` where less is, else empty: no figure of how many
    complain has one (3.3). `source`: the provision or measure it answers to.
    """

    code: str
    title: str
    unit: str
    source: str
    measure: str = COUNT
    grain: str = ""
    period: str = ""
    stage: int = 0
    population: Rule = ALWAYS
    sorts: tuple[Sort, ...] = COUNTED
    column: str = ""
    snapshot: bool = False
    homes: tuple[str, ...] = ()
    over: tuple[str, str] = ("", "")
    direction: str = ""

    @property
    def columns(self) -> frozenset[str]:
        """Every column that the figure looks at."""
        rules = [self.population, *(sort.rule for sort in self.sorts)]
        named = {self.period, self.column} - {""}
        return frozenset(named).union(*(columns_of(rule) for rule in rules))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason for which a row is left out."""
        whys = [sort.why for sort in self.sorts if sort.counted == LEFT_OUT]
        return tuple(dict.fromkeys(whys))


def classify(figure: Figure, row: Row, setting: Setting) -> Sort | None:
    """Tell how a row stands to a figure; None where it is not of its population.

    Whether the row is in the period is not asked here.
    """
    if not holds(figure.population, row, setting):
        return None
    for sort in figure.sorts:
        if holds(sort.rule, row, setting):
            return sort
    return None
