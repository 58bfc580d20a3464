"""The demonstration's landlord, staff and teams."""

import datetime

import msgspec

from putright.apps.accounts import services
from putright.apps.accounts.models import Role, Scope, Team, User
from putright.apps.complaints.services.categories import add_categories
from putright.config.demo.words import words

LANDLORD = "Wraysford Vale Homes (demonstration)"
BODY = "Hallow Rise Tenant Management Organisation"
BODY_AREA = "Hallow Rise"
PASSWORD = "demonstration"  # noqa: S105 - for invented people, who sign in on this machine alone
YEARS_OPEN = 3
FAR_BACK = datetime.timedelta(days=365 * YEARS_OPEN)


class Colleague(msgspec.Struct, frozen=True):
    """A member of staff: how they sign in, their role, its reach and their team."""

    username: str
    name: str
    role: str
    team: str = "Complaints"
    scope: str = Scope.EVERYTHING
    scope_value: str = ""


STAFF = (
    Colleague("administrator", "Ansel Keywright", Role.ADMINISTRATOR, ""),
    Colleague("manager", "Marigold Fairweather", Role.MANAGER),
    Colleague("manager2", "Mordecai Steadfast", Role.MANAGER),
    Colleague("front_line", "Fern Tillinghast", Role.FRONT_LINE, "Customer contact"),
    Colleague("coordinator", "Cosmo Brightside", Role.COORDINATOR),
    Colleague("investigator", "Isolde Plainspoke", Role.INVESTIGATOR),
    Colleague("investigator2", "Idris Evenhand", Role.INVESTIGATOR),
    Colleague("investigator3", "Imogen Thoroughgood", Role.INVESTIGATOR),
    Colleague("reviewer", "Reuben Farsight", Role.REVIEWER),
    Colleague("reviewer2", "Rosalba Clearwater", Role.REVIEWER),
    Colleague("board_member", "Beatrix Roundtable", Role.BOARD_MEMBER, ""),
    Colleague("auditor", "Augustin Tallymark", Role.AUDITOR, ""),
    Colleague(
        "damp_team",
        "Dorcas Drywall",
        Role.INVESTIGATOR,
        "Damp and mould",
        Scope.TEAM,
        "damp-and-mould",
    ),
    Colleague("tmo", "Tobiah Hallowell", Role.COORDINATOR, "", Scope.BODY, BODY),
)
TEAMS = (
    "Complaints",
    "Customer contact",
    "Repairs",
    "Damp and mould",
    "Heating",
    "Estates",
    "Neighbourhoods",
    "Planned works",
    "Leasehold and charges",
    "Cobblewick Repairs (contractor)",
    "Thistlecroft Heating (contractor)",
)
CONTRACTORS = {
    "Repairs": "Cobblewick Repairs (contractor)",
    "Heating": "Thistlecroft Heating (contractor)",
}
"""The team whose work a contractor does, and that contractor's own team."""


def make_people(now: datetime.datetime, today: datetime.date) -> dict[str, User]:
    """Make the landlord, its staff with their roles, and its teams.

    Gives each member of staff by how they sign in.
    """
    _settings(now)
    people = {one.username: _person(one, now, today) for one in STAFF}
    for one in STAFF:
        _grant(one, people, now, today)
    teams = _teams(people, now, today)
    for one in STAFF:
        if one.team:
            services.join_team(
                team=teams[one.team],
                user=people[one.username],
                starts_on=today - FAR_BACK,
                by=None,
                now=now,
            )
    add_categories(
        listed=[(about.category, about.issue) for about in words().about],
    )
    return people


def _settings(now: datetime.datetime) -> None:
    services.change_settings(
        by=None,
        now=now,
        name=LANDLORD,
        address="The Old Dyeworks\nTenter Lane\nWraysford\nZZ1 1ZZ",
        phone="01632 960100",
        email="complaints@wraysford.example",
        web_page="www.wraysford.example/complaints",
        policy_name="Complaints and compliments policy",
    )


def _person(one: Colleague, now: datetime.datetime, today: datetime.date) -> User:
    return services.create_user(
        username=one.username,
        name=one.name,
        email=f"{one.username}@wraysford.example",
        password=PASSWORD,
        demonstration=True,
        starts_on=today - FAR_BACK,
        by=None,
        now=now,
    )


def _grant(
    one: Colleague,
    people: dict[str, User],
    now: datetime.datetime,
    today: datetime.date,
) -> None:
    grant = services.grant_role(
        user=people[one.username],
        role=one.role,
        scope=one.scope,
        scope_value=one.scope_value,
        starts_on=today - FAR_BACK,
        by=None,
        now=now,
    )
    if grant.confirmed_at is None:
        second = "manager" if one.username != "manager" else "administrator"
        services.confirm_role(grant=grant, by=people[second], now=now)


def _teams(
    people: dict[str, User], now: datetime.datetime, today: datetime.date
) -> dict[str, Team]:
    return {
        name: services.create_team(
            name=name,
            starts_on=today - FAR_BACK,
            manager=people["manager"],
            by=None,
            now=now,
        )
        for name in TEAMS
    }
