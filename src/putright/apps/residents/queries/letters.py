"""How a person may be written to: the safe contact outranks everything else."""

import datetime as dt

from putright.apps.homes import queries as homes
from putright.apps.residents.facts import email_within
from putright.apps.residents.queries.care import representative_on
from putright.apps.residents.queries.people import (
    person,
    person_numbered,
    residency_on,
)
from putright.apps.residents.values import Channel, LetterRecipient, PersonView

_BY_POST = ("post", "letter")


def who_to_write(person_reference: str, on: dt.date) -> LetterRecipient | None:
    """Give how a person may be written to on a day, or None where nobody has that
    reference.

    With a safe contact, only an e-mail address that it names may be used: nothing goes
    to the home. With "do not write", nothing is posted. `representative` is whoever may
    speak for the person on that day; whether the letter is within their scope is for
    whoever writes it.
    """
    found = person(person_reference, on=on) or person(person_reference)
    if found is None:
        return None
    # A safe contact given since that day is obeyed as well: a letter leaves now.
    latest = person_numbered(found.id) or found
    safe = latest.safe_contact or found.safe_contact
    no_post = latest.do_not_write or found.do_not_write
    email = email_within(safe) if safe else found.email
    address = () if safe or no_post else _address(found.id, on)
    return LetterRecipient(
        person=found.reference,
        name=found.name,
        address=address,
        email=email,
        channels=_channels(email, address, found),
        do_not_write=no_post,
        safe_contact=safe,
        language=found.language,
        format=found.format,
        representative=representative_on(found.id, on),
    )


def _address(number: int, on: dt.date) -> tuple[str, ...]:
    stay = residency_on(number, on)
    home = homes.home_numbered(stay.home_id) if stay and stay.home_id else None
    return home.lines if home else ()


def _channels(
    email: str, address: tuple[str, ...], found: PersonView
) -> tuple[Channel, ...]:
    ways: list[Channel] = []
    if email:
        ways.append("email")
    if address:
        ways.append("post")
    if any(word in found.preferred_contact.casefold() for word in _BY_POST):
        ways.reverse()
    return tuple(ways)
