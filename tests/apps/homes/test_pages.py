"""The pages of homes and areas: found, added, changed, renamed, each by who may."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from tests import cast
from tests.cast import MONDAY, on

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.homes import queries
from putright.apps.homes.services import add_area

SignIn = Callable[[str], Client]
TYPED = {
    "reference": "OTT-0014",
    "address_1": "Flat 14",
    "address_2": "Heron House",
    "postcode": "zz1 4qq",
    "stock_type": "LCRA",
}


def _add(colleague: cast.Colleague) -> User:
    return accounts.create_user(
        username=colleague.username,
        name=colleague.name,
        email=colleague.email,
        password=cast.PASSWORD,
        by=None,
        now=on(MONDAY),
    )


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """Give what signs someone in with a role over everything."""

    def make(role: str) -> Client:
        user = _add(cast.COMPLAINTS_MANAGER)
        grant = accounts.grant_role(
            user=user,
            role=role,
            by=_add(cast.AUDITOR),
            now=on(MONDAY),
            starts_on=dt.date(2020, 1, 6),
        )
        accounts.confirm_role(grant=grant, by=_add(cast.OUTSIDER), now=on(MONDAY))
        client = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
        client.force_login(user)
        return client

    return make


def test_a_home_is_added_changed_and_its_history_shown(sign_in: SignIn) -> None:
    area = add_area(name="Otterdale North")
    client = sign_in("manager")
    added = client.post("/homes/add/", TYPED | {"area": str(area)})
    assert added.status_code == 302
    home = queries.home("OTT-0014")
    assert home is not None
    assert (home.postcode, home.area) == ("ZZ1 4QQ", "Otterdale North")
    path = f"/homes/{home.id}/change/"
    assert 'value="Heron House"' in client.get(path).content.decode()
    assert client.post(path, TYPED | {"body": "Heron TMO"}).status_code == 302
    shown = client.get(f"/residents/homes/{home.id}/").content.decode()
    assert "Heron TMO" in shown
    assert "Harpreet Sandhu" in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"postcode": "POST"}, "This is not a postcode"),
        ({"uprn": "12 34"}, "A UPRN is up to 12 digits"),
        ({"address_1": ""}, "Fill in “Address line 1”."),
        ({"area": "999"}, "Select a valid choice"),
        (
            {"owned_from_day": "1", "owned_from_month": "2", "owned_from_year": "2020",
             "owned_to_day": "31", "owned_to_month": "1", "owned_to_year": "2020"},
            "The last day owned is before the first.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field(
    sign_in: SignIn, wrong: dict[str, str], said: str
) -> None:
    answer = sign_in("manager").post("/homes/add/", TYPED | wrong)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert queries.home("OTT-0014") is None


def test_a_reference_that_is_taken_is_refused(sign_in: SignIn) -> None:
    client = sign_in("manager")
    client.post("/homes/add/", TYPED)
    again = client.post("/homes/add/", TYPED).content.decode()
    assert "There is a home OTT-0014 already" in again


def test_areas_are_added_and_renamed_by_an_administrator(sign_in: SignIn) -> None:
    client = sign_in("administrator")
    assert client.post("/homes/areas/add/", {"name": "Otterdale North"}).url == (
        "/homes/areas/"
    )
    taken = client.post("/homes/areas/add/", {"name": "otterdale north"})
    assert "already an area called" in taken.content.decode()
    number = queries.area_numbers()["otterdale north"]
    path = f"/homes/areas/{number}/rename/"
    typed = {
        "name": "Otterdale Upper",
        "from_day_day": "1",
        "from_day_month": "4",
        "from_day_year": "2024",
    }
    assert client.post(path, typed).status_code == 302
    shown = client.get("/homes/areas/").content.decode()
    assert "Otterdale North until 1 April 2024" in shown
    assert "Otterdale Upper from 1 April 2024" in shown
    assert client.get("/homes/areas/99/rename/").status_code == 404


def test_only_an_administrator_renames_areas(sign_in: SignIn) -> None:
    number = add_area(name="Otterdale North")
    client = sign_in("manager")
    assert client.get("/homes/areas/").status_code == 200
    assert client.get(f"/homes/areas/{number}/rename/").status_code == 403


def test_the_front_line_finds_homes_and_adds_none(sign_in: SignIn) -> None:
    client = sign_in("front_line")
    assert client.get("/homes/").status_code == 200
    assert client.get("/homes/add/").status_code == 403
    assert client.get("/homes/areas/").status_code == 403


def test_a_number_no_database_takes_is_not_found(sign_in: SignIn) -> None:
    client = sign_in("manager")
    for number in ("0", "999999999999999999", "99999999999999999999"):
        assert client.get(f"/homes/{number}/change/").status_code == 404
