"""An edition with a slip in it says where the slip is and what should be there."""

from importlib import resources

import pytest

from putright.rules.handling_code import parse
from putright.rules.reading import RulesDataError

EARLIER = (
    resources.files("putright.rules.handling_code")
    .joinpath("housing-2022.toml")
    .read_text("utf-8")
)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("in_force_from = 2022-04-01", "", "in_force_from: missing. Add it."),
        ("= 2022-04-01", '= "2022-04-01"', "it should be a date without quotes"),
        ("in_force_to = 2024-03-31", "in_force_to = 2021-03-31", "lies before"),
        ("[stages.2]", "[stages.3]", "stages: 3: 3: is no stage"),
        ("acknowledge = {", "acknowledged = {", "acknowledge: missing"),
        ("working_days = 5", "working_days = 5.5", "working_days: is 5.5"),
        ('"respond_by"', '"response"', "counted_from: is 'response'"),
        ('needs = ["discretion"]', "needs = [1]", "needs: is [1]"),
        ("stages = [1]", 'stages = ["1"]', "each should be a whole number"),
        ("[ombudsman]", "[ombudsmen]", "ombudsman: missing"),
        ("[grounds.too_old]", "[ground.too_old]", "ground: is not a name known here"),
        ("[grounds.too_old]", "[grounds]", "grounds: title: is"),
    ],
)
def test_a_slip_is_told_with_its_place(old: str, new: str, message: str) -> None:
    assert old in EARLIER
    with pytest.raises(RulesDataError) as caught:
        parse(EARLIER.replace(old, new), "draft")
    assert str(caught.value).startswith("draft: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"9.9" = { classes = ["seen"], summary = "Seen." }', "seen is no class"),
        ('"9.9" = { classes = [], summary = "x", on_form = 1 }', "true or false"),
    ],
)
def test_a_slip_in_a_provision_is_told(text: str, message: str) -> None:
    with pytest.raises(RulesDataError, match=r"draft: provisions: 9\.9") as caught:
        parse(f"{EARLIER}\n[provisions]\n{text}\n", "draft")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[letters.update]\ntitle = "Update"', "there should be at least one"),
        (
            '[letters.update]\ntitle = "Update"\n[letters.update.parts.progress]\n'
            'title = "a"\nsays = "b"\nsource = "c"\nneed = "maybe"',
            "need: is 'maybe'; it should be one of always",
        ),
    ],
)
def test_a_slip_in_a_letter_is_told(text: str, message: str) -> None:
    with pytest.raises(RulesDataError) as caught:
        parse(f"{EARLIER}\n{text}\n", "draft")
    assert message in str(caught.value)
