"""Work lists, search and registers, as a manager sees them in a real browser."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.apps.complaints import worklists as w
from tests.browser.checks import DESKTOP, PHONE, assert_accessible, looked_over

from putright.apps.accounts.models import User
from putright.core.complaints import steps as s

PAGES = {
    "my-work": "/?scope=all",
    "list": "/cases/?due=overdue&kind=complaint",
    "unassigned": "/cases/unassigned/",
    "promises": "/promises/?scope=all",
    "search": "/search/",
    "refusals": "/registers/refusals/",
    "service-requests": "/registers/service-requests/",
    "compliments": "/registers/compliments/",
    "adjustments": "/registers/adjustments/",
    "without-names": "/registers/without-names/",
}


@pytest.fixture
def manager(journal: None) -> User:
    """Give a manager with a case of each sort."""
    w.amina()
    manager = w.person(cast.COMPLAINTS_MANAGER, "manager")
    handler = w.person(cast.STAGE_1_HANDLER, "investigator")
    hazard = w.logged(subject="Black mould round the bedroom window since November")
    triage = s.Triage(on=w.MONDAY, route="investigate", hazard=True, vulnerable=True)
    w.taken(hazard, triage)
    w.handled_by(hazard, handler, team="Damp and mould")
    w.acknowledged(hazard, date(2026, 3, 4))
    w.taken(hazard, s.AgreeUpdates(on=date(2026, 3, 4), stage=1, every_days=5))
    adjust = s.Adjust(
        on=date(2026, 3, 4),
        need="Sight",
        adjustment="Ring",
        review_on=date(2026, 3, 6),
    )
    w.taken(hazard, adjust)
    promise = s.AddAction(
        on=date(2026, 3, 4),
        what="Fit an extractor fan in the bathroom",
        by_when=date(2026, 3, 6),
    )
    w.taken(hazard, promise)
    w.logged()
    w.logged(kind="service_request", text="Tap drips", subject="Tap drips")
    w.logged(kind="compliment", subject="Thanks to the caretaker")
    w.restricted_to(w.logged(), handler)
    refused = w.logged(issue_on=date(2024, 1, 5), aware_on=date(2024, 1, 5))
    refusal = s.Refuse(
        on=date(2026, 3, 4),
        by=f"u{manager.pk}",
        ground="too_old",
        reason="Two years ago",
        discretion="Considered",
        ombudsman_told=True,
    )
    w.taken(refused, refusal)
    return manager


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    """Sign a person in without typing: the session's cookie alone."""
    cookie = w.signed_in(user).cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": server.url}]
    )


def test_every_list_with_cases_of_each_sort_fits_a_telephone(
    phone: Page, live_server: LiveServer, manager: User
) -> None:
    """A wide table scrolls within itself, never the page; axe finds nothing."""
    sign_in(phone, live_server, manager)
    for name, address in PAGES.items():
        phone.goto(f"{live_server.url}{address}")
        expect(phone.locator("h1")).to_be_visible()
        looked_over(phone, f"work-{name}", PHONE)


def test_a_search_and_a_reassignment_work_by_keyboard(
    desktop: Page, live_server: LiveServer, manager: User
) -> None:
    """Found by name; then given to someone, with what came of it shown."""
    sign_in(desktop, live_server, manager)
    desktop.goto(f"{live_server.url}/search/")
    desktop.get_by_label("Search for cases").fill("amina")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("table")).to_contain_text("Name")
    looked_over(desktop, "work-searched", DESKTOP)
    desktop.goto(f"{live_server.url}/cases/unassigned/")
    desktop.get_by_role("button", name="Reassign the selected cases").click()
    expect(desktop.locator(".govuk-error-summary")).to_be_visible()
    assert_accessible(desktop)
    desktop.get_by_role("checkbox").first.check()
    desktop.get_by_label("New handler").select_option(label=manager.name)
    desktop.get_by_label("Reason").fill("On leave")
    desktop.get_by_role("button", name="Reassign the selected cases").click()
    expect(desktop.locator("h1")).to_have_text("What was reassigned")
    looked_over(desktop, "work-reassigned", DESKTOP)
