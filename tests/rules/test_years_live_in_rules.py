"""Only the rules know a year: nothing else decides by one.

A year may stand elsewhere in the name of an edition or of an Act, and, in words that
people read, in a date that shows how one is written. A text that is itself a date, or
a number that is a year, is a rule in the wrong place.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import putright

ROOT = Path(putright.__file__).parent
YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
EDITION = re.compile(r"\b(housing|lgsco)-20\d\d\b|\bAct (19|20)\d\d\b")
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November"
    "|December"
)
EXAMPLE = re.compile(
    rf"\b(20\d\d-\d\d(-\d\d)?|\d\d?/\d\d?/20\d\d|\d\d? \d\d? 20\d\d|[A-Z]+-20\d\d-\d+"
    rf"|({MONTHS}) 20\d\d)\b"
)
# Numbers that are sizes, characters or networks, not years.
SIZES = {2000, 2048}
OTHER = re.compile(r"\\u20\d\d|\b20\d\d::/\d+")


def modules() -> list[Path]:
    """Every module outside the rules; migrations are written by a program."""
    return sorted(
        path
        for path in ROOT.rglob("*.py")
        if path.relative_to(ROOT).parts[0] != "rules" and "migrations" not in path.parts
    )


def years_of_a_text(text: str) -> list[str]:
    """The years in `text` that are no edition's, no Act's and no example's."""
    left = OTHER.sub("", EDITION.sub("", text))
    if not EXAMPLE.fullmatch(left.strip()):
        left = EXAMPLE.sub("", left)
    return [found[0] for found in YEAR.finditer(left)]


def years_of_a_value(value: object) -> list[str]:
    """The years in a number or a text written in the source."""
    if type(value) is int and 1900 <= value <= 2099 and value not in SIZES:
        return [str(value)]
    return years_of_a_text(value) if isinstance(value, str) else []


def slips(source: str) -> Iterator[tuple[int, str]]:
    """Line and year of each year in `source` that should live in the rules."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant):
            for year in years_of_a_value(node.value):
                yield node.lineno, year
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.COMMENT, tokenize.NAME):
            for year in years_of_a_text(token.string):
                yield token.start[0], year


def test_no_year_stands_outside_the_rules() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {year}"
        for path in modules()
        for line, year in slips(path.read_text("utf-8"))
    ]
    assert found == [], "Move what decides into the rules, or name the edition."


def test_the_modules_looked_at_are_those_of_the_program() -> None:
    looked_at = {path.relative_to(ROOT).parts[0] for path in modules()}
    assert {"apps", "core", "config"} <= looked_at
    assert "rules" not in looked_at


@pytest.mark.parametrize(
    "source",
    [
        "if day.year >= 2024: pass",
        "start = date(2024, 4, 1)",
        "start = '2024-04-01'",
        "start = ' 1 April 2024 '[1:]\nname = 'code_2024'",
        "title = 'Complaint Handling Code 2024'",
        "def after_2024_code(): pass",
        "# counted from receipt until 2024",
        '"""The Code of 2024 says so."""',
    ],
)
def test_a_year_out_of_place_is_found(source: str) -> None:
    assert list(slips(source))


@pytest.mark.parametrize(
    "source",
    [
        "edition = 'housing-2024'",
        '"""By the numbers of lgsco-2024 and the Equality Act 2010."""',
        "hint = 'For example, 27 3 2024'",
        "problem = 'Write 2024-10-07 or 07/10/2024.'",
        '"""Give a date as 7 October 2024, a year as 2024-25."""',
        "longest = 2000",
        "code = '12024'",
    ],
)
def test_names_of_editions_and_dates_shown_to_people_are_let_be(source: str) -> None:
    assert not list(slips(source))
