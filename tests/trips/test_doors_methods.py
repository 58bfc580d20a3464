"""Every page by every method; and what is sent beside what a form asks for."""

from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import path
from tests.apps.complaints import worklists as w
from tests.trips import test_doors
from tests.trips.doors import DOORS
from tests.trips.house import House, as_it_was, parameters, routes
from tests.trips.test_doors import knock

from putright.apps.accounts.models import RoleGrant, User
from putright.apps.accounts.views.pages import privacy
from putright.apps.complaints.models import CaseRow
from putright.config import urls

pytestmark = pytest.mark.django_db

EVERY, STRANGER, NOBODY = "*", "-", "n"
NOT_OURS = ("put", "patch", "delete", "options", "trace")


def pages(house: House) -> dict[str, str]:
    """Give every page's address by its name; the programs' interface has its own."""
    return {
        name: house.address(name)
        for name in parameters()
        if name in DOORS and not routes()[name].startswith("api/")
    }


@pytest.fixture
def one_more_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a page to the program that nobody wrote down."""
    more = path("new/", privacy, name="a_new_page")
    there = {**routes(), "a_new_page": str(more.pattern)}
    assert more not in urls.urlpatterns
    monkeypatch.setattr("tests.trips.house.routes", lambda: there)
    parameters.cache_clear()


@pytest.mark.usefixtures("one_more_page")
def test_a_page_that_nobody_wrote_down_fails_the_build() -> None:
    """The walk itself is tested: it finds a page that was added."""
    try:
        with pytest.raises(AssertionError, match="a_new_page"):
            test_doors.test_every_page_is_in_the_table()
    finally:
        parameters.cache_clear()


@pytest.mark.parametrize("method", NOT_OURS)
def test_no_page_takes_a_method_that_is_not_ours(house: House, method: str) -> None:
    """Neither a stranger nor somebody with every role gets further by it."""
    for letter in (EVERY, STRANGER):
        client = house.client(letter, raising=False)
        for name, address in pages(house).items():
            answer = knock(client, address, method)
            assert answer.status == 405, f"{method} {name}: {answer.status}"
            assert not answer.wrote, name


def test_asking_for_the_head_alone_opens_no_other_door(house: House) -> None:
    """Whom GET sends away, HEAD sends away; and it writes nothing more."""
    for letter in (NOBODY, STRANGER):
        client = house.client(letter, raising=False)
        for name, address in pages(house).items():
            read = knock(client, address, "get")
            answer = knock(client, address, "head")
            assert answer.said in (read.said, "no such form"), name
            assert not answer.wrote - read.wrote, name
            assert not answer.shown, name


def test_a_form_cannot_call_itself_by_another_method(house: House) -> None:
    """What a page does is told by its method alone."""
    client = house.client(EVERY)
    address = house.address("complaints:delete_mapping")
    with as_it_was():
        for asked in (
            client.get(address, headers={"X-HTTP-Method-Override": "POST"}),
            client.get(address, {"_method": "POST"}),
        ):
            assert asked.status_code == 405


@override_settings(ALLOWED_HOSTS=["complaints.landlord.example"])
@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example",
        "complaints.landlord.example.elsewhere.example",
        "complaints.landlord.example@elsewhere.example",
        "elsewhere.example/complaints.landlord.example",
        "localhost",
        "127.0.0.1",
        "",
    ],
)
def test_only_the_landlords_own_name_is_answered(host: str) -> None:
    """No link, letter or redirect carries the name that somebody else put in."""
    for more in ({}, {"HTTP_X_FORWARDED_HOST": "complaints.landlord.example"}):
        response = Client().get("/sign-in/", HTTP_HOST=host, **more)
        assert response.status_code == 400
        assert b"elsewhere" not in response.content
    ours = {"HTTP_HOST": "complaints.landlord.example"}
    forwarded = ours | {"HTTP_X_FORWARDED_HOST": "elsewhere.example"}
    answer = Client().get("/account/", **forwarded)
    assert answer["Location"] == "/sign-in/?next=/account/"


MORE: dict[str, Any] = {
    "id": "1",
    "pk": "1",
    "user": "1",
    "by": "1",
    "given_by": "1",
    "is_superuser": "1",
    "is_staff": "1",
    "is_active": "",
    "demonstration": "1",
    "role": "administrator",
    "confirmed_at": "2020-01-06",
    "confirmed_by": "1",
    "from_group": "x",
    "password": "a kettle of my own",
    "password_is_temporary": "",
    "reference": "C-20-99999",
    "recorded_at": "2020-01-06",
    "sequence": "1",
    "restricted": "",
    "state": "closed",
    "edition": "housing-2022",
    "who": "u1",
}
"""Names of columns and of what the program decides by itself."""


def test_fields_that_no_form_asks_for_change_nothing(house: House) -> None:
    """Nobody becomes somebody, or a case something, by writing more into a form."""
    with as_it_was():
        client = house.client("d")
        person = {"name": "New Person", "username": "new.person", "email": ""}
        client.post(house.address("accounts:add_person"), MORE | person)
        made = User.objects.get(username="new.person")
        assert not any((made.is_superuser, made.is_staff, made.demonstration))
        assert made.is_active
        assert made.password_is_temporary
        assert not made.check_password(MORE["password"])
        assert not RoleGrant.objects.filter(user=made).exists()


def test_a_case_is_logged_with_what_its_form_asks_and_no_more(house: House) -> None:
    with as_it_was():
        before = set(CaseRow.objects.values_list("reference", flat=True))
        client = house.client("f")
        sent = {
            "kind": "complaint",
            "text": "No heating",
            "subject": "Heating",
            "received_on_day": "2",
            "received_on_month": "3",
            "received_on_year": "2026",
            "channel": "phone",
            "more": "",
            "person": w.cast.AMINA.reference,
            "home": w.cast.FLAT.reference,
        }
        client.post(house.address("complaints:log_contact"), MORE | sent)
        new = CaseRow.objects.exclude(reference__in=before)
        assert all(row.reference != MORE["reference"] for row in new)
        assert all(row.state != "closed" for row in new)
