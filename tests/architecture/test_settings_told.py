"""Every setting that the program reads is in the table of docs/running.md."""

import re

from tests.architecture.tree import ROOT

NAMED = re.compile(r"\bPUTRIGHT_[A-Z_]+\b")


def test_whoever_runs_it_finds_every_setting_in_one_place() -> None:
    """One that is in the code alone is set by nobody, or set wrongly."""
    source = (ROOT / "src").rglob("*.py")
    read = {name for file in source for name in NAMED.findall(file.read_text())}
    told = set(NAMED.findall((ROOT / "docs" / "running.md").read_text()))
    assert read == told
