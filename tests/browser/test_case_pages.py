"""The pages of one case, as a manager sees them in a real browser."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.apps.complaints import worklists as w
from tests.browser.checks import DESKTOP, PHONE, looked_over

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.services import evidence
from putright.core.complaints import steps as s

PAGES = (
    "",
    "people/",
    "files/",
    "respond/",
    "complete-action/",
    "mend/",
    "mend/?entry=1",
)
DAY_2 = date(2026, 3, 4)


@pytest.fixture
def manager(journal: None) -> User:
    """Give a manager, and write Amina down."""
    w.amina()
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


@pytest.fixture
def reference(manager: User) -> str:
    """Give a case at stage 2, answered once, with promises, files and needs."""
    handler = w.person(cast.STAGE_1_HANDLER, "investigator")
    found = w.logged(
        subject="Black mould round the bedroom window since November",
        text="I rang in November and again in January.\nNobody came.",
        affected=("P-1002",),
        category="Repairs",
        issue="Damp and mould",
    )
    w.taken(found, s.Triage(on=DAY_2, route="investigate", hazard=True, risk="high"))
    w.handled_by(found, handler, team="Damp and mould", on=DAY_2)
    w.acknowledged(found, DAY_2)
    w.taken(
        found,
        s.RequestInformation(
            on=DAY_2, of="Contractor", what="The visit notes", due_on=date(2026, 3, 9)
        ),
    )
    w.taken(
        found,
        s.Adjust(on=DAY_2, adjustment="Large print", review_on=date(2026, 9, 1)),
    )
    w.answered(
        found,
        f"u{handler.pk}",
        date(2026, 3, 9),
        ("Treat the mould and repaint the bedroom", date(2026, 3, 10)),
        ("Ring the resident each Friday", date(2026, 4, 3)),
    )
    w.taken(found, s.RequestStageTwo(on=date(2026, 3, 10), reasons="Still there"))
    evidence.add(
        reference=found,
        name="photo of the window.png",
        data=b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
        on=date(2026, 3, 10),
        who="u1",
        now=w.NOW,
    )
    return found


def sign_in(page: Page, live_server: LiveServer, user: User) -> None:
    """Give a browser the session of a person who signed in."""
    client = Client(REMOTE_ADDR="127.0.0.1")
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": live_server.url}]
    )


def test_the_pages_of_a_case_are_accessible_wide_and_narrow(
    desktop: Page, live_server: LiveServer, manager: User, reference: str
) -> None:
    """axe finds nothing on any of them, and none scrolls sideways."""
    sign_in(desktop, live_server, manager)
    for path in PAGES:
        desktop.goto(f"{live_server.url}/cases/{reference}/{path}")
        expect(desktop.locator("h1")).to_be_visible()
        name = path.replace("/", "").replace("?", "-").replace("=", "-") or "overview"
        looked_over(desktop, f"case-{name}")


def test_a_contact_is_logged_by_hand(
    phone: Page, live_server: LiveServer, manager: User
) -> None:
    """Found, typed, checked and logged, and each page on the way is accessible."""
    page = phone
    sign_in(page, live_server, manager)
    page.goto(f"{live_server.url}/log/")
    page.get_by_label("Find the person").fill("farrow")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Amina Farrow (P-1001)").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    looked_over(page, "log-errors", DESKTOP, PHONE)
    page.get_by_label("Complaint", exact=True).check()
    page.get_by_label("How did it come?").select_option("telephone")
    page.get_by_label("What they said, in their words").fill("No heating")
    page.get_by_role("group", name="May there be a hazard").get_by_label("Yes").check()
    page.get_by_role("button", name="Continue").click()
    looked_over(page, "log-check", DESKTOP, PHONE)
    page.get_by_role("button", name="Log it").click()
    expect(page.locator(".moj-alert").first).to_be_visible()
    looked_over(page, "log-done", DESKTOP, PHONE)
    assert CaseRow.objects.get().hazard


def test_a_refused_step_leads_to_its_field_and_keeps_what_was_typed(
    phone: Page, live_server: LiveServer, manager: User
) -> None:
    """The Code's number stands in the summary, and its link goes to the box."""
    reference = w.logged()
    sign_in(phone, live_server, manager)
    phone.goto(f"{live_server.url}/cases/{reference}/acknowledge/")
    phone.get_by_label("What the resident wants").fill("Mend the boiler")
    phone.get_by_role("button", name="Record a letter sent by hand").click()
    summary = phone.locator(".govuk-error-summary")
    expect(summary).to_contain_text("Code provision 5.6")
    looked_over(phone, "case-refused", PHONE)
    summary.get_by_role("link").first.press("Enter")
    assert phone.evaluate("document.activeElement.id") == "id_definition"
    wants = phone.get_by_label("What the resident wants")
    expect(wants).to_have_value("Mend the boiler")
