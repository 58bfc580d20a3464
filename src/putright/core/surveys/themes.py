"""Open comments sorted into themes that a person names, by words that suggest them.

Nothing is learned and nothing leaves this machine: a theme is suggested where one of
its words stands in the comment, and a person has the last word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from putright.core.surveys.mapping import plain

NONE = ""
"""The theme of a comment that no word suggests one for."""
_WORD = re.compile(r"[\w']+")
_APART = re.compile(r"[\n,;]")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme by its name, and the words or phrases that suggest it.

    A word that ends in `*` stands for all that begin with it: `repair*`.
    """

    name: str
    words: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """Read words and phrases, parted by commas, semicolons or lines; each once."""
    found = (" ".join(_parts(piece)) for piece in _APART.split(text))
    return tuple(dict.fromkeys(word for word in found if word.strip("* ")))


def suggest(comment: str, themes: Sequence[Theme]) -> str:
    """Suggest a comment's theme: that with the most of its words in it.

    Of several with as many, the first in the order given; `NONE` where no word fits.
    """
    read = _parts(comment)
    best, most = NONE, 0
    for theme in themes:
        number = sum(_says(read, word.split()) for word in theme.words)
        if number > most:
            best, most = theme.name, number
    return best


def counted(themes: Iterable[str]) -> dict[str, int]:
    """Count comments by theme, the most frequent first, then by name."""
    found: dict[str, int] = {}
    for name in themes:
        found[name] = found.get(name, 0) + 1
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _parts(text: str) -> list[str]:
    """Give the words of a text, small, each with a `*` that stands right after it."""
    simple = plain(text)
    return [
        simple[found.start() : found.end() + (simple[found.end() :][:1] == "*")]
        for found in _WORD.finditer(simple)
    ]


def _says(read: Sequence[str], phrase: Sequence[str]) -> bool:
    """Say whether the words of a phrase stand somewhere, one after the other."""
    last = len(read) - len(phrase) + 1
    return any(
        all(_same(read[at + n], word) for n, word in enumerate(phrase))
        for at in range(last)
    )


def _same(said: str, wanted: str) -> bool:
    said = said.rstrip("*")
    if wanted.endswith("*"):
        return said.startswith(wanted[:-1])
    return said == wanted
