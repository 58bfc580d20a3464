"""The main trip's people, days and words: Amina's complaint, from call to close.

Both trips tell it: by requests alone on each database, and in a real browser. The
program's clock stands at a day of the story and moves only when a trip says so.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import pytest
from django.test import Client
from tests import cast

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.homes.facts import HomeFacts
from putright.apps.homes.services import add_area, record_home
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.services import add_person, start_residency

LONG_AGO = date(2020, 1, 6)
BEFORE = cast.on(date(2024, 10, 4))
"""When people, homes and settings were put in: the Friday before."""

RECEIVED = cast.MONDAY
ACKNOWLEDGED = date(2024, 10, 9)
EXTENDED = date(2024, 10, 17)
NEW_DATE = date(2024, 11, 1)
ANSWERED = date(2024, 10, 30)
STAGE_2_REQUESTED = date(2024, 11, 4)
STAGE_2_ACKNOWLEDGED = date(2024, 11, 6)
STAGE_2_ANSWERED = date(2024, 11, 27)
PROMISED_BY = date(2024, 11, 29)
CLOSED = date(2024, 12, 2)

SAID = "The heating has been off since September. I rang four times."
SUBJECT = "No heating since September"
DEFINITION = "The heating has been off since September and calls were not returned."
SOUGHT = "The boiler mended\nAn apology"
BOILER = "The boiler was not mended"
PARKING = "The council's car park was closed"
WHY_LONGER = "The part for the boiler comes on 30 October"
PROMISE = "Service the boiler each autumn"
PROOF = "Engineer's sheet 4471 of 28 November"
LEARNING = "Order parts on the day of the visit, not after the survey"
ROLES = {
    cast.COORDINATOR: ("coordinator",),
    # Someone who may answer at either stage, so that 6.13 has something to refuse.
    cast.STAGE_1_HANDLER: ("investigator", "reviewer"),
    cast.STAGE_2_HANDLER: ("reviewer",),
    cast.COMPLAINTS_MANAGER: ("manager",),
    cast.BOARD_MEMBER: ("board_member",),
    cast.AUDITOR: ("auditor",),
    cast.ADMINISTRATOR: ("administrator",),
    cast.OUTSIDER: (),
}


class Clock:
    """The program's clock: it tells the moment that it was put to."""

    def __init__(self) -> None:
        """Begin at ten on the day the complaint comes in."""
        self.moment = cast.on(RECEIVED)

    def __call__(self) -> datetime:
        """Tell the time, as `timezone.now()`."""
        return self.moment

    def put_to(self, day: date, hour: int = 10) -> None:
        """Put the clock to a day and an hour."""
        self.moment = cast.on(day, hour)


def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Let the program go by a clock that the test moves."""
    made = Clock()
    monkeypatch.setattr("django.utils.timezone.now", made)
    return made


@dataclass(frozen=True)
class World:
    """Who signs in, by user name, and the numbers of a resident and their home."""

    staff: dict[str, User]
    person: int
    home: int

    def user(self, colleague: cast.Colleague) -> User:
        """Give a colleague's account."""
        return self.staff[colleague.username]

    def client(self, colleague: cast.Colleague) -> Client:
        """Give a browser without a screen, with a colleague signed in."""
        client = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
        client.force_login(self.user(colleague))
        return client


def world() -> World:
    """Put in the landlord, the people who work there, Amina and her home."""
    accounts.change_settings(
        by=None,
        now=BEFORE,
        name="Otterdale Homes",
        address="1 Mill Lane\nOtterdale\nZZ1 4AA",
        phone="01632 960000",
        email="complaints@landlord.example",
        approval_limit_pence=25_000,
    )
    staff = {one.username: _added(one) for one in ROLES}
    for colleague, roles in ROLES.items():
        for role in roles:
            _given(staff, staff[colleague.username], role)
    team = accounts.create_team(name="Heating", starts_on=LONG_AGO, by=None, now=BEFORE)
    accounts.join_team(
        team=team,
        user=staff[cast.STAGE_1_HANDLER.username],
        starts_on=LONG_AGO,
        by=None,
        now=BEFORE,
    )
    home = _home()
    return World(staff=staff, person=_amina(home), home=home)


def _added(colleague: cast.Colleague) -> User:
    return accounts.create_user(
        username=colleague.username,
        name=colleague.name,
        email=colleague.email,
        password=cast.PASSWORD,
        by=None,
        now=BEFORE,
    )


def _given(staff: dict[str, User], user: User, role: str) -> None:
    """Give a role as it is given: by one person, confirmed by a second."""
    giver, second = (staff[one.username] for one in (cast.OUTSIDER, cast.BOARD_MEMBER))
    grant = accounts.grant_role(
        user=user,
        role=role,
        by=giver,
        now=BEFORE,
        starts_on=LONG_AGO,
    )
    confirmer = staff[cast.AUDITOR.username] if user == second else second
    accounts.confirm_role(grant=grant, by=confirmer, now=BEFORE)


def _home() -> int:
    first, second, third, fourth = cast.FLAT.address
    return record_home(
        reference=cast.FLAT.reference,
        facts=HomeFacts(
            uprn=cast.FLAT.uprn,
            address_1=first,
            address_2=second,
            address_3=third,
            address_4=fourth,
            postcode=cast.FLAT.postcode,
            area_id=add_area(name=cast.FLAT.area),
            stock_type="LCRA",
        ),
        now=BEFORE,
        by=None,
    )


def _amina(home: int) -> int:
    person = add_person(
        reference=cast.AMINA.reference,
        facts=PersonFacts(
            name=cast.AMINA.name,
            email=cast.AMINA.email,
            telephone=cast.AMINA.telephone,
        ),
        token=UUID(int=1),
        now=BEFORE,
        by=None,
    )
    start_residency(
        person_id=person,
        home_id=home,
        tenure=cast.AMINA.tenure,
        from_day=cast.AMINA.lives_there_from,
        now=BEFORE,
        by=None,
    )
    return person
