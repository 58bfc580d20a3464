"""The self-assessment and the Ombudsman’s register, filled and worked on."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tests import cast
from tests.apps.assessment import making as assessing
from tests.apps.complaints import worklists as w
from tests.apps.figures import making as cases
from tests.apps.governance import making as governing
from tests.browser.checks import PHONE, looked_over

from putright.apps.accounts.models import Role
from putright.apps.assessment import services as assessment
from putright.apps.complaints import triggers

NOW = cast.on(cast.MONDAY)
JUNE = datetime.date(2025, 6, 2)
FORM = (
    "landlord,assessment,provision,comply,commentary\n"
    "Weir Homes,2024,1.2,yes,Policy\n"
    "Weir Homes,2024,1.1,yes,Not on the form\n"
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
def pages(live_server: LiveServer) -> Iterator[dict[str, str]]:
    """Make a manager, a determination, a signed assessment, a draft and a case late.

    Emptying the tables afterwards is what the journal's guards refuse.
    """
    triggers.make(connection)
    _manager()
    cases.registered(
        {
            "reference": "L1",
            "received_on": "2025-06-02",
            "s1_acknowledged_on": "2025-06-04",
            "s1_responded_on": "2025-09-10",
        }
    )
    found = _governed()
    signed = assessing.started("2024-25")
    assessing.answered(signed)
    assessing.signed(signed, day=JUNE)
    draft = assessing.started(carried_from=signed)
    assessing.said(draft, "6.3", "yes")
    assessing.said(draft, "9.5", "no", action="Appoint one")
    assessment.record_event(
        kind="cannot_comply",
        happened_on=JUNE,
        about="The case system was down",
        days={"ombudsman_told_on": JUNE},
        by=None,
        now=NOW,
    )
    yield _addresses(found, signed, draft)
    triggers.drop(connection)


def _manager() -> None:
    manager = w.person(cast.COMPLAINTS_MANAGER, Role.MANAGER)
    manager.set_password(cast.PASSWORD)
    manager.save()


def _governed() -> int:
    found = governing.determined("202500001", JUNE, "maladministration", "redress")
    governing.ordered(found, JUNE)
    governing.ordered(found, None, kind="apology")
    governing.appointed("member_responsible", "Ada North", JUNE)
    governing.written("failure_order", type="Type 2", issued_on=JUNE, about="Late")
    governing.written(
        "publication", title="Report", kind="annual_report", published_on=JUNE
    )
    return found


def _addresses(found: int, signed: int, draft: int) -> dict[str, str]:
    return {
        "ombudsman": "ombudsman/?year=2025-26",
        "ombudsman-overdue": "ombudsman/overdue/",
        "ombudsman-others": "ombudsman/others/",
        "ombudsman-people": "ombudsman/people/",
        "ombudsman-one": f"ombudsman/{found}/",
        "list": "assessment/",
        "events": "assessment/events/",
        "draft-no": f"assessment/{draft}/?show=no",
        "provision": f"assessment/{draft}/provision/6.3/",
        "cases": f"assessment/{draft}/provision/6.3/stage_1_answered_in_time/",
        "sign": f"assessment/{draft}/sign/",
        "signed": f"assessment/{signed}/",
        "signed-provision": f"assessment/{signed}/provision/6.3/",
        "published": f"assessment/{signed}/published/",
    }


def _sign_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/sign-in/")
    page.get_by_label("User name or e-mail address").fill(
        cast.COMPLAINTS_MANAGER.username
    )
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_what_was_written_down_and_signed_is_accessible(
    phone: Page, live_server: LiveServer, pages: dict[str, str]
) -> None:
    """With entries of every sort; each page by itself is in `test_every_page`."""
    _sign_in(phone, live_server)
    for name, address in pages.items():
        answer = phone.goto(f"{live_server.url}/{address}")
        assert answer is not None
        assert answer.status == 200, address
        expect(phone.locator("h1")).to_be_visible()
        looked_over(phone, f"assessment-{name}", PHONE)


def test_an_answer_is_given_a_gap_is_shown_and_a_file_is_taken(
    phone: Page, live_server: LiveServer, pages: dict[str, str], tmp_path: Path
) -> None:
    """Answer no with what it needs, see what is missing, take a file with a bad row."""
    page = phone
    _sign_in(page, live_server)
    page.goto(f"{live_server.url}/{pages['provision']}")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Action (optional)", exact=True).fill("Train the team")
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    looked_over(page, "assessment-provision-error")
    page.get_by_label("Month").fill("3")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Answered no (2)")).to_be_visible()
    page.goto(f"{live_server.url}/{pages['sign']}")
    page.get_by_role("button", name="Sign it off").click()
    looked_over(page, "assessment-sign-error")
    file = tmp_path / "form.csv"
    file.write_text(FORM, encoding="utf-8")
    page.goto(f"{live_server.url}/assessment/import/")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Import the file").click()
    expect(page.get_by_text("Rows refused")).to_be_visible()
    looked_over(page, "assessment-taken")
