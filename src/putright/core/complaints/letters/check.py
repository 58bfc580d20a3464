"""The letter checker: what the Code requires and is not there, and what is weak.

`check` holds any letter, composed here or edited in Word, against the facts of its
case and the parts that the edition lists for its kind.
"""

import re
from collections.abc import Iterable, Iterator

from putright.core.complaints.letters import weaknesses
from putright.core.complaints.letters.facts import LetterFacts
from putright.core.complaints.letters.finding_words import words_of
from putright.core.complaints.letters.remark import Checked, Draft, Level, Remark
from putright.core.complaints.letters.required import PARTS, PartCheck
from putright.core.complaints.letters.values import Letter, plain_text, prose
from putright.rules.handling_code import LetterPart, LetterRule

_NUMBER = re.compile(r"\b\d+\.\d+\b")


class UnknownPartError(LookupError):
    """An edition requires a part of a letter that the program cannot check."""


def draft_of(letter: Letter, route: str = "") -> Draft:
    """Make a composed letter ready to be checked, for one route out or none yet."""
    return Draft(
        text=plain_text(letter),
        recipient=letter.recipient,
        prose=prose(letter),
        language=letter.language,
        route=route,
    )


def check(
    facts: LetterFacts,
    rule: LetterRule,
    draft: Draft,
    other_reasons: Iterable[str] = (),
) -> tuple[Remark, ...]:
    """Check a letter against its facts and the Code's parts for its kind.

    `other_reasons` are the reasons of other refusals, to find boilerplate (2.5).
    First what could do harm, then the rule's parts in their order, then the
    weaknesses. Raises UnknownPartError for a part that no check exists for.
    """
    checked = Checked(facts, words_of(draft.text), draft)
    remarks = [*weaknesses.safety(checked)]
    for part in rule.parts:
        if needed(part, facts):
            remarks += _part_remarks(part, checked)
    for weakness in weaknesses.OF_ANY_LETTER:
        remarks += weakness(checked)
    remarks += weaknesses.boilerplate(checked, other_reasons)
    return tuple(dict.fromkeys(remarks))


def needed(part: LetterPart, facts: LetterFacts) -> bool:
    """Tell whether this very letter needs a part that not every letter does."""
    match part.need:
        case "past_limit":
            return facts.past_limit
        case "too_old":
            return facts.ground == "too_old"
        case _:
            return True


def _part_remarks(part: LetterPart, checked: Checked) -> Iterator[Remark]:
    level: Level = "weak" if part.need == "advised" else "missing"
    own = provision_number(part.source)
    for lack in part_check(part.code)(checked):
        provision = lack.provision or own
        yield Remark(level, part.code, provision, lack.says, lack.do)


def provision_number(source: str) -> str:
    """Take the provision's number from a source: `6.9` from `Code, 6.9 a`."""
    found = _NUMBER.search(source)
    return found.group() if found else source


def part_check(code: str) -> PartCheck:
    """Give the check of one part. Raises UnknownPartError."""
    try:
        return PARTS[code]
    except KeyError as problem:
        raise UnknownPartError(
            f"The edition requires the part “{code}” of a letter, and no check knows "
            f"it. Known parts: {', '.join(sorted(PARTS))}."
        ) from problem
