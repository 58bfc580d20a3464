"""A letter as values: its blocks, its reader, and the bytes both are kept as.

HTML, PDF and Word are made from these values alone, so no two formats can say
different things. Every block names the parts of the Code that it answers.
"""

import datetime as dt
import re
from typing import Literal

import msgspec

from putright.core.calendar import long_date

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

SHAPE = 1
"""The shape that letters are written in now; older shapes are lifted on reading."""

Kind = Literal[
    "acknowledgement_1",
    "acknowledgement_2",
    "clarification",
    "update",
    "extension_1",
    "extension_2",
    "refusal",
    "stage_2_refusal",
    "stage_1_response",
    "stage_2_response",
    "service_request",
]
"""Every letter the product writes."""

Format = Literal["standard", "large_print"]
"""How the page is set: `large_print` is 18 point, never smaller."""


class LetterShapeError(ValueError):
    """Bytes that are not a letter of a shape known here."""


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """Who a letter is for, where it may go, and how they read.

    `language` is what they asked to be written to in (BCP 47). `do_not_write`
    means that nothing may be posted to `address_lines`.
    """

    name: str
    address_lines: tuple[str, ...] = ()
    email: str = ""
    language: str = "en-GB"
    format: Format = "standard"
    do_not_write: bool = False


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """The landlord as the letter shows it, and who signs."""

    landlord: str
    contact_lines: tuple[str, ...] = ()
    signed_by: str = ""
    job_title: str = ""


class Heading(msgspec.Struct, frozen=True, tag="heading", kw_only=True):
    """A heading inside the letter, level 2 (the title is level 1) or 3."""

    text: str
    level: Literal[2, 3] = 2
    parts: tuple[str, ...] = ()


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph", kw_only=True):
    """One paragraph. `code` is the name that a landlord's own wording replaces."""

    text: str
    code: str = ""
    parts: tuple[str, ...] = ()


class BulletList(msgspec.Struct, frozen=True, tag="bullets", kw_only=True):
    """A list of short items, under the paragraph before it."""

    items: tuple[str, ...]
    parts: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """One row of a summary: what it is, and what it is here."""

    key: str
    value: str


class SummaryTable(msgspec.Struct, frozen=True, tag="summary", kw_only=True):
    """Facts side by side, read row by row."""

    title: str
    rows: tuple[Row, ...]
    parts: tuple[str, ...] = ()


class FindingBlock(msgspec.Struct, frozen=True, tag="finding", kw_only=True):
    """What was decided on one point of the complaint, why, and what puts it right."""

    point: str
    outcome: str
    outcome_label: str
    reason: str
    remedies: tuple[str, ...] = ()
    no_remedy_because: str = ""
    parts: tuple[str, ...] = ()


class ActionsTable(msgspec.Struct, frozen=True, tag="actions", kw_only=True):
    """What is still to be done: what, who will do it, and by when."""

    title: str
    rows: tuple[tuple[str, str, str], ...]
    parts: tuple[str, ...] = ()


class ContactBlock(msgspec.Struct, frozen=True, tag="contact", kw_only=True):
    """How to reach someone: the Ombudsman, above all."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[str, ...] = ()


Block = (
    Heading
    | Paragraph
    | BulletList
    | SummaryTable
    | FindingBlock
    | ActionsTable
    | ContactBlock
)


class Provision(msgspec.Struct, frozen=True):
    """A part that the Code requires of this letter, and where it says so."""

    part: str
    source: str


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One letter, complete: what every renderer reads and nothing besides.

    `language` is the language of the words (BCP 47), which may not be the one
    that the recipient asked for. `provisions` lists the parts the Code requires;
    a block's `parts` says which of them it answers.
    """

    kind: Kind
    reference: str
    title: str
    on: dt.date
    recipient: Recipient
    sender: Sender
    salutation: str
    blocks: tuple[Block, ...]
    sign_off: str = "Yours sincerely"
    language: str = "en-GB"
    provisions: tuple[Provision, ...] = ()
    shape: int = SHAPE


def letter_to_bytes(letter: Letter) -> bytes:
    """Write a letter as canonical JSON: the same letter, always the same bytes."""
    return msgspec.json.encode(letter, order="deterministic")


def letter_from_bytes(content: bytes) -> Letter:
    """Read a letter back.

    Raises LetterShapeError where the bytes are no letter or of an unknown shape.
    """
    try:
        shape = msgspec.json.decode(content, type=_Shape).shape
        if shape != SHAPE:
            raise LetterShapeError(
                f"This letter is kept in shape {shape}; shapes up to {SHAPE} can "
                "be read. Open it with the version of the program that wrote it."
            )
        return msgspec.json.decode(content, type=Letter)
    except msgspec.MsgspecError as problem:
        raise LetterShapeError(f"These bytes are not a letter: {problem}.") from problem


def without_controls(letter: Letter) -> Letter:
    """Take out characters that no document can hold, such as NUL and escape."""
    return msgspec.convert(_cleaned(msgspec.to_builtins(letter)), Letter)


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    return value


class _Shape(msgspec.Struct):
    shape: int


def block_kind(block: Block) -> str:
    """Give the name a block is kept and rendered under: `heading`, `finding`, …"""
    kind = block.__struct_config__.tag
    assert isinstance(kind, str)
    return kind


def block_text(block: Block) -> tuple[str, ...]:
    """Give the lines that one block says, in reading order."""
    match block:
        case Heading() | Paragraph():
            return (block.text,)
        case BulletList():
            return block.items
        case SummaryTable():
            return (block.title, *(f"{row.key}: {row.value}" for row in block.rows))
        case FindingBlock():
            return finding_text(block)
        case ActionsTable():
            return (block.title, *(action_text(row) for row in block.rows))
        case ContactBlock():
            return (block.title, *block.lines)


def finding_text(block: FindingBlock) -> tuple[str, ...]:
    """Give the lines of one finding: point, decision, reason, then each remedy."""
    lines = [block.point, f"Our decision: {block.outcome_label}", block.reason]
    if block.remedies:
        lines += ["To put this right:", *block.remedies]
    if block.no_remedy_because:
        lines.append(block.no_remedy_because)
    return tuple(lines)


def action_text(row: tuple[str, str, str]) -> str:
    """Write one row of the actions as a sentence."""
    what, who, by_when = row
    return f"{what} ({who}), by {by_when}" if who else f"{what}, by {by_when}"


def plain_text(letter: Letter) -> str:
    """Give the whole letter as text: an email's body, and what the checker reads."""
    lines = [
        letter.sender.landlord,
        *letter.sender.contact_lines,
        "",
        long_date(letter.on),
        f"Our reference: {letter.reference}",
        "",
        letter.salutation,
        "",
        letter.title,
    ]
    for block in letter.blocks:
        lines += ["", *block_text(block)]
    signature = (letter.sign_off, letter.sender.signed_by, letter.sender.job_title)
    lines += ["", *(line for line in signature if line), letter.sender.landlord]
    return "\n".join(lines) + "\n"


def prose(letter: Letter) -> str:
    """Give only the sentences, without addresses and tables, to measure reading age."""
    lines: list[str] = []
    for block in letter.blocks:
        match block:
            case Paragraph():
                lines.append(block.text)
            case BulletList():
                lines.extend(block.items)
            case FindingBlock():
                lines += [block.reason, block.no_remedy_because, *block.remedies]
            case _:
                continue
    return "\n".join(line for line in lines if line)
