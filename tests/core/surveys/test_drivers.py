"""What goes with overall satisfaction: held to what can be worked out by hand."""

import math
import sys

import pytest
from tests.core.surveys.fieldwork import households, lcra, response

from putright.core.surveys import (
    Drivers,
    NoDriversError,
    NoStatisticsError,
    drivers,
)

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
