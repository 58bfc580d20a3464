"""The periods that figures are reported for, and the anniversaries of provision 2.3."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from putright.core.calendar import (
    Span,
    add_months,
    anniversary,
    month,
    month_bounds,
    quarter,
    quarter_bounds,
    reporting_year,
    reporting_year_bounds,
)


@pytest.mark.parametrize(
    ("day", "year", "quarter_of", "month_of"),
    [
        (date(2024, 3, 31), "2023-24", "2023-24 Q4", "2024-03"),
        (date(2024, 4, 1), "2024-25", "2024-25 Q1", "2024-04"),
        (date(2024, 6, 30), "2024-25", "2024-25 Q1", "2024-06"),
        (date(2024, 7, 1), "2024-25", "2024-25 Q2", "2024-07"),
        (date(2024, 12, 31), "2024-25", "2024-25 Q3", "2024-12"),
        (date(2025, 1, 1), "2024-25", "2024-25 Q4", "2025-01"),
        (date(1999, 4, 1), "1999-00", "1999-00 Q1", "1999-04"),
    ],
)
def test_names_of_periods(day: date, year: str, quarter_of: str, month_of: str) -> None:
    assert reporting_year(day) == year
    assert quarter(day) == quarter_of
    assert month(day) == month_of


def test_bounds_of_periods() -> None:
    assert reporting_year_bounds("2024-25") == Span(date(2024, 4, 1), date(2025, 3, 31))
    assert quarter_bounds("2024-25 Q3") == Span(date(2024, 10, 1), date(2024, 12, 31))
    assert quarter_bounds("2023-24 Q4") == Span(date(2024, 1, 1), date(2024, 3, 31))
    assert month_bounds("2024-02") == Span(date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("bounds", "label"),
    [
        (reporting_year_bounds, "2024"),
        (reporting_year_bounds, "2024-26"),
        (reporting_year_bounds, "2024/25"),
        (quarter_bounds, "2024-25"),
        (quarter_bounds, "2024-25 Q5"),
        (quarter_bounds, "2024-26 Q1"),
        (month_bounds, "2024-13"),
        (month_bounds, "2024-1"),
    ],
)
def test_a_label_that_names_no_period_is_refused(
    bounds: Callable[[str], Span], label: str
) -> None:
    with pytest.raises(ValueError, match=label[:7]):
        bounds(label)


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)))
def test_every_day_lies_in_one_year_one_quarter_one_month(day: date) -> None:
    for name, bounds in (
        (reporting_year, reporting_year_bounds),
        (quarter, quarter_bounds),
        (month, month_bounds),
    ):
        span = bounds(name(day))
        assert span.first <= day <= span.last
        assert name(span.first - timedelta(days=1)) != name(day)
        assert name(span.last + timedelta(days=1)) != name(day)


@pytest.mark.parametrize(
    ("day", "months", "moved"),
    [
        (date(2024, 10, 7), -12, date(2023, 10, 7)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
    ],
)
def test_add_months(day: date, months: int, moved: date) -> None:
    assert add_months(day, months) == moved


def test_2_3_the_anniversary_of_29_february_is_the_28th() -> None:
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert anniversary(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert anniversary(date(2023, 2, 28), 1) == date(2024, 2, 28)
