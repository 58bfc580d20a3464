"""What may stand in no file: addresses of registries, this machine, open ends."""

import re
from pathlib import Path

from tests.architecture.tree import ROOT, files, modules, shown

# Written so that this file does not hold what it looks for.
REGISTRY = re.compile(
    r"(?:py[p]i|np[m]js|python[h]osted|yarn[p]kg|deb[i]an|ub[u]ntu)\.(?:org|com|net)\b"
)
MACHINE = re.compile(
    r"/(?:root|opt/py[p]i)/|/work/(?:main|shared)|\b(?:shared)/(?:design|formats|data)"
)
OPEN_END = re.compile(
    r"\b(?:TO)DO\b|\bFI[X]ME\b|# (?:noqa)(?!: [A-Z]+\d)|# (?:type: ignore)(?!\[)"
    r"|\bpytest\.(?:mark\.)?(?:skip|xfail)|from (?:typing) import .*\b(?:cast)\b"
)
CI = ROOT / ".ci" / "run"


def _lines(paths: list[Path], wrong: re.Pattern[str]) -> list[str]:
    assert paths, "no file was looked at"
    found = []
    for path in paths:
        # A picture's or a workbook's bytes are read as well as they can be.
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [
            f"{shown(path)}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(text.splitlines(), start=1)
            if wrong.search(line)
        ]
    return found


def test_no_file_names_a_registry() -> None:
    """Where packages come from is the machine's setting, not the project's."""
    assert not _lines(list(files()), REGISTRY)


def test_no_file_names_a_place_on_one_machine() -> None:
    """The project stands anywhere. CI alone says where it keeps the real data."""
    assert not _lines([path for path in files() if path != CI], MACHINE)


def test_no_lock_holds_an_address() -> None:
    """A lock names packages, versions and hashes."""
    locks = [*files("requirements"), ROOT / "package-lock.json", ROOT / ".npmrc"]
    assert len(locks) >= 8
    assert not _lines(locks, re.compile(r"https?:|\bresolved\b.*:"))


def test_no_code_is_left_open() -> None:
    """No note of work to do, no test left out, no check silenced without a code."""
    assert not _lines(list(modules("src", "tests", "scripts")), OPEN_END)
