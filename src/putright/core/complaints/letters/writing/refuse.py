"""Refusals: of a complaint (section 2) and of stage 2 (5.11)."""

from putright.core.complaints.letters.facts import LetterFacts
from putright.core.complaints.letters.values import Block
from putright.core.complaints.letters.writing.common import (
    day_words,
    definition_blocks,
    heading,
    help_blocks,
    ombudsman_contact,
    said,
    words,
)

GROUNDS = {
    "too_old": "What you told us about happened more than 12 months before you "
    "complained.",
    "legal_proceedings": "A court case about this has started. The claim form and the "
    "particulars of claim have been filed with the court.",
    "already_considered": "We have already looked at this under our complaints "
    "process.",
    "other_route": "There is another way for you to have this looked at.",
}
"""Each ground of the Code (2.2) in plain words."""


def refusal(facts: LetterFacts) -> tuple[Block, ...]:
    """Refuse a complaint, explain, and tell of the right to the Ombudsman (2.4)."""
    return (
        words(
            "refusal.opening",
            f"You contacted us on {day_words(facts.received_on)}. We have thought "
            "carefully about what you told us. We will not be looking into it under "
            "our complaints process. This letter says why.",
            "decision",
        ),
        *(definition_blocks(facts) if facts.definition else ()),
        *_why(facts),
        *_right(facts, "refusal"),
        *help_blocks(),
    )


def stage_2_refusal(facts: LetterFacts) -> tuple[Block, ...]:
    """Refuse stage 2, explain, and tell of the right to the Ombudsman (5.11, 2.4)."""
    when = f" on {day_words(facts.received_on)}" if facts.received_on else ""
    return (
        words(
            "stage_2_refusal.opening",
            f"You asked us{when} to look at your complaint at stage 2. We have "
            "thought carefully about this and will not be doing so. This letter says "
            "why.",
            "decision",
        ),
        *_why(facts),
        *_right(facts, "stage_2_refusal"),
        *help_blocks(),
    )


def _why(facts: LetterFacts) -> tuple[Block, ...]:
    blocks: list[Block] = [heading("Why we decided this")]
    ground = GROUNDS.get(facts.ground, "")
    if ground:
        blocks.append(words(f"refusal.ground.{facts.ground}", ground, "reasons"))
    if facts.ground_detail:
        blocks.append(said(facts.ground_detail, "reasons"))
    blocks.append(said(facts.reason, "reasons"))
    if facts.discretion:
        blocks.append(said(facts.discretion, "discretion"))
    return tuple(blocks)


def _right(facts: LetterFacts, kind: str) -> tuple[Block, ...]:
    text = (
        "If you do not agree, you have the right to take our decision to the "
        f"{facts.ombudsman.name}. It is free and it does not take sides. It can tell "
        "us to look into your complaint."
    )
    return (
        heading("If you do not agree"),
        words(f"{kind}.right", text, "ombudsman_right"),
        ombudsman_contact(facts),
    )
