"""Estimates worked out on paper, each step written down."""

import pytest
from tests.core.surveys.fieldwork import households, lcra, response


def test_unweighted_with_one_outside_the_base() -> None:
    """Four of 100 households: two satisfied, one not, one who did not say.

    p = 2/3. Influences (y - p)/3: 1/9, 1/9, -2/9, and 0 outside the base. They add up
    to 0; their squares to 6/81. Times 4/3 is 8/81; times 1 - 4/100 is 0.0948148; the
    root 0.3079201.
    """
    rows = [response(n, tp01) for n, tp01 in enumerate(("5", "4", "3", ""))]
    found = lcra(rows, households(100))
    one = found.estimates["TP01"]
    assert one.base == 3
    assert one.weighted == one.unweighted == pytest.approx(200 / 3)
    assert one.se == pytest.approx(30.79201, abs=1e-5)
    assert one.low == pytest.approx(200 / 3 - 1.96 * 30.79201, abs=1e-4)
    assert one.high == pytest.approx(200 / 3 + 1.96 * 30.79201, abs=1e-4)


def test_cells() -> None:
    """One answer from North (60 of 100 households), three from South (40).

    Weights 0.6/0.25 = 2.4 and 0.4/0.75 = 8/15, of mean 1. p = (2.4 + 8/15)/4 = 0.73333.
    Kish: 4(2.4² + 3(8/15)²)/4² = 1.65333. Influences before weights: 0.06667 in North,
    0.06667, -0.18333, -0.18333 in South; less their area's mean 0, 0.16667, -0.08333,
    -0.08333; times the weight 0, 0.08889, -0.04444, -0.04444. Squares 0.0118519, times
    4/3, times 0.96: 0.0151704; root 0.1231680.
    """
    rows = [
        response(1, "5", area="North"),
        response(2, "4", area="South"),
        response(3, "3", area="South"),
        response(4, "1", area="South"),
    ]
    found = lcra(rows, households(100, area={"North": 60, "South": 40}), "area")
    weights = found.sample.weights
    assert (weights.method, weights.by) == ("cell", ("area",))
    assert weights.largest == pytest.approx(2.4)
    assert weights.smallest == pytest.approx(8 / 15)
    assert weights.design_effect == pytest.approx(1.653333, abs=1e-6)
    one = found.estimates["TP01"]
    assert one.unweighted == pytest.approx(50)
    assert one.weighted == pytest.approx(73.33333, abs=1e-5)
    assert one.se == pytest.approx(12.31680, abs=1e-5)


def test_everybody_answered_so_chance_has_no_part() -> None:
    rows = [response(n, "5" if n else "1") for n in range(4)]
    found = lcra(rows, households(4))
    assert found.margin == 0
    assert found.estimates["TP01"].se == 0
    assert found.estimates["TP01"].low == found.estimates["TP01"].high == 75


def test_one_response_of_many_has_no_error_that_can_be_told() -> None:
    one = lcra([response(1)], households(50)).estimates["TP01"]
    assert (one.weighted, one.se, one.low, one.high) == (100, None, None, None)


def test_nobody_in_the_base_gives_nothing_and_not_nought() -> None:
    one = lcra([response(1), response(2)], households(50)).estimates["TP12"]
    assert (one.base, one.unweighted, one.weighted, one.se) == (0, None, None, None)


@pytest.mark.parametrize(
    ("whole", "kept", "required", "margin"),
    [
        (52_925, 40, 2_296.80, 15.49),  # 2,401 / (1 + 2,401/52,925)
        (10_000, 25, 964.22, 19.58),
        (2_500, 16, 484.03, 24.43),
        (2_499, 16, 332.97, 24.43),
    ],
)
def test_required_sample_and_margin(
    whole: int, kept: int, required: float, margin: float
) -> None:
    """By the band of the population; z is 1.96 and p one half, weights left aside."""
    found = lcra([response(n) for n in range(kept)], households(whole))
    assert found.required == pytest.approx(required, abs=0.01)
    assert found.margin == pytest.approx(margin, abs=0.01)
