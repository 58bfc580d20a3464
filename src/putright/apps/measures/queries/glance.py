"""A year's measures at a glance: each with its target, last year, and quartiles."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from putright.apps.measures.models import Quartile, Result, Year
from putright.apps.measures.queries import years
from putright.apps.measures.queries.benchmarks import national
from putright.core.measures.findings import findings
from putright.core.measures.soundness import look_at
from putright.core.measures.standing import BARE
from putright.rules.satisfaction_measures import Measure, MeasureYear, measure_year

NO_SURVEY = "no survey or counts were loaded"
NOT_YET = "nothing was worked out yet"


class Line(NamedTuple):
    """One measure of one stock type. `result` is None where nothing was counted."""

    measure: Measure
    stock_type: str
    result: Result | None
    before: Result | None
    target: Decimal | None
    quartile: Quartile | None

    @property
    def bare(self) -> bool:
        """Whether more is neither better nor worse."""
        return self.measure.code.startswith(BARE)

    @property
    def there(self) -> bool:
        """Whether it is settled: a result, or nothing to divide by."""
        return self.result is not None and self.result.status in (
            "ok",
            "not_applicable",
        )

    @property
    def why(self) -> str:
        """Say why there is none; blank where there is one."""
        if self.there:
            return ""
        if self.result is not None and self.result.problem:
            return self.result.problem
        return NO_SURVEY if years.is_perception(self.measure) else NOT_YET


def glance(found: Year) -> list[Line]:
    """Give every measure of a year in the order of its rules."""
    rules = measure_year(found.name)
    now = years.results(found)
    before = years.results(years.signed_before(found.name))
    targets = years.targets(found.name)
    quartiles = national(found.name)
    return [
        Line(
            one,
            stock,
            now.get((one.code, stock)),
            before.get((one.code, stock)),
            targets[one.code].value if one.code in targets else None,
            quartiles.get((one.code, stock)),
        )
        for one in _ordered(rules)
        for stock in years.reported(one, now, rules, combined=found.combined)
    ]


def _ordered(rules: MeasureYear) -> tuple[Measure, ...]:
    return (*rules.perception, *rules.management)


def lacking(found: Year) -> list[str]:
    """Name the measures of a year that have no result."""
    return [
        f"{line.measure.official} {line.stock_type}"
        for line in glance(found)
        if not line.there
    ]


def unlike(found: Year) -> list[str]:
    """Say which results do not fit one another, as they have to in a return.

    Some of it is only worth a look: nothing here stops a sign-off.
    """
    results = years.results(found)
    rows = [
        {
            "landlord": "",
            "year": found.name,
            "stock_type": stock,
            "measure": code,
            "numerator": one.numerator,
            "denominator": one.denominator,
        }
        for (code, stock), one in results.items()
        if one.status in ("ok", "not_applicable")
    ]
    told = [f"{one.stock_type}: {one.what}" for one in findings(rows)]
    standings = {key: years.standing_of(row) for key, row in results.items()}
    return [
        *told,
        *look_at(standings, years.given(found)),
        *_nothing_known(results.values()),
        *(
            f"Survey, {stock}: {says}"
            for stock, one in years.surveys(found).items()
            for says in one.doubts
        ),
    ]


def _nothing_known(results: Iterable[Result]) -> Iterator[str]:
    """Find measures said not to apply of which the records only do not say."""
    for row in results:
        unknown = row.left_out.get("unknown", 0)
        if row.status == "not_applicable" and unknown:
            yield (
                f"{row.code} divides by nothing, and {unknown:,} records do not say "
                "whether they count"
            )


def line_of(lines: list[Line], code: str, stock_type: str) -> Line | None:
    """Find one measure among a year's lines."""
    wanted = (code, stock_type)
    found = (one for one in lines if (one.measure.code, one.stock_type) == wanted)
    return next(found, None)


def results_by(lines: list[Line]) -> Mapping[tuple[str, str], Line]:
    """Give the lines by measure and stock type."""
    return {(one.measure.code, one.stock_type): one for one in lines}
