"""Administration as an administrator uses it: a form in error, a sign-in run out."""

import datetime
import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.browser.checks import assert_accessible, screenshot

from putright.apps.accounts import services
from putright.apps.accounts.models import User

NOW = cast.on(cast.MONDAY)
LONG_AGO = datetime.date(2020, 1, 6)


def _add(colleague: cast.Colleague) -> User:
    return services.create_user(
        username=colleague.username,
        name=colleague.name,
        email=colleague.email,
        password=cast.PASSWORD,
        by=None,
        now=NOW,
    )


@pytest.fixture
def person(live_server: LiveServer) -> User:
    """Make an administrator, someone whose role waits, and a team."""
    administrator, other = _add(cast.ADMINISTRATOR), _add(cast.COORDINATOR)
    services.grant_role(
        user=administrator, role="administrator", by=None, now=NOW, starts_on=LONG_AGO
    )
    services.grant_role(
        user=other, role="coordinator", by=None, now=NOW, starts_on=LONG_AGO
    )
    team = services.create_team(name="Repairs", starts_on=LONG_AGO, by=None, now=NOW)
    services.join_team(team=team, user=other, starts_on=LONG_AGO, by=None, now=NOW)
    return other


def _sign_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/sign-in/")
    page.get_by_label("User name or e-mail address").fill(cast.ADMINISTRATOR.username)
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_form_in_error_is_accessible_and_leads_to_the_box(
    desktop: Page, live_server: LiveServer, person: User
) -> None:
    """The error summary takes the person to the first box of the date."""
    _sign_in(desktop, live_server)
    desktop.goto(f"{live_server.url}/administration/people/{person.pk}/role/")
    desktop.get_by_label("Day").first.fill("31")
    desktop.get_by_label("Month").first.fill("2")
    desktop.get_by_role("button", name="Give").click()
    expect(desktop).to_have_title(re.compile("^Error: "))
    assert_accessible(desktop)
    screenshot(desktop, "accounts-role-error-desktop")
    desktop.get_by_role("link", name="must be a real date").press("Enter")
    assert desktop.evaluate("document.activeElement.id") == "id_starts_on_0"


def test_what_was_typed_comes_back_after_a_sign_in_that_ran_out(
    desktop: Page, live_server: LiveServer, person: User
) -> None:
    """The sign-in page says that it is kept, and passes axe."""
    _sign_in(desktop, live_server)
    desktop.goto(f"{live_server.url}/administration/people/add/")
    desktop.get_by_label("Full name").fill("Wanda Reeve")
    session = [c for c in desktop.context.cookies() if c["name"] == "sessionid"]
    desktop.context.clear_cookies(name=session[0]["name"])
    desktop.get_by_role("button", name="Add").click()
    expect(desktop.get_by_text("What you typed is kept")).to_be_visible()
    assert_accessible(desktop)
    desktop.get_by_label("User name or e-mail address").fill("marlow")
    desktop.get_by_label("Password").fill(cast.PASSWORD)
    desktop.get_by_role("button", name="Sign in").click()
    expect(desktop.get_by_label("Full name")).to_have_value("Wanda Reeve")


def test_two_step_sign_in_can_be_turned_on(
    desktop: Page, live_server: LiveServer, person: User
) -> None:
    """The password is asked again, then the square to scan is shown."""
    _sign_in(desktop, live_server)
    desktop.goto(f"{live_server.url}/two-step/totp/activate/")
    desktop.get_by_label("Password").fill(cast.PASSWORD)
    desktop.get_by_role("button", name="Go on").click()
    expect(desktop.get_by_role("img", name="A square to scan")).to_be_visible()
    assert_accessible(desktop)
    screenshot(desktop, "accounts-activate-desktop")


def test_sign_ins_are_seen_and_ended(
    phone: Page, live_server: LiveServer, person: User
) -> None:
    """On a telephone: the list, the password again, and the choice of which to end."""
    _sign_in(phone, live_server)
    phone.goto(f"{live_server.url}/account/sign-ins/")
    expect(phone.get_by_text("(this one)")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("link", name="End sign-ins").click()
    phone.get_by_label("Password").fill(cast.PASSWORD)
    phone.get_by_role("button", name="Go on").click()
    phone.get_by_role("button", name="End").click()
    expect(phone.get_by_text("There is a problem")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_label("All but this one").check()
    phone.get_by_role("button", name="End").click()
    expect(phone.get_by_text("The sign-in is ended")).to_be_visible()


def test_a_lost_second_step_is_turned_off_on_a_page(
    desktop: Page, live_server: LiveServer, person: User
) -> None:
    """From the person's page, with the reason; what came of it is told there."""
    TOTP.activate(person, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    _sign_in(desktop, live_server)
    desktop.goto(f"{live_server.url}/administration/people/{person.pk}/")
    assert_accessible(desktop)
    desktop.get_by_role("link", name="Turn off two-step sign-in").click()
    desktop.get_by_role("button", name="Turn off").click()
    assert_accessible(desktop)
    desktop.get_by_label("They have a new device").check()
    desktop.get_by_role("button", name="Turn off").click()
    expect(desktop.get_by_text("A mail tells them so")).to_be_visible()
    expect(desktop.get_by_role("link", name="Turn off two-step")).to_have_count(0)
