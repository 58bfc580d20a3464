"""Control limits, against numbers worked by hand."""

import pytest

from putright.core.figures.funnel import funnel
from putright.core.figures.trend import FACTOR, limits

STEADY = [10, 12, 11, 13, 12, 14, 13, 15]
"""Mean 12.5; the differences 2, 1, 2, 1, 2, 1, 2 average 11/7."""


def test_limits_are_the_mean_and_2_66_average_moving_ranges() -> None:
    found = limits(STEADY)
    assert found is not None
    assert found.mean == 12.5
    assert found.moving_range == pytest.approx(11 / 7)
    assert found.lower == pytest.approx(12.5 - 2.66 * 11 / 7)
    assert found.upper == pytest.approx(16.68)
    assert found.outside == ()
    assert FACTOR == 2.66


def test_a_month_that_leaps_is_outside() -> None:
    found = limits([50] * 11 + [90])
    assert found is not None
    # One difference of 40 among eleven: mean 53.33, upper limit 63.01.
    assert found.upper == pytest.approx(53.3333 + 2.66 * 40 / 11, abs=0.001)
    assert found.outside == (11,)


def test_a_month_with_nothing_is_left_out_and_no_range_crosses_it() -> None:
    whole = limits([10, 12, None, 40, 42, 40, 42, 40, 42])
    assert whole is not None
    assert whole.mean == pytest.approx(268 / 8)
    assert whole.moving_range == 2


def test_limits_stop_at_what_a_percentage_can_be() -> None:
    found = limits([90, 100] * 4, floor=0, ceiling=100)
    assert found is not None
    assert found.upper == 100
    assert found.lower == pytest.approx(95 - 26.6)


@pytest.mark.parametrize("values", [[], STEADY[:7], [1, None] * 8, [None] * 12])
def test_of_too_few_values_nothing_is_said(values: list[float | None]) -> None:
    assert limits(values) is None


def test_a_funnel_gives_the_limits_of_a_poisson_count() -> None:
    """At an expected 10 the table has P(X ≤ 1) = 0.0005, P(X ≤ 2) = 0.0028 and
    P(X > 21) = 0.0007, P(X > 20) = 0.0016."""
    found = funnel(100, 10_000, 1_000)
    assert (found.lower, found.upper) == (2, 21)
    assert (found.side(1), found.side(2), found.side(21)) == ("low", "", "")
    assert found.side(22) == "high"


def test_a_small_area_is_not_called_out_for_few_complaints() -> None:
    found = funnel(100, 10_000, 50)
    assert found.lower == 0
    assert found.side(3) == ""


def test_a_funnel_of_many_homes_ends() -> None:
    found = funnel(40_000, 100_000, 90_000)
    assert found.lower < 36_000 < found.upper
    assert found.upper - found.lower < 1_300


def test_nothing_expected_is_no_reason_to_call_a_part_low() -> None:
    assert funnel(0, 100, 50).side(0) == ""
    with pytest.raises(ValueError, match="needs homes"):
        funnel(1, 0, 0)
