"""Surveys of invented homes, with answers, on fixed days."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from tests import cast
from tests.core.surveys.fieldwork import COLUMNS, Row, csv_of, response

from putright.apps.homes.facts import HomeFacts
from putright.apps.homes.queries import area_numbers, home_ids
from putright.apps.homes.services import add_area, record_home
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.services import add_person, start_residency
from putright.apps.surveys.models import Fieldwork, Survey
from putright.apps.surveys.services import comments, importing, sampling, setting_up
from putright.core.surveys import SurveyMapping

TODAY = date(2026, 3, 11)
NOW = cast.on(TODAY)
YEAR = "2025-26"
NORTH, SOUTH = "Otterdale North", "Otterdale South"
EAST = "Otterdale East"


def street(
    number: int, *, area: str = NORTH, first: int = 1, stock_type: str = "LCRA"
) -> list[str]:
    """Build so many homes of an area; give their references, such as N-001."""
    known = area_numbers().get(area.casefold()) or add_area(name=area)
    references = [
        f"{area.split()[-1][0]}-{n:03d}" for n in range(first, first + number)
    ]
    for place, reference in enumerate(references, first):
        record_home(
            reference=reference,
            facts=HomeFacts(
                address_1=f"{place} Weir Row",
                postcode="ZZ1 5QQ",
                area_id=known,
                stock_type=stock_type,
                category="General needs" if place % 2 else "Sheltered",
            ),
            now=NOW,
            by=None,
        )
    return references


def lives_at(home: str, number: int, **facts: object) -> None:
    """Let somebody live at a home, with what is known of them."""
    person = add_person(
        facts=PersonFacts(name=f"Resident {number}", **facts),  # type: ignore[arg-type] # a test's own
        token=UUID(int=1000 + number),
        reference=f"P-{number}",
        now=NOW,
        by=None,
    )
    start_residency(
        person_id=person,
        home_id=home_ids([home])[home],
        tenure="social rent",
        from_day=date(2019, 4, 1),
        now=NOW,
        by=None,
    )


def survey(
    name: str = "Tenants’ survey",
    *,
    year: str = YEAR,
    stock_types: Sequence[str] = ("LCRA",),
    quota_by: str = "area",
) -> Survey:
    """Set a survey up."""
    return setting_up.add_survey(
        year=year,
        name=name,
        stock_types=stock_types,
        counted_on=TODAY,
        quota_by=quota_by,
        note="By telephone, by Otter Research",
        by=None,
        now=NOW,
    )


def drawn(of: Survey, number: int | None = None) -> sampling.Drawn:
    """Draw so many homes of every stock type, or all of them."""
    numbers = dict.fromkeys(of.of, number)
    return sampling.draw_sample(survey=of, numbers=numbers, today=TODAY)


def answer(number: int, home: str, tp01: str = "5", **more: str) -> Row:
    """Give a home's response, in March 2026."""
    given = {"household": home, "answered_on": "2026-03-05"} | more
    return response(number, tp01, **given)


def taken(of: Survey, rows: Iterable[Row], *, name: str = "wave1.csv") -> Fieldwork:
    """Take answers, with the comment of each that has one."""
    whole = ({"comment": ""} | dict(row) for row in rows)
    return importing.take_file(
        survey=of,
        name=name,
        data=csv_of(whole, (*COLUMNS, "comment")),
        mapping=SurveyMapping(),
        by=None,
        now=NOW,
    )


def answered(of: Survey, homes: Sequence[str], *, unhappy: int = 0) -> Fieldwork:
    """Let every home answer, the first so many dissatisfied."""
    rows = [
        answer(n, home, "1" if n < unhappy else "5") for n, home in enumerate(homes)
    ]
    return taken(of, rows)


def themed(of: Survey, **words: str) -> None:
    """Name themes with their words."""
    for name, text in words.items():
        comments.add_theme(survey=of, name=name, words=text, now=NOW)
