"""A letter as a Word document: headings, lists and tables as Word knows them.

Text goes in as text through the document's own model, so `Ms A & B <x>` stays whole.
"""

import datetime as dt
import io

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor

from putright.apps.letters.rendering import shown
from putright.core.complaints.letters.values import (
    ActionsTable,
    Block,
    BulletList,
    ContactBlock,
    FindingBlock,
    Heading,
    Letter,
    Paragraph,
    SummaryTable,
)

FONT = "Arial"
STANDARD, LARGE = 12, 18
"""Sizes in points. Headings are larger by a fixed step."""
BLACK = RGBColor(0, 0, 0)


def word_of(letter: Letter) -> bytes:
    """Make the Word document of a letter: the same letter, the same words."""
    document = Document()
    _set_up(document, letter)
    frame = shown.frame_of(letter)
    _lines(document, frame.sender)
    _lines(document, frame.address)
    _lines(document, (frame.date_line, frame.reference_line))
    document.add_paragraph(letter.salutation)
    document.add_heading(letter.title, level=1)
    for block in letter.blocks:
        _add(document, block)
    document.add_paragraph(letter.sign_off)
    _lines(document, frame.signature)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _set_up(document: WordDocument, letter: Letter) -> None:
    properties = document.core_properties
    properties.title = letter.title
    properties.author = properties.last_modified_by = letter.sender.landlord
    properties.language = letter.language
    properties.comments = ""
    properties.created = properties.modified = dt.datetime.combine(
        letter.on, dt.time(), dt.UTC
    )
    set_language_and_typeface(document, letter.language, FONT)
    size = LARGE if letter.recipient.format == "large_print" else STANDARD
    document.styles["Normal"].font.size = Pt(size)
    for level, more in ((1, 5), (2, 3), (3, 1)):
        font = document.styles[f"Heading {level}"].font
        font.size, font.color.rgb, font.name = Pt(size + more), BLACK, FONT
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)


def set_language_and_typeface(
    document: WordDocument, language: str, typeface: str
) -> None:
    """Set the language and typeface of every style at its root."""
    styles = document.styles.element
    for element in styles.iterfind(f".//{qn('w:docDefaults')}//{qn('w:lang')}"):
        element.set(qn("w:val"), language)
    for element in styles.iterfind(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}"):
        element.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            element.set(qn(script), typeface)


def _lines(document: WordDocument, lines: tuple[str, ...]) -> None:
    paragraph = document.add_paragraph()
    for number, line in enumerate(lines):
        run = paragraph.add_run(line)
        if number < len(lines) - 1:
            run.add_break()


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=block.level)
        case Paragraph():
            document.add_paragraph(block.text)
        case BulletList():
            _bullets(document, block.items)
        case SummaryTable():
            rows = tuple((row.key, row.value) for row in block.rows)
            _table(document, (shown.WHAT, shown.ANSWER), rows)
        case FindingBlock():
            _finding(document, block)
        case ActionsTable():
            _table(document, (shown.ACTION, shown.WHO, shown.WHEN), block.rows)
        case ContactBlock():
            document.add_heading(block.title, level=3)
            _lines(document, block.lines)


def _bullets(document: WordDocument, items: tuple[str, ...]) -> None:
    for item in items:
        document.add_paragraph(item, style="List Bullet")


def _finding(document: WordDocument, block: FindingBlock) -> None:
    document.add_heading(block.point, level=3)
    paragraph = document.add_paragraph()
    paragraph.add_run(shown.DECISION).bold = True
    paragraph.add_run(f" {block.outcome_label}")
    document.add_paragraph(block.reason)
    if block.remedies:
        document.add_paragraph().add_run(shown.REMEDY).bold = True
        _bullets(document, block.remedies)
    if block.no_remedy_because:
        document.add_paragraph(block.no_remedy_because)


def _table(
    document: WordDocument, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    """Add a table whose first row is marked as its heading, on every page."""
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(repeated_heading())
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.paragraphs[0].add_run(text)
    document.add_paragraph()


def repeated_heading() -> BaseOxmlElement:
    """Give the mark of a row that is a heading, on every page the table reaches."""
    return OxmlElement("w:tblHeader")
