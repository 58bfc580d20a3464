"""Registers in and out, and settings: every page and state, wide and narrow."""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.browser.checks import looked_over

from putright.apps.accounts import services
from putright.apps.complaints.services import calendars, categories, seals
from putright.rules.reading import packaged_text

NOW = cast.on(cast.MONDAY)
LONG_AGO = datetime.date(2020, 1, 6)
PAGES = {
    "calendar": "settings/calendar/",
    "categories": "settings/categories/",
    "integrity": "settings/integrity/",
}
"""Pages that list what was put in; each page by itself is in `test_every_page`."""
OWN = (
    "Case ref,Date received,Type,Colour\n"
    "A1,07/10/2024,Stage 1,red\n"
    "A2,31/02/2024,Stage 1,\n"
)


@pytest.fixture
def _there(journal: None) -> None:
    """Make an administrator, and something on every page."""
    administrator = services.create_user(
        username=cast.ADMINISTRATOR.username,
        name=cast.ADMINISTRATOR.name,
        email=cast.ADMINISTRATOR.email,
        password=cast.PASSWORD,
        by=None,
        now=NOW,
    )
    services.grant_role(
        user=administrator, role="administrator", by=None, now=NOW, starts_on=LONG_AGO
    )
    categories.add_category(category="Repairs", issue="Heating")
    text = packaged_text("putright.rules.bank_holidays", "england")
    calendars.adopt(text=text, reason="As it came", by=administrator, now=NOW)
    seals.write_seal(day=cast.MONDAY, now=NOW)


def _sign_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/sign-in/")
    page.get_by_label("User name or e-mail address").fill(cast.ADMINISTRATOR.username)
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


@pytest.mark.usefixtures("_there")
def test_what_was_put_in_is_listed_accessibly(
    phone: Page, live_server: LiveServer
) -> None:
    _sign_in(phone, live_server)
    for name, address in PAGES.items():
        phone.goto(f"{live_server.url}/{address}")
        looked_over(phone, f"records-{name}")


@pytest.mark.usefixtures("_there")
def test_a_register_is_taken_on_screen_with_a_row_refused(
    phone: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    """Upload, say what a word means, see what would come of it, take it, read why."""
    file = tmp_path / "list.csv"
    file.write_text(OWN, encoding="utf-8")
    page = phone
    _sign_in(page, live_server)
    page.goto(f"{live_server.url}/records/import/")
    page.get_by_role("button", name="Go on").click()
    looked_over(page, "records-import-error")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Go on").click()
    looked_over(page, "records-check")
    page.get_by_label("“Stage 1” in “Type”").select_option("complaint")
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_text("There is no such day")).to_be_visible()
    page.get_by_role("button", name="Import the file").click()
    expect(page.get_by_text("Taken as new cases")).to_be_visible()
    looked_over(page, "records-result")
