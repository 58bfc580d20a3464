"""A year's measures for other apps: values, never rows."""

from putright.apps.measures.models import Quartile, Result
from putright.apps.measures.queries import returns, years
from putright.apps.measures.queries.benchmarks import workbook_for
from putright.apps.measures.queries.glance import Line, glance
from putright.core.measures.numbers import read_count, shown
from putright.core.measures.told import ToldMeasure, ToldYear
from putright.core.surveys import Estimate, change

TARGETS = (
    ("target_non_emergency", "Repairs that are no emergency: our longest target"),
    ("target_emergency", "Emergency repairs: our longest target"),
)


def told(name: str, number: int | None = None) -> ToldYear | None:
    """Give a year's measures, the latest number or one of them; None for none."""
    found = years.year(name, number)
    if found is None:
        return None
    given, book = years.given(found), workbook_for(found.name)
    return ToldYear(
        name=found.name,
        number=found.number,
        signed_on=found.signed_at.date() if found.signed_at else None,
        as_at=found.as_at,
        program=found.program,
        why=found.why,
        measures=[_measure(line) for line in glance(found)],
        approach=[
            (one.letter, one.title, one.text)
            for one in returns.summary(found)
            if one.text
        ],
        targets=[(title, given[key]) for key, title in TARGETS if given.get(key)],
        national_of=book.year if book else "",
    )


def _measure(line: Line) -> ToldMeasure:
    one, result = line.measure, line.result
    return ToldMeasure(
        code=one.code,
        official=one.official,
        name=one.name,
        stock_type=line.stock_type,
        asked=years.is_perception(one),
        percent=one.unit == "percent",
        status=result.status if result else "missing",
        result=result.result if result else "",
        numerator=result.numerator if result else "",
        denominator=result.denominator if result else "",
        before=line.before.result if line.before else "",
        beyond_chance=changed(line.before, result),
        target="" if line.target is None else f"{line.target.normalize():f}",
        national=_national(line.quartile),
    )


def _national(row: Quartile | None) -> tuple[str, ...]:
    edges = (row.lower, row.median, row.upper) if row else ()
    return tuple(shown(read_count(f"{one:f}", {}, whole=False), 1) for one in edges)


def changed(before: Result | None, now: Result | None) -> bool | None:
    """Whether a survey's result changed by more than chance; None where not known."""
    if before is None or now is None or not before.exact or not now.exact:
        return None
    return change(estimate_of(before), estimate_of(now)).real


def estimate_of(result: Result) -> Estimate:
    """Give a result as an estimate, with its error where a survey gave one.

    Its base is what it divides by: of a weighted survey, the weights of its answers.
    """
    value, base = float(result.exact), round(float(result.denominator or 0))
    error = None
    if result.low is not None and result.high is not None:
        error = (result.high - result.low) / 2 / 1.96
    return Estimate(base, value, value, error)
