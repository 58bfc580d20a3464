"""A survey's results as lines for people to read: rounded once, half up, here."""

import math
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from putright.config.commands.tsm_survey_more import More
from putright.core.surveys import (
    Change,
    Drivers,
    Estimate,
    GroupResult,
    Likeness,
    Result,
    small,
)
from putright.rules.satisfaction_measures import MeasureYear


def lines_of(
    stock_type: str, result: Result, more: More, rules: MeasureYear
) -> Iterator[str]:
    """Give one stock type's lines."""
    households = result.sample.households
    yield f"{stock_type}: {result.read:,} responses read, {result.kept:,} kept."
    used = ", ".join(f"{name or '(none)'} {n:,}" for name, n in result.methods.items())
    yield f"By method: {used}."
    margin = "none" if result.margin is None else f"±{shown(result.margin)}"
    required = f"{math.ceil(result.required):,}"
    yield f"Of {households:,.10g} households, {required} responses are required."
    yield f"The margin achieved is {margin} points."
    yield _weighting(result)
    yield ""
    yield f"{'':6}{'base':>8}{'result':>9}{'95% interval':>16}{'unweighted':>12}"
    for code, one in result.estimates.items():
        moved = more.changes.get(code)
        yield _measure(code, one) + (_moved(moved) if moved else "")
    for column, groups in more.groups.items():
        yield from _groups(column, groups)
    if more.drivers:
        yield from _drivers(more.drivers)
    for compared in result.likeness:
        yield from _likeness(compared)
    yield ""


def shown(number: float | None) -> str:
    """Show a number with 1 decimal, half up; `none` where there is none."""
    if number is None:
        return "none"
    rounded = Decimal(repr(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(rounded if rounded else abs(rounded))


def _weighting(result: Result) -> str:
    weights = result.sample.weights
    if not weights.by:
        return "Not weighted."
    return (
        f"Weighted by {', '.join(weights.by)} ({weights.method}): weights "
        f"{weights.smallest:.2f} to {weights.largest:.2f}, "
        f"design effect {weights.design_effect:.2f}."
    )


def _measure(code: str, one: Estimate) -> str:
    interval = "can't be told" if one.unanimous else "none"
    if one.interval:
        low, high = one.interval
        interval = f"{shown(low)} to {shown(high)}"
    return (
        f"{code:6}{one.base:>8,}{shown(one.weighted):>9}{interval:>16}"
        f"{shown(one.unweighted):>12}"
    )


def _moved(moved: Change) -> str:
    if moved.points is None:
        return "  last year: can't be compared"
    sign = "+" if moved.points > 0 else ""
    return (
        f"  last year {sign}{shown(moved.points)} "
        f"(±{shown(moved.margin)}): {moved.words}"
    )


def _groups(column: str, groups: Mapping[str, GroupResult]) -> Iterator[str]:
    for value, group in groups.items():
        yield ""
        yield f"{column} {value or '(empty)'}: {group.responses:,} responses"
        for code, one in group.estimates.items():
            yield _measure(code, one) + ("  small base" if small(one) else "")


def _drivers(found: Drivers) -> Iterator[str]:
    yield ""
    yield (
        f"What goes with TP01, from {found.used:,} of {found.kept:,} responses, those "
        "that answer everything."
    )
    yield "Its part of what all of them tell of TP01, and the odds of a higher TP01 for"
    yield "each step up. Neither shows a cause. Answers as they are, unweighted."
    for one in found.measures:
        yield (
            f"{one.code:6}{shown(100 * one.share):>8}%"
            f"{one.odds:>8.2f}{f'{one.low:.2f} to {one.high:.2f}':>16}"
            f"{'  not told apart from the others' if one.entangled else ''}"
        )


def _likeness(one: Likeness) -> Iterator[str]:
    yield ""
    yield f"{one.characteristic:24}{'households %':>14}{'responses %':>13}{'ratio':>8}"
    for group in one.groups:
        ratio = one.ratio(group)
        yield (
            f"{group.value[:23]:24}{shown(group.population):>14}"
            f"{shown(group.sample):>13}{'none' if ratio is None else f'{ratio:.2f}':>8}"
        )
    if one.unknown:
        yield f"{one.unknown:,} responses have no value that the population has."
    if one.p is not None and one.chi_square is not None:
        rough = "; rough, since a group expects fewer than 5" if one.thin else ""
        yield (
            f"Chi-square {one.chi_square:.1f} on {one.freedom}: chance alone would "
            f"differ as much {_often(one.p)}{rough}."
        )


def _often(p: float) -> str:
    if p < 0.001:
        return "less than once in 1,000"
    return f"{p * 100:.1f} times in 100"
