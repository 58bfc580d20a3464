"""A trend as a page shows it: a line chart, a table, and a sentence that says it."""

from typing import Any

from django.utils.safestring import SafeString

from putright.apps.figures import charts
from putright.apps.figures.views.trends import Trend
from putright.apps.figures.views.wording import (
    amount,
    label_words,
    over_words,
    value_words,
)
from putright.core.figures.trend import FACTOR, FEWEST, Limits
from putright.core.reports.values import Series

NO_MONTH_SHOWN = "No month is shown: the numbers are too small."


def trend_of(trend: Trend) -> dict[str, Any]:
    """Give a trend's chart, its table, and the sentence that says what it shows."""
    return {
        "code": trend.figure.code,
        "title": _title(trend),
        "chart": drawn(trend),
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


def _title(trend: Trend) -> str:
    return f"{trend.figure.title}: the last 12 full months"


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


def drawn(trend: Trend) -> SafeString | None:
    """Draw a trend; None where fewer than two months have a value."""
    drawing = drawing_of(trend)
    if drawing is None:
        return None
    return SafeString(
        charts.inline(
            drawing,
            ident=trend.figure.code,
            title=_title(trend),
            says=f"{sentence(trend)} {_limit_words(trend)}".strip(),
        )
    )


def drawing_of(trend: Trend) -> charts.Drawing | None:
    """Give what is drawn of a trend; None where fewer than two months have a value."""
    values = tuple(cell.value for _, cell in trend.months)
    if len([value for value in values if value is not None]) < 2:
        return None
    found = trend.limits
    return charts.Drawing(
        shape="line",
        unit=trend.figure.unit,
        labels=tuple(_short(name) for name, _ in trend.months),
        series=(Series(name="Each month", values=values),),
        levels=_levels(found) if found else (),
        marked=found.outside if found else (),
    )


def _levels(found: Limits) -> tuple[tuple[str, float], ...]:
    return (
        ("Upper limit", found.upper),
        ("Mean", found.mean),
        ("Lower limit", found.lower),
    )


def _short(name: str) -> str:
    words = label_words("month", name).split()
    return f"{words[0][:3]} {words[-1]}"
