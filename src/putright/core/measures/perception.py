"""From a survey worked out to the perception measures, as counts of the regulator's.

The counts of a weighted survey are sums of weights, kept to six decimals; a result is
worked out from them as from any other counts.
"""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import msgspec
import polars as pl

from putright.core.measures.counts import ANSWERS, NOT_APPLICABLE
from putright.core.surveys import Result, doubts
from putright.core.surveys.cells import BASE, MET, floats
from putright.core.surveys.questions import CODE, VALUES
from putright.core.surveys.responses import WHEN
from putright.rules.satisfaction_measures import Measure

FILTER_YES, FILTER_NO = "filter_yes", "filter_no"
OVERALL = "TP01"
_SIX = Decimal("0.000001")
_CODES = dict(zip(ANSWERS, VALUES, strict=True))


class Group(msgspec.Struct, frozen=True):
    """A group of tenants: its share of households and of responses, in per cent."""

    characteristic: str
    value: str
    households: float | None
    responses: float | None


class SampleDrawn(msgspec.Struct, frozen=True):
    """How many homes were drawn, of how many, and by what they were shared out."""

    drawn: int
    homes: int
    shared_by: str


class SurveyAccount(msgspec.Struct, frozen=True, kw_only=True):
    """What a survey of one stock type says of itself: how it was done, how exact.

    Shares and `margin` in per cent and points, unrounded. `by_method`: TP01 among the
    responses of each method, unweighted. `overall`: TP01's unweighted counts, the best
    answer first. `doubts`: why somebody should look before leaning on it. `sample` and
    `fingerprint` (of all answers) are of a survey that was done here.
    """

    population: float
    read: int
    responses: int
    methods: dict[str, int]
    required: float
    margin: float | None
    first: date | None
    last: date | None
    weighted_by: tuple[str, ...]
    smallest: float
    largest: float
    design_effect: float
    groups: tuple[Group, ...]
    by_method: dict[str, float]
    overall: tuple[int, ...]
    overall_unweighted: float | None
    doubts: tuple[str, ...] = ()
    sample: SampleDrawn | None = None
    fingerprint: str = ""


class PerceptionCounts(msgspec.Struct, frozen=True, kw_only=True):
    """One measure: its counts as text, by the columns of counts, and its interval."""

    code: str
    stock_type: str
    counts: dict[str, str]
    low: float | None
    high: float | None
    checks: dict[str, int]


def account_of(result: Result, year: str) -> SurveyAccount:
    """Tell how a survey of one stock type was done, for a reporting year."""
    weights = result.sample.weights
    days = result.sample.answers[WHEN].drop_nulls()
    first, last = (days.min(), days.max()) if days.len() else (None, None)
    return SurveyAccount(
        population=result.sample.households,
        read=result.read,
        responses=result.kept,
        methods=dict(result.methods),
        required=result.required,
        margin=result.margin,
        first=_day(first),
        last=_day(last),
        weighted_by=tuple(weights.by),
        smallest=weights.smallest,
        largest=weights.largest,
        design_effect=weights.design_effect,
        groups=tuple(
            Group(group.characteristic, group.value, group.population, group.sample)
            for one in result.likeness
            for group in one.groups
        ),
        by_method=_by_method(result),
        overall=result.counted[OVERALL].counts,
        overall_unweighted=result.estimates[OVERALL].unweighted,
        doubts=doubts(result, year),
    )


def _day(moment: object) -> date | None:
    return date.fromisoformat(str(moment)[:10]) if moment is not None else None


def _by_method(result: Result) -> dict[str, float]:
    """Give TP01 among the responses of each method, where any is in its base."""
    found = (
        result.sample.answers.group_by("method")
        .agg(pl.col(BASE + OVERALL).sum(), pl.col(MET + OVERALL).sum())
        .filter(pl.col(BASE + OVERALL) > 0)
    )
    return {
        method: 100 * met / base
        for method, base, met in found.select(
            "method", BASE + OVERALL, MET + OVERALL
        ).iter_rows()
    }


def counts_of(stock_type: str, result: Result) -> list[PerceptionCounts]:
    """Count every measure of a stock type's survey, weighted where it is."""
    sample = result.sample
    found = []
    for one in sample.measures:
        told = dict.fromkeys((*ANSWERS, NOT_APPLICABLE), "")
        sums = _weighted(result, _wanted(one, sample.answers.columns))
        estimate = result.estimates[one.code]
        found.append(
            PerceptionCounts(
                code=one.code,
                stock_type=stock_type,
                counts=told | sums,
                low=estimate.low,
                high=estimate.high,
                checks=result.counted[one.code].checks,
            )
        )
    return found


def _wanted(one: Measure, columns: list[str]) -> Mapping[str, pl.Expr]:
    """Say which responses each count of a measure is made of."""
    code = pl.col(CODE + one.code)
    wanted = {
        name: pl.col(BASE + one.code) & (code == value)
        for name, value in _CODES.items()
    }
    if one.not_applicable:
        wanted[NOT_APPLICABLE] = code == 0
    if one.filter and one.filter in columns:
        said = pl.col(one.filter).str.to_lowercase()
        wanted |= {FILTER_YES: said == "yes", FILTER_NO: said == "no"}
    return wanted


def _weighted(result: Result, wanted: Mapping[str, pl.Expr]) -> dict[str, str]:
    """Add up the weights of the responses that each count is made of."""
    sample = result.sample
    sums = [expr.fill_null(value=False).sum().alias(n) for n, expr in wanted.items()]
    by = list(sample.weights.by)
    if by:
        counted = sample.answers.group_by(by).agg(sums)
        rows = sample.rows.select(by).join(
            counted, on=by, how="left", maintain_order="left"
        )
    else:
        rows = sample.answers.select(sums)
    return {
        name: _plain(float(sample.weights.of @ floats(rows[name]))) for name in wanted
    }


def _plain(number: float) -> str:
    """Write a count to six decimals, without ending zeros."""
    rounded = Decimal(repr(number)).quantize(_SIX, ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
