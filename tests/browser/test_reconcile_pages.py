"""The page where a table is pasted: every state, wide and narrow."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.apps.complaints import worklists as w
from tests.browser.checks import assert_accessible, screenshot

from putright.apps.accounts.models import User

WRONG = """Team,Received,In time,% in time
Legal,221,195,88%
Audit,130,100,77%
Repairs,933,889,91%
Rent,84,76,90%
Total,1368,1262,92%
"""


@pytest.fixture
def manager(journal: None) -> User:
    """Make a manager."""
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


def _open(page: Page, server: LiveServer, user: User) -> None:
    session = w.signed_in(user).cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": server.url}]
    )
    page.goto(f"{server.url}/reconcile/")


def test_a_table_is_pasted_and_explained(
    desktop: Page, live_server: LiveServer, manager: User
) -> None:
    """A rate and a total that do not follow are each named with their cell."""
    _open(desktop, live_server, manager)
    assert_accessible(desktop)
    desktop.get_by_label("Paste a table").fill(WRONG)
    desktop.get_by_role("button", name="Check it").click()
    rate = desktop.get_by_role("rowgroup").filter(has_text="Repairs")
    expect(rate).to_contain_text("889 of 933 is 95.28%, so 95%, not 91%.")
    total = desktop.get_by_role("rowgroup").filter(has_text="Not the sum")
    expect(total).to_contain_text("195 + 100 + 889 + 76 = 1,260")
    assert_accessible(desktop)
    screenshot(desktop, "reconcile-found-desktop")


def test_a_broken_table_says_where_on_a_phone(
    phone: Page, live_server: LiveServer, manager: User
) -> None:
    """The line is named, what was pasted is still there, and mending it goes on."""
    _open(phone, live_server, manager)
    assert_accessible(phone)
    phone.get_by_label("Paste a table").fill(WRONG.replace("Rent,84,76,90%", "Rent,84"))
    phone.get_by_role("button", name="Check it").click()
    expect(phone.get_by_role("alert")).to_contain_text("Line 5: “84”: This row has 2")
    assert_accessible(phone)
    screenshot(phone, "reconcile-broken-phone")
    phone.get_by_label("Paste a table").fill(WRONG)
    phone.get_by_role("button", name="Check it").click()
    expect(phone.get_by_role("heading", name="What was found")).to_be_visible()
    assert_accessible(phone)
    screenshot(phone, "reconcile-found-phone")
