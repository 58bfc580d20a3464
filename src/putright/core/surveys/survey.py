"""One survey worked out: each stock type's sample, weights and measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from putright.core.surveys.accuracy import achieved_margin, required_sample
from putright.core.surveys.cells import BASE, MET, Cells, floats, gather
from putright.core.surveys.estimates import Answers, Estimate, estimate
from putright.core.surveys.likeness import Likeness, likeness
from putright.core.surveys.population import Population
from putright.core.surveys.questions import Counted, coded, count
from putright.core.surveys.reading import ROW
from putright.core.surveys.responses import METHODS, keep_one_a_household
from putright.core.surveys.weighting import WeightingError, Weights, weigh
from putright.rules.satisfaction_measures import (
    STOCK_TYPES,
    Accuracy,
    Measure,
    MeasureYear,
)


class NoPopulationError(ValueError):
    """Responses of a stock type that the population says nothing of."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The responses kept of one stock type, weighted: what any result comes from.

    `answers` has a row a response, with each measure's base and met beside what was
    read; `rows` has their sums, a row a cell, in the order of `cells` and `weights`.
    """

    households: float
    answers: pl.DataFrame
    measures: tuple[Measure, ...]
    cells: Cells
    rows: pl.DataFrame
    weights: Weights

    def estimates(self, group: pl.Expr | None = None) -> dict[str, Estimate]:
        """Estimate every measure, among all who answered or only those of a group.

        The weights are those of the whole either way.
        """
        rows = self.rows if group is None else self._rows_of(group)
        return {
            one.code: estimate(
                self.cells,
                self.weights,
                Answers(floats(rows[BASE + one.code]), floats(rows[MET + one.code])),
                self.households,
            )
            for one in self.measures
        }

    def _rows_of(self, group: pl.Expr) -> pl.DataFrame:
        """Add up the answers of a group only, in the cells of the whole."""
        by = list(self.weights.by)
        _, rows = gather(self.answers.filter(group), by)
        if not by:
            return rows
        places = self.rows.select(by)
        joined = places.join(rows, on=by, how="left", maintain_order="left")
        return joined.with_columns(pl.exclude(by).fill_null(0))


@dataclass(frozen=True, slots=True)
class Result:
    """One stock type's survey: what was read and kept, how exact it is, the measures.

    `required` and `margin` leave weighting aside, as the regulator does; `margin` is
    in percentage points. `counted` and `estimates` are by measure.
    """

    read: int
    methods: Mapping[str, int]
    required: float
    margin: float | None
    likeness: tuple[Likeness, ...]
    counted: Mapping[str, Counted]
    estimates: Mapping[str, Estimate]
    sample: Sample

    @property
    def kept(self) -> int:
        """How many responses were kept, one a household."""
        return self.sample.answers.height


def work_out(
    responses: pl.DataFrame,
    population: Mapping[str, Population],
    by: Sequence[str],
    year: MeasureYear,
) -> dict[str, Result]:
    """Work out each stock type that answered, by name, weighted by `by` in its order.

    `responses` are those of `read_responses`. Raises NoPopulationError for a stock
    type without a population, WeightingError where the weights can't be made.
    """
    present = set(responses["stock_type"].unique().to_list())
    kept = keep_one_a_household(responses)
    found: dict[str, Result] = {}
    for stock_type in STOCK_TYPES:
        if stock_type not in present:
            continue
        if stock_type not in population:
            raise NoPopulationError(
                f"The population has no row for {stock_type}, and the survey has "
                f"responses of it. Add its households, with a row “all”."
            )
        of_type = pl.col("stock_type") == stock_type
        measures = [m for m in year.perception if stock_type in m.stock_types]
        try:
            sample = draw_up(kept.filter(of_type), population[stock_type], by, measures)
        except WeightingError as error:
            raise _placed(error, stock_type, kept.filter(of_type)) from error
        read = responses.filter(of_type).height
        found[stock_type] = _result(read, sample, population[stock_type], year.accuracy)
    return found


def _placed(
    error: WeightingError, stock_type: str, kept: pl.DataFrame
) -> WeightingError:
    """Give the error with its stock type and the row of the first response at fault."""
    row: int | None = None
    if error.value is not None:
        wrong = kept.filter(pl.col(error.characteristic) == error.value)
        row = int(wrong[ROW][0])
    says = f"{stock_type}: {error}"
    return WeightingError(says, error.characteristic, error.value, row)


def draw_up(
    kept: pl.DataFrame,
    population: Population,
    by: Sequence[str],
    measures: Sequence[Measure],
) -> Sample:
    """Weigh the responses kept of one stock type. Raises WeightingError."""
    for name in by:
        if name not in kept.columns:
            raise WeightingError(f"The survey has no column {name} to weight by.")
    answers = coded(kept, measures)
    cells, rows = gather(answers, by)
    weights = weigh(cells, population.margins)
    return Sample(population.households, answers, tuple(measures), cells, rows, weights)


def _result(
    read: int, sample: Sample, population: Population, rules: Accuracy
) -> Result:
    answers = sample.answers
    counted = answers.group_by("method").len()
    used = dict(counted.select("method", "len").iter_rows())
    return Result(
        read=read,
        methods={name: used[name] for name in (*METHODS, "") if name in used},
        required=required_sample(population.households, rules),
        margin=achieved_margin(population.households, answers.height, rules),
        likeness=likeness(answers, population.margins),
        counted=count(answers, sample.measures),
        estimates=sample.estimates(),
        sample=sample,
    )
