"""The list of what the program is held to is whole, and its tests are there."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.architecture.tree import ROOT

DOCUMENT = ROOT / "docs" / "security.md"
ROW = re.compile(
    r"^\| v5\.0\.0-(\d+)\.(\d+)\.(\d+) \| ([12]) \| ([^|]+) \| ([a-z ]+) \| (.+) \|$",
    re.MULTILINE,
)
HOWS = {"tested", "set", "written", "not here", "open"}
OF_EACH_CHAPTER = (
    *(27, 11, 19, 10, 9, 35, 18, 7, 7),
    *(29, 14, 9, 13, 9, 13, 16, 7),
)
"""How many requirements of levels 1 and 2 the standard's chapters have."""
LEVEL_1, LEVEL_2 = 70, 183


def rows() -> list[tuple[str, ...]]:
    """Give the list's rows: chapter, section, number, level, words, how, what."""
    found = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert found
    return [tuple(row) for row in found]


def test_no_requirement_is_left_out_or_stands_twice() -> None:
    numbers = [row[:3] for row in rows()]
    assert len(set(numbers)) == len(numbers)
    each = [
        sum(1 for row in rows() if int(row[0]) == chapter)
        for chapter in range(1, len(OF_EACH_CHAPTER) + 1)
    ]
    assert tuple(each) == OF_EACH_CHAPTER
    levels = [row[3] for row in rows()]
    assert (levels.count("1"), levels.count("2")) == (LEVEL_1, LEVEL_2)


def test_each_says_how_it_is_met() -> None:
    wrong = [
        (*row[:3], how)
        for row in rows()
        if (how := row[5]) not in HOWS or len(row[6]) < 6
    ]
    assert not wrong
    untested = [row[:3] for row in rows() if row[5] == "tested" and "`" not in row[6]]
    assert not untested


def test_every_test_it_names_is_there() -> None:
    """A test that was renamed or removed is no proof any more."""
    named = {
        (*one.partition("::")[::2], row[5])
        for row in rows()
        for one in re.findall(r"`(tests/[^`]+)`", row[6])
    }
    missing = set()
    for path, name, how in named:
        there = those_in(ROOT / path)
        if name not in there and (name or how == "tested"):
            missing.add(f"{path}::{name}")
    assert not missing


@cache
def those_in(path: Path) -> frozenset[str]:
    """Give the names of a module's tests, those of a class behind its name."""
    if not path.exists():
        return frozenset()
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{inner.name}"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef) and inner.name.startswith("test_")
            }
    return frozenset(found)
