"""The locks are those of the lists they were made from (`make lock` makes them)."""

import json
import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.architecture.tree import ROOT

FOLDER = ROOT / "requirements"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)")


def _wanted(path: Path) -> list[Requirement]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].strip()
        if words.startswith("-r "):
            found += _wanted(path.parent / words.removeprefix("-r ").strip())
        elif words:
            found.append(Requirement(words))
    return found


def _pinned(path: Path) -> dict[str, set[str]]:
    """Give each package's versions; one may have several, by Python version."""
    pins: dict[str, set[str]] = {}
    blocks = re.split(r"\n(?=[A-Za-z0-9])", path.read_text(encoding="utf-8"))
    for block in blocks:
        pin = PIN.match(block)
        assert pin, f"{path.name} has a line that pins nothing: {block[:60]!r}"
        assert "--hash=sha256:" in block, f"{path.name}: {pin[1]} has no hash"
        pins.setdefault(canonicalize_name(pin[1]), set()).add(pin[2])
    return pins


def _missing(name: str) -> list[str]:
    pins = _pinned(FOLDER / f"{name}.txt")
    return [
        str(wanted)
        for wanted in _wanted(FOLDER / f"{name}.in")
        if not any(
            wanted.specifier.contains(version, prereleases=True)
            for version in pins.get(canonicalize_name(wanted.name), ())
        )
    ]


def test_every_package_asked_for_is_locked_with_a_hash() -> None:
    """A package added to a list and not to its lock would not be installed."""
    names = ("uv", "run", "dev", "peer-statistics")
    assert {name: _missing(name) for name in names} == {name: [] for name in names}


def test_what_is_tested_is_what_runs() -> None:
    """The tests' lock has every package of the program's, at the same versions."""
    tested = _pinned(FOLDER / "dev.txt")
    apart = {
        name: (versions, tested.get(name))
        for name, versions in _pinned(FOLDER / "run.txt").items()
        if tested.get(name) != versions
    }
    assert not apart


def test_the_assets_lock_has_the_versions_asked_for() -> None:
    """`package.json` names exact versions, and the lock has those."""
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for name, version in {**asked["dependencies"], **asked["devDependencies"]}.items():
        assert locked["packages"][f"node_modules/{name}"]["version"] == version
