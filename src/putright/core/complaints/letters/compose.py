"""From the facts of a case to a letter, in our own plain English.

A landlord's own wording replaces any paragraph by its code; what the Code requires
is then checked on the result, so own words can't lose a required part unseen.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from putright.core.calendar import england_calendar
from putright.core.complaints.letters.facts import (
    Action,
    LetterFacts,
    NotOurs,
    Point,
)
from putright.core.complaints.letters.values import (
    Block,
    Kind,
    Letter,
    Paragraph,
    Provision,
    Recipient,
    Sender,
    without_controls,
)
from putright.core.complaints.letters.writing.acknowledge import (
    acknowledgement,
    clarification,
    service_request,
)
from putright.core.complaints.letters.writing.extend import extension, update
from putright.core.complaints.letters.writing.refuse import (
    GROUNDS,
    refusal,
    stage_2_refusal,
)
from putright.core.complaints.letters.writing.respond import response
from putright.rules.handling_code import LetterRule

WRITERS: dict[Kind, Callable[[LetterFacts], tuple[Block, ...]]] = {
    "acknowledgement_1": acknowledgement,
    "acknowledgement_2": acknowledgement,
    "clarification": clarification,
    "update": update,
    "extension_1": extension,
    "extension_2": extension,
    "refusal": refusal,
    "stage_2_refusal": stage_2_refusal,
    "stage_1_response": response,
    "stage_2_response": response,
    "service_request": service_request,
}
TITLES: dict[Kind, str] = {
    "acknowledgement_1": "Your complaint at stage 1",
    "acknowledgement_2": "Your complaint at stage 2",
    "clarification": "A question about your complaint",
    "update": "How your complaint is going",
    "extension_1": "We need longer to answer your complaint at stage 1",
    "extension_2": "We need longer to answer your complaint at stage 2",
    "refusal": "Why we will not be looking into your complaint",
    "stage_2_refusal": "Why we will not be looking at your complaint at stage 2",
    "stage_1_response": "Our answer to your complaint at stage 1",
    "stage_2_response": "Our final answer to your complaint at stage 2",
    "service_request": "Your service request",
}
"""Each kind of letter: who writes its blocks, and the title it carries."""
EXAMPLE_DAY = england_calendar().known_from
"""A day for showing what a paragraph looks like; no letter to a person holds it."""


def compose(
    facts: LetterFacts,
    rule: LetterRule,
    *,
    sender: Sender,
    recipient: Recipient,
    on: dt.date,
    own_words: Mapping[str, str] | None = None,
) -> Letter:
    """Write the letter that `facts.kind` asks for, dated `on`.

    `own_words` maps a paragraph's code to the landlord's own text for it; codes that
    this letter does not use are left alone, and a blank text changes nothing.
    """
    blocks = WRITERS[facts.kind](facts)
    written = Letter(
        kind=facts.kind,
        reference=facts.reference,
        title=TITLES[facts.kind],
        on=on,
        recipient=recipient,
        sender=sender,
        salutation=f"Dear {recipient.name}",
        blocks=tuple(_in_own_words(block, own_words or {}) for block in blocks),
        provisions=tuple(Provision(part.code, part.source) for part in rule.parts),
    )
    return without_controls(written)


def _in_own_words(block: Block, own_words: Mapping[str, str]) -> Block:
    if not isinstance(block, Paragraph) or not block.code:
        return block
    text = own_words.get(block.code, "").strip()
    return msgspec.structs.replace(block, text=text) if text else block


def stage_of(kind: Kind) -> Literal[1, 2]:
    """Give the stage that a kind of letter belongs to (1 where it has none)."""
    return 2 if kind.endswith("_2") or kind.startswith("stage_2") else 1


def paragraph_codes(kind: Kind) -> dict[str, str]:
    """Give each paragraph that a landlord may write in their own words, by its code.

    The product's own words are beside it, with dates left open.
    """
    found: dict[str, str] = {}
    for facts in _samples(kind):
        for block in WRITERS[kind](facts):
            if isinstance(block, Paragraph) and block.code:
                found.setdefault(block.code, block.text)
    return found


def _samples(kind: Kind) -> tuple[LetterFacts, ...]:
    """Give facts that between them bring out every paragraph of a letter."""
    plain = LetterFacts(kind=kind, stage=stage_of(kind), update_every_days=10)
    more = msgspec.structs.replace(
        plain,
        points=(Point("1", "First"), Point("2", "Second")),
        ours=("1",),
        not_ours=(NotOurs("2"),),
        actions=(Action(what="Something"),),
        new_date=EXAMPLE_DAY,
        next_update=EXAMPLE_DAY,
    )
    grounds = (msgspec.structs.replace(plain, ground=ground) for ground in GROUNDS)
    return (plain, more, *grounds)
