"""The people and homes that every test uses. All invented; every date is fixed.

The homes stand in Otterdale, a place that does not exist; telephone numbers are from
the ranges kept for drama, addresses end in `.example`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True)
class Home:
    """A home that the landlord lets: its own reference, and where it is."""

    reference: str
    uprn: str
    address: tuple[str, ...]
    postcode: str
    area: str


@dataclass(frozen=True)
class Resident:
    """Someone who lives in a home, or speaks for someone who does."""

    reference: str
    name: str
    email: str
    telephone: str
    home: Home | None = None
    tenure: str = ""
    lives_there_from: date | None = None


@dataclass(frozen=True)
class Colleague:
    """Someone who signs in. `role` says in plain words what they are for."""

    username: str
    name: str
    email: str
    role: str


MONDAY = date(2024, 10, 7)
"""The day Amina Farrow's complaint comes in: an ordinary Monday."""

FLAT = Home(
    reference="OTT-0014",
    uprn="000000009914",
    address=("Flat 14", "Heron House", "Mill Lane", "Otterdale"),
    postcode="ZZ1 4QQ",
    area="Otterdale North",
)
HOUSE = Home(
    reference="OTT-0203",
    uprn="000000009203",
    address=("3 Weir Cottages", "Mill Lane", "Otterdale"),
    postcode="ZZ1 5QQ",
    area="Otterdale South",
)

AMINA = Resident(
    reference="P-1001",
    name="Amina Farrow",
    email="amina.farrow@home.example",
    telephone="01632 960014",
    home=FLAT,
    tenure="social rent",
    lives_there_from=date(2019, 4, 1),
)
"""The resident whose heating is off."""

NEIGHBOUR = Resident(
    reference="P-1002",
    name="Tomasz Brzeg",
    email="tomasz.brzeg@home.example",
    telephone="01632 960203",
    home=HOUSE,
    tenure="shared ownership",
    lives_there_from=date(2021, 9, 13),
)
"""The neighbour, who has a complaint of his own about the same boiler house."""

REPRESENTATIVE = Resident(
    reference="P-1003",
    name="Gwen Farrow-Lisle",
    email="gwen.lisle@home.example",
    telephone="01632 960777",
)
"""Amina's sister, who may speak for her and lives elsewhere."""

STAGE_1_HANDLER = Colleague(
    "okafor", "Chidi Okafor", "chidi.okafor@landlord.example", "stage 1 handler"
)
STAGE_2_HANDLER = Colleague(
    "penrose", "Lowenna Penrose", "lowenna.penrose@landlord.example", "stage 2 handler"
)
COMPLAINTS_MANAGER = Colleague(
    "sandhu", "Harpreet Sandhu", "harpreet.sandhu@landlord.example", "manager"
)
COORDINATOR = Colleague(
    "whitlow", "Bea Whitlow", "bea.whitlow@landlord.example", "coordinator"
)
BOARD_MEMBER = Colleague(
    "adeyemi",
    "Folake Adeyemi",
    "folake.adeyemi@landlord.example",
    "member responsible for complaints",
)
AUDITOR = Colleague("quist", "Nils Quist", "nils.quist@landlord.example", "auditor")
ADMINISTRATOR = Colleague(
    "marlow", "Dilys Marlow", "dilys.marlow@landlord.example", "administrator"
)
OUTSIDER = Colleague(
    "tranter", "Rob Tranter", "rob.tranter@landlord.example", "no role at all"
)
"""A colleague from another department, who may see no complaint."""

COLLEAGUES = (
    STAGE_1_HANDLER,
    STAGE_2_HANDLER,
    COMPLAINTS_MANAGER,
    COORDINATOR,
    BOARD_MEMBER,
    AUDITOR,
    ADMINISTRATOR,
    OUTSIDER,
)

PASSWORD = "correct horse of Otterdale 14"
"""The password of everyone here."""


def on(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Give a moment on a day, in UTC: ten in the morning unless told."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def days_after(count: int, day: date = MONDAY) -> date:
    """Give the day that many calendar days (not working days) after another."""
    return day + timedelta(days=count)
