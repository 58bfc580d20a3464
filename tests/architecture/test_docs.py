"""What the documents say is there, is there; what they call things, the code does."""

import re
from pathlib import Path

import pytest
from tests.architecture.tree import ROOT, shown

from putright.config.cli import COMMANDS

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "ARCHITECTURE.md",
    ROOT / "GLOSSARY.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
TICKED = re.compile(r"`([^`\n]+)`")
LINKED = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"(?:src|tests|scripts|docs|worked_cases)/[\w./*-]*")
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
PROGRAM = re.compile(r"\bputright ([a-z]+)\b")
ROW = re.compile(r"^\| ([^|]+) \| [^|]+ \| `([^`]+)` \|$", re.MULTILINE)


def text(path: Path) -> str:
    """Read a document."""
    return path.read_text(encoding="utf-8")


def code(path: Path) -> str:
    """Give all that a document shows as code: between ticks, or set in."""
    lines = [line for line in text(path).splitlines() if line.startswith("    ")]
    return "\n".join([*TICKED.findall(text(path)), *lines])


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_every_path_a_document_names_is_there(path: Path) -> None:
    """A newcomer who looks for the fold where it used to be loses their first hour."""
    named = {found.rstrip(".") for found in PATH.findall(code(path))}
    missing = {name for name in named if not list(ROOT.glob(name.rstrip("/")))}
    assert not missing


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = {link for link in LINKED.findall(text(path)) if "://" not in link}
    missing = {
        target
        for target in targets
        if not (path.parent / target.partition("#")[0]).exists()
    }
    assert not missing


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_every_command_a_document_gives_can_be_called(path: Path) -> None:
    targets = set(TARGET.findall(text(ROOT / "Makefile")))
    shown_code = code(path)
    assert set(MAKE.findall(shown_code)) <= targets
    assert set(PROGRAM.findall(shown_code)) <= set(COMMANDS)


def test_every_word_of_the_glossary_is_used_where_it_says() -> None:
    """A glossary of words that the code does not use explains another program."""
    rows = ROW.findall(text(ROOT / "GLOSSARY.md"))
    assert len(rows) >= 40
    missing = []
    for word, place in rows:
        said = text(ROOT / place).lower()
        spellings = {word.lower(), word.lower().replace(" ", "_")}
        if not any(spelling in said for spelling in spellings):
            missing.append((word, place))
    assert not missing


def test_the_glossary_is_in_order() -> None:
    words = [word.lower() for word, _ in ROW.findall(text(ROOT / "GLOSSARY.md"))]
    assert words == sorted(words)


def test_every_decision_is_listed() -> None:
    """They are numbered without a gap, and the list leads to each."""
    folder = ROOT / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("0*.md"))
    assert [name[:4] for name in records] == [
        f"{number:04d}" for number in range(1, len(records) + 1)
    ]
    listed = LINKED.findall(text(folder / "README.md"))
    assert listed == records


def test_the_readme_shows_every_picture_that_is_taken() -> None:
    """A picture nobody shows is bytes that nobody looks after."""
    there = {path.name for path in (ROOT / "docs" / "screens").glob("*.png")}
    shown_there = {Path(link).name for link in LINKED.findall(text(ROOT / "README.md"))}
    assert there <= shown_there
