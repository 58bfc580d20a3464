"""Who may speak for a resident in a letter, by what their authority says (3.6).

A scope is free words. Someone named on the case itself speaks in it. Of someone on the
resident's own record the program takes it that they may only where the words speak of
complaints or of all there is, or name what the case is about, and leave nothing out.
Whoever issues the letter reads the words beside it, and decides.
"""

import datetime as dt
import re
from collections.abc import Iterable

import msgspec

from putright.core.complaints.letters.facts import Representative
from putright.core.complaints.letters.finding_words import normal

WIDE = re.compile(r"\b(?:complain\w*|anything|everything|all (?:matters|contact\w*))\b")
NARROW = re.compile(r"\b(?:not?|only|except|apart from|but)\b")
SHORT = 4
"""Words of fewer letters name no subject."""


class Authority(msgspec.Struct, frozen=True, kw_only=True):
    """Someone recorded to speak for the resident: for what, and to which last day.

    `here`: named on this very case.
    """

    name: str
    scope: str = ""
    last_day: dt.date | None = None
    here: bool = False


def speakers(
    recorded: Iterable[Authority], about: Iterable[str], on: dt.date
) -> tuple[Representative, ...]:
    """Give everyone recorded, each once, with whether they may speak on a day.

    `about` is what the case is about: its category, issue and subject. Where someone is
    recorded twice, the authority that holds is the one given.
    """
    subjects = tuple(about)
    found: dict[str, Representative] = {}
    for one in recorded:
        over = one.last_day is not None and one.last_day < on
        speaker = Representative(
            name=one.name,
            in_scope=one.here or covers(one.scope, subjects),
            scope=one.scope,
            ended_on=one.last_day if over else None,
        )
        before = found.get(normal(one.name))
        if before is None or (speaker.may_speak and not before.may_speak):
            found[normal(one.name)] = speaker
    return tuple(found.values())


def covers(scope: str, about: Iterable[str]) -> bool:
    """Whether the words of a scope take in a complaint about something."""
    words = scope.casefold()
    if NARROW.search(words):
        return False
    if WIDE.search(words):
        return True
    subjects = re.findall(r"[^\W\d_]+", " ".join(about).casefold())
    named = set(re.findall(r"[^\W\d_]+", words))
    return any(word in named for word in subjects if len(word) >= SHORT)
