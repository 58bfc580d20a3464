"""The numbers that a text states, and those in it that state no figure.

Digits only: a number written out in words is not read. Dates, years, times, provisions,
references, telephone numbers and the numbers of stages, sections and the like are no
figures. Four digits that begin with 19 or 20, without a comma, are taken as a year.
"""

import re
from collections.abc import Collection, Iterator

import msgspec

PERCENT = "percent"
POUNDS = "pounds"
_TIMES = {"million": 1_000_000, "m": 1_000_000, "thousand": 1000, "k": 1000}


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A number of a text: where it stands, its value, unit, and last place given.

    `unit` is `percent`, `pounds` or empty. `step`: what its last digit counts, so that
    12.5 has 0.1. `after` is what follows it, for a few characters.
    """

    text: str
    start: int
    end: int
    value: float
    unit: str
    step: float
    after: str


_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November"
    "|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_NAMED = (
    "stage|provision|section|paragraph|para|appendix|table|chart|item|page|minute"
    "|quarter|code|regulation|version|edition|reference|ref"
)
_MANY = "stages|provisions|sections|paragraphs|appendices|tables|charts|items|pages"
_ONE = r"\d[\d.]*(?:\s?\([a-f]\)|[a-f]\b)?"

NO_FIGURES = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"\S+://\S+|\bwww\.\S+|\S+@\S+", re.IGNORECASE),
        (r"\b\d{4}-\d{2}-\d{2}\b", 0),
        (r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b", 0),
        (r"\b(?:19|20)\d{2}\s?[-–/]\s?(?:(?:19|20)\d{2}|\d{2})\b", 0),
        (
            rf"\b{_DAY}(?:\s?(?:[-–]|to|and)\s?{_DAY})?(?:(?<=[a-z])\s+of)?"
            rf"\s+{_MONTH}\b(?:,?\s+(?:19|20)\d{{2}}\b)?",
            0,
        ),
        (rf"\b{_MONTH}\s+(?:19|20)\d{{2}}\b", 0),
        (r"\b\d{1,2}(?::\d{2}|(?:\.\d{2})?\s?(?:am|pm)\b)", re.IGNORECASE),
        (r"\b0\d{2,4}[\s-]?\d{3,4}(?:[\s-]?\d{3,4})?\b", 0),
        (
            rf"\b(?:{_MANY})\s+{_ONE}(?:(?:\s?,\s?|\s+and\s+|\s+to\s+|\s?[-–]\s?)"
            rf"{_ONE})*",
            re.IGNORECASE,
        ),
        (rf"\b(?:{_NAMED})s?\.?\s+(?:no\.?\s+)?{_ONE}", re.IGNORECASE),
        (r"\b(?:per|every)\s+\d[\d,]*", re.IGNORECASE),
        (r"(?m)^\s*\d+[.)]\s", 0),
        (r"\b[A-Za-z]+[-_/]?\d[\w/-]*(?:\s?\(\d\))?", 0),
        (r"\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE),
        (r"\b\d+(?![km]\b)[A-Za-z]\w*", 0),
        (r"(?<![£\d,.])(?:19|20)\d{2}\b(?!\s?%|\s?per\s?cent|[,.]\d)", 0),
    )
)
_NUMBER = re.compile(
    r"(?P<pounds>£\s?)?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<rest>\d+))?"
    r"(?:\s?(?P<times>million|thousand|[mk])\b)?"
    r"(?P<percent>\s?(?:%|per\s?cent\b))?",
    re.IGNORECASE,
)
_PROVISION = re.compile(
    r"(?<![£\d.,])(\d\.\d{1,2})(?:\s?\(?[a-f]\)?(?![a-z]))?(?![\d.]\d)"
)
_MEASURED = re.compile(
    r"\s?(?:%|per\s?cent|working|days?|weeks?|months?|hours?|times|million|per\s|of\s)",
    re.IGNORECASE,
)


def numbers(text: str, provisions: Collection[str] = ()) -> list[Number]:
    """Give the numbers of a text that may state figures, in their order.

    `provisions`: the numbers of the Code's provisions, which such as 6.3 may be meant.
    """
    left = text
    for pattern in NO_FIGURES:
        left = pattern.sub(_blank, left)
    for found in _provisions(left, provisions):
        left = left[: found.start()] + _blank(found) + left[found.end() :]
    return [_number(found, left) for found in _NUMBER.finditer(left)]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _provisions(text: str, known: Collection[str]) -> Iterator[re.Match[str]]:
    for found in _PROVISION.finditer(text):
        if found[1] in known and not _MEASURED.match(text[found.end() :]):
            yield found


def _number(found: re.Match[str], text: str) -> Number:
    times = _TIMES.get((found["times"] or "").lower(), 1)
    rest = found["rest"] or ""
    value = float(f"{found['whole'].replace(',', '')}.{rest or '0'}")
    unit = PERCENT if found["percent"] else ""
    return Number(
        text=found.group().strip(),
        start=found.start(),
        end=found.end(),
        value=value * times,
        unit=POUNDS if found["pounds"] else unit,
        step=times * 10.0 ** -len(rest),
        after=text[found.end() : found.end() + 20],
    )
