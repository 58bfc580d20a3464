"""A letter as an accessible PDF (PDF/UA-1), by Typst.

Everything goes in as data: the template never evaluates what a person typed. The
same letter gives the same bytes.
"""

from pathlib import Path

import msgspec

from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.rendering import shown
from putright.apps.letters.rendering.typesetting import NotTypesetError, typeset
from putright.core.complaints.letters.values import Letter

TEMPLATE = Path(__file__).with_name("letter.typ")


class PdfError(LetterRefusedError):
    """The PDF could not be made; the message says where."""


def pdf_of(letter: Letter) -> bytes:
    """Make the PDF of a letter. Raises PdfError where it can't be accessible."""
    try:
        return typeset(TEMPLATE, _data(letter), letter.on)
    except NotTypesetError as problem:
        raise PdfError(f"{problem} Nothing was sent.") from problem


def _data(letter: Letter) -> dict[str, object]:
    frame = shown.frame_of(letter)
    language, _, region = letter.language.partition("-")
    return {
        "title": letter.title,
        "landlord": letter.sender.landlord,
        "contact_lines": frame.sender[1:],
        "address": frame.address,
        "date_line": frame.date_line,
        "reference_line": frame.reference_line,
        "salutation": letter.salutation,
        "sign_off": letter.sign_off,
        "signature": frame.signature,
        "blocks": [msgspec.to_builtins(block) for block in letter.blocks],
        "large": letter.recipient.format == "large_print",
        "lang": language or "en",
        "region": region,
        "year": letter.on.year,
        "month": letter.on.month,
        "day": letter.on.day,
        "page_word": "Page",
        "what_word": shown.WHAT,
        "answer_word": shown.ANSWER,
        "action_word": shown.ACTION,
        "who_word": shown.WHO,
        "when_word": shown.WHEN,
        "decision_word": shown.DECISION,
        "remedy_word": shown.REMEDY,
    }
