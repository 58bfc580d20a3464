"""A report as values: headings, text, tables, charts and sourced figures.

What a page, a PDF, a Word file and a workbook show is one `Report`. Nothing in it is
markup, and nothing is worked out again by whoever renders it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

TEXT = "text"
NUMBER = "number"

Number = int | float


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a number comes from: a figure, its period, and the cell of a split.

    `split` is the dimensions joined by commas, `labels` the cell's labels in the same
    order; both empty for the total. `where`: what the figure was limited to.
    """

    figure: str
    first: dt.date
    last: dt.date
    split: str = ""
    labels: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a table: what is shown, and the number behind it where there is one.

    `value` is what a workbook holds, unrounded, in the `unit` of its figure (`cases`,
    `percent`, `pounds`, `working days` …); `text` is what is read. `header` marks the
    cell that names its row.
    """

    text: str
    value: Number | None = None
    unit: str = ""
    source: Source | None = None
    header: bool = False


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its heading, and whether it holds text or numbers."""

    text: str
    kind: str = TEXT


class Heading(msgspec.Struct, frozen=True, kw_only=True, tag="heading"):
    """A heading inside a section. `level` 3 or deeper: 1 is the report, 2 a section."""

    text: str
    level: int = 3


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, tag="paragraph"):
    """A paragraph; one with a `key` is a person's to edit, and stands under it.

    `drafted` is what the program wrote from the figures, `sources` the figures that the
    draft states: an edited text is held against them before it is published. An empty
    text that is `wanted` is still to be written by a person; `prompt` says what.
    """

    text: str
    key: str = ""
    drafted: str = ""
    sources: tuple["Stated", ...] = ()
    wanted: bool = False
    prompt: str = ""


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A number that a text states: as it is written there, and where it comes from."""

    text: str
    source: Source
    value: Number | None = None
    unit: str = ""


class Bullets(msgspec.Struct, frozen=True, kw_only=True, tag="bullets"):
    """A list of points."""

    items: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True, tag="table"):
    """A table. `caption` names it; `notes` stand below it, its base among them."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A line or a set of bars: its name, and a value, or none, for each label."""

    name: str
    values: tuple[Number | None, ...]


class Chart(msgspec.Struct, frozen=True, kw_only=True, tag="chart"):
    """A chart: what is drawn, the sentence that says what it shows, and its table.

    `shape`: `line` or `bar`. `levels`: named level lines, such as control limits.
    `marked`: the places, from 0, of the first series' values that stand out.
    Whoever renders it shows `says` and `table` beside the picture, always.
    """

    key: str
    title: str
    says: str
    shape: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    table: Table
    levels: tuple[tuple[str, Number], ...] = ()
    marked: tuple[int, ...] = ()


class Highlight(msgspec.Struct, frozen=True, kw_only=True, tag="highlight"):
    """One number, large, with the words under it: what a poster is made of."""

    cell: Cell
    words: str


Block = Heading | Paragraph | Bullets | Table | Chart | Highlight


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section: its heading and what stands in it.

    `part` names what the section is required for, such as `8.1a`; empty where no rule
    asks for it.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...]
    part: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part that a report must have: by which provision, and what it still lacks.

    `missing` is empty where the part is there.
    """

    number: str
    title: str
    missing: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A report, whole.

    `kind` is its code, `first` and `last` its period with both days, `as_at` the day on
    which the records were judged, `edition` the Code edition, `program` the version of
    this program. `parts`: what it must have, in order.
    """

    kind: str
    title: str
    subtitle: str
    landlord: str
    first: dt.date
    last: dt.date
    as_at: dt.date
    edition: str
    program: str
    sections: tuple[Section, ...]
    parts: tuple[Part, ...] = ()
    language: str = "en-GB"

    def blocks(self) -> Iterator[Block]:
        """Give every block, in order."""
        for section in self.sections:
            yield from section.blocks

    def missing(self) -> tuple[Part, ...]:
        """Name the required parts that are not there yet; final only where none is."""
        return tuple(part for part in self.parts if part.missing)

    def edited(self, texts: Mapping[str, str]) -> "Report":
        """Give the report with a person's texts in place of the drafts, by key.

        A part that asks a person for texts lacks those that are still empty.
        """
        sections = tuple(_with(texts, section) for section in self.sections)
        parts = tuple(held(part, sections) for part in self.parts)
        return msgspec.structs.replace(self, sections=sections, parts=parts)

    def without_offers(self) -> "Report":
        """Give the report without the words that were offered and not taken up.

        They are staff's own, of cases: what is published is what a person wrote.
        """
        sections = (
            msgspec.structs.replace(
                section, blocks=tuple(_unoffered(block) for block in section.blocks)
            )
            for section in self.sections
        )
        return msgspec.structs.replace(self, sections=tuple(sections))


def _unoffered(block: Block) -> Block:
    if not isinstance(block, Paragraph) or block.sources or block.text == block.drafted:
        return block
    return msgspec.structs.replace(block, drafted="")


def held(part: Part, sections: Iterable[Section]) -> Part:
    """Say what a part lacks, by the texts that its sections ask a person for.

    Where they ask for none it stays as it is.
    """
    wanted = [
        block
        for section in sections
        if section.part == part.number
        for block in section.blocks
        if isinstance(block, Paragraph) and block.wanted
    ]
    if not wanted:
        return part
    lacking = [_first(block.prompt) for block in wanted if not block.text.strip()]
    return msgspec.structs.replace(part, missing=" ".join(lacking))


def _first(prompt: str) -> str:
    """Give the first sentence of a prompt: what follows says how."""
    sentence, stop, _ = prompt.partition(". ")
    return f"{sentence}." if stop else sentence


def _with(texts: Mapping[str, str], section: Section) -> Section:
    blocks = tuple(
        msgspec.structs.replace(block, text=texts[block.key])
        if isinstance(block, Paragraph) and block.key in texts
        else block
        for block in section.blocks
    )
    return msgspec.structs.replace(section, blocks=blocks)
