"""A report as a Word file, opened again: as Word knows it, and whole."""

import io

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from msgspec.structs import replace
from tests.apps.reports.rendering.sample import (
    AWKWARD,
    BARS,
    CHART,
    FORMULA,
    LONG_TABLE,
    LONG_WORD,
    REPORT,
)

from putright.apps.reports.rendering.word import word_of


@pytest.fixture(scope="module")
def document() -> WordDocument:
    """Give the sample report's Word file, opened again."""
    return Document(io.BytesIO(word_of(REPORT)))


def texts(document: WordDocument, style: str) -> list[str]:
    """Give the paragraphs of a style."""
    return [
        one.text
        for one in document.paragraphs
        if one.style is not None and one.style.name == style
    ]


def test_the_file_has_its_title_its_language_and_its_landlord(
    document: WordDocument,
) -> None:
    properties = document.core_properties
    assert properties.title == REPORT.title
    assert properties.language == "en-GB"
    assert properties.author == "Otterdale Homes"
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml


def test_headings_are_headings(document: WordDocument) -> None:
    assert texts(document, "Heading 1") == [REPORT.title]
    headings = [section.heading for section in REPORT.sections]
    assert texts(document, "Heading 2")[1:] == headings
    assert texts(document, "Heading 3") == ["By category"]
    assert texts(document, "Heading 4") == ["Deeper than it should be"]
    assert texts(document, "List Bullet")[1:] == [AWKWARD, FORMULA]


def test_each_table_has_its_caption_and_a_heading_row_on_every_page(
    document: WordDocument,
) -> None:
    assert len(document.tables) == 6
    captions = texts(document, "Caption")
    for table in document.tables:
        assert table.style is not None
        assert table.style.name == "Light Shading"
        marked = [row for row in table._tbl.tr_lst if row.xpath("./w:trPr/w:tblHeader")]
        assert marked == [table._tbl.tr_lst[0]]
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert look is not None
        assert look.get(qn("w:firstRow")) == "1"
        (named,) = table._tbl.tblPr.findall(qn("w:tblCaption"))
        assert named.get(qn("w:val")) in captions


def test_every_row_and_every_awkward_text_is_there(document: WordDocument) -> None:
    awkward, empty, long, wide = document.tables[:4]
    assert [row.cells[0].text for row in awkward.rows] == [
        "Category",
        AWKWARD,
        FORMULA,
        LONG_WORD,
    ]
    assert awkward.cell(2, 2).text == "not shown"
    assert empty.cell(1, 0).text == "None"
    assert len(long.rows) == len(LONG_TABLE.rows) + 1
    assert wide.cell(1, 17).text == "1,017"
    words = "\n".join(one.text for one in document.paragraphs)
    assert "Base: 1,243 counted in all." in words
    assert "[Still to be written: what the board should know]" in words
    assert "8.1f Response of the governing body: no text" in words


def test_a_wide_table_lies_on_a_page_of_its_own(document: WordDocument) -> None:
    sheets = [section.page_width or 0 for section in document.sections]
    assert [wide > sheets[0] for wide in sheets] == [False, True, False]


def test_each_picture_says_what_it_shows(document: WordDocument) -> None:
    told = [one._inline.docPr.get("descr") for one in document.inline_shapes]
    assert told == [f"{CHART.title}. {CHART.says}", f"{BARS.title}. {BARS.says}"]


def test_characters_that_no_document_can_hold_are_left_out() -> None:
    made = Document(io.BytesIO(word_of(replace(REPORT, subtitle="a\x00b\x1bc\x07d"))))
    assert made.paragraphs[1].text == "abcd"
