"""The main trip at the screen: each person at a desk of their own, and what they do.

The words on buttons and labels are what people read; a trip breaks where they change.
With PUTRIGHT_DRAW=1 every page on the way is drawn to `build/screens/trip-*.png`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.browser.checks import DRAW, SIDEWAYS, assert_accessible, screenshot
from tests.trips import story as t

from putright.apps.complaints.queries.cases import find

RECORD = "Record a letter sent by hand"
WRITE = "Write the letter"
ISSUE = "Issue the letter and record the step"
PARTS = ("Day", "Month", "Year")


@dataclass
class Desk:
    """Someone at a screen. Every page they come to is looked at before they go on."""

    page: Page
    server: LiveServer
    who: cast.Colleague
    scripts: bool = True

    def looked_at(self, name: str) -> None:
        """See that a page, as it stands, is accessible and fits."""
        expect(self.page.locator("h1")).to_have_count(1)
        if self.scripts:
            assert_accessible(self.page)
        else:
            assert self.page.evaluate(SIDEWAYS) <= 0, f"{self.page.url} is too wide"
        if DRAW and self.page.viewport_size:
            screenshot(self.page, f"trip-{name}-{self.page.viewport_size['width']}")

    def go(self, path: str, name: str) -> None:
        """Open a page by its address."""
        answer = self.page.goto(f"{self.server.url}{path}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.looked_at(name)

    def sign_in(self, name: str = "sign-in") -> None:
        """Type user name and password on the sign-in page that is open."""
        self.page.get_by_label("User name or e-mail address").fill(self.who.username)
        self.page.get_by_label("Password").fill(cast.PASSWORD)
        self.press("Sign in", f"after-{name}")
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def press(self, button: str, name: str) -> None:
        """Press a button and look at the page that answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()
        self.looked_at(name)

    def follow(self, link: str, name: str) -> None:
        """Follow a link and look at where it leads."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link, exact=True).first.click()
        self.looked_at(name)

    def fill(self, **typed: str) -> None:
        """Type into fields by their labels, `_` for a blank."""
        for label, text in typed.items():
            self.field(label.replace("_", " ")).fill(text)

    def field(self, label: str) -> Locator:
        """Find a field by how its label begins, its last words left to the page."""
        return self.page.get_by_label(re.compile(f"^{re.escape(label)}( \\(|$)"))

    def day(self, legend: str, day: date, *, nth: int = 0) -> None:
        """Type a date into its three boxes."""
        boxes = self.page.get_by_role("group", name=re.compile(f"^{legend}")).nth(nth)
        for part, value in zip(PARTS, (day.day, day.month, day.year), strict=True):
            boxes.get_by_label(part).fill(str(value))

    def refused(self, provision: str) -> None:
        """See that the page says what is wrong, with the provision's number."""
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_contain_text(f"Code provision {provision}")

    def sees(self, text: str) -> None:
        """See some words in the main part of the page."""
        expect(self.page.locator("main")).to_contain_text(text)


@dataclass
class Trip:
    """The trip: whoever takes part, the program's clock, and the case's reference."""

    server: LiveServer
    clock: t.Clock
    world: t.World
    screen: Callable[[], Page]
    scripts: bool = True
    reference: str = ""
    desks: dict[str, Desk] = field(default_factory=dict)

    def at(self, day: date, hour: int = 10) -> None:
        """Begin a day: the clock goes on, and everyone's sign-in of before is over."""
        self.clock.put_to(day, hour)

    def desk(self, who: cast.Colleague) -> Desk:
        """Give someone's desk, signed in now; their first time they type it."""
        if who.username not in self.desks:
            desk = Desk(self.screen(), self.server, who, self.scripts)
            self.desks[who.username] = desk
            desk.page.goto(f"{self.server.url}/sign-in/")
            desk.sign_in()
            return desk
        desk = self.desks[who.username]
        session = self.world.client(who).cookies["sessionid"].value
        desk.page.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": self.server.url}]
        )
        return desk

    def step(self, who: cast.Colleague, step: str) -> Desk:
        """Open a step's page as someone."""
        desk = self.desk(who)
        desk.go(self.path(step), step)
        return desk

    def path(self, page: str = "") -> str:
        """Give the address of one of the case's pages."""
        return f"/cases/{self.reference}/{page}{'/' if page else ''}"

    def state(self) -> str:
        """Give where the case stands by the database."""
        row = find(self.reference)
        assert row is not None
        return row.state
