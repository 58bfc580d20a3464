"""Every figure is declared whole, and its arithmetic is exact."""

import pytest

from putright.core.figures import FIGURES, LEFT_OUT, MET, NoSuchFigureError, figure
from putright.core.figures import values as v
from putright.core.figures.catalogue import unknown_columns
from putright.core.figures.figure import PER_1000, PERCENT

PROMISED = [
    "stage_1_received",
    "stage_2_received",
    "compliments_received",
    "comments_received",
    "mp_enquiries_received",
    "service_requests_received",
    "stage_1_acknowledged_in_time",
    "stage_2_acknowledged_in_time",
    "stage_1_answered_in_time",
    "stage_2_answered_in_time",
    "stage_1_answered_by_backstop",
    "stage_2_answered_by_backstop",
    "stage_1_answered_without_extension",
    "stage_1_answered_with_extension",
    "stage_2_answered_without_extension",
    "stage_2_answered_with_extension",
    "stage_1_working_days_mean",
    "stage_1_working_days_median",
    "stage_2_working_days_mean",
    "stage_2_working_days_median",
    "stage_1_upheld",
    "stage_2_upheld",
    "escalation_ratio",
    "escalation_rate",
    "recorded_late",
    "refused",
    "withdrawn",
    "compensation_offered",
    "compensation_mean",
    "promises_due",
    "promises_kept",
    "improvements",
    "stage_1_per_1000",
    "stage_2_per_1000",
    "CH01_1",
    "CH01_2",
    "CH02_1",
    "CH02_2",
]


@pytest.mark.parametrize("code", PROMISED)
def test_a_figure_that_reports_rely_on_is_there(code: str) -> None:
    assert figure(code).code == code


@pytest.mark.parametrize("code", list(FIGURES))
def test_a_figure_is_declared_whole(code: str) -> None:
    one = figure(code)
    assert not unknown_columns(one)
    assert one.title
    assert one.unit
    assert one.source
    assert one.direction in ("", "up", "down")
    assert {sort.counted for sort in one.sorts} >= {MET}


def test_a_percentage_has_its_unit_and_no_rate_of_complaints_has_a_direction() -> None:
    for one in FIGURES.values():
        assert (one.measure == PERCENT) == (one.unit == "percent"), one.code
        if one.measure == PER_1000 or one.code.endswith("_received"):
            assert not one.direction, one.code  # 3.3: many is not bad, few not good


def test_titles_tell_figures_apart() -> None:
    titles = [one.title for one in FIGURES.values()]
    assert len(set(titles)) == len(titles)


def test_5_2_no_title_says_informal() -> None:
    assert not any("informal" in one.title.casefold() for one in FIGURES.values())


def test_the_base_of_the_backstop_is_that_of_answers_in_time() -> None:
    for stage in (1, 2):
        in_time = figure(f"stage_{stage}_answered_in_time")
        backstop = figure(f"stage_{stage}_answered_by_backstop")
        outs = [
            [sort for sort in one.sorts if sort.counted == LEFT_OUT]
            for one in (in_time, backstop)
        ]
        assert outs[0] == outs[1]
        assert in_time.population == backstop.population


def test_a_code_that_there_is_not_is_named_with_those_that_come_close() -> None:
    with pytest.raises(NoSuchFigureError, match="stage_1_received"):
        figure("stage_3_received")


def test_over_nothing_there_is_no_value() -> None:
    assert v.over(0, 0, 100) == v.Cell(value=None, numerator=0, denominator=0)
    assert v.median({}).value is None
    assert v.mean_of_money(0, 0).value is None
    assert v.rate(3, 0).value is None


def test_values_are_exact_until_they_are_shown() -> None:
    assert v.over(1, 3, 100).value == 100 / 3
    assert v.over(16_355, 16_357, 100).value == pytest.approx(99.98777, abs=1e-5)
    assert v.over(5, 5, 100).value == 100
    assert v.mean_of_money(25_010, 3).value == pytest.approx(83.3666666, abs=1e-6)
    assert v.pounds(25_010) == 250.1


def test_the_median_lies_between_the_two_in_the_middle() -> None:
    assert v.median({2: 1, 4: 1, 5: 1, 12: 1}).value == 4.5
    assert v.median({2: 1, 4: 1, 12: 1}).value == 4
    assert v.median({7: 2, 3: 3}).value == 3
    assert v.mean({2: 3, 4: 1}).value == 2.5
