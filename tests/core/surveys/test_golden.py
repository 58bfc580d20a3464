"""Held to the answers of R's package `survey`: bases equal, the rest to 1 in 10^6.

`python -m scripts.oracle.make_survey` makes the golden files anew.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.core.surveys.fieldwork import CODES, worked_out

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
CLOSE = 1e-6


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_agrees_with_another_program(path: Path) -> None:
    golden: dict[str, Any] = json.loads(path.read_text("utf-8"))
    survey, population = ("\n".join(golden[n]) for n in ("survey", "population"))
    by = [name for name in golden["by"].split(",") if name]
    found = worked_out(survey.encode(), population.encode(), *by)["LCRA"]
    answers = golden["answers"]
    for code in CODES:
        one, theirs = found.estimates[code], answers[code]
        assert one.base == theirs["base"] > 0
        assert one.unweighted == pytest.approx(theirs["unweighted"], rel=CLOSE)
        assert one.weighted == pytest.approx(theirs["weighted"], rel=CLOSE)
        assert one.se == pytest.approx(theirs["se"], rel=CLOSE)
    weights, theirs = found.sample.weights, answers["weights"]
    assert weights.smallest == pytest.approx(theirs["unweighted"], rel=CLOSE)
    assert weights.largest == pytest.approx(theirs["weighted"], rel=CLOSE)
    assert weights.design_effect == pytest.approx(theirs["se"], rel=CLOSE)


def test_the_golden_files_try_every_kind_of_weights() -> None:
    kinds = {
        len([n for n in json.loads(path.read_text("utf-8"))["by"].split(",") if n])
        for path in GOLDEN
    }
    assert {0, 1, 2, 3, 5} <= kinds
