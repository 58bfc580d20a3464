"""Giving a copy out: only once every part was looked through, and written down."""

import datetime
from typing import IO

from putright.apps.accounts.models import User
from putright.apps.protection.models import PersonCopy
from putright.apps.protection.queries import copies, held
from putright.apps.protection.services import copies as keeping
from putright.apps.protection.services import making
from putright.apps.protection.services.refusing import ProtectionRefusedError
from putright.apps.residents import queries as residents
from putright.apps.residents.queries.held import equality_held


def give(
    out: IO[bytes],
    *,
    found: PersonCopy,
    seen_by: User,
    by: User | None,
    day: datetime.date,
    now: datetime.datetime,
) -> int:
    """Write a copy as a ZIP of what `seen_by` may see; give of how much is left out.

    Raises ProtectionRefusedError where a part was not looked through, or changed since.
    """
    person = residents.person(found.person)
    if person is None:
        raise ProtectionRefusedError("There is no such person any more.")
    parts = held.parts(person, seen_by, day)
    looked = copies.seen(found, parts)
    if not copies.ready(parts, looked):
        raise ProtectionRefusedError("Look through every part first.")
    left = making.make(
        out,
        person=person.reference,
        made_on=day,
        parts=parts,
        looked=looked,
        answers=equality_held(person.id),
        openings=held.opened(person, parts),
    )
    keeping.fetched(found=found, by=by, now=now)
    return left
