"""What a table of equality answers hides: no number under 5 can be worked out."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from putright.core.figures.disclosure import SMALL, withheld


def test_large_numbers_are_all_shown() -> None:
    assert withheld({"a": (40,), "b": (5,), "c": (0,)}) == set()


def test_one_small_number_takes_another_cell_with_it() -> None:
    assert withheld({"a": (40,), "b": (3,), "c": (9,)}) == {"b", "c"}


def test_what_is_small_can_be_more() -> None:
    """In a survey under 10 answers are few: 9 go, and the 20 that would tell them."""
    cells = {"a": (60,), "b": (9,), "c": (20,)}
    assert withheld(cells) == set()
    assert withheld(cells, 10) == {"b", "c"}


def test_two_small_numbers_that_can_only_be_one_each_take_a_third() -> None:
    """The total less what is shown would say 2: one each."""
    assert withheld({"a": (40,), "b": (1,), "c": (1,)}) == {"a", "b", "c"}


def test_a_small_number_beside_five_can_only_be_itself() -> None:
    """6 hidden in all, one of them 5 or more: it would have to be 5 and 1."""
    assert withheld({"a": (1,), "b": (5,), "c": (50,)}) == {"a", "b", "c"}


def test_a_lone_small_cell_hides_the_table() -> None:
    assert withheld({"a": (3,)}) == {"a"}


def test_what_was_not_met_is_hidden_too() -> None:
    """48 of 50: the 2 are a number under 5."""
    hidden = withheld({"a": (50, 48, 2), "b": (60, 30, 30), "c": (70, 40, 30)})
    assert "a" in hidden
    assert len(hidden) >= 2


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4))
def test_no_small_number_can_be_worked_out(numbers: list[int]) -> None:
    """Every way to fill what is hidden, as a reader may: more than one fits, always."""
    cells = {str(place): (number,) for place, number in enumerate(numbers)}
    hidden = sorted(withheld(cells))
    values = [cells[label][0] for label in hidden]
    if len(hidden) == len(numbers):
        return  # the table is not printed at all
    fits = [
        made
        for made in product(*(_could_be(value, sum(values)) for value in values))
        if sum(made) == sum(values)
    ]
    for place, value in enumerate(values):
        if 0 < value < SMALL:
            assert len({made[place] for made in fits}) > 1


def _could_be(value: int, total: int) -> range:
    if value == 0:
        return range(1)
    return range(1, SMALL) if value < SMALL else range(SMALL, total + 1)
