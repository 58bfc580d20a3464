"""What headings and labels say of their numbers: totals, running totals, targets."""

import re
from functools import lru_cache

_TOTAL = re.compile(
    r"^\W*(?:(?:grand|overall|sub-?|all) ?)*totals?\b|\btotals?\W*(?:\([^)]*\))?$"
    r"|^\W*sum\b|\(sum\b|^\W*overall\W*$|^\W*all\W*$",
    re.I,
)
_BARE_TOTAL = re.compile(r"\W*(?:(?:grand|overall) )?totals?\W*", re.I)
_NO_TOTAL = re.compile(
    r"exclud|\bexcl\b|\bless\b|\bnet\b|averag|\bmean\b|median|target|benchmark"
    r"|cumulativ|to date|\bytd\b|running|of which|\bper\b|%|percent|proportion"
    r"|\bshare\b|\brates?\b|distinct|unique|cross.?cutting|weighted|including",
    re.I,
)
_RUNNING = re.compile(r"cumulativ|\bto date\b|\bytd\b|\brunning\b", re.I)
_ASIDE = re.compile(r"target|benchmark|averag|\bmean\b|median|tolerance|national", re.I)
_ROUNDED = re.compile(
    r"%|percent|proportion|\brates?\b|averag|\bmean\b|median|\bscore|\bindex\b|\bratio\b"
    r"|\bpoints\b|varianc|confidence|\bper (?:1,?000|100|thousand|home|property|unit)",
    re.I,
)
_CHANGE = re.compile(
    r"varianc|\bdiff|\bchanged?\b|\bgap\b|movement|increase|decrease|\bpoints\b", re.I
)
_REFERENCE = re.compile(
    r"\W*(?:source )?(?:lines?|refs?|reference|pages?|row|id|uprn|code|rank)\W*",
    re.I,
)
_PERIOD = re.compile(
    r"\b(?:q[1-4]|quarter [1-4]|(?:19|20)[0-9]{2}(?:[/-][0-9]{2,4})?|y[0-9]{4})\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b",
    re.I,
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.I
)
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b", re.I)
_NUMBER = re.compile(r"\b(?:no|nos|number|numbers|count|counts)\b", re.I)
_PER_1000 = re.compile(r"\bper (?:1,?000|thousand|1k)\b", re.I)
_ALL = re.compile(r"total|\bsum\b|^all$|overall", re.I)
_YEAR = re.compile(r"annual|\byear\b|outturn", re.I)
_QUARTER = re.compile(r"\bq[1-4]\b|quarter", re.I)


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Say whether a label is of a total of what stands beside it, and no other sum."""
    return bool(_TOTAL.search(text)) and not _NO_TOTAL.search(text)


@lru_cache(maxsize=4096)
def is_bare_total(text: str) -> bool:
    """Say whether a label says Total and nothing more."""
    return _BARE_TOTAL.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_running(text: str) -> bool:
    """Say whether a label is of a running total: cumulative, to date, YTD."""
    return _RUNNING.search(text) is not None


@lru_cache(maxsize=4096)
def is_aside(text: str) -> bool:
    """Say whether a label is of a target, an average or a benchmark: no part."""
    return _ASIDE.search(text) is not None


@lru_cache(maxsize=4096)
def is_rounded(text: str) -> bool:
    """Say whether a label is of a rate, a share or an average, printed rounded."""
    return _ROUNDED.search(text) is not None


@lru_cache(maxsize=4096)
def is_change(text: str) -> bool:
    """Say whether a heading is of a difference of two others."""
    return _CHANGE.search(text) is not None


def is_reference(text: str) -> bool:
    """Say whether a heading is of line numbers, codes or years: nothing to add up."""
    return _REFERENCE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_percent(text: str) -> bool:
    """Say whether a heading says that its numbers are percentages, not counts."""
    return bool(_PERCENT.search(text)) and not _NUMBER.search(text)


def is_per_1000(text: str) -> bool:
    """Say whether a heading says per 1,000."""
    return _PER_1000.search(text) is not None


def is_grouping(text: str) -> bool:
    """Say whether a label may be of a whole group: blank, total, a quarter or year."""
    return 0 < level(text) < 4


@lru_cache(maxsize=4096)
def level(text: str) -> int:
    """Give how much a label takes in: 0 a part, 1 a quarter, 2 a year, 3 everything.

    A running total takes in what no sum of its fellows gives: 4.
    """
    if is_running(text) or is_aside(text):
        return 4
    if not text.strip() or _ALL.search(text):
        return 3
    return 2 if _YEAR.search(text) else int(_QUARTER.search(text) is not None)


@lru_cache(maxsize=4096)
def is_short_period(text: str) -> bool:
    """Say whether a heading is of a quarter or a month."""
    return _QUARTER.search(text) is not None or _MONTH.search(text) is not None


def without_period(text: str) -> str:
    """Give a heading without its quarter, month or year: what its columns share."""
    return " ".join(_PERIOD.sub(" ", text).lower().split())


@lru_cache(maxsize=4096)
def same_words(text: str) -> str:
    """Give a label as it is compared: small letters, no marks, one space."""
    return " ".join(re.sub(r"[^\w%/&+]+", " ", text.lower()).split())
