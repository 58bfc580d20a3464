"""The main trip without a mouse: past the menu, down a step, to its errors."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.browser.checks import assert_accessible
from tests.browser.trip import RECORD, WRITE
from tests.trips import story as t

from putright.apps.complaints.services import steps
from putright.core.complaints import steps as s

MOST_STOPS = 60
WHERE = """() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    const drawn = ['radio', 'checkbox'].includes(at.type)
        ? getComputedStyle(at.nextElementSibling, '::before') : getComputedStyle(at);
    const wide = parseFloat(drawn.outlineWidth) > 0;
    const outlined = drawn.outlineStyle !== 'none' && wide;
    return {
        id: at.id,
        text: at.innerText || at.getAttribute('aria-label') || at.name || '',
        main: at.closest('main') !== null,
        top: Math.round(box.top + window.scrollY),
        seen: outlined || drawn.boxShadow !== 'none',
    };
}"""


@pytest.fixture
def step_page(
    desktop: Page,
    live_server: LiveServer,
    journal: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Page:
    """Give the acknowledgement of a complaint just logged, before its handler."""
    t.clock(monkeypatch)
    client = t.world().client(cast.STAGE_1_HANDLER)
    received = s.Receive(
        on=t.RECEIVED, channel="telephone", text=t.SAID, person=cast.AMINA.reference
    )
    logged = steps.receive(step=received, who="u1", now=t.BEFORE)
    session = client.cookies["sessionid"].value
    desktop.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    desktop.goto(f"{live_server.url}/cases/{logged.reference}/acknowledge/")
    return desktop


def test_the_first_key_leads_past_the_menu(step_page: Page) -> None:
    """The skip link shows itself when reached, and leads into the page."""
    step_page.keyboard.press("Tab")
    link = step_page.get_by_role("link", name="Skip to main content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    step_page.keyboard.press("Enter")
    expect(step_page.locator("main")).to_be_focused()


def test_tab_goes_down_the_page_to_its_button_and_shows_where_it_is(
    step_page: Page,
) -> None:
    """No stop is out of order, none is unseen, and the button is not a trap."""
    stops = []
    for _ in range(MOST_STOPS):
        step_page.keyboard.press("Tab")
        stops.append(step_page.evaluate(WHERE))
        if stops[-1]["text"] == WRITE:
            break
    assert stops[-1]["text"] == WRITE, "the button is never reached"
    unseen = [stop["text"] or stop["id"] for stop in stops if not stop["seen"]]
    assert not unseen, f"nothing shows where the keyboard is at: {unseen}"
    tops = [stop["top"] for stop in stops if stop["main"]]
    assert tops == sorted(tops), "the keyboard goes up and down the page"
    step_page.keyboard.press("Tab")
    assert step_page.evaluate(WHERE)["text"] == RECORD


def test_each_error_leads_to_its_own_box(step_page: Page) -> None:
    """A form is sent by keyboard; its summary takes the focus, its links go on."""
    step_page.get_by_role("button", name=WRITE).press("Enter")
    summary = step_page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    assert_accessible(step_page)
    links = summary.get_by_role("link").all()
    assert len(links) >= 2
    for link in links:
        box = (link.get_attribute("href") or "").removeprefix("#")
        link.press("Enter")
        assert step_page.evaluate("document.activeElement.id") == box
        described = step_page.locator(f"#{box}").get_attribute("aria-describedby")
        assert described, f"{box} does not say what is wrong with it"


def test_a_complaint_is_acknowledged_without_a_mouse(step_page: Page) -> None:
    """Typed, chosen by arrow and by space, sent by the return key."""
    step_page.get_by_label("The complaint as we understand it").focus()
    for text in (t.DEFINITION, t.SOUGHT.splitlines()[0], t.BOILER):
        step_page.keyboard.type(text)
        step_page.keyboard.press("Tab")
    step_page.keyboard.press("Space")  # ours to answer
    step_page.keyboard.press("Tab")
    step_page.keyboard.type(t.PARKING)
    step_page.keyboard.press("Tab")
    step_page.keyboard.press("Space")
    step_page.keyboard.press("ArrowDown")  # not ours
    step_page.get_by_role("button", name=WRITE).press("Enter")
    expect(step_page.locator("h1")).to_have_text("Acknowledgement, stage 1")
    letter = step_page.locator(".putright-letter")
    expect(letter).to_contain_text(t.BOILER)
    expect(letter).to_contain_text(t.PARKING)
