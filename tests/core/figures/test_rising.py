"""Themes that rise: more than chance would have it, and not for two cases more."""

from putright.core.figures import rising


def test_a_theme_of_thirty_where_ten_are_usual_rises() -> None:
    found = rising.theme([3] * 9 + [10, 10, 10])
    assert found is not None
    assert (found.recent, found.before, found.side) == (30, 27, "high")
    assert found.within.upper < 30


def test_a_theme_of_a_few_does_not_rise_for_two_more() -> None:
    found = rising.theme([0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1])
    assert found is not None
    assert found.side == ""


def test_a_theme_that_nobody_raises_any_more_falls() -> None:
    found = rising.theme([10] * 9 + [0, 1, 0])
    assert found is not None
    assert found.side == "low"


def test_without_months_before_nothing_rises() -> None:
    assert rising.theme([5, 9, 20]) is None
    assert not rising.known([0, 0, 7])
    assert not rising.known([])
    assert rising.known([1, 0, 7])
