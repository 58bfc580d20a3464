"""A report as a part of a page, and as one file that needs nothing else."""

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace
from tests.apps.reports.rendering.sample import (
    AWKWARD,
    CHART,
    FORMULA,
    REPORT,
    many_tables,
)

from putright.apps.reports.rendering.html_file import html_file_of
from putright.apps.reports.rendering.page import page_of
from putright.core.reports.values import Source


class Read(HTMLParser):
    """What a page holds: its tags with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Give the attributes of each tag of a name."""
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def page() -> Read:
    """Give the sample report's part of a page."""
    return Read(page_of(REPORT))


def test_headings_are_in_order_and_the_first_is_the_title(page: Read) -> None:
    levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch(r"h\d", tag)]
    assert levels == [1, 2, 2, 2, 3, 4, 2]


def test_tables_have_captions_and_scopes(page: Read) -> None:
    assert len(page.all("table")) == len(page.all("caption")) == 6
    scopes = [head.get("scope") for head in page.all("th")]
    assert set(scopes) == {"col", "row"}
    assert "None" in page.words
    assert "not shown" in page.words


def test_a_chart_is_named_described_and_stands_beside_its_table(page: Read) -> None:
    pictures = page.all("svg")
    assert [picture["role"] for picture in pictures] == ["img", "img"]
    idents = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(set(idents)) == len(idents)
    for picture in pictures:
        assert picture["aria-labelledby"] in idents
        assert picture["aria-describedby"] in idents
    assert page.words.count(CHART.says) == 4
    assert len(page.all("details")) == 2


def test_a_policy_without_inline_styles_and_scripts_is_kept(page: Read) -> None:
    assert not page.all("script") + page.all("style")
    assert not [one for _, one in page.found if "style" in one or "onclick" in one]


def test_no_text_is_taken_for_markup(page: Read) -> None:
    assert page.words.count(AWKWARD) == 5
    assert FORMULA in page.words
    assert "<by month> & by stage" in page.words
    assert not page.all("x") + page.all("by")


def test_a_number_opens_to_its_cases_where_someone_may_see_them() -> None:
    def opens(source: Source) -> str:
        return f"/figures/{source.figure}/?first={source.first}&by="

    linked = Read(page_of(REPORT, opens=opens))
    links = {link["href"] for link in linked.all("a")}
    assert links == {"/figures/stage_1_received/?first=2024-04-01&by="}
    assert not Read(page_of(REPORT, opens=lambda _: "")).all("a")


def test_a_long_report_lists_its_sections() -> None:
    found = Read(page_of(many_tables(8)))
    links = [link["href"] for link in found.all("a")]
    idents = [head.get("id") for head in found.all("h2")]
    assert links == [f"#{ident}" for ident in idents[2:]]
    assert len(links) == 8


def test_the_file_needs_nothing_else_and_says_what_it_is() -> None:
    text = html_file_of(REPORT).decode()
    found = Read(text)
    assert text.startswith("<!DOCTYPE html>")
    assert found.all("html") == [{"lang": "en-GB"}]
    assert f"{REPORT.title} – {REPORT.landlord}" in found.words
    assert not found.all("link") + found.all("script") + found.all("img")
    assert "url(" not in text
    assert [link["href"] for link in found.all("a")] == ["#main"]
    assert found.all("main")[0]["id"] == "main"
    assert all("open" in one for one in found.all("details"))


def test_a_report_that_is_not_final_says_what_it_lacks(page: Read) -> None:
    assert "8.1f Response of the governing body: no text" in page.words
    assert "[Still to be written: what the board should know]" in page.words
    assert "Not final" not in page_of(replace(REPORT, parts=()))
