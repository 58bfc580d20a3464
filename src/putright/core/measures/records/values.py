"""What measuring a landlord's records gives: counts, what was left out, and checks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from putright.core.measures.numbers import shown
from putright.core.measures.results import Status, outcome
from putright.rules.satisfaction_measures import Measure, MeasureYear

MET = "met"
NOT_MET = "not_met"
LEFT_OUT = "left_out"
REASONS = (
    "other_stock",
    "unknown",
    "refused",
    "cancelled",
    "not_completed",
    "no_target",
)
"""Why a record is left out; of several that fit, the first."""
SHOWN_RECORDS = 20
"""How many records a check names."""


class Fault(NamedTuple):
    """A cell that can't be read. `row` counts the file's data rows from 1."""

    file: str
    row: int
    column: str
    value: str
    why: str


class RecordsRefusedError(ValueError):
    """Some cells of the records can't be read, so nothing was measured."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Hold the faults, one at least."""
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} cells can't be read.")


@dataclass(frozen=True)
class Check:
    """Something that a person should look at. `records`: the first that cause it.

    `measure` is blank where it is about all measures of a file.
    """

    check: str
    measure: str
    count: int
    records: tuple[str, ...] = ()


class Cell(NamedTuple):
    """One result: whole counts, the result as text of so many decimals, its status."""

    numerator: int | None
    denominator: int | None
    result: str | None
    status: Status


@dataclass(frozen=True)
class Measured:
    """One measure of one stock type. `missing` says what it lacks, blank for nothing.

    `left_out`: reason to count, in the order of REASONS, none of them 0. `by`: column
    to value to what it comes to; a blank value is "".
    """

    measure: Measure
    stock_type: str
    total: Cell
    left_out: Mapping[str, int]
    by: Mapping[str, Mapping[str, Cell]]
    missing: str = ""


@dataclass
class Account:
    """A measure while it is counted."""

    met: int = 0
    not_met: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    by: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def add(self, state: str, count: int, labels: Mapping[str, str]) -> None:
        """Count records: `state` is met, not_met, or the reason they are left out."""
        if not count:
            return
        if state in REASONS:
            self.left_out[state] += count
            return
        place = 0 if state == MET else 1
        if state == MET:
            self.met += count
        else:
            self.not_met += count
        for column, value in labels.items():
            pair = self.by.setdefault(column, {}).setdefault(value, [0, 0])
            pair[place] += count


@dataclass
class Homes:
    """The homes that a rate divides by: in all, and by each column of a split."""

    total: int = 0
    by: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, count: int, labels: Mapping[str, str]) -> None:
        """Count homes."""
        self.total += count
        for column, value in labels.items():
            self.by.setdefault(column, Counter())[value] += count


def label(value: object) -> str:
    """Give a split's value as text; "" for a blank."""
    return "" if value is None else str(value).strip()


def share(measure: Measure, account: Account, year: MeasureYear) -> Measured:
    """Close an account of a proportion: what met it over all that was counted."""
    by = {
        column: {
            value: _cell(measure, met, met + not_met, year)
            for value, (met, not_met) in sorted(values.items())
        }
        for column, values in account.by.items()
    }
    total = _cell(measure, account.met, account.met + account.not_met, year)
    return Measured(measure, "", total, ordered(account.left_out), by)


def rate(
    measure: Measure, account: Account, homes: Homes, year: MeasureYear
) -> Measured:
    """Close an account of a rate: what met it over the homes, in each split too."""
    by = {}
    for column, counted in homes.by.items():
        values = account.by.get(column, {})
        by[column] = {
            value: _cell(measure, values.get(value, [0])[0], counted[value], year)
            for value in sorted({*values, *counted})
        }
    total = _cell(measure, account.met, homes.total, year)
    return Measured(measure, "", total, ordered(account.left_out), by)


def _cell(measure: Measure, numerator: int, base: int, year: MeasureYear) -> Cell:
    found = outcome(measure, Fraction(numerator), Fraction(base))
    value = found.value
    text = None if value is None else shown(value, year.rounding.decimals)
    return Cell(numerator, base, text, found.status)


def ordered(left_out: Mapping[str, int]) -> dict[str, int]:
    """Give the reasons that were met with, in the order of REASONS."""
    return {why: left_out[why] for why in REASONS if left_out.get(why)}


def named(records: Iterable[object]) -> tuple[str, ...]:
    """Give the first records of a check, as text."""
    return tuple(label(one) for one in records)[:SHOWN_RECORDS]
