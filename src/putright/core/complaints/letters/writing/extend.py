"""Extensions and updates."""

from putright.core.complaints.letters.facts import LetterFacts
from putright.core.complaints.letters.values import Block
from putright.core.complaints.letters.writing.common import (
    day_words,
    heading,
    help_blocks,
    ombudsman_blocks,
    said,
    words,
)


def extension(facts: LetterFacts) -> tuple[Block, ...]:
    """Tell of a new date, why, and who may be asked for help (6.4, 6.5, 6.15, 6.16)."""
    first = (
        f"We said we would answer by {day_words(facts.answer_by)}. "
        if facts.answer_by
        else ""
    )
    return (
        words(
            "extension.opening",
            f"We are looking at your complaint at stage {facts.stage}. {first}"
            "We are sorry that we need longer.",
            "stage",
        ),
        heading("When you will have our answer"),
        words(
            "extension.new_date",
            f"We will send you our full answer by {day_words(facts.new_date)}.",
            "new_date",
        ),
        heading("Why we need longer"),
        said(facts.reason, "reason"),
        *_updates(facts),
        *help_blocks(),
        *ombudsman_blocks(facts),
    )


def _updates(facts: LetterFacts) -> tuple[Block, ...]:
    if facts.next_update:
        text = f"We will write to you again by {day_words(facts.next_update)}."
        return (words("update.next", text, "update_interval"),)
    if facts.update_every_days is None:
        return ()
    return (
        words(
            "extension.updates",
            f"We will tell you every {facts.update_every_days} days how it "
            "is going. If you would like to hear more or less often, please tell us.",
            "update_interval",
        ),
    )


def update(facts: LetterFacts) -> tuple[Block, ...]:
    """Tell how a complaint, or the work promised in its answer, is going (5.9, 6.6)."""
    stage = f" at stage {facts.stage}" if facts.stage else ""
    due = facts.new_date or facts.answer_by
    blocks: list[Block] = [
        words(
            "update.opening",
            f"We are writing to tell you how your complaint{stage} is going.",
            "stage",
        ),
        said(facts.update, "progress"),
    ]
    if due:
        text = f"We will send you our full answer by {day_words(due)}."
        blocks.append(words("update.answer_by", text, "new_date"))
    return (*blocks, *_updates(facts), *ombudsman_blocks(facts))
