"""Registers in and out, and settings: every page and state, wide and narrow."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tests import cast
from tests.browser.checks import assert_accessible, screenshot

from putright.apps.accounts import services
from putright.apps.complaints import triggers
from putright.apps.complaints.services import calendars, categories, seals
from putright.rules.reading import packaged_text

NOW = cast.on(cast.MONDAY)
LONG_AGO = datetime.date(2020, 1, 6)
PAGES = {
    "import": "records/import/",
    "export": "records/export/",
    "categories": "settings/categories/",
    "end-category": "settings/categories/1/end/",
    "calendar": "settings/calendar/",
    "adopt": "settings/calendar/adopt/",
    "integrity": "settings/integrity/",
    "codes": "codes/",
    "code-2024": "codes/housing-2024/",
    "code-2022": "codes/housing-2022/",
}
OWN = (
    "Case ref,Date received,Type,Colour\n"
    "A1,07/10/2024,Stage 1,red\n"
    "A2,31/02/2024,Stage 1,\n"
)


@pytest.fixture(scope="module", autouse=True)
def _guards(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Put the journal's guards back once these tests are over."""
    yield
    with django_db_blocker.unblock():
        triggers.make(connection)


@pytest.fixture
def _there(live_server: LiveServer) -> Iterator[None]:
    """Make an administrator, and something on every page.

    Emptying the tables afterwards is what the journal's guards refuse.
    """
    triggers.make(connection)
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
    yield
    triggers.drop(connection)


def _sign_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/sign-in/")
    page.get_by_label("User name or e-mail address").fill(cast.ADMINISTRATOR.username)
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def _sound(page: Page, name: str) -> None:
    expect(page.locator("h1")).to_be_visible()
    assert_accessible(page)
    screenshot(page, name)


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.usefixtures("_there")
def test_every_page_of_records_and_settings_is_accessible(
    request: pytest.FixtureRequest, live_server: LiveServer, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    _sign_in(page, live_server)
    for name, address in PAGES.items():
        if name == "end-category":
            page.goto(f"{live_server.url}/settings/categories/")
            page.get_by_role("link", name="Set the last day").first.click()
        else:
            page.goto(f"{live_server.url}/{address}")
        _sound(page, f"records-{name}-{width}")


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.usefixtures("_there")
def test_a_register_is_taken_on_screen_with_a_row_refused(
    request: pytest.FixtureRequest,
    live_server: LiveServer,
    tmp_path: Path,
    width: str,
) -> None:
    """Upload, say what a word means, see what would come of it, take it, read why."""
    file = tmp_path / "list.csv"
    file.write_text(OWN, encoding="utf-8")
    page: Page = request.getfixturevalue(width)
    _sign_in(page, live_server)
    page.goto(f"{live_server.url}/records/import/")
    page.get_by_role("button", name="Go on").click()
    _sound(page, f"records-import-error-{width}")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Go on").click()
    _sound(page, f"records-check-{width}")
    page.get_by_label("“Stage 1” in “Type”").select_option("complaint")
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_text("There is no such day")).to_be_visible()
    page.get_by_role("button", name="Take the file").click()
    expect(page.get_by_text("Taken as new cases")).to_be_visible()
    _sound(page, f"records-result-{width}")
