"""What keeps a report from being final: parts missing, texts to write, numbers."""

from collections.abc import Mapping
from hashlib import sha256

import msgspec

from putright.apps.reports.models import Text
from putright.core.calendar import long_date
from putright.core.figures import FIGURES
from putright.core.reports import agreeing, values
from putright.core.reports.frozen import asked_of
from putright.core.reports.saying import cell_words
from putright.core.reports.values import Paragraph, Part, Stated


class Flag(msgspec.Struct, frozen=True):
    """A text with a number that differs from its figure: its key, and what is wrong."""

    key: str
    says: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of a draft, with where it stands and what a person wrote of it.

    `moved`: the draft is another one now than when they wrote.
    """

    section: str
    part: str
    block: Paragraph
    row: Text | None
    flags: tuple[Flag, ...]
    moved: bool

    @property
    def to_write(self) -> bool:
        """Tell whether a person still has to write it."""
        return empty(self.block)


def missing(made: values.Report) -> tuple[Part, ...]:
    """Give the required parts that a report lacks."""
    return made.missing()


def empty(block: Paragraph) -> bool:
    """Tell whether a paragraph that a person has to write is still empty."""
    return block.wanted and bool(block.key) and not block.text.strip()


def to_write(made: values.Report) -> int:
    """Count the texts that are still to be written."""
    return sum(isinstance(one, Paragraph) and empty(one) for one in made.blocks())


def keys(made: values.Report) -> list[str]:
    """Give the keys of the paragraphs that people may edit, in order."""
    return [one.key for one in made.blocks() if isinstance(one, Paragraph) and one.key]


def paragraph(made: values.Report, key: str) -> Paragraph | None:
    """Give a paragraph that people may edit, by its key."""
    for one in made.blocks():
        if isinstance(one, Paragraph) and one.key and one.key == key:
            return one
    return None


def paragraphs(made: values.Report, written: Mapping[str, Text]) -> list[Line]:
    """Give every paragraph that people may edit, in the order of the report."""
    return [
        _line(section, block, written.get(block.key))
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.key
    ]


def _line(section: values.Section, block: Paragraph, row: Text | None) -> Line:
    return Line(
        section=section.heading,
        part=section.part,
        block=block,
        row=row,
        flags=tuple(flags_of(block)),
        moved=moved(block, row),
    )


def moved(block: Paragraph, row: Text | None) -> bool:
    """Tell whether a draft is another one now than when a person wrote in its place."""
    if row is None or row.text is None:
        return False
    # One written down before only marks were kept holds the draft itself.
    return row.drafted not in (mark_of(block.drafted), block.drafted)


def mark_of(drafted: str) -> str:
    """Give what shows whether a draft is still the same, and none of its words.

    A draft may hold what staff wrote in a case, which can be erased there.
    """
    return sha256(drafted.encode()).hexdigest() if drafted else ""


def flags(made: values.Report) -> list[Flag]:
    """Give every text with a number that differs from its figure."""
    blocks = (one for one in made.blocks() if isinstance(one, Paragraph))
    return [flag for block in blocks for flag in flags_of(block)]


def source_words(stated: Stated) -> str:
    """Say which figure a number of a text is: its title, days and part."""
    source = stated.source
    code = asked_of(source).code
    title = FIGURES[code].title if code in FIGURES else code
    cell = f", {cell_words(source.split, source.labels)}" if source.split else ""
    return f"{title}{cell}, {long_date(source.first)} to {long_date(source.last)}"


def flags_of(block: Paragraph) -> list[Flag]:
    """Give the numbers of one text that differ from their figures."""
    return [Flag(block.key, says) for says in agreeing.disagreements(block)]


def strange(block: Paragraph, made: values.Report) -> list[str]:
    """Give the numbers of a text that are no figure of its report: to be looked at."""
    return [one.says for one in agreeing.check(block, made) if not one.disagrees]
