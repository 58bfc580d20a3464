"""A letter as PDF, Word and HTML: the same words, for everyone who reads them."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pikepdf
import pypdf
import pytest
from docx import Document
from msgspec.structs import replace
from page import ValidationProfile, validate_pdf
from tests.apps.letters.examples import composed
from tests.core.complaints.letters.examples import KINDS, facts
from tests.core.complaints.letters.examples import letter as of_facts

from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.rendering.page import page_of, preview_of
from putright.apps.letters.rendering.pdf import pdf_of
from putright.apps.letters.rendering.word import word_of
from putright.core.complaints.letters.facts import Finding, LetterFacts
from putright.core.complaints.letters.values import (
    ActionsTable,
    Kind,
    Paragraph,
    SummaryTable,
)

AWKWARD = "Ms A & B <x> *y* #panic() $z$ @w \\v _u_ {{ t }} “q” é"


def pdf_text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def tags(content: bytes) -> list[str]:
    """Give the name of every tag of a PDF's structure."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        left = [pdf.Root.StructTreeRoot]
        while left:
            node = left.pop()
            if isinstance(node, pikepdf.Array):
                left += list(node)
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    found.append(str(node.S))
                if "/K" in node:
                    left.append(node.K)
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", ["standard", "large_print"])
def test_every_pdf_is_accessible_by_pdf_ua_1(
    kind: Kind, size: str, tmp_path: Path
) -> None:
    place = tmp_path / "letter.pdf"
    place.write_bytes(pdf_of(composed(kind, format=size)))
    report = validate_pdf(str(place), profile=ValidationProfile.PDF_UA_1)
    assert report.is_compliant
    with pikepdf.open(place) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)


def test_a_pdf_has_a_title_one_first_heading_and_each_table_once() -> None:
    letter = composed()
    content = pdf_of(letter)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == letter.title
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    found = tags(content)
    assert found.count("/H1") == 1
    tables = [b for b in letter.blocks if isinstance(b, SummaryTable | ActionsTable)]
    assert found.count("/Table") == len(tables) == 2
    assert found.count("/TH") == 5


def test_the_same_letter_gives_the_same_pdf() -> None:
    assert pdf_of(composed()) == pdf_of(composed())


def test_the_fonts_are_in_the_pdf_and_come_from_no_system() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(composed()))) as pdf:
        names = {
            str(font.BaseFont)
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
    assert names
    assert all("SourceSansPro" in name for name in names)


def test_large_print_is_18_point_or_more() -> None:
    sizes = set()
    for page in pypdf.PdfReader(
        io.BytesIO(pdf_of(composed(format="large_print")))
    ).pages:
        page.extract_text(
            visitor_text=lambda text, _cm, tm, _font, size: (
                sizes.add(round(size * abs(tm[0]))) if text.strip() else None
            )
        )
    assert min(sizes) >= 18


def test_nothing_typed_is_lost_or_taken_for_markup_in_any_format() -> None:
    letter = composed(name=AWKWARD)
    blocks = (Paragraph(text=AWKWARD), *letter.blocks)
    letter = replace(letter, salutation=f"Dear {AWKWARD}", blocks=blocks)
    assert pdf_text(pdf_of(letter)).count(AWKWARD) == 3
    word = [p.text for p in Document(io.BytesIO(word_of(letter))).paragraphs]
    assert AWKWARD in word
    assert f"Dear {AWKWARD}" in word
    page = page_of(letter).decode()
    assert "<x>" not in page
    assert unescape(page).count(AWKWARD) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_each_format_says_every_word_of_the_letter(kind: Kind) -> None:
    letter = composed(kind)
    document = Document(io.BytesIO(word_of(letter)))
    cells = [
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    ]
    word = " ".join(" ".join([*(p.text for p in document.paragraphs), *cells]).split())
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", page_of(letter).decode())).split())
    pdf = pdf_text(pdf_of(letter))
    said = [letter.title, letter.salutation]
    said += [block.text for block in letter.blocks if isinstance(block, Paragraph)]
    for text in said:
        for place in (word, page, pdf):
            assert text in place


def test_a_word_letter_has_headings_a_language_and_marked_table_heads() -> None:
    document = Document(io.BytesIO(word_of(composed())))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert styles.count("Heading 1") == 1
    assert "Heading 2" in styles
    assert "List Bullet" in styles
    assert document.core_properties.language == "en-GB"
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml
    assert all("w:tblHeader" in table._tbl.xml for table in document.tables)
    assert document.core_properties.author == "Otterdale Homes"


def test_a_word_letter_in_large_print_is_18_point() -> None:
    document = Document(io.BytesIO(word_of(composed(format="large_print"))))
    size = document.styles["Normal"].font.size
    assert size is not None
    assert size.pt == 18


def test_the_page_has_no_script_and_no_style_of_its_own() -> None:
    page = page_of(composed()).decode()
    assert '<html lang="en-GB">' in page
    assert not re.search(r"<script|<style|style=|onclick", page)
    assert page.count("<h1") == 1


def test_a_preview_leaves_the_first_heading_to_the_page_around_it() -> None:
    preview = preview_of(composed())
    assert "<h1" not in preview
    assert '<h2 class="govuk-heading-l">' in preview
    assert "<html" not in preview


def test_no_format_names_the_government_or_its_typeface() -> None:
    letter = composed()
    with pikepdf.open(io.BytesIO(pdf_of(letter))) as pdf:
        fonts = str(list(pdf.pages[0].Resources.Font.values()))
    for text in (fonts, page_of(letter).decode(), word_of(letter).decode("latin-1")):
        assert not re.search(r"GDS|GOV\.UK|[Cc]rown", text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_that_is_still_empty_can_be_looked_at(kind: Kind) -> None:
    bare = LetterFacts(
        kind=kind, stage=1, findings=(Finding(point="", outcome="upheld"),)
    )
    letter = of_facts(bare)
    for made in (pdf_of(letter), word_of(letter), page_of(letter)):
        assert made


def test_characters_that_no_document_can_hold_are_left_out() -> None:
    letter = of_facts(facts("update", update="a\x00b\x1bc\x07d"))
    for made in (pdf_text(pdf_of(letter)), page_of(letter).decode()):
        assert "abcd" in made
    assert word_of(letter)


def test_names_from_many_languages_are_shown() -> None:
    names = "Łódź Nguyễn Ŵŷ Юлия Ελλάδα İğşç"
    assert names in pdf_text(pdf_of(of_facts(facts("update", update=names))))


def test_a_letter_the_typeface_lacks_is_named_in_the_refusal() -> None:
    letter = of_facts(facts("update", update="Thank you 😀"))
    with pytest.raises(LetterRefusedError, match="can't show “😀”"):
        pdf_of(letter)


def test_many_letters_may_be_made_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: pdf_of(composed()), range(8)))
    assert len(made) == 1
