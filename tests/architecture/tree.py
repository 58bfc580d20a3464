"""Reads the files of this project as they stand, for the tests beside it."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MADE = {".git", ".venv", "node_modules", "var", "build", "vendor", "__pycache__"}
"""Folders that are made here and that git ignores."""


def files(*folders: str, ending: str = "") -> Iterator[Path]:
    """Give the project's own files under some folders (all of it without), sorted.

    Raises AssertionError where a folder named does not exist: a check of nothing is no
    check.
    """
    for folder in folders or (".",):
        top = ROOT / folder
        assert top.is_dir(), f"{folder} is not a folder of this project"
        for place, inner, names in os.walk(top):
            inner[:] = sorted(name for name in inner if not _made(name))
            for name in sorted(names):
                if name.endswith(ending) and name != ".coverage":
                    yield Path(place) / name


def _made(name: str) -> bool:
    return name in MADE or name.endswith((".egg-info", "_cache", ".hypothesis"))


def shown(path: Path) -> str:
    """Give a path as a reader of the repository knows it."""
    return path.relative_to(ROOT).as_posix()


def modules(*folders: str) -> Iterator[Path]:
    """Give the Python modules under some folders, without migrations."""
    for path in files(*folders, ending=".py"):
        if "migrations" not in path.parts:
            yield path
