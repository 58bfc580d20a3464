"""A survey's results as plain values, ready to be written as JSON."""

from collections.abc import Mapping
from typing import Annotated

import msgspec

from putright.core.surveys.change import Change
from putright.core.surveys.drivers import Drivers
from putright.core.surveys.estimates import Estimate
from putright.core.surveys.groups import GroupResult, small
from putright.core.surveys.questions import Counted
from putright.core.surveys.survey import Result

Plain = dict[str, object]


def told(results: Mapping[str, Result]) -> Plain:
    """Give all stock types; every number is unrounded, and none is ever NaN."""
    return {"stock_types": {name: _stock_type(one) for name, one in results.items()}}


def _stock_type(result: Result) -> Plain:
    weights = result.sample.weights
    return {
        "read": result.read,
        "kept": result.kept,
        "methods": dict(result.methods),
        "required_sample": result.required,
        "margin": result.margin,
        "weighting": {
            "method": weights.method,
            "by": list(weights.by),
            "smallest": weights.smallest,
            "largest": weights.largest,
            "design_effect": weights.design_effect,
        },
        "representativeness": [
            {
                "characteristic": group.characteristic,
                "value": group.value,
                "households": _whole(group.households),
                "population": group.population,
                "responses": group.responses,
                "sample": group.sample,
            }
            for one in result.likeness
            for group in one.groups
        ],
        "measures": {
            code: measure(result.counted[code], estimate)
            for code, estimate in result.estimates.items()
        },
        "checks": [
            {"check": check, "measure": code, "count": number}
            for code, counted in result.counted.items()
            for check, number in counted.checks.items()
        ],
    }


def measure(counted: Counted, estimate: Estimate) -> Plain:
    """Give one measure's counts and estimate."""
    return {
        "base": estimate.base,
        "counts": list(counted.counts),
        "not_applicable": counted.not_applicable,
        **proportion(estimate),
    }


def proportion(estimate: Estimate) -> Plain:
    """Give an estimate's per cent and percentage points."""
    return {
        "unweighted": estimate.unweighted,
        "weighted": estimate.weighted,
        "se": estimate.se,
        "low": estimate.low,
        "high": estimate.high,
    }


def _whole(number: float) -> int | float:
    return int(number) if number.is_integer() else number


def told_groups(groups: Mapping[str, GroupResult]) -> Plain:
    """Give the results of groups, by value and measure; `small` flags a thin base."""
    return {
        value: {
            "responses": group.responses,
            "measures": {
                code: {
                    "base": one.base,
                    **proportion(one),
                    "small": small(one),
                }
                for code, one in group.estimates.items()
            },
        }
        for value, group in groups.items()
    }


def told_changes(changes: Mapping[str, Change]) -> Plain:
    """Give changes by measure; `real` is null where it can't be told."""
    return {
        code: {
            "points": one.points,
            "margin": one.margin,
            "real": one.real,
            "few": one.few,
        }
        for code, one in changes.items()
    }


def told_drivers(found: Drivers) -> Plain:
    """Give the drivers of overall satisfaction, the heaviest first."""
    return {
        "used": found.used,
        "kept": found.kept,
        "measures": [msgspec.to_builtins(one) for one in found.measures],
    }


_Share = Annotated[float, msgspec.Meta(ge=-1e-6, le=100 + 1e-6)]
"""Per cent, with what a computer's sum may be beside it."""


class _Measure(msgspec.Struct):
    base: Annotated[int, msgspec.Meta(ge=0)]
    unweighted: _Share | None
    weighted: _Share | None
    se: Annotated[float, msgspec.Meta(ge=0)] | None


class _StockType(msgspec.Struct):
    measures: dict[str, _Measure]


class _Told(msgspec.Struct):
    stock_types: dict[str, _StockType]


def estimates_from(text: bytes) -> dict[str, dict[str, Estimate]]:
    """Read estimates back from the text of `told`, by stock type and measure.

    Raises ValueError for anything else.
    """
    try:
        found = msgspec.json.decode(text, type=_Told)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(
            f"This is no answer of an earlier survey: {error}. Give the file that "
            "--json wrote for that year."
        ) from error
    return {
        stock_type: {
            code: Estimate(m.base, m.unweighted, m.weighted, m.se)
            for code, m in one.measures.items()
        }
        for stock_type, one in found.stock_types.items()
    }
