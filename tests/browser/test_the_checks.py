"""The checks themselves: a page with a fault must not get past them."""

import pytest
from playwright.sync_api import Page
from tests.browser.checks import assert_accessible, screenshot
from tests.browser.conftest import Watch

SOUND = """<!doctype html><html lang="en-GB"><head><title>Cases</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Cases</h1>{}</main></body></html>"""


def test_a_sound_page_passes_and_is_drawn(phone: Page) -> None:
    """A page without fault passes at 375 pixels, and its picture is written."""
    phone.set_content(SOUND.format("<p>None is due today.</p>"))
    assert_accessible(phone)
    assert screenshot(phone, "checks-sound-page").stat().st_size > 0


def test_a_field_without_a_label_is_told_by_place(desktop: Page) -> None:
    """A field that a screen reader cannot name fails, with where it stands."""
    desktop.set_content(SOUND.format('<input type="text" id="received">'))
    with pytest.raises(AssertionError, match="#received"):
        assert_accessible(desktop)


def test_a_page_wider_than_the_telephone_fails(phone: Page) -> None:
    """A page that must be dragged sideways on a telephone fails."""
    phone.set_content(SOUND.format('<p style="width: 700px">Wide</p>'))
    with pytest.raises(AssertionError, match="sideways"):
        assert_accessible(phone)


def test_another_machine_is_never_asked(desktop: Page, watch: Watch) -> None:
    """A picture from elsewhere is not fetched, and is written down."""
    desktop.set_content(
        SOUND.format('<img alt="" src="https://tracker.example/1.png">')
    )
    desktop.wait_for_function("document.images[0].complete")
    assert watch.seen[0] == "another machine was asked: https://tracker.example/1.png"
    watch.seen.clear()


def test_a_script_that_fails_is_written_down(desktop: Page, watch: Watch) -> None:
    """A script of a page that throws is not passed over."""
    with desktop.expect_event("pageerror"):
        desktop.set_content(SOUND.format("<script>nowhere.to.go()</script>"))
    assert any("nowhere is not defined" in line for line in watch.seen)
    watch.seen.clear()
