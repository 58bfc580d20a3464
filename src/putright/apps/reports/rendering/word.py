"""A report as a Word file: headings, lists, tables and captions as Word knows them."""

import datetime as dt
import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from putright.apps.figures import charts
from putright.apps.letters.rendering.word import (
    repeated_heading,
    set_language_and_typeface,
)
from putright.apps.reports.rendering import shown
from putright.core.reports.values import (
    Block,
    Bullets,
    Cell,
    Chart,
    Heading,
    Highlight,
    Paragraph,
    Report,
    Section,
    Table,
)

FONT, SIZE, SMALL, LARGE = "Arial", 11, 9.5, 26
HEADING_SIZES = {1: 20, 2: 15, 3: 13, 4: 12, 5: 11, 6: 11}
"""Sizes in points."""
WIDE, HIGH, MARGIN = Cm(21), Cm(29.7), Cm(2.2)
ACROSS = Cm(16.6)
"""A sheet of A4, its margins, and the width between them."""
BLACK = RGBColor(0, 0, 0)


def word_of(report: Report) -> bytes:
    """Make the Word file of a report: the same words, pictures for its charts."""
    report = shown.clean(report)
    document = Document()
    _set_up(document, report)
    document.add_heading(report.title, level=1)
    if report.subtitle:
        document.add_paragraph(report.subtitle)
    for name, text in shown.facts(report):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(text)
    lacks = shown.missing(report)
    if lacks:
        document.add_heading(shown.MISSING, level=2)
        _bullets(document, lacks)
    for section in report.sections:
        _section(document, section)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _set_up(document: WordDocument, report: Report) -> None:
    properties = document.core_properties
    properties.title, properties.language = report.title[:255], report.language
    # Word takes no more than 255 letters in a property.
    properties.author = properties.last_modified_by = report.landlord[:255]
    properties.comments = ""
    properties.created = properties.modified = dt.datetime.combine(
        report.as_at, dt.time(), dt.UTC
    )
    set_language_and_typeface(document, report.language, FONT)
    document.styles["Normal"].font.size = Pt(SIZE)
    for level, size in HEADING_SIZES.items():
        font = document.styles[f"Heading {level}"].font
        font.size, font.color.rgb, font.name = Pt(size), BLACK, FONT
    caption = document.styles["Caption"]
    caption.font.size, caption.font.color.rgb = Pt(SIZE), BLACK
    caption.paragraph_format.keep_with_next = True
    for section in document.sections:
        section.page_width, section.page_height = WIDE, HIGH
        section.left_margin = section.right_margin = MARGIN
        _page_number(section.footer.paragraphs[0])


def _page_number(paragraph: WordParagraph) -> None:
    paragraph.add_run("Page ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run.append(mark)


def _section(document: WordDocument, section: Section) -> None:
    document.add_heading(section.heading, level=2)
    levels = shown.levels(section.blocks)
    for place, block in enumerate(section.blocks):
        _add(document, block, levels.get(place, 3))


def _add(document: WordDocument, block: Block, level: int) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=level)
        case Paragraph():
            for line in shown.lines(block):
                document.add_paragraph(line)
        case Bullets():
            _bullets(document, block.items)
        case Highlight():
            paragraph = document.add_paragraph()
            number = paragraph.add_run(block.cell.text)
            number.bold, number.font.size = True, Pt(LARGE)
            number.add_break()
            paragraph.add_run(block.words)
        case Table():
            _table(document, block)
        case Chart():
            _chart(document, block)


def _bullets(document: WordDocument, items: tuple[str, ...]) -> None:
    for item in items:
        document.add_paragraph(item, style="List Bullet")


def _chart(document: WordDocument, chart: Chart) -> None:
    document.add_paragraph(chart.title, style="Caption")
    picture = io.BytesIO(charts.png(charts.drawing_of(chart)))
    described = document.add_picture(picture, width=ACROSS)._inline.docPr
    described.set("title", chart.title)
    described.set("descr", f"{chart.title}. {chart.says}")
    document.add_paragraph(chart.says)
    _table(document, chart.table)


def _table(document: WordDocument, table: Table) -> None:
    """Add a table, on a page of its own laid on its side where it is a wide one."""
    if not shown.on_its_side(table):
        _upright_table(document, table)
        return
    _turn(document, WD_ORIENTATION.LANDSCAPE)
    _upright_table(document, table)
    _turn(document, WD_ORIENTATION.PORTRAIT)


def _turn(document: WordDocument, way: WD_ORIENTATION) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = way
    short, long = sorted((HIGH, WIDE))
    upright = way == WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = (
        (short, long) if upright else (long, short)
    )


def _upright_table(document: WordDocument, table: Table) -> None:
    """Add a table in Word's own style, its heading row marked and on every page."""
    document.add_paragraph(table.caption, style="Caption")
    sides = shown.numeric(table)
    made = document.add_table(
        rows=1 + max(len(table.rows), 1), cols=len(sides), style="Light Shading"
    )
    _name(made, table.caption)
    # Read once: a table looks for its cells anew each time that it is asked.
    rows = made._tbl.tr_lst
    head = [Cell(text=column.text, header=True) for column in table.columns]
    filled = [tuple(zip(head, sides, strict=True)), *shown.row_cells(table)]
    if not table.rows:
        filled.append(((Cell(text=shown.NOTHING), False),))
    for row, cells in zip(rows, filled, strict=True):
        for place, (cell, right) in zip(row.tc_lst, cells, strict=False):
            paragraph = WordParagraph(place.p_lst[0], made)
            paragraph.add_run(cell.text).bold = cell.header
            if right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    rows[0].get_or_add_trPr().append(repeated_heading())
    _notes(document, table)


def _name(made: WordTable, caption: str) -> None:
    """Say what the table is to a screen reader, and which of its cells are headings."""
    properties = made._tbl.tblPr
    for look in properties.iterfind(qn("w:tblLook")):
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "1")
    named = OxmlElement("w:tblCaption")
    named.set(qn("w:val"), caption)
    properties.append(named)


def _notes(document: WordDocument, table: Table) -> None:
    for note in table.notes:
        document.add_paragraph().add_run(note).font.size = Pt(SMALL)
    if not table.notes:
        document.add_paragraph()
