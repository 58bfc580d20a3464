"""A survey's results, worked out anew from its responses whenever asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from putright.apps.surveys.models import Response, Survey
from putright.apps.surveys.queries.surveys import of_year, population
from putright.core.calendar import reporting_year_bounds
from putright.core.surveys import (
    Change,
    NoPopulationError,
    Result,
    TextTable,
    WeightingError,
    change,
    read_responses,
    told,
    work_out,
)
from putright.core.surveys.reading import ROW
from putright.core.surveys.responses import NEEDED
from putright.core.tabular import TableError
from putright.rules.satisfaction_measures import UnknownYearError, measure_year


class NoResultError(ValueError):
    """There is no result yet: why, and what to do."""


def worked_out(survey: Survey, *, weighted: bool = True) -> dict[str, Result]:
    """Work out each stock type that answered, by name.

    Raises NoResultError where nobody answered, the households are not known, or the
    weights can't be made.
    """
    table = _table(survey)
    households = population(survey)
    if not households:
        why = "Nobody knows how many households there are. Say so under “Households”."
        raise NoResultError(why)
    by = survey.weights if weighted else ()
    try:
        rules = measure_year(survey.year)
        return work_out(read_responses(table), households, by, rules)
    except (
        TableError,
        WeightingError,
        NoPopulationError,
        UnknownYearError,
    ) as error:
        raise NoResultError(str(error)) from error


def _table(survey: Survey) -> TextTable:
    rows = list(
        Response.objects.filter(survey=survey)
        .order_by("pk")
        .values_list(
            "reference",
            "household",
            "stock_type",
            "method",
            "answered_at",
            "answers",
        )
    )
    if not rows:
        raise NoResultError("No response was taken yet. Take a fieldwork file.")
    own = ("response", "household", "stock_type", "method", "answered_on")
    columns = {name: [str(row[at]) for row in rows] for at, name in enumerate(own)}
    answers: list[dict[str, str]] = [dict(row[5]) for row in rows]
    names = dict.fromkeys(name for one in answers for name in one)
    for name in (*NEEDED[len(own) :], *names):
        columns[name] = [str(one.get(name, "")) for one in answers]
    schema = dict.fromkeys(columns, pl.String)
    frame = pl.DataFrame(columns, schema=schema).with_row_index(ROW)
    places = tuple(range(1, len(rows) + 1))
    return TextTable(str(survey), frame, tuple(columns), b"", places)


@dataclass(frozen=True, slots=True)
class Compared:
    """How each measure of a stock type moved since the year before."""

    year: str
    changes: Mapping[str, Change]


def compared(survey: Survey, now: Mapping[str, Result]) -> dict[str, Compared]:
    """Compare with last year's survey of the same stock type, where there is one."""
    first = reporting_year_bounds(survey.year).first.year
    last = f"{first - 1}-{first % 100:02d}"
    found: dict[str, Compared] = {}
    for before in of_year(last):
        results = _or_nothing(before)
        for name in results.keys() & now.keys():
            estimates = now[name].estimates
            found[name] = Compared(
                last,
                {
                    code: change(one, estimates[code])
                    for code, one in results[name].estimates.items()
                    if code in estimates
                },
            )
    return found


def _or_nothing(survey: Survey) -> dict[str, Result]:
    try:
        return worked_out(survey)
    except NoResultError:
        return {}


def results(year: str) -> dict[str, object]:
    """Give a year's results of all its surveys, as plain values.

    `stock_types`: as `putright tsm survey --json` writes them, unrounded. `surveys`:
    each survey's number and name. `problems`: why one has no result, by its name.
    """
    stock_types: dict[str, object] = {}
    problems: dict[str, str] = {}
    surveys = of_year(year)
    for survey in surveys:
        try:
            plain = told(worked_out(survey))["stock_types"]
        except NoResultError as error:
            problems[survey.name] = str(error)
            continue
        assert isinstance(plain, dict)
        stock_types |= plain
    return {
        "year": year,
        "stock_types": stock_types,
        "surveys": [{"number": one.pk, "name": one.name} for one in surveys],
        "problems": problems,
    }
