"""What the checker says about a letter."""

from dataclasses import dataclass
from typing import Literal

from putright.core.complaints.letters.facts import LetterFacts
from putright.core.complaints.letters.finding_words import Words
from putright.core.complaints.letters.values import Recipient

Level = Literal["missing", "weak"]


@dataclass(frozen=True)
class Remark:
    """One thing that is not right: `missing` blocks the letter, `weak` warns.

    `provision` is the Code's number (`6.9`); `code` the part or the weakness;
    `says` what is wrong; `do` what to do about it.
    """

    level: Level
    code: str
    provision: str
    says: str
    do: str


@dataclass(frozen=True)
class Draft:
    """The letter as the checker sees it: its words, its reader and its way out.

    `prose` is the sentences alone, to measure reading age; blank means all of
    `text`. `route` is `post`, `email`, `hand`, or blank while undecided.
    """

    text: str
    recipient: Recipient
    prose: str = ""
    language: str = "en-GB"
    route: str = ""


@dataclass(frozen=True)
class Checked:
    """The facts of a case and a letter's words, side by side."""

    facts: LetterFacts
    words: Words
    draft: Draft


def missing(code: str, source: str, says: str, do: str) -> Remark:
    """Say that something the Code requires is not there; the letter is held."""
    return Remark("missing", code, source, says, do)


def weak(code: str, source: str, says: str, do: str) -> Remark:
    """Say that something could be better; the letter may still go."""
    return Remark("weak", code, source, says, do)


def missing_from(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """Give only the remarks that hold a letter back."""
    return tuple(remark for remark in remarks if remark.level == "missing")
