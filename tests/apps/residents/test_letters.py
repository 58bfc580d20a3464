"""How a person may be written to: the safe contact outranks all else."""

import dataclasses
import datetime as dt

import pytest
from tests.cast import AMINA, MONDAY, on

from putright.apps.residents import queries
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.services import add_representative, change_person
from putright.apps.residents.values import LetterRecipient


def recipient(day: dt.date = MONDAY) -> LetterRecipient:
    found = queries.who_to_write(AMINA.reference, day)
    assert found is not None
    return found


def change(amina: int, facts: PersonFacts, **changes: object) -> None:
    now = dataclasses.replace(facts, **changes)  # type: ignore[arg-type]  # by name
    change_person(person_id=amina, facts=now, now=on(MONDAY), by=None)


def test_a_letter_goes_to_the_home_where_they_live_that_day(amina: int) -> None:
    found = recipient()
    assert found.name == "Amina Farrow"
    assert found.address == ("Flat 14", "Heron House", "Mill Lane", "ZZ1 4QQ")
    assert found.channels == ("email", "post")
    before = dt.date(2019, 3, 31)
    assert recipient(before).address == ()


def test_who_prefers_letters_gets_a_letter_first(
    amina: int, facts: PersonFacts
) -> None:
    change(amina, facts, preferred_contact="Letter")
    assert recipient().channels == ("post", "email")


def test_a_safe_contact_closes_every_other_way(amina: int, facts: PersonFacts) -> None:
    change(amina, facts, safe_contact="Through her sister, weekdays before noon")
    found = recipient()
    assert found.channels == ()
    assert (found.address, found.email) == ((), "")
    assert not found.allows("post")
    assert not found.allows("email")
    assert found.safe_contact == "Through her sister, weekdays before noon"


def test_a_safe_contact_that_names_one_address_allows_that_one(
    amina: int, facts: PersonFacts
) -> None:
    change(amina, facts, safe_contact="Only e-mail: safe@sister.example.")
    found = recipient()
    assert (found.channels, found.email) == (("email",), "safe@sister.example")
    change(amina, facts, safe_contact="not a@home.example but b@sister.example")
    assert recipient().channels == ()


def test_a_safe_contact_given_later_is_obeyed_for_an_earlier_day(
    amina: int, facts: PersonFacts
) -> None:
    change(amina, facts, safe_contact="Through her sister")
    assert recipient(MONDAY - dt.timedelta(days=5)).channels == ()


def test_do_not_write_stops_the_post_alone(amina: int, facts: PersonFacts) -> None:
    change(amina, facts, do_not_write=True)
    found = recipient()
    assert found.do_not_write
    assert (found.channels, found.address) == (("email",), ())


def test_3_6_a_representative_speaks_while_the_authority_lasts(amina: int) -> None:
    add_representative(
        person_id=amina,
        name="Gwen Farrow-Lisle",
        contact="01632 960777",
        scope="The heating complaint",
        authority="Signed letter of 1 October 2024",
        starts_on=dt.date(2024, 10, 1),
        expires_on=dt.date(2024, 12, 31),
        now=on(MONDAY),
        by=None,
    )
    speaker = recipient().representative
    assert speaker is not None
    assert (speaker.name, speaker.scope) == (
        "Gwen Farrow-Lisle",
        "The heating complaint",
    )
    assert recipient(dt.date(2024, 12, 31)).representative is not None
    assert recipient(dt.date(2025, 1, 1)).representative is None
    assert recipient(dt.date(2024, 9, 30)).representative is None


@pytest.mark.django_db
def test_nobody_has_no_letter() -> None:
    assert queries.who_to_write("P-9999", MONDAY) is None
