"""What goes with overall satisfaction: held to what can be worked out by hand."""

import math
import sys

import numpy as np
import pytest
from tests.core.surveys.fieldwork import households, lcra, response

from putright.core.surveys import (
    Drivers,
    NoDriversError,
    NoStatisticsError,
    drivers,
)
from putright.core.surveys.drivers import _shares

Pair = tuple[str, str]


def _drivers(answers: list[Pair], **more: str) -> Drivers:
    """Fit TP01 on TP05, each pair one response."""
    rows = [
        response(number, tp01, TP05=tp05, **more)
        for number, (tp01, tp05) in enumerate(answers)
    ]
    return drivers(lcra(rows, households(5_000)).sample)


FOURFOLD: list[Pair] = [
    *[("5", "4")] * 30,
    *[("1", "4")] * 10,
    *[("5", "3")] * 15,
    *[("1", "3")] * 25,
]


def test_with_two_answers_each_it_is_the_odds_ratio() -> None:
    """30 × 25 / (10 × 15) = 5; its log has the error √(1/30 + 1/25 + 1/10 + 1/15)."""
    found = _drivers(FOURFOLD)
    (safe,) = found.measures
    error = math.sqrt(1 / 30 + 1 / 25 + 1 / 10 + 1 / 15)
    assert (found.used, found.kept, safe.code) == (80, 80, "TP05")
    assert safe.odds == pytest.approx(5, rel=1e-4)
    assert safe.low == pytest.approx(5 * math.exp(-1.96 * error), rel=1e-3)
    assert safe.high == pytest.approx(5 * math.exp(1.96 * error), rel=1e-3)
    assert not safe.entangled


def test_the_shares_of_measures_that_do_not_go_together_are_plain() -> None:
    """Uncorrelated, of equal spread and odds, each has half; a lone one has all."""
    rows = [
        response(100 * n + place, tp01, TP05=tp05, TP06=tp06)
        for place, (tp05, tp06, happy) in enumerate(
            [("4", "4", 20), ("4", "3", 12), ("3", "4", 12), ("3", "3", 6)]
        )
        for n, tp01 in enumerate(["5"] * happy + ["1"] * (24 - happy))
    ]
    found = drivers(lcra(rows, households(5_000)).sample).measures
    assert [one.share for one in found] == pytest.approx([0.5, 0.5], abs=1e-6)
    assert _drivers(FOURFOLD).measures[0].share == pytest.approx(1)


def test_shares_by_hand_where_answers_go_together() -> None:
    """Both correlate by 0.6; log odds 1 and 0 for a step of one deviation each.

    The root of their correlations has √0.9 along it and √0.1 beside it, so the shares
    are 0.9 × 0.9 + 0.1 × 0.1 and twice 0.9 × 0.1.
    """
    answers = np.array([[1.0, 1]] * 4 + [[1, -1]] + [[-1, 1]] + [[-1, -1]] * 4)
    assert _shares([1.0, 0.0], answers) == pytest.approx([0.82, 0.18])
    assert _shares([0.0, 0.0], answers) == [0.5, 0.5]


def test_only_those_who_answer_everything_are_used_and_the_rest_are_told() -> None:
    unsaid: list[Pair] = [("5", "na"), ("", "4"), ("1", "")]
    found = _drivers([*FOURFOLD, *unsaid])
    assert (found.used, found.kept) == (80, 83)
    assert found.measures[0].odds == pytest.approx(5, rel=1e-4)


def test_what_only_some_are_asked_is_no_driver() -> None:
    found = _drivers(FOURFOLD, repair_12_months="yes", TP02="5")
    assert [one.code for one in found.measures] == ["TP05"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (FOURFOLD[:19], "19 responses answer everything"),
        ([("5", "4")] * 30, "Every response says the same to TP01"),
        ([("5", "4")] * 20 + [("1", "4")] * 20, "Every response says the same to TP05"),
        ([("5", "4")] * 20 + [("1", "3")] * 20, "decide overall satisfaction"),
    ],
)
def test_what_can_t_be_told_is_not_made_up(answers: list[Pair], said: str) -> None:
    with pytest.raises(NoDriversError, match=said):
        _drivers(answers)


def test_two_measures_that_always_agree_can_t_be_told_apart() -> None:
    rows = [
        response(n, str(n % 5 + 1), TP05=str(n % 3 + 1), TP06=str(n % 3 + 1))
        for n in range(100)
    ]
    with pytest.raises(NoDriversError, match="TP05, TP06 say the same"):
        drivers(lcra(rows, households(5_000)).sample)


def test_where_the_extra_is_not_installed_it_is_said_how(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.miscmodels.ordinal_model", None)
    with pytest.raises(NoStatisticsError, match=r"pip install 'putright\[stats\]'"):
        _drivers(FOURFOLD)
