"""How hard a text is to read: the Flesch-Kincaid grade, as a reading age.

Grade = 0.39 x (words / sentences) + 11.8 x (syllables / words) - 15.59, and a
reading age in years is the grade + 5 (an American first-grader is six). Syllables
are counted as groups of vowels, less a silent last `e`, and at least one a word.
A measure of length, not of sense: it warns and never refuses.
"""

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_END = re.compile(r"[.!?;:]+(?=\s|$)|\n+")
FEWEST_WORDS = 30
"""Under this many words the measure says more about chance than about the text."""


def syllables(word: str) -> int:
    """Count a word's syllables, roughly."""
    low = word.lower()
    count = len(_VOWELS.findall(low))
    if low.endswith("e") and not low.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(count, 1)


def reading_age(text: str) -> float | None:
    """Give the age in years at which a text is easy; None where it is too short."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(1 for part in _END.split(text) if _WORD.search(part))
    per_sentence = len(words) / max(sentences, 1)
    per_word = sum(syllables(word) for word in words) / len(words)
    grade = 0.39 * per_sentence + 11.8 * per_word - 15.59
    return round(max(grade, 0.0) + 5, 1)
