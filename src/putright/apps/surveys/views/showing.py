"""Results as tables: rounded once, half up, here; none where nothing is counted."""

import math
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from putright.apps.surveys.queries.working_out import Compared
from putright.core.figures.disclosure import withheld
from putright.core.surveys import (
    Change,
    Drivers,
    Estimate,
    GroupResult,
    Likeness,
    Result,
    doubts,
    shortfall,
    small,
)
from putright.rules.satisfaction_measures import MeasureYear

LEAST_SHOWN = 10
"""Under so many valid answers a group's result is not shown: it would tell on people.

The program's own line. A group by which such a one could be worked out goes with it.
"""
Cell = dict[str, object]


def shown(number: float | None, suffix: str = "") -> str:
    """Show a number with 1 decimal, half up; none where there is none."""
    if number is None:
        return "none"
    rounded = Decimal(repr(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded)}{suffix}"


def numeric(text: str) -> Cell:
    """Give a cell of a table that stands to the right."""
    return {"text": text, "numeric": True}


def facts(result: Result) -> list[dict[str, str]]:
    """Say what a stock type's results rest on."""
    weights = result.sample.weights
    weighted = "Not weighted"
    if weights.by:
        weighted = (
            f"By {', '.join(name.replace('_', ' ') for name in weights.by)} "
            f"({weights.method}), from {weights.smallest:.2f} to "
            f"{weights.largest:.2f}; design effect {weights.design_effect:.2f}, about "
            f"as exact as {result.kept / weights.design_effect:,.0f} without weights"
        )
    margin = "none" if result.margin is None else f"±{shown(result.margin)} points"
    methods = "\n".join(
        f"{name.replace('_', ' ') or 'not said'}: {n:,}"
        for name, n in result.methods.items()
    )
    told = {
        "Households": f"{result.sample.households:,.10g}",
        "Responses": f"{result.kept:,} kept of {result.read:,}; one a household",
        "Responses required": f"{math.ceil(result.required):,}",
        "Margin achieved": margin,
        "Weights": weighted,
        "By method": methods,
    }
    return [{"key": key, "value": value} for key, value in told.items()]


def warnings(result: Result, rules: MeasureYear) -> Iterator[str]:
    """Say what somebody should look at before these results leave the house."""
    short = shortfall(result.sample.households, result.kept, rules.accuracy)
    if short:
        yield short
    if result.sample.weights.extreme:
        yield (
            "Some answers count for many, or for next to nothing. Join small groups, "
            "or weight by fewer characteristics."
        )
    yield from doubts(result, rules.name)
    for code, counted in result.counted.items():
        for check, number in counted.checks.items():
            what = _CHECKS[check].format(rules.measures[code].filter)
            yield f"{code}: {number:,} × {what}"


_CHECKS = {
    "not_applicable_not_offered": "“not applicable” where it is not offered; left out",
    "answered_behind_filter": "answered where {} is not yes; left out",
    "not_an_answer": "no answer that is known; left out",
}

MEASURES = ("Base", "Result", "95% interval", "Unweighted")


def measures(
    result: Result, rules: MeasureYear, moved: Compared | None
) -> dict[str, object]:
    """Give every measure of a stock type as a table."""
    head: list[object] = ["Measure", *(numeric(text) for text in MEASURES)]
    if moved:
        head.append(f"Since {moved.year}")
    rows = []
    for code, one in result.estimates.items():
        row: list[object] = [
            f"{code} {rules.measures[code].name}",
            numeric(f"{one.base:,}"),
            numeric(shown(one.weighted, "%")),
            numeric(interval(one)),
            numeric(shown(one.unweighted, "%")),
        ]
        if moved:
            row.append(_moved(moved.changes.get(code)))
        rows.append(row)
    return {"head": head, "rows": rows}


def interval(one: Estimate) -> str:
    """Give the 95% interval."""
    if one.interval is None:
        return "can’t be told: all say the same" if one.unanimous else "none"
    low, high = one.interval
    return f"{shown(low)} to {shown(high)}"


def _moved(one: Change | None) -> str:
    if one is None or one.points is None:
        return "can’t be compared"
    sign = "+" if one.points > 0 else ""
    margin = "" if one.margin is None else f" (±{shown(one.margin)})"
    return f"{one.words}: {sign}{shown(one.points)}{margin}"


def held_back(found: Mapping[str, GroupResult], code: str) -> set[str]:
    """Name the groups of which one measure is not shown."""
    bases = {value: (group.estimates[code].base,) for value, group in found.items()}
    none = {value for value, (base,) in bases.items() if not base}
    return none | withheld(bases, LEAST_SHOWN)


def groups(found: Mapping[str, GroupResult], code: str) -> dict[str, object]:
    """Give one measure by group as a table, small bases flagged or not shown."""
    hidden = held_back(found, code)
    head: list[object] = ["Group", *(numeric(text) for text in ("Base", "Result"))]
    head += [numeric("95% interval"), "Read it so"]
    rows: list[list[object]] = []
    for value, group in found.items():
        one = group.estimates[code]
        name = value.replace("_", " ") or "not known"
        if value in hidden:
            base, why = not_shown(one)
            flag: Cell = {"text": why, "tag": "grey"}
            rows.append([name, numeric(base), numeric(""), numeric(""), flag])
            continue
        flag = {"text": "Small base", "tag": "orange"} if small(one) else {"text": ""}
        rows.append(
            [
                name,
                numeric(f"{one.base:,}"),
                numeric(shown(one.weighted, "%")),
                numeric(interval(one)),
                flag,
            ]
        )
    return {"head": head, "rows": rows}


def not_shown(one: Estimate) -> tuple[str, str]:
    """Say of a group held back how many answers it has, and why it is not shown."""
    if not one.base:
        return "none", "Nobody answered"
    if one.base < LEAST_SHOWN:
        return f"under {LEAST_SHOWN}", "Too few to show"
    return "not shown", "Would tell a smaller group"


def likeness(one: Likeness) -> dict[str, object]:
    """Give how the responses of a characteristic compare with its households."""
    head: list[object] = [
        one.characteristic.replace("_", " ").capitalize(),
        *(numeric(t) for t in ("Households", "Responses", "Ratio")),
    ]
    rows = [
        [
            group.value,
            numeric(shown(group.population, "%")),
            numeric(shown(group.sample, "%")),
            numeric("none" if (ratio := one.ratio(group)) is None else f"{ratio:.2f}"),
        ]
        for group in one.groups
    ]
    return {"head": head, "rows": rows, "says": _test(one), "unknown": one.unknown}


def _test(one: Likeness) -> str:
    if one.p is None:
        return "Whether they differ can’t be told."
    often = "less than once in 1,000" if one.p < 0.001 else f"{one.p:.1%} of the time"
    rough = " This is rough: a group expects fewer than 5." if one.thin else ""
    return f"Chance alone would make them differ as much {often} (chi-square).{rough}"


def drivers(found: Drivers, rules: MeasureYear) -> dict[str, object]:
    """Give the drivers as a table, the heaviest first."""
    head: list[object] = ["Measure", numeric("Weight"), numeric("Odds")]
    head += [numeric("95% interval"), "Note"]
    rows = [
        [
            f"{one.code} {rules.measures[one.code].name}",
            numeric(shown(100 * one.share, "%")),
            numeric(f"{one.odds:.2f}"),
            numeric(f"{one.low:.2f} to {one.high:.2f}"),
            "Can’t be told apart from the others" if one.entangled else "",
        ]
        for one in found.measures
    ]
    return {"head": head, "rows": rows}
