"""Homes come in from the landlord's file, every row accounted for."""

import datetime as dt

import pytest
from tests.cast import MONDAY, on

from putright.apps.homes import queries
from putright.apps.homes.services import import_homes
from putright.core.tabular import ImportOutcome, TableError, read

pytestmark = pytest.mark.django_db

HEAD = (
    "home,uprn,address_1,address_2,postcode,area,body,stock_type,category,"
    "owned_from,owned_to\n"
)
FLAT = (
    "OTT-0014,000000009914,Flat 14,Heron House,zz14qq,Otterdale North,,LCRA,flat,"
    "01/04/1978,\n"
)
HOUSE = (
    "OTT-0203,000000009203,3 Weir Cottages,Mill Lane,ZZ1 5QQ,Otterdale South,"
    "Weir TMO,lcho,house,2001-09-30,\n"
)
LATER = MONDAY + dt.timedelta(days=30)


def take(text: str, day: dt.date = MONDAY) -> ImportOutcome:
    return import_homes(read("homes.csv", text.encode()), now=on(day), by=None)


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int, int]:
    return (
        outcome.read,
        outcome.taken,
        outcome.already,
        outcome.changed,
        len(outcome.refused),
    )


def test_homes_are_taken_as_the_file_says() -> None:
    assert counts(take(HEAD + FLAT + HOUSE)) == (2, 2, 0, 0, 0)
    flat = queries.home("OTT-0014")
    assert flat is not None
    assert flat.uprn == "000000009914"
    assert flat.lines == ("Flat 14", "Heron House", "ZZ1 4QQ")
    assert flat.area == "Otterdale North"
    assert flat.owned_from == dt.date(1978, 4, 1)
    house = queries.home("OTT-0203")
    assert house is not None
    assert (house.stock_type, house.body) == ("LCHO", "Weir TMO")


def test_reading_the_same_file_twice_changes_nothing() -> None:
    take(HEAD + FLAT + HOUSE)
    before = queries.home("OTT-0014")
    assert counts(take(HEAD + FLAT + HOUSE, LATER)) == (2, 0, 2, 0, 0)
    assert queries.home("OTT-0014") == before
    assert before is not None
    assert queries.changes(before.id) == []


def test_a_changed_row_comes_in_and_what_was_there_stays() -> None:
    take(HEAD + FLAT + HOUSE)
    moved = FLAT.replace("Otterdale North", "Otterdale West")
    assert counts(take(HEAD + moved + HOUSE, LATER)) == (2, 0, 1, 1, 0)
    then = queries.home("OTT-0014", on=LATER - dt.timedelta(days=1))
    now = queries.home("OTT-0014", on=LATER)
    assert then is not None
    assert now is not None
    assert (then.area, now.area) == ("Otterdale North", "Otterdale West")
    change = queries.changes(now.id)[0]
    assert (change.field, change.old, change.new) == (
        "Area",
        "Otterdale North",
        "Otterdale West",
    )
    assert change.on == LATER
    assert change.recorded_by == "the system"


def test_an_emptied_cell_and_a_column_left_out_change_nothing() -> None:
    take(HEAD + FLAT)
    assert counts(take("home,postcode\nOTT-0014,\n", LATER)) == (1, 0, 1, 0, 0)


def test_each_row_that_cannot_be_read_is_refused_with_its_place() -> None:
    rows = (
        ",1,,,,,,,,,\n"
        "A,12345678901234,,,,,,,,,\n"
        "B,,,,POST,,,,,,\n"
        "C,,,,,,,council,,,\n"
        "D,,,,,,,,,31/02/2020,\n"
        "E,,,,,,,,,2020-01-02,2020-01-01\n"
        "F,,,,,,,,,,\n"
        "F,,,,,,,,,,\n"
        "G,1,2\n"
    )
    outcome = take(HEAD + rows)
    assert counts(outcome) == (9, 1, 0, 0, 8)
    assert [(row.line, row.column, row.value) for row in outcome.refused] == [
        (2, "home", ""),
        (3, "uprn", "12345678901234"),
        (4, "postcode", "POST"),
        (5, "stock_type", "council"),
        (6, "owned_from", "31/02/2020"),
        (7, "owned_to", "2020-01-01"),
        (9, "home", "F"),
        (10, "", ""),
    ]
    assert all(row.why.endswith(".") for row in outcome.refused)
    assert outcome.as_json()["refused"][0] == {  # type: ignore[index]  # plain values
        "line": 2,
        "column": "home",
        "value": "",
        "why": "The home's reference is missing.",
    }


def test_a_file_without_references_is_refused_whole() -> None:
    with pytest.raises(TableError, match="no column “home”"):
        take("reference,uprn\nA,1\n")


def test_columns_that_nothing_was_taken_from_are_named() -> None:
    assert take("home,bedrooms\nA,2\n").unused == ("bedrooms",)


def test_corrected_twice_on_one_day_the_last_holds() -> None:
    take(HEAD + FLAT)
    take(HEAD + FLAT.replace("Flat 14", "Flat 15"), LATER)
    take(HEAD + FLAT.replace("Flat 14", "Flat 16"), LATER)
    home = queries.home("OTT-0014", on=LATER)
    assert home is not None
    assert home.address[0] == "Flat 16"
    assert [change.new for change in queries.changes(home.id)] == ["Flat 16", "Flat 15"]
