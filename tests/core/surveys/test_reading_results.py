"""Groups, changes and representativeness: nobody is to take chance for a finding."""

import pytest
from tests.core.surveys.fieldwork import households, lcra, response

from putright.core.surveys import (
    QUARTER,
    Estimate,
    by_group,
    change,
    estimates_from,
    small,
)
from putright.core.surveys.likeness import beyond


def test_a_group_keeps_the_weights_of_the_whole() -> None:
    """By telephone one answer of weight 2.4 is satisfied, one of 8/15 is not."""
    rows = [
        response(1, "5", area="North"),
        response(2, "1", area="South"),
        response(3, "5", area="South", method="post"),
        response(4, "5", area="South", method="post"),
    ]
    population = households(100, area={"North": 60, "South": 40})
    found = by_group(lcra(rows, population, "area").sample, "method")
    assert list(found) == ["post", "telephone"]
    by_telephone = found["telephone"].estimates["TP01"]
    assert by_telephone.base == 2
    assert by_telephone.weighted == pytest.approx(100 * 2.4 / (2.4 + 8 / 15))
    assert found["post"].estimates["TP01"].weighted == 100


def test_the_error_of_a_group_by_hand() -> None:
    """Two of four by post, one of them satisfied, of 100 households.

    p = 1/2; influences 1/4 and -1/4, and 0 for the two others; squares 1/8, times 4/3,
    times 0.96: 0.16; the root is 0.4.
    """
    rows = [
        response(1, "5", method="post"),
        response(2, "1", method="post"),
        response(3),
        response(4),
    ]
    found = by_group(lcra(rows, households(100)).sample, "method")
    assert found["post"].estimates["TP01"].se == pytest.approx(40)


def test_quarters_are_those_of_the_reporting_year() -> None:
    days = ("2024-06-30", "2024-07-01", "2025-03-31", "")
    rows = [response(n, answered_on=day) for n, day in enumerate(days)]
    found = by_group(lcra(rows, households(100)).sample, QUARTER)
    assert list(found) == ["", "2024-25 Q1", "2024-25 Q2", "2024-25 Q4"]
    assert [group.responses for group in found.values()] == [1, 1, 1, 1]


def test_groups_add_up_to_the_whole() -> None:
    rows = [response(n, str(n % 5 + 1), area="NSE"[n % 3]) for n in range(30)]
    found = lcra(rows, households(100))
    groups = by_group(found.sample, "area").values()
    assert sum(group.responses for group in groups) == found.kept
    bases = [group.estimates["TP01"].base for group in groups]
    assert sum(bases) == found.estimates["TP01"].base


def test_a_column_that_is_not_there_is_no_group() -> None:
    with pytest.raises(KeyError):
        by_group(lcra([response(1)], households(9)).sample, "shoe_size")


def test_fifty_answers_are_no_longer_few() -> None:
    assert small(Estimate(49, 50, 50, 7))
    assert not small(Estimate(50, 50, 50, 7))


@pytest.mark.parametrize(
    ("before", "now", "real", "words"),
    [
        (70.0, 72.0, False, "no change beyond chance"),  # ±2.77 either side
        (70.0, 73.0, True, "up"),
        (73.0, 70.0, True, "down"),
    ],
)
def test_a_change_is_one_only_beyond_both_years_margins(
    before: float, now: float, real: bool, words: str
) -> None:
    moved = change(Estimate(900, 0, before, 1.0), Estimate(900, 0, now, 1.0))
    assert moved.points == pytest.approx(now - before)
    assert moved.margin == pytest.approx(1.96 * 2**0.5)
    assert (moved.real, moved.words) == (real, words)


def test_a_year_without_a_result_is_not_compared() -> None:
    moved = change(Estimate(0, None, None, None), Estimate(9, 50, 50, 9))
    assert (moved.points, moved.margin, moved.real) == (None, None, None)
    assert moved.words == "can't be told"


def test_representativeness_by_hand() -> None:
    """30 and 10 answers where 24 and 16 were expected: 36/24 + 36/16 = 3.75."""
    rows = [response(n, area="North" if n < 30 else "South") for n in range(40)]
    found = lcra(rows, households(1_000, area={"North": 600, "South": 400}))
    (area,) = found.likeness
    assert area.chi_square == pytest.approx(3.75)
    assert area.freedom == 1
    assert area.p == pytest.approx(0.0528075, abs=1e-6)
    assert not area.thin
    north, south = area.groups
    assert (north.population, north.sample) == (60, 75)
    assert area.ratio(north) == pytest.approx(1.25)
    assert area.ratio(south) == pytest.approx(0.625)


def test_unknown_values_stand_outside_the_comparison_and_are_counted() -> None:
    rows = [response(n, area=area) for n, area in enumerate(["North", "South", "", ""])]
    (area,) = lcra(rows, households(9, area={"North": 1, "South": 1})).likeness
    assert area.unknown == 2
    assert area.chi_square == 0
    assert area.p == 1
    assert area.thin
    assert [area.ratio(group) for group in area.groups] == [1, 1]


def test_what_can_t_be_compared_is_none() -> None:
    (area,) = lcra([response(1)], households(9, area={"North": 9})).likeness
    assert (area.chi_square, area.p) == (None, None)
    assert area.ratio(area.groups[0]) is None


@pytest.mark.parametrize(
    ("chi_square", "freedom", "tail"),
    [
        (3.841458820694124, 1, 0.05),
        (5.991464547107979, 2, 0.05),
        (7.814727903251179, 3, 0.05),
        (18.307038053275146, 10, 0.05),
        (124.34211340400407, 100, 0.05),
        (6.6348966010212145, 1, 0.01),
        (0.0, 4, 1.0),
    ],
)
def test_the_tail_of_chi_square_as_in_printed_tables(
    chi_square: float, freedom: int, tail: float
) -> None:
    assert beyond(chi_square, freedom) == pytest.approx(tail, rel=1e-9)


@pytest.mark.parametrize("all_same", [0.0, 100.0])
def test_unanimous_few_are_no_change_however_far_they_moved(all_same: float) -> None:
    """Three who are all satisfied have an error of 0, which is none that is known."""
    alike = Estimate(3, all_same, all_same, 0.0)
    for moved in (
        change(Estimate(900, 90, 90, 1.0), alike),
        change(alike, Estimate(900, 90, 90, 1.0)),
    ):
        assert moved.points is not None
        assert (moved.margin, moved.real) == (None, None)
        assert moved.words == "can't be told"
    assert alike.interval is None


def test_a_change_on_few_answers_says_so() -> None:
    moved = change(Estimate(900, 90, 90, 1.0), Estimate(49, 40, 40, 7.0))
    assert (moved.real, moved.words) == (True, "down, on few answers")


def test_an_interval_shown_stays_within_0_and_100() -> None:
    assert Estimate(9, 95, 95, 7.0).interval == pytest.approx((81.28, 100))
    assert Estimate(1, 95, 95, None).interval is None


@pytest.mark.parametrize(
    "wrong",
    [
        '"base":1,"unweighted":500,"weighted":50,"se":1',
        '"base":1,"unweighted":50,"weighted":-3,"se":1',
        '"base":1,"unweighted":50,"weighted":50,"se":-1',
        '"base":-1,"unweighted":50,"weighted":50,"se":1',
    ],
)
def test_last_years_file_with_what_no_survey_gives_is_refused(wrong: str) -> None:
    text = '{"stock_types":{"LCRA":{"measures":{"TP01":{' + wrong + "}}}}}"
    with pytest.raises(ValueError, match="no answer of an earlier survey"):
        estimates_from(text.encode())
