"""A letter as an accessible PDF (PDF/UA-1), by Typst.

Everything goes in as data: the template never evaluates what a person typed. The
same letter gives the same bytes.
"""

import datetime as dt
import re
from functools import lru_cache
from importlib import resources
from pathlib import Path
from threading import Lock

import msgspec
import typst

from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.rendering import shown
from putright.core.complaints.letters.values import Letter

TEMPLATE = Path(__file__).with_name("letter.typ")
_ONE_AT_A_TIME = Lock()
"""A compiler refuses to be used by two threads at once."""


class PdfError(LetterRefusedError):
    """The PDF could not be made; the message says where."""


def pdf_of(letter: Letter) -> bytes:
    """Make the PDF of a letter. Raises PdfError where it can't be accessible."""
    try:
        with _ONE_AT_A_TIME:
            made = _compiler().compile(
                input=str(TEMPLATE),
                format="pdf",
                sys_inputs={"data": msgspec.json.encode(_data(letter)).decode()},
                pdf_standards=["ua-1"],
                timestamp=dt.datetime.combine(letter.on, dt.time(), dt.UTC),
            )
    except typst.TypstError as problem:
        raise PdfError(_why(problem.message)) from problem
    assert isinstance(made, bytes)
    return made


def _why(message: str) -> str:
    """Say what the letter's author can do about it."""
    unknown = re.search(r"the text `\"(.*?)\"` could not be displayed", message)
    if unknown:
        return (
            f"The PDF can't show “{unknown[1]}”: its typeface has no such letter. Take "
            "it out, or write it with letters of the Latin alphabet."
        )
    return f"The PDF could not be made: {message}. Nothing was sent."


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Load the fonts once: most of the time of a first letter goes on them."""
    return typst.Compiler(
        root=str(TEMPLATE.parent),
        font_paths=[str(_fonts())],
        ignore_system_fonts=True,
    )


def _fonts() -> Path:
    folder = resources.files("font_source_sans_pro").joinpath("files")
    return Path(str(folder))


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
