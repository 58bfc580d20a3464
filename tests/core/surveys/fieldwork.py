"""Small surveys for tests: rows of answers, and the households they stand for."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from putright.core.surveys import (
    Population,
    Result,
    read_population,
    read_responses,
    read_text,
    work_out,
)
from putright.core.tabular import read
from putright.rules.satisfaction_measures import measure_year

YEAR = measure_year("2024-25")
CODES = tuple(one.code for one in YEAR.perception)
COLUMNS = (
    "response",
    "household",
    "stock_type",
    "method",
    "answered_on",
    "area",
    "age_band",
    "repair_12_months",
    "complaint_12_months",
    "communal_areas",
    *CODES,
)
Row = Mapping[str, str]


def response(number: int, tp01: str = "5", **more: str) -> dict[str, str]:
    """Give a response of its own household, by telephone on 7 October 2024."""
    row = dict.fromkeys(COLUMNS, "")
    row |= {
        "response": f"R{number}",
        "household": f"H{number}",
        "stock_type": "LCRA",
        "method": "telephone",
        "answered_on": "2024-10-07",
        "TP01": tp01,
    }
    return row | more


def csv_of(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> bytes:
    """Write rows as CSV."""
    out = io.StringIO()
    table = csv.DictWriter(out, columns, extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode()


def households(
    whole: float, stock_type: str = "LCRA", **margins: Mapping[str, float]
) -> bytes:
    """Write a population of one stock type as CSV."""
    lines = ["stock_type,characteristic,value,households", f"{stock_type},all,,{whole}"]
    for name, margin in margins.items():
        lines += [f"{stock_type},{name},{v},{n}" for v, n in margin.items()]
    return "\n".join(lines).encode()


def population_of(data: bytes) -> dict[str, Population]:
    """Read a population."""
    return read_population(read("population.csv", data))


def worked_out(survey: bytes, population: bytes, *by: str) -> dict[str, Result]:
    """Work out a survey, by stock type."""
    responses = read_responses(read_text("survey.csv", survey))
    return work_out(responses, population_of(population), by, YEAR)


def lcra(rows: Iterable[Row], population: bytes, *by: str) -> Result:
    """Work out rows of LCRA homes."""
    return worked_out(csv_of(rows), population, *by)["LCRA"]
