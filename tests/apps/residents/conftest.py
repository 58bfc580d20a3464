"""Amina in her flat, and a neighbour, as every test here uses them."""

import datetime as dt
from uuid import UUID

import pytest
from tests import cast

from putright.apps.homes.facts import HomeFacts
from putright.apps.homes.services import record_home
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.services import add_person, start_residency

BEFORE = cast.on(dt.date(2024, 1, 8))
TOKEN = UUID(int=14)


def record(home: cast.Home) -> int:
    """Record a home of the cast."""
    lines = dict(
        zip(("address_1", "address_2", "address_3"), home.address, strict=False)
    )
    facts = HomeFacts(uprn=home.uprn, postcode=home.postcode, **lines)
    return record_home(reference=home.reference, facts=facts, now=BEFORE, by=None)


@pytest.fixture
def flat(db: None) -> int:
    """Give the number of Amina's flat."""
    return record(cast.FLAT)


@pytest.fixture
def house(db: None) -> int:
    """Give the number of the neighbour's house."""
    return record(cast.HOUSE)


@pytest.fixture
def facts() -> PersonFacts:
    """Give what is known of Amina."""
    return PersonFacts(
        name=cast.AMINA.name,
        email=cast.AMINA.email,
        telephone=cast.AMINA.telephone,
    )


@pytest.fixture
def amina(flat: int, facts: PersonFacts) -> int:
    """Give Amina's number: she lives in the flat."""
    number = add_person(
        reference=cast.AMINA.reference, facts=facts, token=TOKEN, now=BEFORE, by=None
    )
    start_residency(
        person_id=number,
        home_id=flat,
        tenure=cast.AMINA.tenure,
        from_day=cast.AMINA.lives_there_from,
        now=BEFORE,
        by=None,
    )
    return number
