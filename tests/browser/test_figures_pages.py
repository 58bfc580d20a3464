"""Figures, their cases and the dashboards, with a year of cases behind them."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.figures.making import homes, lived, registered
from tests.browser.checks import PHONE, looked_over

from putright.apps.accounts.models import User
from putright.core.complaints import events as e

TODAY = date(2025, 3, 31)
YEAR = (
    "period=dates&first_day=1&first_month=4&first_year=2024"
    "&last_day=31&last_month=3&last_year=2025"
)
ONE = "figures/stage_1_answered_in_time/"
PAGES = {
    "list-by-team": f"figures/?{YEAR}&by=team",
    "list-error": "figures/?period=dates&first_day=31&first_month=2&first_year=2024",
    "one-by-month": f"{ONE}?{YEAR}&by=month",
    "one-few": f"figures/stage_2_answered_in_time/?{YEAR}",
    "members-not-met": f"{ONE}cases/?{YEAR}&show=not_met",
    "members-hidden": f"figures/stage_1_received/cases/?{YEAR}&where=category:",
    "dashboard": "figures/dashboard/",
}
"""States that a year of cases brings; each page by itself is in `test_every_page`."""


@pytest.fixture
def people(journal: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, User]:
    """Make a manager, a board member, homes, and a year of cases."""
    w.freeze(monkeypatch, TODAY)
    homes(
        *((f"N{n}", "North", "LCRA", "") for n in range(30)),
        *((f"S{n}", "South", "LCRA", "") for n in range(400)),
    )
    registered(*(_row(n) for n in range(60)))
    registered(
        *({"reference": f"O{n}", "received_on": "2025-03-03"} for n in range(3)),
        unanswered="open",
    )
    lived(
        "S",
        [
            e.Received(on=date(2024, 10, 7)),
            e.AccessRestricted(
                on=date(2024, 10, 8), named=("u9999",), by="u1", confirmed_by="u2"
            ),
        ],
    )
    board = cast.Colleague("board", "Bola Board", "bola@l.example", "board member")
    return {
        "manager": w.person(cast.COMPLAINTS_MANAGER, "manager"),
        "board": w.person(board, "board_member"),
    }


def _row(number: int) -> dict[str, str]:
    month = number % 12
    year, name = (2024, month + 3) if month < 10 else (2025, month - 9)
    received = date(year, name, 3 + number // 12)
    late = number % 12 == 7 or number % 9 == 0
    answered = date.fromordinal(received.toordinal() + (40 if late else 7))
    return {
        "reference": f"R{number}",
        "received_on": received.isoformat(),
        "s1_acknowledged_on": received.isoformat(),
        "s1_responded_on": answered.isoformat(),
        "s1_outcome": "upheld" if number % 2 else "not_upheld",
        "area": "North" if number % 2 else "South",
        "category": "Repairs" if number % 3 else "Staff",
        "handler": f"Handler {number % 4}",
    }


def _sign_in(page: Page, server: LiveServer, user: User) -> None:
    session = w.signed_in(user).cookies["sessionid"].value
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": server.url}]
    )


def _sound(page: Page, name: str) -> None:
    expect(page.locator("h1")).to_be_visible()
    for each in page.locator("main details").all()[:3]:
        each.evaluate("one => one.open = true")
    looked_over(page, name, PHONE)


def test_a_year_of_figures_is_accessible(
    phone: Page, live_server: LiveServer, people: dict[str, User]
) -> None:
    """Tables by part, trends, small numbers not shown, and the board's dashboard."""
    _sign_in(phone, live_server, people["manager"])
    for name, address in PAGES.items():
        phone.goto(f"{live_server.url}/{address}")
        _sound(phone, f"figures-{name}")
    _sign_in(phone, live_server, people["board"])
    phone.goto(f"{live_server.url}/{PAGES['dashboard']}")
    looked_over(phone, "figures-board-dashboard")


def test_a_number_is_followed_to_its_cases(
    desktop: Page, live_server: LiveServer, people: dict[str, User]
) -> None:
    """Choose dates and a split, open a figure, open one of its cells, open a case."""
    _sign_in(desktop, live_server, people["manager"])
    desktop.goto(f"{live_server.url}/figures/")
    desktop.get_by_label("Last financial year").check()
    desktop.get_by_role("button", name="Apply filters").click()
    expect(desktop.get_by_text("1 April 2023 to 31 March 2024")).to_be_visible()
    desktop.goto(f"{live_server.url}/{ONE}?{YEAR}&by=area")
    row = desktop.get_by_role("row").filter(has=desktop.get_by_text("North"))
    row.get_by_role("link").click()
    expect(desktop.get_by_text("Area: North")).to_be_visible()
    desktop.get_by_role("link", name="Counted and not met").click()
    desktop.get_by_role("link", name="R7", exact=True).click()
    expect(desktop.locator("h1")).to_be_visible()
    expect(desktop.get_by_text("R7").first).to_be_visible()
