"""A measure's result from what it counted, and whether there is one."""

from fractions import Fraction
from typing import Literal, NamedTuple

from putright.core.measures.numbers import plain
from putright.rules.satisfaction_measures import PERCEPTION, RATE, Measure

Status = Literal["ok", "not_applicable", "invalid", "missing"]


class Outcome(NamedTuple):
    """A result in the measure's unit, unrounded; None unless `status` is ok."""

    status: Status
    value: Fraction | None = None
    problem: str = ""


def outcome(measure: Measure, numerator: Fraction, base: Fraction) -> Outcome:
    """Work a result out: with nothing to divide by there is none.

    Invalid: a share over the whole, or something over nothing.
    """
    if base == 0:
        if numerator > 0:
            why = f"the numerator is {plain(numerator)} and the denominator 0"
            return Outcome("invalid", problem=why)
        return Outcome("not_applicable")
    if measure.kind != RATE and numerator > base:
        part = "answers" if measure.kind == PERCEPTION else "numerator"
        why = f"the {part}, {plain(numerator)}, is above the whole, {plain(base)}"
        return Outcome("invalid", problem=why)
    return Outcome("ok", numerator * measure.times / base)
