"""From a file or a form to a step: what counts as given."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest

from putright.core.complaints import steps as s
from putright.core.complaints.given import (
    NAMES,
    NotAStepError,
    as_date,
    as_list,
    as_stage,
    as_step,
    as_text,
    as_whole,
)

DAY = {"date": "2025-02-03"}


@pytest.mark.parametrize("nothing", [None, False, [], ""])
def test_nothing_false_and_an_empty_list_are_not_given(nothing: object) -> None:
    """As text and as a list."""
    assert as_text(nothing) == ""
    assert list(as_list(nothing)) == []


@pytest.mark.parametrize("some", ["no", "0", 0, "false", True])
def test_any_other_value_is_given(some: object) -> None:
    """A person's “no” is an answer."""
    assert as_text(some)


@pytest.mark.parametrize(
    ("value", "stage"),
    [(1, 1), ("1", 1), (" 2 ", 2), (3, None), ("one", None), (None, None), (1.0, None)],
)
def test_a_stage_is_1_or_2_quoted_or_not(value: object, stage: int | None) -> None:
    """Anything else is no stage."""
    assert as_stage(value) == stage


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (7, 7),
        ("14", 14),
        (0, None),
        (-1, None),
        ("7.5", None),
        ("٧", None),
        ("²", None),
        ("9" * 9, 999999999),
        ("9" * 10, None),
        ("9" * 5000, None),
    ],
)
def test_a_whole_number_is_above_0_and_of_a_size_that_can_be_kept(
    value: object, number: int | None
) -> None:
    """Nothing that a store's column, or the reader of numbers, would choke on."""
    assert as_whole(value) == number


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2025, 2, 3), date(2025, 2, 3)),
        (datetime(2025, 2, 3, 9, 30), date(2025, 2, 3)),  # noqa: DTZ001 - as YAML gives
        ("2025-02-03", date(2025, 2, 3)),
        (" 2025-02-03 ", date(2025, 2, 3)),
        ("", None),
        (None, None),
        (False, None),
    ],
)
def test_a_day_is_a_date_or_its_iso_text(value: object, day: date | None) -> None:
    """Blank is no day."""
    assert as_date(value, "date") == day


@pytest.mark.parametrize(
    "value", ["03/02/2025", "2025-02-30", "20250203", "soon", True, 5, {}]
)
def test_a_day_that_is_none_names_its_value_and_its_field(value: object) -> None:
    """So that it can be found and put right."""
    with pytest.raises(NotAStepError, match=r"issue_on.*YYYY-MM-DD"):
        as_date(value, "issue_on")


@pytest.mark.parametrize("name", list(NAMES))
def test_every_step_can_be_read_from_its_day_alone(name: str) -> None:
    """What is missing is for the decision to say, by its provision."""
    assert as_step(name, DAY).on == date(2025, 2, 3)


@pytest.mark.parametrize("name", list(NAMES))
@pytest.mark.parametrize("bad", [7, "text", ["a"], {"a": "b"}, True, None])
def test_every_field_takes_any_value_or_says_it_is_not_a_step(
    name: str, bad: Any
) -> None:
    """No shape of input ends in anything but a step or that one error."""
    for field in NAMES[name].__struct_fields__:
        if field != "on":
            with suppress(NotAStepError):
                assert isinstance(as_step(name, {**DAY, field: bad}), NAMES[name])


def test_a_field_that_the_step_lacks_is_left_alone() -> None:
    """Files may carry more than we read; null takes the default."""
    step = as_step("contact", {**DAY, "mood": "angry", "by": None})
    assert step == s.Contact(on=date(2025, 2, 3))


@pytest.mark.parametrize("blank", ["", " ", None, False, []])
def test_a_field_with_nothing_in_it_takes_the_default(blank: object) -> None:
    """An empty cell of a form is a complaint by the resident, not an error."""
    step = as_step("receive", {**DAY, "kind": blank, "raised_by": blank})
    assert step == s.Receive(on=date(2025, 2, 3))


@pytest.mark.parametrize("yes", ["true", "yes", 1, "1"])
def test_only_a_true_yes_is_a_yes(yes: object) -> None:
    """A text that says yes is a text."""
    step = as_step("extend", {**DAY, "ombudsman_told": yes})
    assert isinstance(step, s.Extend)
    assert step.ombudsman_told is False


def test_a_single_text_is_a_list_of_one() -> None:
    """And blanks in a list are left out."""
    step = as_step(
        "acknowledge", {**DAY, "points": "lift", "ours": ["lift", " ", None]}
    )
    assert isinstance(step, s.Acknowledge)
    assert (step.points, step.ours) == (("lift",), ("lift",))


def test_inner_lists_are_read_by_their_own_fields() -> None:
    """A finding's remedies are in it, with their days and sums."""
    remedy = {"kind": "compensation", "amount": "£20", "by_when": "2025-03-03"}
    step = as_step(
        "respond", {**DAY, "findings": [{"point": "a", "remedies": [remedy]}]}
    )
    assert isinstance(step, s.Respond)
    assert step.findings[0].remedies[0] == s.RemedyGiven(
        kind="compensation", amount="£20", by_when=date(2025, 3, 3)
    )
    with pytest.raises(NotAStepError, match="remedies"):
        as_step("respond", {**DAY, "findings": [{"remedies": ["an apology"]}]})
