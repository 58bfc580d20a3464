"""The golden surveys are still those that the oracle would make and answer."""

import json

import pytest
from scripts.oracle.generated import Shape, invent
from scripts.oracle.make_survey import GOLDEN, SURVEYS, NoRError, need_r, numbers


def test_every_golden_survey_is_one_that_can_be_made_again() -> None:
    """A file nobody can make anew could not be checked against R by `make bench`."""
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(SURVEYS)
    for name, (shape, by) in SURVEYS.items():
        golden = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
        survey, population = invent(shape)
        assert golden["by"] == ("" if by == "-" else by)
        kept = [",".join(row.values()) for row in survey]
        assert golden["survey"][1:] == kept
        held = [",".join(row.values()) for row in population]
        assert golden["population"][1:] == held


def test_a_shape_gives_the_same_survey_each_time() -> None:
    shape = Shape(12, 40, {"area": 2}, seed=9)
    assert invent(shape) == invent(shape)


def test_where_r_is_missing_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoRError, match=r"apt-get install .* r-cran-survey"):
        need_r()


def test_what_r_leaves_out_is_none_and_not_a_number() -> None:
    row = {"measure": "TP01", "base": "0", "se": "NA"}
    assert numbers([row]) == {"TP01": {"base": 0.0, "se": None}}
