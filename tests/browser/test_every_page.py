"""Every page that has a name: opened in a browser by someone whom it lets in.

The pages come from the program's own addresses, so none is forgotten: a new page has
to open and to pass, or to stand below with what it is instead. Who may open it stands
in `tests.trips.doors`, what is behind it in `tests.trips.house`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from playwright.sync_api import ConsoleMessage, Error, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.apps.complaints import worklists as w
from tests.browser.checks import (
    DESKTOP,
    DRAW,
    PHONE,
    assert_accessible,
    screenshot,
)
from tests.trips.doors import DOORS, STEPS
from tests.trips.doors_api import PROGRAMS
from tests.trips.house import House, committed, parameters

from putright.apps.accounts import services as accounts

FILES = {
    "accounts:access_log_file",
    "complaints:evidence",
    "complaints:import_refused",
    "health",
    "surveys:refused_file",
}
"""Names that answer with a file or with data, and no page.

So does every address that ends in the form asked for: `register.<form>`.
"""

LEADS_ON = {
    "account_logout": "/sign-in/",
    "accounts:end_sign_ins": "/sign-in/again/",
    "complaints:next_case": "/cases/C-26-",
    "home": "/",
    "mfa_activate_totp": "/sign-in/again/",
    "mfa_authenticate": "/sign-in/",
    "mfa_reauthenticate": "/sign-in/again/",
    "recovery_codes": "/sign-in/again/",
}
"""Names that lead on to another page for someone who just came."""

WITH_TWO_STEPS = {"mfa_deactivate_totp"}
"""Pages that are there once two-step sign-in is on: they have a test of their own."""

ASKED = {
    "accounts:access_log": "?kind=person_added",
    "complaints:list": "?kind=complaint&due=overdue",
    "complaints:my_work": "?scope=all",
    "complaints:promises": "?scope=all",
}
"""What is asked of a page so that it has something to show."""


@pytest.fixture
def house(journal: None) -> Iterator[House]:
    """Build the house."""
    with committed() as made:
        yield made


@dataclass
class Walker:
    """Goes from page to page, and writes down what is wrong instead of stopping."""

    page: Page
    server: LiveServer
    house: House
    wrong: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    letter: str = "-"

    def __post_init__(self) -> None:
        """Listen to what the browser complains of."""
        self.page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.heard.append(message.text)

    def become(self, letters: str, *, signed_out: bool) -> None:
        """Sign in as one of some roles: the manager where they are among them."""
        letter = "-" if signed_out else "m" if "m" in letters else letters[0]
        if letter == self.letter:
            return
        self.page.context.clear_cookies()
        self.letter = letter
        if letter != "-":
            session = self.house.clients[letter].cookies["sessionid"].value
            self.page.context.add_cookies(
                [{"name": "sessionid", "value": session, "url": self.server.url}]
            )

    def look(
        self,
        path: str,
        *,
        lands: str = "",
        sizes: tuple[ViewportSize, ...] = (DESKTOP, PHONE),
    ) -> None:
        """Open a page, in one size after another, and write down each thing wrong."""
        self.heard.clear()
        self.page.set_viewport_size(sizes[0])
        try:
            answer = self.page.goto(f"{self.server.url}{path}")
        except Error as failed:
            self.wrong.append(f"{path} is no page: {failed.message.splitlines()[0]}")
            return
        assert answer is not None
        landed = self.page.url.removeprefix(self.server.url)
        told = {
            f"answered {answer.status}": answer.status != 200,
            f"went to {landed}": not (
                landed.startswith(lands) if lands else landed == path
            ),
            "has not one main heading": self.page.locator("h1").count() != 1,
            "has no title": not self.page.title().removesuffix(" – Putright").strip(),
        }
        self.wrong += [f"{path} {what}" for what, is_so in told.items() if is_so]
        for size in sizes:
            self.page.set_viewport_size(size)
            try:
                assert_accessible(self.page)
            except AssertionError as fault:
                self.wrong.append(f"{size['width']} wide: {fault}")
            if DRAW:
                name = re.sub(r"\W+", "-", path).strip("-") or "root"
                screenshot(self.page, f"page-{name[:60]}-{size['width']}")
        self.wrong += [f"{path}, the browser says: {text}" for text in self.heard]


def test_every_named_page_has_its_door_and_no_other_name_is_listed() -> None:
    """A page that is new stands in the list of doors before it can be walked."""
    names = set(parameters()) - set(PROGRAMS)
    assert names == set(DOORS)
    assert names >= FILES | set(LEADS_ON) | WITH_TWO_STEPS | set(ASKED)


def test_every_page_is_accessible_wide_and_narrow(
    desktop: Page, live_server: LiveServer, house: House
) -> None:
    """Each answers, with a title and one heading, and axe finds nothing."""
    walker = Walker(desktop, live_server, house)
    for name, parts in parameters().items():
        door = DOORS.get(name)
        no_page = name in FILES | WITH_TWO_STEPS or "form" in parts
        if door is None or not door.get or no_page:
            continue
        walker.become(door.get, signed_out=door.open)
        path = house.address(name) + ASKED.get(name, "")
        walker.look(path, lands=LEADS_ON.get(name, ""))
    assert not walker.wrong, "\n".join(walker.wrong)


def test_every_step_has_a_page_that_is_accessible(
    desktop: Page, live_server: LiveServer, house: House
) -> None:
    """Also where the case is not there yet, and the page says why."""
    walker = Walker(desktop, live_server, house)
    for name, letters in STEPS.items():
        walker.become(letters, signed_out=False)
        walker.look(house.address("complaints:step", step_name=name), sizes=(PHONE,))
    assert not walker.wrong, "\n".join(walker.wrong)


def test_the_pages_of_two_step_sign_in_are_accessible(
    desktop: Page, live_server: LiveServer, house: House
) -> None:
    """The code is asked for after the password; codes are shown, made anew, ended."""
    user = house.people["m"]
    accounts.reset_password(user=user, password=cast.PASSWORD, by=None, now=w.NOW)
    TOTP.activate(user, generate_totp_secret())
    code = accounts.make_recovery_codes(user=user, now=w.NOW)[0]
    desktop.goto(f"{live_server.url}/sign-in/")
    desktop.get_by_label("User name or e-mail address").fill(user.username)
    desktop.get_by_label("Password").fill(cast.PASSWORD)
    desktop.get_by_role("button", name="Sign in").click()
    desktop.get_by_label("Code").fill("wrong")
    desktop.get_by_role("button", name="Go on").click()
    expect(desktop.get_by_text("There is a problem")).to_be_visible()
    assert_accessible(desktop)
    desktop.get_by_label("Code").fill(code)
    desktop.get_by_role("button", name="Go on").click()
    expect(desktop.get_by_role("button", name="Sign out")).to_be_visible()
    desktop.goto(live_server.url + house.address("mfa_deactivate_totp"))
    assert_accessible(desktop)
    desktop.get_by_label("Password").fill(cast.PASSWORD)
    desktop.get_by_role("button", name="Go on").click()
    expect(desktop.locator("h1")).to_contain_text("off")
    walker = Walker(desktop, live_server, house)
    for name in ("mfa_index", "mfa_deactivate_totp", "accounts:end_sign_ins"):
        walker.look(house.address(name))
    walker.look(house.address("mfa_reauthenticate"))
    walker.look(house.address("recovery_codes"))
    desktop.get_by_role("button", name="Make new codes").click()
    expect(desktop.get_by_text("They are shown this once")).to_be_visible()
    assert_accessible(desktop)
    assert not walker.wrong, "\n".join(walker.wrong)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_page_that_is_not_there_or_not_open_is_accessible(
    request: pytest.FixtureRequest, live_server: LiveServer, house: House, size: str
) -> None:
    """Someone who went wrong is told so, on a page like any other."""
    page: Page = request.getfixturevalue(size)
    walker = Walker(page, live_server, house)
    walker.become("f", signed_out=False)
    for path, heading in (
        ("/no/such/page/", "Page not found"),
        (house.address("accounts:landlord"), "not"),
    ):
        page.goto(f"{live_server.url}{path}")
        expect(page.locator("h1")).to_contain_text(heading)
        assert_accessible(page)
