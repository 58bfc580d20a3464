"""A report as one file, opened as a reader on another site opens it."""

import pytest
from playwright.sync_api import Page, expect
from tests.apps.reports.rendering.sample import CHART, REPORT, many_tables
from tests.browser.checks import assert_accessible, screenshot

from putright.apps.reports.rendering.html_file import html_file_of
from putright.core.reports.values import Report

EXAMPLES = {"every-block": REPORT, "long": many_tables(8)}


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_report_file_is_accessible_wide_and_narrow(
    request: pytest.FixtureRequest, example: str, size: str
) -> None:
    page: Page = request.getfixturevalue(size)
    opened(page, EXAMPLES[example])
    assert_accessible(page)
    screenshot(page, f"report-file-{example}-{size}")


def opened(page: Page, report: Report) -> None:
    """Open a report's file, as text that came from nowhere else."""
    page.set_content(html_file_of(report).decode())


def test_a_reader_skips_to_the_report_and_sees_each_chart_with_its_table(
    desktop: Page,
) -> None:
    opened(desktop, REPORT)
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_text("Skip to main content")).to_be_focused()
    expect(desktop.get_by_role("img", name=CHART.title, exact=True)).to_be_visible()
    expect(desktop.get_by_role("table", name=CHART.table.caption).first).to_be_visible()


def test_a_printed_report_shows_its_tables_and_not_the_way_to_skip(
    desktop: Page,
) -> None:
    opened(desktop, REPORT)
    desktop.emulate_media(media="print")
    expect(desktop.get_by_text("Skip to main content")).to_be_hidden()
    expect(desktop.get_by_role("table", name=CHART.table.caption).first).to_be_visible()
