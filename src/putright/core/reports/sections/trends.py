"""Twelve months as charts with control limits, each with its sentence and table."""

from collections.abc import Sequence

import msgspec

from putright.core.calendar import month_bounds
from putright.core.figures.figure import PERCENT
from putright.core.figures.trend import FEWEST, Limits, limits
from putright.core.figures.wording import amount, label_words
from putright.core.reports import cells
from putright.core.reports import sentences as s
from putright.core.reports.asks import Ask
from putright.core.reports.given import TREND, Answered, Given
from putright.core.reports.values import Cell, Chart, Column, Section, Series, Table

MONTH = "month"
CHARTS = (
    ("stage_1_received", "Stage 1 complaints received each month"),
    ("stage_2_received", "Stage 2 requests received each month"),
    ("stage_1_answered_in_time", "Stage 1 complaints answered in time, by month"),
)
ASKS = (Ask(tuple(code for code, _ in CHARTS), ((MONTH,),), TREND),)
ONE = CHARTS[:1]
ONE_ASKS = (Ask((ONE[0][0],), ((MONTH,),), TREND),)


class Month(msgspec.Struct, frozen=True):
    """A month of a trend: its label, and its value; None where none was counted, or
    the records do not hold the whole month."""

    label: str
    value: float | None
    recorded: bool


def trends(
    given: Given, charts: Sequence[tuple[str, str]] = CHARTS, *, heading: str = ""
) -> Section:
    """Draw the twelve whole months up to the end of the period."""
    return Section(
        key="trends",
        heading=heading or "The last 12 months",
        blocks=tuple(chart(given, code, title) for code, title in charts),
    )


def chart(given: Given, code: str, title: str) -> Chart:
    """Draw a figure by month, with the limits within which it moves by chance."""
    answered = given.of(code, TREND)
    months = _months(given, answered)
    values = [one.value for one in months]
    ceiling = 100.0 if answered.figure.measure == PERCENT else None
    found = limits(values, floor=0.0, ceiling=ceiling)
    unit = answered.figure.unit
    levels = (
        ()
        if found is None
        else (
            ("Mean", found.mean),
            ("Upper limit", found.upper),
            ("Lower limit", found.lower),
        )
    )
    return Chart(
        key=f"trend-{code.replace('_', '-')}",
        title=title,
        says=_says(months, found, unit),
        shape="line",
        unit=unit,
        labels=tuple(label_words(MONTH, one.label) for one in months),
        series=(Series(name=answered.figure.title, values=tuple(values)),),
        levels=levels,
        table=_table(answered, months, title, found),
    )


def _months(given: Given, answered: Answered) -> list[Month]:
    begun = given.records_from
    found = []
    for labels in sorted(answered.by[MONTH]):
        first = month_bounds(labels[0]).first
        recorded = begun is not None and begun <= first
        cell = answered.cell(MONTH, labels)
        found.append(Month(labels[0], cell.value if recorded else None, recorded))
    return found


def _says(months: Sequence[Month], found: Limits | None, unit: str) -> str:
    known = [one for one in months if one.value is not None]
    if not known:
        return "Nothing was counted in these months."
    if found is None:
        return (
            f"{len(known)} of {len(months)} months have a value: limits are drawn from "
            f"{FEWEST} months on."
        )
    within = (
        f"The mean is {amount(found.mean, unit)} a month, and chance alone keeps a "
        f"month between {amount(found.lower, unit)} and {amount(found.upper, unit)}"
    )
    outside = [label_words(MONTH, months[place].label) for place in found.outside]
    if not outside:
        return f"{within}: every month lies between these limits."
    verb = "lies" if len(outside) == 1 else "lie"
    return f"{within}: {s.listed(outside)} {verb} outside and should be looked into."


def _table(
    answered: Answered, months: Sequence[Month], title: str, found: Limits | None
) -> Table:
    rows = tuple(
        (cells.row_head(label_words(MONTH, one.label)), _cell(answered, one))
        for one in months
    )
    notes = []
    if answered.figure.measure != PERCENT:
        counted = sum(one.value or 0 for one in months)
        notes.append(f"Base: {counted:,} counted in these months.")
    if not all(one.recorded for one in months):
        notes.append("Not recorded: the records do not hold the whole month.")
    if found is not None:
        notes.append(
            "Limits: the mean, and 2.66 times the average difference between "
            "neighbouring months above and below it."
        )
    return Table(
        key=f"table-{answered.figure.code.replace('_', '-')}",
        caption=title,
        columns=(Column(text="Month"), *cells.heads("Value")),
        rows=rows,
        notes=tuple(notes),
    )


def _cell(answered: Answered, one: Month) -> Cell:
    if not one.recorded:
        return Cell(text="not recorded")
    if answered.figure.measure == PERCENT:
        return cells.over(answered, MONTH, (one.label,))
    return cells.value(answered, MONTH, (one.label,))
