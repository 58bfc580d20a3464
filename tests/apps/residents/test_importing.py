"""Residents come in from the landlord's file, every row accounted for."""

import datetime as dt

import pytest
from tests.cast import MONDAY, on

from putright.apps.residents import queries
from putright.apps.residents.services import import_residents
from putright.core.tabular import ImportOutcome, read

pytestmark = pytest.mark.usefixtures("flat", "house")

HEAD = (
    "person,name,home,tenure,from,to,email,telephone,preferred_contact,safe_contact,"
    "do_not_write,language,format\n"
)
AMINA = (
    "P-1001,Amina Farrow,OTT-0014,LCRA,01/04/2019,,amina.farrow@home.example,"
    "01632 960014,letter,,no,English,large print\n"
)
TOMASZ = (
    "P-1002,Tomasz Brzeg,OTT-0203,LCHO,2021-09-13,,,,,"
    "by e-mail to t.brzeg@work.example,yes,Polish,\n"
)
LATER = MONDAY + dt.timedelta(days=30)


def take(text: str, day: dt.date = MONDAY) -> ImportOutcome:
    return import_residents(read("people.csv", text.encode()), now=on(day), by=None)


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int, int]:
    return (
        outcome.read,
        outcome.taken,
        outcome.already,
        outcome.changed,
        len(outcome.refused),
    )


def number(reference: str) -> int:
    found = queries.person(reference)
    assert found is not None
    return found.id


def test_people_are_taken_as_the_file_says() -> None:
    assert counts(take(HEAD + AMINA + TOMASZ)) == (2, 2, 0, 0, 0)
    amina = queries.person("P-1001")
    assert amina is not None
    assert (amina.name, amina.format) == ("Amina Farrow", "large print")
    stay = queries.residency_on(amina.id, MONDAY)
    assert stay is not None
    assert (stay.home, stay.tenure) == ("OTT-0014", "LCRA")
    assert stay.starts_on == dt.date(2019, 4, 1)
    tomasz = queries.person("P-1002")
    assert tomasz is not None
    assert tomasz.do_not_write
    assert tomasz.safe_contact == "by e-mail to t.brzeg@work.example"


def test_reading_the_same_file_twice_changes_nothing() -> None:
    take(HEAD + AMINA + TOMASZ)
    assert counts(take(HEAD + AMINA + TOMASZ, LATER)) == (2, 0, 2, 0, 0)
    assert queries.changes(number("P-1001")) == []
    assert len(queries.residencies(number("P-1001"))) == 1


def test_what_changed_comes_in_and_what_was_there_stays() -> None:
    take(HEAD + AMINA)
    moved = AMINA.replace("01632 960014", "01632 960999")
    assert counts(take(HEAD + moved, LATER)) == (1, 0, 0, 1, 0)
    then = queries.person("P-1001", on=LATER - dt.timedelta(days=1))
    now = queries.person("P-1001", on=LATER)
    assert then is not None
    assert now is not None
    assert (then.telephone, now.telephone) == ("01632 960014", "01632 960999")
    change = queries.changes(now.id)[0]
    assert (change.field, change.old) == ("Telephone", "01632 960014")


def test_an_emptied_cell_changes_nothing() -> None:
    take(HEAD + AMINA)
    bare = "person,name,home,from,email,safe_contact\nP-1001,,OTT-0014,,,\n"
    assert counts(take(bare, LATER)) == (1, 0, 1, 0, 0)


def test_someone_who_moves_has_two_stays_and_lives_in_the_second() -> None:
    take(HEAD + AMINA)
    left = AMINA.replace("01/04/2019,", "01/04/2019,30/06/2024")
    came = AMINA.replace("OTT-0014", "OTT-0203").replace("01/04/2019", "2024-07-01")
    file = HEAD + left + came
    assert counts(take(file, LATER)) == (2, 1, 0, 1, 0)
    assert counts(take(file, LATER)) == (2, 0, 2, 0, 0)
    amina = number("P-1001")
    homes = [
        stay.home
        for day in (dt.date(2024, 6, 30), dt.date(2024, 7, 1))
        if (stay := queries.residency_on(amina, day))
    ]
    assert homes == ["OTT-0014", "OTT-0203"]


def test_back_at_the_same_home_later_is_another_stay() -> None:
    ended = AMINA.replace("01/04/2019,", "01/04/2015,31/03/2017")
    file = HEAD + ended + AMINA
    assert counts(take(file)) == (2, 2, 0, 0, 0)
    assert counts(take(file, LATER)) == (2, 0, 2, 0, 0)


def test_a_first_day_that_was_corrected_keeps_one_stay() -> None:
    take(HEAD + AMINA)
    take(HEAD + AMINA.replace("01/04/2019", "02/04/2019"), LATER)
    stays = queries.residencies(number("P-1001"))
    assert [stay.starts_on for stay in stays] == [dt.date(2019, 4, 2)]


def test_a_tenure_that_no_figure_knows_is_refused_and_a_way_to_write_is_free() -> None:
    """The words are the register’s; how somebody likes to be written to is free."""
    outcome = take(
        HEAD + AMINA.replace("LCRA", "king") + TOMASZ.replace("LCHO", "lcho")
    )
    (refused,) = outcome.refused
    assert (refused.line, refused.column, refused.value) == (2, "tenure", "king")
    assert "LCRA, LCHO, leaseholder, applicant, other" in refused.why
    stay = queries.residency_on(number("P-1002"), MONDAY)
    assert stay is not None
    assert stay.tenure == "LCHO"
    assert take(HEAD + AMINA.replace("letter", "text after six")).taken == 1


def test_an_applicant_has_a_tenure_and_no_home() -> None:
    row = "P-1003,Gwen Farrow-Lisle,,applicant,,,,,,,,,\n"
    assert counts(take(HEAD + row)) == (1, 1, 0, 0, 0)
    assert counts(take(HEAD + row, LATER)) == (1, 0, 1, 0, 0)
    stay = queries.residency_on(number("P-1003"), MONDAY)
    assert stay is not None
    assert (stay.home, stay.tenure) == ("", "applicant")


def test_each_row_that_cannot_be_read_is_refused_with_its_place() -> None:
    rows = (
        ",No Reference,,,,,,,,,,,\n"
        "A,,,,,,,,,,,,\n"
        "B,Bee,NOWHERE,,,,,,,,,,\n"
        "C,Cee,,,,,not an address,,,,,,\n"
        "D,Dee,OTT-0014,,2020-01-02,2020-01-01,,,,,,,\n"
        "E,Eee,,,,,,,,,perhaps,,\n"
        "F,Eff,OTT-0014,,,,,01632 960100,,,,,\n"
        "F,Eff,OTT-0203,,,,,01632 960200,,,,,\n"
        "F,Eff,OTT-0014,,,,,,,,,,\n"
    )
    outcome = take(HEAD + rows)
    assert counts(outcome) == (9, 1, 0, 0, 8)
    assert [(row.line, row.column, row.value) for row in outcome.refused] == [
        (2, "person", ""),
        (3, "name", ""),
        (4, "home", "NOWHERE"),
        (5, "email", "not an address"),
        (6, "to", "2020-01-01"),
        (7, "do_not_write", "perhaps"),
        (9, "telephone", "01632 960200"),
        (10, "person", "F"),
    ]
    assert "Line 8 says something else" in outcome.refused[6].why


def test_equality_answers_are_never_taken_from_this_file() -> None:
    outcome = take("person,name,ethnicity\nA,Ay,declined\n")
    assert outcome.unused == ("ethnicity",)
    assert queries.equality_questions() == []
