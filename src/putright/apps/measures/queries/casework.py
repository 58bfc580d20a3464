"""CH01 and CH02 from the cases recorded here, by the figures that every page shows."""

from collections import Counter
from typing import NamedTuple

import msgspec
import polars as pl

from putright.apps.figures import queries as figures
from putright.apps.figures.queries import Question
from putright.apps.homes import queries as homes
from putright.apps.measures.models import Year
from putright.apps.measures.queries.records import EXTENDED, IN_TIME
from putright.core.calendar import Span, reporting_year_bounds
from putright.core.measures.records import Cell, Check, Measured
from putright.core.measures.records.homes import count as count_homes
from putright.core.measures.records.stock import ALL, COMBINED, owners
from putright.core.measures.records.values import Account, Homes, rate, share
from putright.rules.satisfaction_measures import Measure, MeasureYear, measure_year

STAGES = (1, 2)
_WHY = {
    "answered in time": IN_TIME,
    "answered in time with an extension": EXTENDED,
}
_UNTOLD = "extended, and not known whether the tenant was told"
REFUSED = "refused"
_LEFT = {"tenure not known": "unknown", "other tenure": "other_stock"}
NO_CASES = (
    "no case recorded here is of this year, and there is no file register; where there "
    "were no complaints at all, type the counts in"
)
NO_HOMES = "there is no file homes, and no home is recorded here"
Key = tuple[str, str]


class Casework(NamedTuple):
    """What the cases come to: measures, their parts, and what to look at."""

    measures: dict[Key, Measured]
    parts: dict[Key, dict[str, str]]
    checks: list[Check]


def count_casework(year: Year, homes_file: pl.LazyFrame | None) -> Casework:
    """Count a year's complaints, judged as at its day.

    The homes that CH01 divides by are those of the file, or without one those recorded
    here on the year's last day.
    """
    rules = measure_year(year.name)
    span = reporting_year_bounds(year.name)
    found = Casework({}, {}, [])
    owned = _owned(span, homes_file)
    any_case = any(_listed(f"CH01_{stage}", _question(span, year)) for stage in STAGES)
    for stage in STAGES:
        for stock in (COMBINED,) if year.combined else ALL:
            _count(found, year, rules, (stage, stock, any_case), owned)
    return found


def _count(
    found: Casework,
    year: Year,
    rules: MeasureYear,
    what: tuple[int, str, bool],
    owned: dict[str, int],
) -> None:
    stage, stock, any_case = what
    made, answered = (rules.measures[f"{code}_{stage}"] for code in ("CH01", "CH02"))
    if not any_case:
        for one in (made, answered):
            found.measures[one.code, stock] = _missing(one, stock, NO_CASES)
        return
    question = _question(reporting_year_bounds(year.name), year)
    ways = _ways(answered.code, question, stock)
    unverified = ways["not_met", _UNTOLD] if year.trust_extensions else 0
    parts = {
        name: sum(ways["met", why] for why, one in _WHY.items() if one == name)
        for name in (IN_TIME, EXTENDED)
    }
    parts[EXTENDED] += unverified
    left = Counter(_left_out(made.code, question, stock))
    total = sum(n for (how, _), n in ways.items() if how != "left_out")
    in_time = sum(parts.values())
    account = Account(met=in_time, not_met=total - in_time, left_out=left)
    found.measures[answered.code, stock] = _of(share(answered, account, rules), stock)
    texts = {name: str(number) for name, number in parts.items()}
    found.parts[answered.code, stock] = texts
    found.measures[made.code, stock] = _rate(made, stock, total, left, owned, rules)
    found.checks.extend(
        Check(why, answered.code, number)
        for (how, why), number in sorted(ways.items())
        if how == "not_met" and why != "answered late"
    )


def _rate(
    made: Measure,
    stock: str,
    total: int,
    left: Counter[str],
    owned: dict[str, int],
    rules: MeasureYear,
) -> Measured:
    number = sum(owned.get(name, 0) for name in owners(stock))
    if not sum(owned.values()):
        return _missing(made, stock, NO_HOMES)
    account = Account(met=total, left_out=left)
    return _of(rate(made, account, Homes(total=number), rules), stock)


def _of(one: Measured, stock: str) -> Measured:
    return Measured(one.measure, stock, one.total, one.left_out, {})


def _missing(one: Measure, stock: str, why: str) -> Measured:
    return Measured(one, stock, Cell(None, None, None, "missing"), {}, {}, why)


def _question(span: Span, year: Year) -> Question:
    return Question(first=span.first, last=span.last, as_at=year.as_at)


def _limited(question: Question, stock: str) -> Question:
    """Ask the same of one stock type; of all where it is both together."""
    where = (("tenure", stock),) if stock in ALL else ()
    return msgspec.structs.replace(question, where=where)


def _listed(code: str, question: Question) -> int:
    result = figures.value(code, question)
    return result.total.base + sum(result.left_out.values())


def _ways(code: str, question: Question, stock: str) -> Counter[tuple[str, str]]:
    """Count how the complaints of a stock type count, and why."""
    listed = figures.members(code, _limited(question, stock)).listed
    return Counter((one.counted, one.why) for one in listed)


def _left_out(code: str, question: Question, stock: str) -> dict[str, int]:
    """Count what is left out: the refused of this stock type, and whose it is not."""
    everyone = figures.value(code, question)
    found = Counter({_LEFT[w]: n for w, n in everyone.left_out.items() if w in _LEFT})
    mine = figures.value(code, _limited(question, stock))
    found[REFUSED] = mine.left_out.get(REFUSED, 0)
    for other in ALL:
        if stock in ALL and other != stock:
            theirs = figures.value(code, _limited(question, other))
            found["other_stock"] += theirs.total.base + theirs.left_out.get(REFUSED, 0)
    return found


def _owned(span: Span, homes_file: pl.LazyFrame | None) -> dict[str, int]:
    if homes_file is not None:
        told = count_homes(homes_file, [], [])
        return {stock: told.homes[stock].total for stock in ALL}
    return {stock: homes.owned_on(span.last, stock_types=(stock,)) for stock in ALL}
