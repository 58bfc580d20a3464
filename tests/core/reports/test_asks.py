"""What a report asks: nothing twice, and of the right days."""

from datetime import date

import pytest

from putright.core.reports.asks import Ask, calls, span_of
from putright.core.reports.given import BEFORE, LAST_YEAR, NOW, TREND
from putright.core.reports.kinds import KINDS

LATER = date(2025, 6, 30)


def test_figures_of_the_same_rows_are_answered_together() -> None:
    found = calls(
        [
            Ask(("stage_1_received",), (("month",),)),
            Ask(("stage_1_answered_in_time",), (("team",),)),
            Ask(("stage_1_received",), (("team",),)),
        ]
    )
    assert len(found) == 1
    assert found[0].codes == ("stage_1_received", "stage_1_answered_in_time")
    assert found[0].by == (("month",), ("team",))


def test_what_costs_a_query_for_each_split_is_not_split_along() -> None:
    found = calls(
        [
            Ask(("stage_1_answered",), (("outcome",),)),
            Ask(("stage_1_working_days_mean",)),
        ]
    )
    assert [(one.codes, one.by) for one in found] == [
        (("stage_1_answered",), (("outcome",),)),
        (("stage_1_working_days_mean",), ()),
    ]


@pytest.mark.parametrize("code", KINDS)
def test_no_kind_asks_a_figure_twice_in_a_window(code: str) -> None:
    asked = [
        (call.window, one) for call in calls(KINDS[code].asks) for one in call.codes
    ]
    assert len(asked) == len(set(asked))


def test_the_quarter_before_and_the_same_quarter_last_year() -> None:
    days = (date(2024, 10, 1), date(2024, 12, 31), LATER)
    assert span_of(NOW, *days) == (date(2024, 10, 1), date(2024, 12, 31))
    assert span_of(BEFORE, *days) == (date(2024, 7, 1), date(2024, 9, 30))
    assert span_of(LAST_YEAR, *days) == (date(2023, 10, 1), date(2023, 12, 31))


def test_february_is_compared_with_the_whole_of_a_leap_year_s_february() -> None:
    days = (date(2025, 2, 1), date(2025, 2, 28), LATER)
    assert span_of(LAST_YEAR, *days) == (date(2024, 2, 1), date(2024, 2, 29))
    assert span_of(BEFORE, *days) == (date(2025, 1, 1), date(2025, 1, 31))


def test_a_period_of_no_whole_months_is_compared_with_as_many_days() -> None:
    days = (date(2024, 10, 8), date(2024, 10, 14), LATER)
    assert span_of(BEFORE, *days) == (date(2024, 10, 1), date(2024, 10, 7))


def test_a_trend_is_of_twelve_whole_months_that_have_passed() -> None:
    days = (date(2024, 10, 1), date(2024, 12, 31))
    assert span_of(TREND, *days, LATER) == (date(2024, 1, 1), date(2024, 12, 31))
    assert span_of(TREND, *days, date(2024, 12, 10)) == (
        date(2023, 12, 1),
        date(2024, 11, 30),
    )
