"""The proof on worked cases kept elsewhere sees a case that differs."""

from pathlib import Path

import pytest
from scripts.proofs.scenarios import prove

RECEIVED = "  steps: [{do: receive, date: 2025-02-03, text: Bins}]\n"


def test_a_case_that_differs_has_a_line_that_fails(tmp_path: Path) -> None:
    """And the files beside it are still played."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    wrong = "  expect: {state: closed}\n"
    (folder / "a.yaml").write_text(f"- name: bins\n{RECEIVED}{wrong}")
    (folder / "b.json").write_text("[]")
    (folder / "c.yml").write_text("not a list")
    lines = list(prove(tmp_path))
    assert [line.fails for line in lines] == [True, True, False, True]
    assert "bins" in str(lines[0])
    assert "found 'stage_1_open'" in str(lines[0])


def test_a_folder_without_worked_cases_is_missing_something(tmp_path: Path) -> None:
    """Nothing compared is nothing proved."""
    with pytest.raises(FileNotFoundError, match="scenarios"):
        list(prove(tmp_path))
