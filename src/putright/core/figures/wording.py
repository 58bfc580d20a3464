"""Figures in plain words: values with what they are over, labels, formulas."""

from collections.abc import Mapping
from datetime import date

from putright.core.calendar import long_date, month_bounds
from putright.core.figures.catalogue import figure as declared
from putright.core.figures.figure import (
    COUNT,
    LEFT_OUT,
    MEAN,
    MEAN_OF_CASES,
    MEDIAN,
    MET,
    NOT_MET,
    PER_1000,
    PERCENT,
    RATIO,
    SUM,
    Figure,
)
from putright.core.figures.grains import EQUALITY
from putright.core.figures.values import Cell

NONE = "none"
NOT_SHOWN = "not shown"
WHY_NOT_SHOWN = (
    "Not shown: fewer than 5 with a restricted case among them or by people’s answers "
    "to an equality question, or a number from which such a one could be worked out."
)
DIMENSION_WORDS: Mapping[str, str] = {
    "month": "Month",
    "quarter": "Quarter",
    "year": "Financial year",
    "stage": "Stage",
    "area": "Area",
    "team": "Team",
    "category": "Category",
    "issue": "Issue",
    "channel": "How it came in",
    "tenure": "Tenure",
    "raised_by": "Who raised it",
    "handler": "Handler",
    "body": "Managing body or contractor",
    "outcome": "Outcome",
    "ground": "Ground of refusal",
    "own_stage": "The landlord’s own stage",
}
CODED = frozenset({"channel", "raised_by", "outcome", "ground", "tenure"})
GRAIN_WORDS = {
    "case": "cases",
    "stage": "complaints",
    "action": "promises",
    "entry": "entries of the journal",
}
PERIOD_WORDS = {
    "received_on": "the day it was received",
    "responded_on": "the day it was answered",
    "refused_on": "the day it was refused",
    "withdrawn_on": "the day it was withdrawn",
    "closed_on": "the day it was closed",
    "improvement_on": "the day the improvement was recorded",
    "offered_on": "the day the compensation was offered",
    "by_when": "the day it was promised for",
    "made_on": "the day it was promised",
    "happened_on": "the day it happened",
}


def dimension_words(name: str) -> str:
    """Say what a split is by; a register's own column has its own name."""
    if name.startswith(EQUALITY):
        return f"Equality answer: {name.removeprefix(EQUALITY)}"
    return DIMENSION_WORDS.get(name, name)


def amount(number: float, unit: str) -> str:
    """Say a number of a unit, to one place where it has any."""
    if unit == "pounds":
        return f"£{number:,.2f}"
    if unit in ("percent", "per_1000"):
        return f"{number:,.1f}{'%' if unit == 'percent' else ''}"
    shown = f"{number:,}" if isinstance(number, int) else f"{number:,.1f}"
    if unit == "ratio":
        shown = f"{number:,.2f}"
    return f"{shown} working days" if unit == "working days" else shown


def value_words(cell: Cell, unit: str) -> str:
    """Say a value alone; nothing counted is none, never 0%."""
    if cell.hidden:
        return NOT_SHOWN
    if cell.value is None or (unit == "pounds" and not cell.base):
        return NONE
    return amount(cell.value, unit)


def over_words(cell: Cell, one: Figure) -> str:
    """Say what a value is over; empty for a plain count."""
    if cell.hidden or cell.denominator is None:
        if one.measure == PER_1000 and not cell.hidden:
            return f"{cell.numerator:,}, the homes can’t be counted"
        return f"over {cell.base:,} cases" if one.measure == SUM else ""
    if cell.numerator is None:
        return f"over {cell.denominator:,}"
    if one.measure == MEAN_OF_CASES:
        return f"£{cell.numerator:,.2f} over {cell.denominator:,}"
    of = {PER_1000: "on", MEAN: "working days over", RATIO: "over"}
    unit = " homes" if one.measure == PER_1000 else ""
    word = of.get(one.measure, "of")
    return f"{cell.numerator:,} {word} {cell.denominator:,}{unit}"


def whole_words(cell: Cell, one: Figure) -> str:
    """Say a value with what it is over, in one line."""
    over = over_words(cell, one)
    value = value_words(cell, one.unit)
    return f"{value} ({over})" if over else value


def label_words(name: str, label: str) -> str:
    """Say a label of a split: a month by its name, a code in words."""
    if not label:
        return "Not known"
    if name == "month":
        try:
            return long_date(month_bounds(label).first).partition(" ")[2]
        except ValueError:
            return label
    if name == "stage":
        return f"Stage {label}"
    if name in CODED and not label.isupper():
        return label.replace("_", " ").capitalize()
    return label


def formula(one: Figure) -> list[str]:
    """Say in sentences how a figure is worked out."""
    if one.measure == RATIO:
        upper, lower = (declared(code).title for code in one.over)
        return [f"“{upper}” divided by “{lower}”. The two are different sets of cases."]
    said = [_measured(one)]
    for counted, begins in (
        (MET, "Met by"),
        (NOT_MET, "Not met by"),
        (LEFT_OUT, "Left out"),
    ):
        whys = dict.fromkeys(s.why for s in one.sorts if s.counted == counted)
        if whys and (one.measure != COUNT or counted == LEFT_OUT):
            said.append(f"{begins}: {'; '.join(whys)}.")
    said.append(_when(one))
    return said


def month_words(number: int, last: date) -> str:
    """Say that cases known by their month alone count in a month that is not over."""
    cases = "1 case is" if number == 1 else f"{number:,} cases are"
    return (
        f"{cases} known only to have come in {last:%B %Y}, and counted though the "
        f"counting ends on {long_date(last)}: some may have come later that month."
    )


def _measured(one: Figure) -> str:
    what = GRAIN_WORDS[one.grain]
    column = one.column.replace("_", " ").replace("pence", "").strip()
    sentences = {
        COUNT: f"The number of {what} that the title names.",
        PERCENT: "What met it, divided by what met it and what did not, times 100.",
        MEAN: f"The {column} of all that are counted, divided by how many there are.",
        MEDIAN: f"The {column} in the middle, once all are put in order.",
        SUM: f"The {column} of all that are counted, added up, in pounds.",
        MEAN_OF_CASES: f"The {column} added up, divided by the cases that had any.",
        PER_1000: "The number counted, divided by the homes owned at the end of the "
        "period, times 1,000.",
    }
    return sentences[one.measure]


def _when(one: Figure) -> str:
    if one.snapshot:
        return "Judged on the last day of the period, or today where that is earlier."
    day = PERIOD_WORDS.get(one.period, f"its {one.period.replace('_', ' ')} day")
    return f"What is counted belongs to a period by {day}."


def base_words(one: Figure, *, overlaps: bool, base: int, listed: int) -> str:
    """Say what a split adds up to: its base, and whether cases are in it twice."""
    if overlaps:
        return (
            f"Base: {base:,} counted in all, which make {listed:,} listings: one that "
            "concerns several teams is listed under each."
        )
    return f"Base: {base:,} counted in all."
