"""Whether a text says a thing: exactly for dates and contacts, loosely for prose.

A letter edited in Word may put a reason in other words; it may not change a date.
"""

import re
from dataclasses import dataclass

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[a-z0-9£]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
ENOUGH = 0.7
"""The share of a recorded line's longer words that must stand close together."""
LONG_WORD = 4
CLOSE = 3
"""How many lines of the letter count as close together."""


def normal(text: str) -> str:
    """Lower the case, straighten quotes and close up spaces, so words compare."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip().lower()


@dataclass(frozen=True)
class Words:
    """A letter's text, made ready to be searched many times.

    `windows` holds the words of every few lines that follow one another.
    """

    text: str
    windows: tuple[frozenset[str], ...]

    def says(self, phrase: str) -> bool:
        """Tell whether the phrase stands in the text, apart from case and spaces."""
        return normal(phrase) in self.text

    def carries(self, passage: str) -> bool:
        """Tell whether the text says roughly this: each of its lines, in one place."""
        if normal(passage) in self.text:
            return True
        lines = [line for line in passage.splitlines() if line.strip()]
        return bool(lines) and all(self._carries_line(line) for line in lines)

    def _carries_line(self, line: str) -> bool:
        if normal(line) in self.text:
            return True
        wanted = frozenset(
            word for word in _WORD.findall(normal(line)) if len(word) >= LONG_WORD
        )
        if not wanted:
            return False
        found = max((len(wanted & window) for window in self.windows), default=0)
        return found / len(wanted) >= ENOUGH

    def matches(self, pattern: str) -> bool:
        """Tell whether a pattern, written in lower case, is found in the text."""
        return re.search(pattern, self.text) is not None


def words_of(text: str) -> Words:
    """Make a text ready to be searched."""
    lines = [line for line in text.splitlines() if line.strip()]
    known = [frozenset(_WORD.findall(normal(line))) for line in lines]
    windows = tuple(
        frozenset().union(*known[start : start + CLOSE]) for start in range(len(known))
    )
    return Words(normal(text), windows)
