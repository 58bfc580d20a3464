"""A report as PDF: read aloud in order, whole, and the same each time."""

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdf
import pytest
from msgspec.structs import replace
from page import ValidationProfile, validate_pdf
from tests.apps.reports.rendering.sample import (
    AWKWARD,
    BARS,
    CHART,
    FORMULA,
    LONG_ROWS,
    LONG_WORD,
    REPORT,
    many_tables,
)

from putright.apps.reports.rendering.errors import NotRenderedError
from putright.apps.reports.rendering.pdf import pdf_of
from putright.core.reports.values import Chart, Report, Table

EXAMPLES = {"sample": REPORT, "long": many_tables(8)}


@pytest.fixture(scope="module")
def content() -> bytes:
    """Give the sample report's PDF."""
    return pdf_of(REPORT)


def pages(content: bytes) -> list[str]:
    """Give each page's words."""
    found = pypdf.PdfReader(io.BytesIO(content)).pages
    return [" ".join(page.extract_text().split()) for page in found]


def tags(content: bytes) -> list[tuple[str, str]]:
    """Give every tag of a PDF's structure in reading order, with its alternative."""
    found: list[tuple[str, str]] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in list(node):
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        walk(pdf.Root.StructTreeRoot)
    return found


@pytest.mark.parametrize("report", EXAMPLES.values(), ids=EXAMPLES)
def test_every_pdf_is_accessible_by_pdf_ua_1(report: Report, tmp_path: Path) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(pdf_of(report))
    assert validate_pdf(str(place), profile=ValidationProfile.PDF_UA_1).is_compliant
    with pikepdf.open(place) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == report.title


def test_headings_go_down_one_level_at_a_time(content: bytes) -> None:
    levels = [int(name[2]) for name, _ in tags(content) if name[:2] == "/H"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))
    assert levels == [1, 2, 2, 2, 3, 4, 2]


def test_each_table_is_one_table_with_its_caption_and_heading_cells(
    content: bytes,
) -> None:
    names = [name for name, _ in tags(content)]
    tables = [b for b in REPORT.blocks() if isinstance(b, Table)]
    tables += [b.table for b in REPORT.blocks() if isinstance(b, Chart)]
    assert names.count("/Table") == len(tables) == 6
    assert names.count("/THead") == 6
    assert names.count("/TH") == sum(len(table.columns) for table in tables)
    words = " ".join(pages(content))
    for table in tables:
        assert table.caption in words


def test_each_chart_has_an_alternative_its_sentence_and_its_table(
    content: bytes,
) -> None:
    told = [alt for name, alt in tags(content) if name == "/Figure"]
    assert told == [f"{CHART.title}. {CHART.says}", f"{BARS.title}. {BARS.says}"]
    assert " ".join(pages(content)).count(CHART.says) == 2


def test_a_long_table_goes_on_over_pages_with_its_headings_again(
    content: bytes,
) -> None:
    found = pages(content)
    words = " ".join(found)
    assert all(f"Patch {number} " in words for number in range(1, LONG_ROWS + 1))
    with_rows = [page for page in found if "Patch " in page]
    assert len(with_rows) >= 3
    assert all("Category Stage 1" in page for page in with_rows)


def test_nothing_runs_off_the_sheet(content: bytes) -> None:
    """A wide table lies on a page of its own, and a very long word is broken."""
    sheets = pypdf.PdfReader(io.BytesIO(content)).pages
    wide = [page for page in sheets if page.mediabox.width > page.mediabox.height]
    assert len(wide) == 1
    assert "Month 17" in " ".join(wide[0].extract_text().split())
    for page in sheets:
        ends: list[float] = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, _font, _size, ends=ends: (
                ends.append(tm[4] * cm[0] + cm[4]) if text.strip() else None
            )
        )
        assert max(ends) < float(page.mediabox.width)
    plain = "".join(pages(content)).replace("\u200b", "").replace(" ", "")
    assert plain.count(LONG_WORD) == 2


def test_no_text_is_taken_for_markup(content: bytes) -> None:
    words = " ".join(pages(content))
    # The title also stands at the foot of every page.
    assert words.count(AWKWARD) >= 5
    assert FORMULA in words
    assert "not shown" in words


def test_a_report_that_is_not_final_says_what_it_lacks(content: bytes) -> None:
    words = " ".join(pages(content))
    assert "8.1f Response of the governing body: no text" in words
    assert "[Still to be written: what the board should know]" in words
    final = replace(REPORT, parts=())
    assert "Not final" not in " ".join(pages(pdf_of(final)))


def test_pages_are_numbered_and_a_long_report_begins_with_its_contents() -> None:
    found = pages(pdf_of(many_tables(8)))
    assert f"Page 1 / {len(found)}" in found[0]
    assert "Contents" in found[0]
    assert "Section 8" in found[0]
    with (
        pikepdf.open(io.BytesIO(pdf_of(many_tables(8)))) as pdf,
        pdf.open_outline() as o,
    ):
        assert o.root


def test_the_same_report_gives_the_same_pdf(content: bytes) -> None:
    assert pdf_of(REPORT) == content


def test_characters_that_no_document_can_hold_are_left_out() -> None:
    dirty = replace(REPORT, subtitle="a\x00b\x1bc\x07d")
    assert "abcd" in pages(pdf_of(dirty))[0]


def test_a_letter_the_typeface_lacks_is_named_in_the_refusal() -> None:
    with pytest.raises(NotRenderedError, match="can't show “😀”"):
        pdf_of(replace(REPORT, subtitle="Thank you 😀"))
