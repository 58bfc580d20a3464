"""The worked cases come out as expected, and leave no provision out."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from scripts.worked import days
from tests.core.complaints.playing import CALENDAR

from putright.core.complaints.decide import Context
from putright.core.complaints.given import NAMES
from putright.core.complaints.play import play_all, read
from putright.rules.handling_code import edition
from scripts import worked_cases

FOLDER = worked_cases.FILE.parent
FILES = sorted(FOLDER.glob("*.yaml"))
BY_HAND = [path for path in FILES if path != worked_cases.FILE]


def _cases(paths: list[Path]) -> list[dict[str, Any]]:
    return [case for path in paths for case in read(path.read_text("utf-8"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_worked_case_comes_out_as_expected(path: Path) -> None:
    """A landlord that plays them must be able to rely on them."""
    results = play_all(_cases([path]), Context(calendar=CALENDAR))
    assert results
    assert [result for result in results if result.why] == []


def test_every_provision_that_shows_on_a_case_has_one_written_by_hand() -> None:
    """Named for it, so that the Code can be read through its examples."""
    wanted = {
        number
        for number, provision in edition("housing-2024").provisions.items()
        if provision.on_form and "case" in provision.classes
    }
    shown = {str(case["name"]).partition(" ")[0] for case in _cases(BY_HAND)}
    assert len(wanted) == 52
    assert wanted - shown == set()


def test_every_provision_by_which_a_step_is_refused_is_seen_to_refuse() -> None:
    """And so are `order` and `incomplete`."""
    seen = {
        str(provision)
        for case in _cases(BY_HAND)
        for step in case["steps"]
        for provision in _listed(step.get("refused"))
    }
    assert {"order", "incomplete", "1.6", "5.8", "5.12", "6.10", "9.1"} <= seen
    assert len(seen) >= 30


def _listed(refused: object) -> list[object]:
    if isinstance(refused, list):
        return refused
    return [] if refused is None else [refused]


def test_every_step_is_in_a_case_written_by_hand() -> None:
    """A step that no example takes is one that nobody can look up."""
    used = {step["do"] for case in _cases(BY_HAND) for step in case["steps"]}
    assert used == set(NAMES)


def test_there_are_enough_and_no_name_is_given_twice() -> None:
    """A failure is found by its name."""
    names = Counter(str(case["name"]) for case in _cases(FILES))
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) >= 340
    assert len(_cases(BY_HAND)) >= 150


def test_the_generated_file_is_as_it_would_be_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nobody has edited it by hand, to make a failing case pass for instance."""
    assert worked_cases.main(["--check"]) == 0
    assert "as it would be written" in capsys.readouterr().out


def test_days_walked_one_by_one_are_those_of_the_calendar() -> None:
    """The two lists of bank holidays were made apart and say the same."""
    day = date(2022, 1, 1)
    while day.year < 2028:
        assert days.works(day) == CALENDAR.is_working_day(day), day
        day += timedelta(days=1)
