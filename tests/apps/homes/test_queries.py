"""Homes are found, counted on a day and named by the area they lay in then."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import MONDAY, on

from putright.apps.homes import queries
from putright.apps.homes.facts import HomeFacts
from putright.apps.homes.services import (
    AreaRefusedError,
    add_area,
    record_home,
    rename_area,
)

pytestmark = pytest.mark.django_db

APRIL = dt.date(2024, 4, 1)


@pytest.fixture
def north() -> int:
    return add_area(name="Otterdale North")


@pytest.fixture
def flat(north: int) -> int:
    return record_home(
        reference="OTT-0014",
        facts=HomeFacts(
            uprn="000000009914",
            address_1="Flat 14",
            address_2="Heron House",
            address_3="Mill Lane",
            postcode="ZZ1 4QQ",
            area_id=north,
            body="Heron TMO",
            stock_type="LCRA",
            owned_from=dt.date(1978, 4, 1),
        ),
        now=on(MONDAY),
        by=None,
    )


@pytest.fixture
def house(north: int) -> int:
    return record_home(
        reference="OTT-0203",
        facts=HomeFacts(
            address_1="3 Weir Cottages",
            address_2="Mill Lane",
            postcode="ZZ1 5QQ",
            stock_type="LCHO",
            owned_from=dt.date(2001, 9, 30),
            owned_to=dt.date(2024, 3, 31),
        ),
        now=on(MONDAY),
        by=None,
    )


@pytest.mark.parametrize(
    "words",
    ["OTT-0014", "heron", "zz14qq", "ZZ1 4QQ", "mill 14", "000000009914", "HOUSE Flat"],
)
def test_a_home_is_found_by_what_people_know_of_it(
    words: str, flat: int, house: int
) -> None:
    assert [one.id for one in queries.search(words)] == [flat]


def test_a_search_says_that_there_are_more_without_counting(
    flat: int, house: int
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = queries.search("mill lane", limit=1)
    assert len(found) == 2
    assert not any("COUNT(" in query["sql"].upper() for query in asked)
    assert queries.search("mill%lane") == []


def test_a_body_finds_only_the_homes_it_manages(flat: int, house: int) -> None:
    found = queries.search("mill lane", bodies=["Heron TMO"])
    assert [one.id for one in found] == [flat]
    assert list(queries.managed_by(["Heron TMO"])) == [flat]


def test_homes_owned_on_a_day_count_their_first_and_last_day(
    flat: int, house: int
) -> None:
    assert queries.owned_on(dt.date(2024, 3, 31)) == 2
    assert queries.owned_on(APRIL) == 1
    assert queries.owned_on(dt.date(1978, 3, 31)) == 0
    assert queries.owned_on(dt.date(2024, 3, 31), stock_types=["LCHO"]) == 1
    assert queries.owned_on(dt.date(2024, 3, 31), body="Heron TMO") == 1


def test_a_sale_recorded_late_counts_from_its_own_day(flat: int) -> None:
    sold = HomeFacts(stock_type="LCRA", owned_to=dt.date(2024, 10, 31))
    record_home(reference="OTT-0014", facts=sold, now=on(dt.date(2024, 12, 9)), by=None)
    assert queries.owned_on(dt.date(2024, 10, 31)) == 1
    assert queries.owned_on(dt.date(2024, 11, 1)) == 0


def test_a_split_uses_the_facts_and_the_names_of_that_day(
    flat: int, house: int, north: int
) -> None:
    rename_area(area_id=north, name="Otterdale Upper", from_day=APRIL)
    day_before = dt.date(2024, 3, 31)
    assert queries.owned_by("area", day_before) == {"Otterdale North": 1, "": 1}
    assert queries.owned_by("area", APRIL) == {"Otterdale Upper": 1}
    assert queries.owned_by("stock_type", day_before) == {"LCRA": 1, "LCHO": 1}


def test_an_area_is_known_by_its_old_name_too(north: int) -> None:
    rename_area(area_id=north, name="Otterdale Upper", from_day=APRIL)
    numbers = queries.area_numbers()
    assert numbers["otterdale north"] == numbers["otterdale upper"] == north


def test_two_areas_never_have_one_name(north: int) -> None:
    with pytest.raises(AreaRefusedError, match="already an area called"):
        add_area(name="otterdale north")
    south = add_area(name="Otterdale South", starts_on=APRIL)
    with pytest.raises(AreaRefusedError, match="already an area called"):
        rename_area(area_id=south, name="Otterdale North", from_day=MONDAY)
    with pytest.raises(AreaRefusedError, match="Choose a later day"):
        rename_area(area_id=south, name="Otterdale Lower", from_day=APRIL)
    with pytest.raises(AreaRefusedError, match="no such area"):
        rename_area(area_id=0, name="Otterdale Lower", from_day=APRIL)


def test_recording_the_same_again_adds_nothing(flat: int) -> None:
    row = queries.home_numbered(flat)
    assert row is not None
    assert queries.changes(flat) == []
    assert queries.homes_numbered([flat]) == {flat: row}
    assert queries.home_ids() == {"OTT-0014": flat}
