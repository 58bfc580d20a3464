"""The demonstration's homes and the people who live in them."""

import datetime
from collections.abc import Sequence
from random import Random

import msgspec

from putright.apps.homes import services as homes
from putright.apps.residents import services as residents
from putright.config.demo.people import BODY, BODY_AREA
from putright.config.demo.words import Area, words
from putright.core.tabular import ImportOutcome, Row, Table

HOMES = 5_000
SHARES = (40, 25, 15, 20)
"""How many of a hundred homes stand in each area, in the file's order."""
STOCK = (("LCRA", 84), ("leasehold", 10), ("LCHO", 6))
TENURES = {"LCRA": "LCRA", "LCHO": "LCHO", "leasehold": "leaseholder"}
LANGUAGES = ("Polish", "Urdu", "Welsh", "Romanian", "British Sign Language")
POSTCODE_LETTERS = "ABDEFGHJLNPQ"
SAFE = "Ring on a weekday between 10 and 2 only. Never leave a message."
SEED = 5_003
MISSING = 25
"""One home in so many is empty."""


class Resident(msgspec.Struct, frozen=True):
    """A resident as a case knows them: by reference, home, area, body and tenure.

    `reached`: by email and by post alike, with nothing to heed.
    """

    person: str
    name: str
    home: str
    area: str
    body: str
    tenure: str
    reached: bool


def make_stock(now: datetime.datetime, today: datetime.date) -> list[Resident]:
    """Make the homes and their residents; give the residents in the homes' order."""
    listed, people = _listed(today)
    _whole(homes.import_homes(_table(listed), now=now, by=None))
    _whole(residents.import_residents(_table(people), now=now, by=None))
    return living_there(today)


def living_there(today: datetime.date) -> list[Resident]:
    """Give the residents of the demonstration, which are always the same."""
    listed, people = _listed(today)
    at = {home["home"]: home for home in listed}
    return [
        Resident(
            person=person["person"],
            name=person["name"],
            home=person["home"],
            area=at[person["home"]]["area"],
            body=at[person["home"]]["body"],
            tenure=person["tenure"],
            reached=bool(person["email"])
            and not person["safe_contact"] + person["do_not_write"],
        )
        for person in people
    ]


Cells = dict[str, str]


def listed_homes(today: datetime.date) -> list[Cells]:
    """Give the rows of the demonstration's homes, which are always the same."""
    return _listed(today)[0]


def _listed(today: datetime.date) -> tuple[list[Cells], list[Cells]]:
    """Give the rows of the homes and of the people who live in them."""
    random = Random(SEED)  # noqa: S311 - invented homes and people, no secrets
    listed = [_home(number, random) for number in range(1, HOMES + 1)]
    people = [
        _person(number, home, today, random)
        for number, home in enumerate(listed, 1)
        if number % MISSING
    ]
    return listed, people


def _whole(outcome: ImportOutcome) -> None:
    """The demonstration's own rows are never refused, or it is made wrong."""
    if outcome.refused:
        problem = f"A row of the demonstration was refused: {outcome.refused[0]}"
        raise ValueError(problem)


def _table(listed: Sequence[dict[str, str]]) -> Table:
    rows = tuple(Row(line, cells) for line, cells in enumerate(listed, 2))
    return Table(headings=tuple(listed[0]), rows=rows)


def _home(number: int, random: Random) -> dict[str, str]:
    area = _area(number)
    said = words()
    street = f"{random.choice(said.street_first)} {random.choice(said.street_last)}"
    flat = street.endswith(("Court", "House"))
    door = random.randint(1, 90)
    kind = random.choices([s for s, _ in STOCK], [share for _, share in STOCK])[0]
    letters = "".join(random.choices(POSTCODE_LETTERS, k=2))
    return {
        "home": f"WV-{number:05d}",
        "address_1": f"Flat {door}, {street}" if flat else f"{door} {street}",
        "address_2": area.town,
        "postcode": f"{area.postcode} {random.randint(1, 9)}{letters}",
        "area": area.name,
        "body": BODY if area.name == BODY_AREA else "",
        "stock_type": kind,
        "category": random.choices(["General needs", "Older people"], [88, 12])[0],
    }


def _area(number: int) -> Area:
    """Give a home's area: homes are numbered area by area."""
    place = number * 100 // (HOMES + 1)
    for share, area in zip(SHARES, words().areas, strict=True):
        if place < share:
            return area
        place -= share
    return words().areas[-1]


def _person(
    number: int, home: dict[str, str], today: datetime.date, random: Random
) -> dict[str, str]:
    said = words()
    given, family = random.choice(said.given), random.choice(said.family)
    since = today - datetime.timedelta(days=random.randint(400, 9_000))
    mailbox = f"{given}.{family}.{number}@residents.example".lower()
    return {
        "person": f"P-{number:05d}",
        "name": f"{given} {family}",
        "home": home["home"],
        "tenure": TENURES[home["stock_type"]],
        "from": since.isoformat(),
        "email": mailbox if random.random() < 0.7 else "",
        "telephone": f"07700 900{random.randint(0, 999):03d}",
        "preferred_contact": random.choice(["telephone", "email", "post", ""]),
        "safe_contact": SAFE if number % 701 == 0 else "",
        "do_not_write": "yes" if number % 503 == 0 else "",
        "language": random.choice(LANGUAGES) if random.random() < 0.02 else "",
        "format": "Large print" if random.random() < 0.02 else "",
    }
