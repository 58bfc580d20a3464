"""People and homes: searches, what is found, and errors, wide and narrow."""

import datetime
import uuid

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.browser.checks import looked_over

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.homes.facts import HomeFacts
from putright.apps.homes.services import add_area, record_home
from putright.apps.residents import services
from putright.apps.residents.facts import PersonFacts

NOW = cast.on(cast.MONDAY)
LONG_AGO = datetime.date(2020, 1, 6)
REVIEW = datetime.date(2024, 12, 2)
PAGES = {
    "person": "residents/{person}/",
    "home": "residents/homes/{home}/",
}


def _add(colleague: cast.Colleague) -> User:
    return accounts.create_user(
        username=colleague.username,
        name=colleague.name,
        email=colleague.email,
        password=cast.PASSWORD,
        by=None,
        now=NOW,
    )


@pytest.fixture
def numbers(live_server: LiveServer) -> dict[str, int]:
    """Make a manager, and Amina in her flat with all that a page can show."""
    grant = accounts.grant_role(
        user=_add(cast.COMPLAINTS_MANAGER),
        role="manager",
        by=_add(cast.AUDITOR),
        now=NOW,
        starts_on=LONG_AGO,
    )
    accounts.confirm_role(grant=grant, by=_add(cast.OUTSIDER), now=NOW)
    home = _home()
    person = services.add_person(
        reference=cast.AMINA.reference,
        facts=PersonFacts(name=cast.AMINA.name, telephone=cast.AMINA.telephone),
        token=uuid.UUID(int=1),
        now=NOW,
        by=None,
    )
    services.start_residency(
        person_id=person,
        home_id=home,
        tenure="social rent",
        from_day=cast.AMINA.lives_there_from,
        now=NOW,
        by=None,
    )
    return {"home": home, "person": person, "adjustment": _care_for(person)}


def _home() -> int:
    area = add_area(name=cast.FLAT.area)
    first, second, third, _ = cast.FLAT.address
    facts = HomeFacts(
        address_1=first, address_2=second, postcode=cast.FLAT.postcode, area_id=area
    )
    record_home(reference=cast.FLAT.reference, facts=facts, now=NOW, by=None)
    return record_home(
        reference=cast.FLAT.reference,
        facts=facts.changed_with({"address_3": third}),
        now=NOW,
        by=None,
    )


def _care_for(person: int) -> int:
    services.change_person(
        person_id=person,
        facts=PersonFacts(
            name=cast.AMINA.name,
            safe_contact="Through her sister",
            format="large print",
        ),
        now=NOW,
        by=None,
    )
    services.add_representative(
        person_id=person,
        name=cast.REPRESENTATIVE.name,
        contact=cast.REPRESENTATIVE.telephone,
        scope="The heating complaint",
        authority="Signed letter",
        starts_on=cast.MONDAY,
        expires_on=None,
        now=NOW,
        by=None,
    )
    return _limits_and_needs(person)


def _limits_and_needs(person: int) -> int:
    services.restrict_contact(
        person_id=person,
        evidence="Forty calls a day",
        restriction="one call a week",
        equality_considered="Considered",
        starts_on=cast.MONDAY,
        review_on=REVIEW,
        now=NOW,
        by=None,
    )
    return services.agree_adjustment(
        person_id=person,
        need="Sight",
        adjustment="large print, 18 point",
        disability="Macular degeneration",
        agreed_on=cast.MONDAY,
        review_on=REVIEW,
        now=NOW,
        by=None,
    )


def _sign_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/sign-in/?next=/residents/")
    page.get_by_label("User name or e-mail address").fill(
        cast.COMPLAINTS_MANAGER.username
    )
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def _search(page: Page, address: str, label: str, words: str, name: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    looked_over(page, f"{name}-error")
    page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("table")).to_be_visible()
    looked_over(page, f"{name}-found")


def test_people_and_homes_are_found_on_accessible_pages(
    phone: Page, live_server: LiveServer, numbers: dict[str, int]
) -> None:
    """axe finds nothing on any of them, found or in error, wide or narrow."""
    _sign_in(phone, live_server)
    for name, address in PAGES.items():
        phone.goto(f"{live_server.url}/{address.format(**numbers)}")
        expect(phone.locator("h1")).to_be_visible()
        looked_over(phone, f"residents-{name}")
    phone.goto(f"{live_server.url}/residents/{numbers['person']}/restrictions/add/")
    phone.get_by_role("button", name="Restrict contact").click()
    expect(phone.get_by_text("There is a problem")).to_be_visible()
    looked_over(phone, "residents-restrict")
    people = f"{live_server.url}/residents/"
    _search(phone, people, "Name, telephone", "amina", "residents")
    homes = f"{live_server.url}/homes/"
    _search(phone, homes, "Reference, address", "heron", "homes")
