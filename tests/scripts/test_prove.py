"""A proof that fails must be seen to fail."""

from pathlib import Path

import pytest
from scripts.lines import Line, compared
from scripts.prove import all_proofs, main


def _agreeing(data: Path) -> list[Line]:
    return [compared(f"cases in {data.name}", 163, 163)]


def _differing(data: Path) -> list[Line]:
    return [compared("cases closed", 162, 163)]


def _known_to_differ(data: Path) -> list[Line]:
    return [compared("the table's own total", 176, 177, should=False)]


def _without_its_file(data: Path) -> list[Line]:
    return [Line((data / "register.csv").read_text(encoding="utf-8"), agrees=True)]


def test_without_a_folder_nothing_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    """It says so, and does not fail."""
    assert main([]) == 0
    assert "Nothing was proved" in capsys.readouterr().out


def test_a_missing_folder_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is not there proves nothing, and says which."""
    assert main([str(tmp_path / "absent")]) == 1
    assert "absent" in capsys.readouterr().err


def test_what_agrees_and_what_is_known_to_differ_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each; a known difference is shown and counted apart."""
    chosen = {"Register": _agreeing, "Tables": _known_to_differ}
    assert main([str(tmp_path)], chosen) == 0
    printed = capsys.readouterr().out
    assert "  agrees  cases in" in printed
    assert "  differs the table's own total: 176, expected 177" in printed
    assert "2 compared: 1 agree, 1 differ as known, 0 differ that should" in printed


def test_one_difference_fails_and_the_rest_still_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line tells both values, and later proofs are not held up."""
    assert main([str(tmp_path)], {"First": _differing, "Second": _agreeing}) == 1
    printed = capsys.readouterr().out
    assert "  DIFFERS cases closed: 162, expected 163" in printed
    assert "agrees  cases in" in printed


def test_a_missing_file_fails_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without the file that a proof reads does not pass for proved."""
    assert main([str(tmp_path)], {"Register": _without_its_file}) == 1
    assert "register.csv: is missing" in capsys.readouterr().out


def test_a_folder_from_which_nothing_was_compared_fails(tmp_path: Path) -> None:
    """No line is no proof."""
    assert main([str(tmp_path)], {}) == 1


def test_every_proof_module_has_its_function() -> None:
    """A module without `prove` would stop all of them."""
    assert all(callable(prove) for prove in all_proofs().values())
