"""Typst, shared by all that becomes a PDF: its compiler, its fonts, and its refusals.

Everything goes in as data: a template never evaluates what a person typed. The same
data on the same day give the same bytes.
"""

import datetime as dt
import re
from functools import lru_cache
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import typst

_ONE_AT_A_TIME = Lock()
"""A compiler refuses to be used by two threads at once."""


class NotTypesetError(Exception):
    """No accessible PDF came of it; the message says why, and what to do if known."""


def typeset(template: Path, data: dict[str, Any], on: dt.date) -> bytes:
    """Make a PDF/UA-1 from a template and what it reads as `sys.inputs.data`.

    `on` is the day that the file says it was made. Raises NotTypesetError.
    """
    try:
        with _ONE_AT_A_TIME:
            made = _compiler(template.parent).compile(
                input=str(template),
                format="pdf",
                sys_inputs={"data": msgspec.json.encode(data).decode()},
                pdf_standards=["ua-1"],
                timestamp=dt.datetime.combine(on, dt.time(), dt.UTC),
            )
    except typst.TypstError as problem:
        raise NotTypesetError(_why(problem.message)) from problem
    assert isinstance(made, bytes)
    return made


def fonts() -> Path:
    """Give the folder of the typeface that every document and chart is set in."""
    folder = resources.files("font_source_sans_pro").joinpath("files")
    return Path(str(folder))


def _why(message: str) -> str:
    """Say what the author can do about it."""
    unknown = re.search(r"the text `\"(.*?)\"` could not be displayed", message)
    if unknown:
        return (
            f"The PDF can't show “{unknown[1]}”: its typeface has no such letter. Take "
            "it out, or write it with letters of the Latin alphabet."
        )
    return f"The PDF could not be made: {message}."


@lru_cache(maxsize=4)
def _compiler(root: Path) -> typst.Compiler:
    """Load the fonts once: most of the time of a first document goes on them."""
    return typst.Compiler(
        root=str(root), font_paths=[str(fonts())], ignore_system_fonts=True
    )
