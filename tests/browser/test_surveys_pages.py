"""A survey from its sample to its results, wide and narrow."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.surveys import making as m
from tests.browser.checks import looked_over

from putright.apps.accounts.models import User

ANSWERS = "".join(
    f"{n},N-{n:03d},{'Very satisfied' if n % 3 else 'Chuffed'},Damp in room {n}\n"
    for n in range(1, 13)
)


@pytest.fixture
def manager(journal: None, monkeypatch: pytest.MonkeyPatch) -> User:
    """Make a manager, and some homes."""
    w.freeze(monkeypatch)
    m.street(12)
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


def test_a_survey_is_set_up_answered_and_read(
    desktop: Page, live_server: LiveServer, manager: User, tmp_path: Path
) -> None:
    """Set up, drawn, sent; a company's file mapped and taken; results and themes."""
    page = desktop
    session = w.signed_in(manager).cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item] # a plain cookie
    page.goto(f"{live_server.url}/surveys/")
    looked_over(page, "surveys-none")
    page.get_by_role("link", name="Set up a survey").click()
    _set_up(page)
    page.get_by_role("link", name="Fieldwork").click()
    page.get_by_role("link", name="Draw the sample").click()
    page.get_by_role("button", name="Draw it").click()
    expect(page.get_by_text("12 drawn")).to_be_visible()
    looked_over(page, "surveys-fieldwork")
    page.get_by_role("link", name="Homes to ask").click()
    looked_over(page, "surveys-to-ask")
    page.get_by_role("button", name="Write down that it was sent").click()
    _take(page, tmp_path)
    page.get_by_role("link", name="Fieldwork").click()
    page.get_by_role("link", name="Results").click()
    expect(page.get_by_role("row", name="TP01").first).to_contain_text("100.0%")
    looked_over(page, "surveys-results")
    page.get_by_role("link", name="Comments").click()
    _mark(page)


def _set_up(page: Page) -> None:
    looked_over(page, "surveys-add")
    page.get_by_label("Reporting year").select_option(m.YEAR)
    page.get_by_label("Name").fill("Tenants’ survey")
    page.get_by_label("Low cost rental (LCRA)").check()
    page.get_by_label("Day").fill("11")
    page.get_by_label("Month").fill("3")
    page.get_by_label("Year", exact=True).fill("2026")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_text("12 households")).to_be_visible()
    looked_over(page, "surveys-households")


def _take(page: Page, folder: Path) -> None:
    file = folder / "wave1.csv"
    file.write_text(f"ID,Property,Overall,Why\n{ANSWERS}", encoding="utf-8")
    page.get_by_role("link", name="Take a fieldwork file").click()
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Go on").click()
    for heading, column in (
        ("ID", "response"),
        ("Property", "household"),
        ("Overall", "TP01"),
        ("Why", "comment"),
    ):
        page.get_by_label(f"“{heading}”", exact=True).select_option(column)
    page.get_by_label("The stock type").select_option("LCRA")
    page.get_by_label("The method").select_option("post")
    page.get_by_role("button", name="Check again").click()
    page.get_by_label("“Chuffed”").select_option("5")
    looked_over(page, "surveys-check")
    page.get_by_role("button", name="Take the file").click()
    expect(page.get_by_text("What became of “wave1.csv”")).to_be_visible()
    looked_over(page, "surveys-taken")


def _mark(page: Page) -> None:
    page.get_by_role("link", name="Name a theme").click()
    page.get_by_label("Theme", exact=True).fill("Damp")
    page.get_by_label("Words that suggest it").fill("damp*")
    page.get_by_role("button", name="Save").click()
    looked_over(page, "surveys-comments")
    page.get_by_role("link", name="Mark comments by hand").click()
    looked_over(page, "surveys-by-hand")
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("1 of 12 done")).to_be_visible()
