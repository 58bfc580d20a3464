"""The answers at stage 1 and stage 2: the seven parts, in the Code's own order."""

from putright.core.calendar import long_date
from putright.core.complaints.letters.facts import (
    Finding,
    LetterFacts,
    Remedy,
    point_text,
    remedy_words,
)
from putright.core.complaints.letters.values import (
    ActionsTable,
    Block,
    FindingBlock,
    Row,
    SummaryTable,
)
from putright.core.complaints.letters.writing.common import (
    definition_blocks,
    heading,
    help_blocks,
    ombudsman_blocks,
    ombudsman_contact,
    words,
)

OUTCOME_LABELS = {
    "upheld": "Upheld: we agree with you",
    "partially_upheld": "Partly upheld: we agree with some of this",
    "not_upheld": "Not upheld: we do not agree",
    "not_ours": "Not our responsibility",
}
"""Each decision as the resident reads it."""


def response(facts: LetterFacts) -> tuple[Block, ...]:
    """Answer a stage (6.9, 6.19): stage, definition, decision, reasons, remedy, …"""
    return (
        *_stage(facts),
        *definition_blocks(facts),
        *_decision(facts),
        *_findings(facts),
        *_actions(facts),
        *(_to_the_ombudsman(facts) if facts.stage == 2 else _to_stage_2(facts)),
        *help_blocks(),
    )


def _stage(facts: LetterFacts) -> tuple[Block, ...]:
    final = " This is our final answer." if facts.stage == 2 else ""
    text = f"This is our answer to your complaint at stage {facts.stage}.{final}"
    return (words(f"response.stage_{facts.stage}", text, "stage"),)


def _decision(facts: LetterFacts) -> tuple[Block, ...]:
    rows = tuple(
        Row(point_text(facts, found.point), OUTCOME_LABELS[found.outcome])
        for found in facts.findings
    )
    return (
        heading("What we decided"),
        SummaryTable(
            title="Our decision on each point", rows=rows, parts=("decision",)
        ),
    )


def _findings(facts: LetterFacts) -> tuple[Block, ...]:
    blocks = tuple(_finding(facts, found) for found in facts.findings)
    return (heading("Why, and what we will do about it"), *blocks)


def _finding(facts: LetterFacts, found: Finding) -> FindingBlock:
    return FindingBlock(
        point=point_text(facts, found.point),
        outcome=found.outcome,
        outcome_label=OUTCOME_LABELS[found.outcome],
        reason=found.reason,
        remedies=tuple(remedy_sentence(remedy) for remedy in found.remedies),
        no_remedy_because=found.no_remedy_because,
        parts=("decision", "reasons", "remedy"),
    )


def remedy_sentence(remedy: Remedy) -> str:
    """Write a remedy with its date (7.3): `A new fan, by 4 November 2024`."""
    words_ = remedy_words(remedy)
    return f"{words_}, by {long_date(remedy.by_when)}" if remedy.by_when else words_


def _actions(facts: LetterFacts) -> tuple[Block, ...]:
    title = heading("What is still to be done")
    if not facts.actions:
        text = "There is nothing further for us to do beyond what is set out above."
        return (title, words("response.no_actions", text, "outstanding_actions"))
    rows = tuple(
        (
            action.what,
            action.owner,
            long_date(action.by_when) if action.by_when else "",
        )
        for action in facts.actions
    )
    return (
        title,
        ActionsTable(
            title="Actions and dates", rows=rows, parts=("outstanding_actions",)
        ),
        words(
            "response.actions_followed",
            "We will check that each of these is done, and tell you how it is going.",
        ),
    )


def _to_stage_2(facts: LetterFacts) -> tuple[Block, ...]:
    return (
        heading("If you are not happy with this answer"),
        words(
            "response.to_stage_2",
            "You can ask us to look at your complaint again at stage 2. Tell any "
            "member of our staff, in any way you like. You do not have to give "
            "reasons. Someone who did not give you this answer will look at it.",
            "how_to_escalate",
        ),
        *ombudsman_blocks(facts),
    )


def _to_the_ombudsman(facts: LetterFacts) -> tuple[Block, ...]:
    return (
        heading("If you are not happy with this answer"),
        words(
            "response.to_the_ombudsman",
            f"You can ask the {facts.ombudsman.name} to look at your complaint. It is "
            "free and it does not take sides. Please do this within 12 months of the "
            "date of this letter.",
            "ombudsman_contact",
        ),
        ombudsman_contact(facts),
    )
