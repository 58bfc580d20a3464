"""Whether a text says a thing: exactly for dates and contacts, loosely for prose.

A letter edited in Word may put a reason in other words; it may not change a date.
"""

import re
from dataclasses import dataclass

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[a-z0-9£]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
ENOUGH = 0.6
"""The share of a recorded text's longer words that a letter must still carry."""
LONG_WORD = 4


def normal(text: str) -> str:
    """Lower the case, straighten quotes and close up spaces, so words compare."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip().lower()


@dataclass(frozen=True)
class Words:
    """A letter's text, made ready to be searched many times."""

    text: str
    known: frozenset[str]

    def says(self, phrase: str) -> bool:
        """Tell whether the phrase stands in the text, apart from case and spaces."""
        return normal(phrase) in self.text

    def carries(self, passage: str) -> bool:
        """Tell whether the text says roughly this: most of its longer words."""
        plain = normal(passage)
        if plain in self.text:
            return True
        words = {word for word in _WORD.findall(plain) if len(word) >= LONG_WORD}
        if not words:
            return False
        return len(words & self.known) / len(words) >= ENOUGH

    def matches(self, pattern: str) -> bool:
        """Tell whether a pattern, written in lower case, is found in the text."""
        return re.search(pattern, self.text) is not None


def words_of(text: str) -> Words:
    """Make a text ready to be searched."""
    plain = normal(text)
    return Words(plain, frozenset(_WORD.findall(plain)))
