"""The pages that anyone may see: dressed as they should be, and open to everyone."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.checks import assert_accessible, screenshot

OPEN = ("sign-in/", "accessibility/", "privacy/")
STYLE = "element => getComputedStyle(element).fontFamily"


@pytest.mark.parametrize("address", OPEN)
def test_an_open_page_is_accessible(
    desktop: Page, live_server: LiveServer, address: str
) -> None:
    """axe finds nothing, and the browser refuses nothing."""
    desktop.goto(f"{live_server.url}/{address}")
    expect(desktop.locator("h1")).to_be_visible()
    assert_accessible(desktop)
    screenshot(desktop, f"open-{address.strip('/')}-desktop")


@pytest.mark.parametrize("address", OPEN)
def test_an_open_page_fits_a_telephone(
    phone: Page, live_server: LiveServer, address: str
) -> None:
    """Nothing is cut off or dragged sideways at 375 pixels."""
    phone.goto(f"{live_server.url}/{address}")
    assert_accessible(phone)
    screenshot(phone, f"open-{address.strip('/')}-phone")


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
