"""The pages of the satisfaction measures in a browser: wide, narrow, and accessible."""

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.measures import making as m
from tests.apps.measures.test_benchmarks import workbook
from tests.browser.checks import assert_accessible, looked_over

from putright.apps.accounts.models import User
from putright.apps.measures import services

YEAR = f"/measures/{m.YEAR}"


@pytest.fixture
def manager(journal: None) -> User:
    """Make a manager."""
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


def _open(page: Page, server: LiveServer, user: User, address: str) -> None:
    session = w.signed_in(user).cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": server.url}]
    )
    page.goto(f"{server.url}{address}")


def test_a_year_from_its_start_to_a_measure(
    desktop: Page, live_server: LiveServer, manager: User
) -> None:
    """Started, a file loaded, and the measure opened to the home that fails it."""
    _open(desktop, live_server, manager, "/measures/")
    expect(desktop.get_by_role("link", name="Measures", exact=True)).to_be_visible()
    assert_accessible(desktop)
    desktop.get_by_role("button", name=f"Start {m.YEAR}").click()
    expect(desktop.get_by_role("heading", name="What is missing")).to_be_visible()
    desktop.get_by_role("link", name="Load files").click()
    looked_over(desktop, "measures-files")
    desktop.get_by_label("What the file holds").select_option("homes")
    file = FilePayload(name="homes.csv", mimeType="text/csv", buffer=m.HOMES)
    desktop.get_by_label("The file", exact=True).set_input_files(file)
    desktop.get_by_role("button", name="Load the records").click()
    expect(desktop.get_by_text("The file was read")).to_be_visible()
    desktop.get_by_role("link", name="At a glance").click()
    desktop.get_by_role("link", name="BS01 Gas safety checks").click()
    expect(desktop.get_by_role("row", name="OTT-2")).to_contain_text("not met")
    looked_over(desktop, "measures-one")


def test_a_whole_year_is_read_wide_and_narrow(
    desktop: Page, live_server: LiveServer, manager: User
) -> None:
    """Every page of a year that lacks nothing, with quartiles, and its sign-off."""
    m.complete()
    services.take_workbook(
        year=m.YEAR, name="tsm.xlsx", data=workbook(), by=None, now=m.NOW
    )
    _open(desktop, live_server, manager, f"{YEAR}/")
    looked_over(desktop, "measures-year")
    expect(desktop.get_by_text("62.5%, 75.0%, 87.5%")).to_be_visible()
    for name in ("return", "return/typed", "summary", "summary/a", "targets", "sign"):
        desktop.goto(f"{live_server.url}{YEAR}/{name}/")
        looked_over(desktop, f"measures-{name.replace('/', '-')}")
    for address in (
        f"{YEAR}/CH01_1/LCRA/",
        f"{YEAR}/TP01/LCRA/",
        f"{YEAR}/TP01/LCRA/type/",
        "/measures/benchmarks/",
        "/measures/2026-27/",
        f"/reports/satisfaction/{m.YEAR}/",
    ):
        desktop.goto(f"{live_server.url}{address}")
        looked_over(desktop, f"measures{address.replace('/', '-')}")
    desktop.goto(f"{live_server.url}{YEAR}/sign/")
    desktop.get_by_label("Who signs it off").fill("Beatrix Roundtable, chair")
    desktop.get_by_role("button", name=f"Sign off {m.YEAR}").click()
    expect(desktop.get_by_role("heading", name="Correct it")).to_be_visible()
    looked_over(desktop, "measures-signed")
