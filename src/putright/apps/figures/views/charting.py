"""A trend as a page shows it: a line chart of plain numbers, a table, a sentence."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from putright.apps.figures.views.trends import MONTHS, Trend
from putright.apps.figures.views.wording import (
    amount,
    label_words,
    over_words,
    value_words,
)
from putright.core.figures.trend import FACTOR, FEWEST, Limits

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 60, 150, 20, 40
APART = 16
NO_MONTH_SHOWN = "No month is shown: the numbers are too small."


class Mark(msgspec.Struct, frozen=True):
    """A month's point: where it is drawn, its name, and if it is beyond a limit."""

    x: float
    y: float
    name: str
    outside: bool


class Rule(msgspec.Struct, frozen=True):
    """A level line: how high it and its name are drawn, the name, its dashes."""

    y: float
    text_y: float
    text: str
    dashes: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """What the chart's template draws, in the units of its view box."""

    width: int
    height: int
    left: int
    right: int
    base: int
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    names: tuple[Mark, ...]
    rules: tuple[Rule, ...]
    top_text: str
    bottom_text: str
    top: int
    axis_text: int
    right_text: int
    top_text_y: int


def trend_of(trend: Trend) -> dict[str, Any]:
    """Give a trend's chart, its table, and the sentence that says what it shows."""
    return {
        "code": trend.figure.code,
        "title": f"{trend.figure.title}: the last 12 full months",
        "chart": chart(trend),
        "sentence": sentence(trend),
        "limits": _limit_words(trend),
        "head": [
            "Month",
            {"text": "Value", "numeric": True},
            {"text": "What it is over", "numeric": True},
            "Against the limits",
        ],
        "rows": [_row(trend, place) for place in range(len(trend.months))],
    }


def sentence(trend: Trend) -> str:
    """Say what a trend shows, so that nobody needs to see the chart."""
    unit, found = trend.figure.unit, trend.limits
    known = [cell for _, cell in trend.months if cell.value is not None]
    if not known:
        hidden = any(cell.hidden for _, cell in trend.months)
        return NO_MONTH_SHOWN if hidden else "Nothing was counted in these months."
    if found is None:
        return (
            f"Values are known for {len(known)} of 12 months, and control limits need "
            f"{FEWEST}: none are drawn, and no month is judged by itself."
        )
    mean = f"The mean of the months is {amount(found.mean, unit)}."
    if not found.outside:
        return (
            f"{mean} Every month is within the control limits: the ups and downs are "
            "no more than usual from month to month."
        )
    months = [_place_words(trend, place) for place in found.outside]
    return f"{mean} Beyond the control limits, and worth asking why: {_and(months)}."


def _and(texts: list[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def _place_words(trend: Trend, place: int) -> str:
    name, cell = trend.months[place]
    return f"{label_words('month', name)} ({value_words(cell, trend.figure.unit)})"


def _limit_words(trend: Trend) -> str:
    if trend.limits is None:
        return ""
    found, unit = trend.limits, trend.figure.unit
    return (
        f"Control limits of an individuals chart (XmR): mean "
        f"{amount(found.mean, unit)} ± {FACTOR} × the average moving range of "
        f"{amount(found.moving_range, unit)}, so from {amount(found.lower, unit)} to "
        f"{amount(found.upper, unit)}. They go no further than a value can."
    )


def _row(trend: Trend, place: int) -> list[object]:
    name, cell = trend.months[place]
    where = ""
    if trend.limits is not None and cell.value is not None:
        where = "Within"
        if cell.value > trend.limits.upper:
            where = "Above the upper limit"
        elif cell.value < trend.limits.lower:
            where = "Below the lower limit"
    return [
        label_words("month", name),
        {"text": value_words(cell, trend.figure.unit), "numeric": True},
        {"text": over_words(cell, trend.figure), "numeric": True},
        where,
    ]


def chart(trend: Trend) -> Chart | None:
    """Give what to draw; None where fewer than two months have a value."""
    values = [cell.value for _, cell in trend.months]
    known = [float(value) for value in values if value is not None]
    if len(known) < 2:
        return None
    levels = [*known, *(_levels(trend.limits) if trend.limits else ())]
    top = max(levels) or 1.0
    bottom = min(0.0, *levels)
    base = HEIGHT - BOTTOM

    def y_of(value: float) -> float:
        return round(base - (value - bottom) / (top - bottom) * (base - TOP), 1)

    unit = trend.figure.unit
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        base=base,
        axis_text=LEFT - 8,
        right_text=WIDTH - RIGHT + 8,
        top_text_y=TOP + 5,
        lines=_lines([None if v is None else y_of(v) for v in values]),
        marks=_marks(trend, y_of),
        names=_names(trend, base + 20),
        rules=_rules(trend.limits, unit, y_of) if trend.limits else (),
        top_text=amount(top, unit),
        bottom_text=amount(bottom, unit),
    )


def _x_of(place: int) -> float:
    """Give how far to the right a month is drawn, the first being 0."""
    return round(LEFT + place * (WIDTH - LEFT - RIGHT) / (MONTHS - 1), 1)


def _marks(trend: Trend, y_of: Callable[[float], float]) -> tuple[Mark, ...]:
    outside = trend.limits.outside if trend.limits else ()
    return tuple(
        Mark(_x_of(place), y_of(cell.value), name, place in outside)
        for place, (name, cell) in enumerate(trend.months)
        if cell.value is not None
    )


def _names(trend: Trend, y: float) -> tuple[Mark, ...]:
    """Name every third month below the chart, the last among them."""
    return tuple(
        Mark(_x_of(place), y, _short(name), outside=False)
        for place, (name, _) in enumerate(trend.months)
        if place % 3 == 2
    )


def _levels(found: Limits) -> tuple[float, ...]:
    return found.lower, found.mean, found.upper


def _short(name: str) -> str:
    words = label_words("month", name).split()
    return f"{words[0][:3]} {words[-1]}"


def _lines(heights: Sequence[float | None]) -> tuple[str, ...]:
    """Give the points of each unbroken run of months, as an SVG line takes them."""
    runs: list[list[str]] = [[]]
    for place, y in enumerate(heights):
        if y is None:
            runs.append([])
        else:
            runs[-1].append(f"{_x_of(place)},{y}")
    return tuple(" ".join(run) for run in runs if len(run) > 1)


def _rules(
    found: Limits, unit: str, y_of: Callable[[float], float]
) -> tuple[Rule, ...]:
    """Give the three level lines, their names moved apart where they would touch."""
    wanted = (
        ("Upper limit", found.upper, "6 4"),
        ("Mean", found.mean, ""),
        ("Lower limit", found.lower, "6 4"),
    )
    rules: list[Rule] = []
    last = float(-APART)
    for name, level, dashes in wanted:
        y = y_of(level)
        text_y = max(y + 4, last + APART)
        last = text_y
        rules.append(Rule(y, text_y, f"{name} {amount(level, unit)}", dashes))
    return tuple(rules)
