"""Records of an invented landlord as frames of text, and what they are measured by."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from putright.core.calendar import england_calendar
from putright.core.complaints.decide.base import Context
from putright.core.measures.records import Answer, Asked, Measured, listing, measure
from putright.rules.satisfaction_measures import measure_year

CONTEXT = Context(calendar=england_calendar())
AS_AT = date(2025, 6, 30)

HOME = {
    "home": "",
    "stock_type": "LCRA",
    "area": "North",
    "decent_homes_applies": "yes",
    "decent_homes_fails": "no",
    "gas_required": "yes",
    "gas_current": "yes",
}
REPAIR = {
    "job": "",
    "stock_type": "LCRA",
    "priority": "non_emergency",
    "raised_at": "2024-10-07T09:00",
    "target_at": "2024-11-04",
    "completed_at": "2024-10-21T15:30",
    "cancelled_at": "",
    "area": "North",
}
CASE = {
    "case": "",
    "stock_type": "LCRA",
    "opened_on": "2024-10-07",
    "hate_incident": "no",
    "area": "North",
}
ROW = {
    "reference": "",
    "kind": "complaint",
    "received_on": "2024-10-07",
    "tenure": "LCRA",
    "area": "North",
    "s1_acknowledged_on": "2024-10-09",
    "s1_extension_told_on": "",
    "s1_extended_to": "",
    "s1_responded_on": "2024-10-21",
    "s2_requested_on": "",
    "s2_acknowledged_on": "",
    "s2_responded_on": "",
    "refused_on": "",
    "withdrawn_on": "",
}
"""A complaint, received on a Monday: due on 23 October, answered on the 21st."""
KEYS = {"homes": "home", "repairs": "job", "asb": "case", "register": "reference"}
USUAL = {"homes": HOME, "repairs": REPAIR, "asb": CASE, "register": ROW}


def frame(file: str, *rows: Mapping[str, str], key: str = "X") -> pl.LazyFrame:
    """Make a file: each row the usual one but for what is given, with a key each."""
    usual, name = USUAL[file], KEYS[file]
    texts = [
        {**usual, name: f"{key}-{number}", **row}
        for number, row in enumerate(rows, start=1)
    ]
    columns = dict.fromkeys(n for row in [usual, *texts] for n in row)
    filled = [{n: row.get(n) or None for n in columns} for row in texts]
    return pl.LazyFrame(filled, schema=dict.fromkeys(columns, pl.String))


def asked(*by: str, trust: bool = False, combined: bool = False) -> Asked:
    """Ask for 2024-25 as on 30 June after it."""
    return Asked(measure_year("2024-25"), AS_AT, by, trust, combined)


def measured(records: Mapping[str, pl.LazyFrame], *by: str, **more: bool) -> Answer:
    """Measure some files for 2024-25."""
    return measure(records, asked(*by, **more), CONTEXT)


def one(answer: Answer, code: str, stock_type: str = "") -> Measured:
    """Find a measure: the first of its code, or that of a stock type."""
    return next(
        found
        for found in answer.measures
        if found.measure.code == code and stock_type in ("", found.stock_type)
    )


def counts(found: Measured) -> tuple[int | None, int | None, str | None]:
    """Give what a measure comes to."""
    return found.total.numerator, found.total.denominator, found.total.result


def listed(
    code: str, records: Mapping[str, pl.LazyFrame], **more: bool
) -> dict[str, tuple[str, str]]:
    """Give how each record counted in a measure, and why."""
    rows = listing(code, records, asked(**more), CONTEXT).collect()
    return {row[0]: (row[1], row[2]) for row in rows.iter_rows()}


def checked(answer: Answer) -> dict[tuple[str, str], tuple[int, tuple[str, ...]]]:
    """Give the checks by their name and measure: how many, and which records."""
    return {(c.check, c.measure): (c.count, c.records) for c in answer.checks}
