"""Cumulative figures: a year's months added up from April."""

from fractions import Fraction

from putright.core.figures import FIGURES
from putright.core.figures.running import running
from putright.core.figures.values import HIDDEN, count, over

MONTHS = [("2026-02",), ("2026-03",), ("2026-04",), ("2026-05",)]


def test_counts_start_again_in_april() -> None:
    cells = dict(zip(MONTHS, map(count, (3, 4, 5, 6)), strict=True))
    found = running(FIGURES["stage_1_received"], "month", cells)
    assert [found[month].value for month in MONTHS] == [3, 7, 5, 11]


def test_a_percentage_adds_both_parts_and_not_the_percentages() -> None:
    cells = {
        ("2026-27 Q1",): over(1, 2, 100, base=2),
        ("2026-27 Q2",): over(9, 10, 100, base=10),
    }
    found = running(FIGURES["stage_1_answered_in_time"], "quarter", cells)
    whole = found[("2026-27 Q2",)]
    assert (whole.numerator, whole.denominator) == (10, 12)
    assert whole.value == float(Fraction(1000, 12))


def test_a_rate_is_on_the_homes_of_its_last_month() -> None:
    cells = {("2026-04",): over(5, 1000, 1000), ("2026-05",): over(7, 1200, 1000)}
    found = running(FIGURES["stage_1_per_1000"], "month", cells)
    assert found[("2026-05",)].value == 10
    assert found[("2026-05",)].denominator == 1200


def test_medians_and_what_stands_open_do_not_add_up() -> None:
    cells = {("2026-04",): over(5, 1)}
    assert running(FIGURES["stage_1_working_days_median"], "month", cells) == {}
    assert running(FIGURES["stage_1_open"], "month", cells) == {}
    assert running(FIGURES["stage_1_received"], "area", cells) == {}


def test_nothing_after_a_hidden_month_gives_it_away() -> None:
    cells = dict(zip(MONTHS, (count(3), count(9), HIDDEN, count(8)), strict=True))
    found = running(FIGURES["stage_1_received"], "month", cells)
    assert found[("2026-03",)].value == 12
    assert found[("2026-04",)].hidden
    assert found[("2026-05",)].hidden
