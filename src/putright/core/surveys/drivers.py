"""What goes with overall satisfaction: how much each other answer weighs on it.

A proportional odds regression of TP01 on the measures that everybody is asked, and each
measure's part in it by relative weights. It shows what goes together, not what causes
what, and takes answers as they are, unweighted. It needs statsmodels, which is an extra
of the program: `stats`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from putright.core.surveys.cells import BASE, Floats
from putright.core.surveys.estimates import Z
from putright.core.surveys.questions import CODE
from putright.core.surveys.survey import Sample

OVERALL = "TP01"
LEAST_EACH = 20
"""Complete responses for each measure below which nothing is fitted."""
MOST_ALIKE = 1e6
"""Condition of the answers past which no computer tells their weights apart."""
ENTANGLED_FROM = 5.0
"""Variance inflation from which a measure can't be told apart from the others."""


class NoStatisticsError(RuntimeError):
    """The extra that fits regressions is not installed: how to install it."""


class NoDriversError(ValueError):
    """Drivers can't be told from these responses: why, and what to do."""


@dataclass(frozen=True, slots=True)
class Driver:
    """One measure's weight: the odds of a higher TP01 for each step up in its answer.

    `low` and `high` are the 95% interval; 1 is no weight. `share`: its relative weight,
    its part of what all of them together tell of TP01; the shares add up to 1.
    `entangled`: its answers go so much with those of the others that it can't be told
    apart.
    """

    code: str
    odds: float
    low: float
    high: float
    share: float
    entangled: bool


@dataclass(frozen=True, slots=True)
class Drivers:
    """The measures, the largest share first, from `used` of `kept` responses.

    Only a response that answers all of them is used.
    """

    used: int
    kept: int
    measures: tuple[Driver, ...]


def drivers(sample: Sample) -> Drivers:
    """Fit overall satisfaction on the other measures of one stock type.

    Raises NoStatisticsError where the extra is missing, NoDriversError where the
    responses are too few, too much alike, or decide it altogether.
    """
    codes = [
        one.code
        for one in sample.measures
        if one.code != OVERALL and not one.filter and sample.rows[BASE + one.code].sum()
    ]
    names = [CODE + code for code in (OVERALL, *codes)]
    complete = sample.answers.select(names).filter(pl.all_horizontal(pl.all() > 0))
    if not codes or complete.height < LEAST_EACH * len(codes):
        raise NoDriversError(
            f"{complete.height} responses answer everything; {LEAST_EACH} for each of "
            f"{len(codes)} measures are needed. Wait for more."
        )
    for name in names:
        if complete[name].n_unique() < 2:
            code = name.removeprefix(CODE)
            raise NoDriversError(f"Every response says the same to {code}.")
    answers = complete[names[1:]].to_numpy().astype(np.float64)
    overall = np.unique(complete[names[0]].to_numpy(), return_inverse=True)[1]
    inflated = _inflation(codes, answers)
    odds, errors = _fitted(overall.astype(np.float64), answers)
    shares = _shares(odds, answers)
    found = [
        Driver(
            code,
            *_interval(weight, error),
            share,
            entangled=inflation >= ENTANGLED_FROM,
        )
        for code, weight, error, share, inflation in zip(
            codes, odds, errors, shares, inflated, strict=True
        )
    ]
    ordered = tuple(sorted(found, key=lambda one: (-one.share, one.code)))
    return Drivers(complete.height, sample.answers.height, ordered)


def _interval(weight: float, error: float) -> tuple[float, float, float]:
    return (
        math.exp(weight),
        math.exp(weight - Z * error),
        math.exp(weight + Z * error),
    )


def _fitted(overall: Floats, answers: Floats) -> tuple[list[float], list[float]]:
    """Give each measure's log odds and its standard error."""
    try:
        from statsmodels.miscmodels.ordinal_model import OrderedModel
    except ImportError as error:
        raise NoStatisticsError(
            "Drivers need the extra “stats”, which is not installed. Install it with: "
            "pip install 'putright[stats]'"
        ) from error
    model = OrderedModel(overall, answers, distr="logit")
    with np.errstate(all="ignore"):
        fitted = model.fit(
            method="newton", maxiter=100, disp=False, warn_convergence=False
        )
    width = answers.shape[1]
    odds = [float(number) for number in fitted.params[:width]]
    errors = [float(number) for number in fitted.bse[:width]]
    if not fitted.mle_retvals["converged"] or not all(
        math.isfinite(number) and abs(number) < 20 for number in (*odds, *errors)
    ):
        raise NoDriversError(
            "The answers decide overall satisfaction altogether, so weights can't be "
            "told. Wait for more responses."
        )
    return odds, errors


def _shares(weights: Sequence[float], answers: Floats) -> list[float]:
    """Give each measure's relative weight, from the log odds of the regression.

    Answers that go together can't each be given their own part, so the regression is
    turned to uncorrelated answers as near to them as there are, whose parts are plain,
    and those are handed back by correlation: Johnson's relative weights, on odds as by
    Tonidandel and LeBreton. Equal parts where nothing weighs.
    """
    spread = answers.std(axis=0)
    scaled = (answers - answers.mean(axis=0)) / spread
    values, vectors = np.linalg.eigh(scaled.T @ scaled / len(scaled))
    turned = vectors * np.sqrt(np.clip(values, 0, None)) @ vectors.T
    plain = turned @ (np.asarray(weights) * spread)
    parts = turned**2 @ plain**2
    whole = float(parts.sum())
    if not whole:
        return [1 / len(parts)] * len(parts)
    return [float(part) / whole for part in parts]


def _inflation(codes: Sequence[str], answers: Floats) -> list[float]:
    """Give each measure's variance inflation.

    Raises NoDriversError where a measure is altogether made up of others.
    """
    if len(codes) == 1:
        return [1.0]
    centred = answers - answers.mean(axis=0)
    scaled = centred / np.sqrt((centred**2).sum(axis=0))
    if np.linalg.cond(scaled) > MOST_ALIKE:
        raise NoDriversError(
            f"Some of {', '.join(codes)} say the same in every response, so they can't "
            "be told apart. Look at how they were asked."
        )
    return [float(number) for number in np.diag(np.linalg.inv(scaled.T @ scaled))]
