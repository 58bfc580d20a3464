"""What the Tenant Satisfaction Measures of a reporting year hold, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

PERCEPTION = "perception"
PROPORTION = "proportion"
RATE = "rate"
KINDS = (PERCEPTION, PROPORTION, RATE)
STOCK_TYPES = ("LCRA", "LCHO", "combined")


@dataclass(frozen=True)
class Measure:
    """One measure, or one part of a measure in two parts.

    `kind`: perception (a share of survey answers) or proportion, both in percent, or
    rate, per 1,000 homes. `stock_types`: those it is reported for. `direction`: `up`
    where more is better, `down` where less is, blank where neither is. A perception
    measure has a `question`, a `scale` best answer first, and perhaps a `filter`, by
    its code; `not_applicable`: whether that answer is offered (it is never in the
    base). The others have `numerator` and `denominator` in words; `same_as` names the
    measure whose numerator its denominator is.
    """

    code: str
    name: str
    kind: str
    stock_types: tuple[str, ...]
    direction: str
    question: str
    scale: tuple[str, ...]
    filter: str
    not_applicable: bool
    numerator: str
    denominator: str
    same_as: str

    @property
    def unit(self) -> str:
        """What the result is in: `percent` or `per_1000`."""
        return "per_1000" if self.kind == RATE else "percent"

    @property
    def times(self) -> int:
        """What numerator over denominator is multiplied by."""
        return 1000 if self.kind == RATE else 100

    @property
    def official(self) -> str:
        """The code as the regulator writes it, such as CH01(1)."""
        code, _, part = self.code.partition("_")
        return f"{code}({part})" if part else code


@dataclass(frozen=True)
class Filter:
    """A question that has to be answered yes before another is asked."""

    code: str
    question: str
    source: str


@dataclass(frozen=True)
class Band:
    """The margin of error to reach, as a share, from a population of this size."""

    population_from: int
    margin: Decimal


@dataclass(frozen=True)
class Accuracy:
    """How exact a survey has to be: `bands`, the largest population first.

    `z` and `proportion` are those of the margin. `census_enough_up_to`: up to this
    population a census will do where the margin can't be reached.
    """

    z: Decimal
    proportion: Decimal
    bands: tuple[Band, ...]
    census_enough_up_to: int
    source: str
    unsure: str

    def band(self, population: int) -> Band:
        """The band of a population. ValueError for a population under 1."""
        for band in self.bands:
            if population >= band.population_from:
                return band
        raise ValueError(f"There is no population of {population}: give 1 or more.")


@dataclass(frozen=True)
class Rounding:
    """How a result is shown: decimals, half up; `exact_decimals` for the long form."""

    decimals: int
    exact_decimals: int
    source: str
    unsure: str


@dataclass(frozen=True)
class Sizes:
    """From how many homes a landlord submits, and reports shared ownership apart."""

    submits_from: int
    lcho_separately_from: int
    source: str
    unsure: str


@dataclass(frozen=True)
class Workbook:
    """The sheets of the regulator's published workbook of a year.

    `perception` gives the sheet of each stock type.
    """

    management: str
    perception: Mapping[str, str]
    source: str


@dataclass(frozen=True)
class NotKnown:
    """A question that no text read here answers, and the reading taken meanwhile."""

    code: str
    question: str
    reading: str


@dataclass(frozen=True, eq=False)
class MeasureYear:
    """The measures of one reporting year.

    `publish`: what is published beside the survey's results, by letter;
    `publish_also`: what else is. `codes`: what the regulator writes where no number
    stands. `workbook`: None where the layout of that year's is not known.
    """

    name: str
    title: str
    issuer: str
    source: str
    read_on: date
    certainty: tuple[str, ...]
    measures: Mapping[str, Measure]
    filters: Mapping[str, Filter]
    accuracy: Accuracy
    rounding: Rounding
    sizes: Sizes
    codes: Mapping[str, str]
    publish: Mapping[str, str]
    publish_also: tuple[str, ...]
    publish_unsure: str
    not_known: Mapping[str, NotKnown]
    workbook: Workbook | None

    @property
    def perception(self) -> tuple[Measure, ...]:
        """The measures that come from the survey."""
        return tuple(m for m in self.measures.values() if m.kind == PERCEPTION)

    @property
    def management(self) -> tuple[Measure, ...]:
        """The measures that come from management information."""
        return tuple(m for m in self.measures.values() if m.kind != PERCEPTION)
