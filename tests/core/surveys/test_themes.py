"""Comments sorted by words, and how far that agrees with a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from putright.core.surveys.agreement import agreement
from putright.core.surveys.themes import NONE, Theme, counted, suggest, words_of

DAMP = Theme("Damp", ("damp*", "mould"))
CALLS = Theme("Calls", ("call back", "phone", "answer"))
THEMES = (DAMP, CALLS)


@pytest.mark.parametrize(
    ("comment", "theme"),
    [
        ("The dampness is back", "Damp"),
        ("MOULD everywhere!", "Damp"),
        ("Nobody would call back.", "Calls"),
        ("Call me when you are back", NONE),
        ("The telephone works", NONE),
        ("No answer by phone about the mould", "Calls"),
        ("Mould, and no answer", "Damp"),
        ("", NONE),
    ],
)
def test_a_comment_gets_the_theme_with_the_most_of_its_words(
    comment: str, theme: str
) -> None:
    assert suggest(comment, THEMES) == theme


def test_words_are_read_from_commas_and_lines_each_once() -> None:
    given = "Damp*, call  BACK\nmould; mould,,\n don’t know, *"
    assert words_of(given) == ("damp*", "call back", "mould", "don't know")


def test_an_apostrophe_of_either_kind_is_the_same() -> None:
    theme = Theme("Unsure", words_of("don't know"))
    assert suggest("I don’t know", [theme]) == "Unsure"


def test_comments_are_counted_by_theme_the_most_first() -> None:
    assert counted(["b", "a", "b", NONE]) == {"b": 2, NONE: 1, "a": 1}


def test_kappa_is_that_worked_by_hand() -> None:
    """35 of 50 agree, chance alone gives half: 0.2 over 0.5."""
    pairs = (
        [("damp", "damp")] * 20
        + [("damp", "repairs")] * 5
        + [("repairs", "damp")] * 10
        + [("repairs", "repairs")] * 15
    )
    found = agreement(pairs)
    assert found is not None
    assert (found.number, found.observed, found.expected) == (50, 0.7, 0.5)
    assert found.kappa == pytest.approx(0.4)
    # The error is the root of 0.7 of 0.3 over 50, over 0.5: 0.1296; 1.96 of it, 0.254.
    assert found.low == pytest.approx(0.146, abs=0.001)
    assert found.high == pytest.approx(0.654, abs=0.001)
    assert "rough guide" in found.meaning


def test_full_agreement_is_one_and_everything_in_one_theme_tells_nothing() -> None:
    full = agreement([("a", "a"), ("b", "b")])
    assert full is not None
    assert full.kappa == 1
    assert (full.low, full.high) == (None, None), "two comments are not exact"
    same = agreement([("a", "a")] * 100)
    assert same is not None
    assert same.kappa is None
    assert "one theme" in same.meaning
    assert agreement([]) is None


def test_against_chance_and_worse() -> None:
    """Two who never agree are told that the words are no good."""
    found = agreement([("a", "b"), ("b", "a")])
    assert found is not None
    assert found.kappa == -1
    assert "better words" in found.meaning


NAMES = st.sampled_from(["a", "b", NONE])


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1))
def test_neither_order_nor_who_is_first_changes_kappa(
    pairs: list[tuple[str, str]],
) -> None:
    found = agreement(pairs)
    turned = agreement([(b, a) for a, b in reversed(pairs)])
    assert found is not None
    assert turned is not None
    assert found.kappa == turned.kappa
    assert found.kappa is None or -1 <= found.kappa <= 1
