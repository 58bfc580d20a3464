"""The page that anyone meets first: dressed as it should be, and forgiving."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.checks import assert_accessible

STYLE = "element => getComputedStyle(element).fontFamily"


def test_pages_are_dressed_without_the_governments_font(
    desktop: Page, live_server: LiveServer
) -> None:
    """The design system's stylesheet is there; its licensed font is not."""
    desktop.goto(f"{live_server.url}/sign-in/")
    heading = desktop.locator("h1")
    assert heading.evaluate(STYLE) == "arial, sans-serif"
    button = desktop.locator(".govuk-button").first
    assert button.evaluate("element => getComputedStyle(element).cursor") == "pointer"


def test_signing_in_with_nothing_typed_leads_to_the_field(
    desktop: Page, live_server: LiveServer
) -> None:
    """The summary of errors leads to the field by keyboard, and passes axe too."""
    desktop.goto(f"{live_server.url}/sign-in/")
    desktop.get_by_role("button", name="Sign in").click()
    summary = desktop.locator(".govuk-error-summary")
    expect(summary).to_be_visible()
    assert_accessible(desktop)
    summary.get_by_role("link").first.press("Enter")
    assert desktop.evaluate("document.activeElement.tagName") == "INPUT"
