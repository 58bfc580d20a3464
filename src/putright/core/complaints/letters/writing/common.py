"""Blocks that several letters share."""

import datetime as dt

from putright.core.calendar import long_date
from putright.core.complaints.letters.facts import LetterFacts, point_text
from putright.core.complaints.letters.values import (
    Block,
    BulletList,
    ContactBlock,
    Heading,
    Paragraph,
)


def heading(text: str) -> Heading:
    """Make a heading of the letter's second level."""
    return Heading(text=text)


def words(code: str, text: str, *parts: str) -> Paragraph:
    """Make a paragraph that a landlord may replace by its code."""
    return Paragraph(text=text, code=code, parts=parts)


def said(text: str, *parts: str) -> Paragraph:
    """Make a paragraph of the case's own words, which no standard text replaces."""
    return Paragraph(text=text, parts=parts)


def day_words(day: dt.date | None) -> str:
    """Write a date, or say plainly that it is not known."""
    return long_date(day) if day else "a date we have still to confirm"


def definition_blocks(facts: LetterFacts) -> tuple[Block, ...]:
    """Set out how we understand the complaint (5.6)."""
    return (
        heading("What your complaint is about"),
        said(facts.definition, "definition"),
    )


def points_blocks(facts: LetterFacts) -> tuple[Block, ...]:
    """List the points to be answered and the outcomes sought (5.6)."""
    blocks: list[Block] = []
    if facts.points:
        blocks += [
            heading("The points we will answer"),
            BulletList(
                items=tuple(point.text for point in facts.points), parts=("definition",)
            ),
        ]
    if facts.outcomes_sought:
        blocks += [
            heading("What you would like to happen"),
            BulletList(items=facts.outcomes_sought, parts=("outcomes_sought",)),
        ]
    return tuple(blocks)


def responsibility_blocks(facts: LetterFacts) -> tuple[Block, ...]:
    """Say what is our responsibility and what is not (5.7)."""
    part = "ours_and_not_ours"
    blocks: list[Block] = [heading("What we are responsible for")]
    if not facts.not_ours:
        text = "All of these points are our responsibility."
        return (*blocks, words("responsibility.all_ours", text, part))
    if facts.ours:
        ours = tuple(point_text(facts, code) for code in facts.ours)
        text = "These points are our responsibility:"
        blocks += [
            words("responsibility.ours", text, part),
            BulletList(items=ours, parts=(part,)),
        ]
    others = tuple(
        f"{point_text(facts, other.code)}: {other.who} can help you with this."
        if other.who
        else point_text(facts, other.code)
        for other in facts.not_ours
    )
    text = "These points are not our responsibility:"
    blocks += [
        words("responsibility.not_ours", text, part),
        BulletList(items=others, parts=(part,)),
    ]
    return tuple(blocks)


def help_blocks() -> tuple[Block, ...]:
    """Say that someone may act for the resident, and that we adjust (3.6, 5.10)."""
    return (
        heading("If you need help"),
        words(
            "help.someone_else",
            "You can ask someone to act for you, and to come with you to any meeting "
            "with us.",
        ),
        words(
            "help.adjustments",
            "Tell us if you would like our letters in another way, such as large print "
            "or another language, or if we can make this easier for you.",
        ),
    )


def ombudsman_blocks(facts: LetterFacts) -> tuple[Block, ...]:
    """Tell of the Ombudsman at any time (3.7, 6.5, 6.16)."""
    text = (
        f"The {facts.ombudsman.name} can help you at any time while we look into your "
        "complaint. It is free, and it does not take sides."
    )
    return (
        heading(f"The {facts.ombudsman.name}"),
        words("ombudsman.any_time", text, "ombudsman_contact"),
        ombudsman_contact(facts),
    )


def ombudsman_contact(facts: LetterFacts) -> ContactBlock:
    """Give the Ombudsman's contact details."""
    title = f"How to reach the {facts.ombudsman.name}"
    return ContactBlock(
        title=title, lines=facts.ombudsman.contact_lines, parts=("ombudsman_contact",)
    )
