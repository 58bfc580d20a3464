"""Reports: every page and state, wide and narrow."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.apps.complaints import worklists as w
from tests.apps.reports import making
from tests.browser.checks import assert_accessible, screenshot

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.reports import services

WIDTHS = ["desktop", "phone"]


@pytest.fixture
def manager(journal: None, monkeypatch: pytest.MonkeyPatch) -> User:
    """Make a manager, and a quarter of cases."""
    w.freeze(monkeypatch, making.TODAY)
    making.quarter_of_cases()
    return w.person(cast.COMPLAINTS_MANAGER, "manager")


@pytest.fixture
def pages(manager: User) -> dict[str, str]:
    """Publish a report, mend a case of it, and draft two more."""
    kept = making.published(kind="quarterly", by=manager)
    CaseRow.objects.filter(reference="R2").update(counts=False)
    services.record_response(
        number=kept,
        said=services.Said(minute="Board, item 6", response="We accept it."),
        by=manager,
        now=making.NOW,
    )
    draft = making.started(
        "annual", first=date(2024, 4, 1), last=date(2025, 3, 31), earlier=kept
    )
    making.written(draft, "response.text", "The board accepts 977 findings.")
    final = making.started(by=manager)
    making.final(final, by=manager)
    place = making.place_of(kept, "stage_1_received")
    return {
        "list": "reports/",
        "start": "reports/start/",
        "draft": f"reports/{draft}/",
        "texts": f"reports/{draft}/texts/",
        "text": f"reports/{draft}/texts/response.text/",
        "text-drafted": f"reports/{draft}/texts/received.summary/",
        "final": f"reports/{draft}/final/",
        "publish": f"reports/{final}/publish/",
        "is-final": f"reports/{final}/",
        "published": f"reports/{kept}/",
        "restated": f"reports/{kept}/restated/",
        "figures": f"reports/{kept}/figures/",
        "figure": f"reports/{kept}/figures/{place}/",
        "response": f"reports/{kept}/response/",
        "respond": f"reports/{kept}/response/add/",
    }


def _sign_in(page: Page, server: LiveServer, user: User) -> None:
    session = w.signed_in(user).cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": server.url}]
    )


def _sound(page: Page, name: str) -> None:
    expect(page.locator("h1")).to_be_visible()
    assert_accessible(page)
    screenshot(page, name)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_reports_is_accessible(
    request: pytest.FixtureRequest,
    live_server: LiveServer,
    manager: User,
    pages: dict[str, str],
    width: str,
) -> None:
    page: Page = request.getfixturevalue(width)
    page.context.set_default_timeout(30_000)
    _sign_in(page, live_server, manager)
    for name, address in pages.items():
        answer = page.goto(f"{live_server.url}/{address}")
        assert answer is not None
        assert answer.status == 200, address
        _sound(page, f"reports-{name}-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_report_is_drafted_written_and_published(
    request: pytest.FixtureRequest,
    live_server: LiveServer,
    manager: User,
    width: str,
) -> None:
    """From the list to what stands published, with each page's errors on the way."""
    page: Page = request.getfixturevalue(width)
    _sign_in(page, live_server, manager)
    page.goto(f"{live_server.url}/reports/")
    page.get_by_role("link", name="Start a report").click()
    page.get_by_label("How we dealt with complaints").check()
    page.get_by_label("Between two dates").check()
    page.get_by_role("button", name="Draft it").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    _sound(page, f"reports-start-error-{width}")
    for group, day, month, year in (("From", 1, 10, 2024), ("To", 31, 12, 2024)):
        part = page.get_by_role("group", name=group)
        for label, value in (("Day", day), ("Month", month), ("Year", year)):
            part.get_by_label(label).fill(str(value))
    page.get_by_role("button", name="Draft it").click()
    page.get_by_role("button", name="Edit its texts").click()
    page.get_by_role("link", name="Complaints, October to December 2024").click()
    page.get_by_label("The text").fill("Counted by the complaints team.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Counted by the complaints team.")).to_be_visible()
    page.get_by_role("link", name="The report", exact=True).click()
    page.get_by_role("button", name="Mark it final").click()
    page.get_by_role("button", name="Mark it final").click()
    page.get_by_role("button", name="Publish it").click()
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    _sound(page, f"reports-publish-error-{width}")
    page.get_by_label("This is the report to publish").check()
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("It is published, and stays as it is.")).to_be_visible()
    _sound(page, f"reports-just-published-{width}")
