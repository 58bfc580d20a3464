"""The people of a run, signed in: `python -m scripts.load.people HOW_MANY`.

Run in the landlord's own environment. It prints JSON: for each a session's cookie, a
resident to write to and a role; and cases to look at. Sessions are made in the
database, since signing in by password is slow by design and not what is measured.
"""

import datetime
import json
import sys
import uuid
from typing import TYPE_CHECKING

from putright.config.django_setup import load

if TYPE_CHECKING:
    from putright.apps.accounts.models import User

CASES = 2000
ROLES = ("coordinator", "investigator", "coordinator", "manager", "coordinator")
"""Whose work it is, in turn."""


def main(count: int) -> None:
    """Make them, and print how each is known."""
    load()
    from django.db import transaction

    now = datetime.datetime.now(tz=datetime.UTC)
    with transaction.atomic():
        people = [_person(number, now) for number in range(count)]
        residents = [_resident(number, now) for number in range(count)]
        sessions = [_session(person) for person in people]
    roles = [role_of(number) for number in range(count)]
    told = zip(sessions, residents, roles, strict=True)
    json.dump({"people": list(told), **_cases()}, sys.stdout)


def role_of(number: int) -> str:
    """Give whose work a person does, by their place."""
    return ROLES[number % len(ROLES)]


def _person(number: int, now: datetime.datetime) -> "User":
    from putright.apps.accounts import services

    second = services.create_user(
        username=f"load-second-{number}", name="Second", now=now, by=None
    )
    person = services.create_user(
        username=f"load-{number}", name=f"Busy Person {number}", now=now, by=None
    )
    grant = services.grant_role(
        user=person,
        role=role_of(number),
        starts_on=now.date(),
        by=None,
        now=now,
    )
    if grant.confirmed_at is None:
        services.confirm_role(grant=grant, by=second, now=now)
    return person


def _resident(number: int, now: datetime.datetime) -> str:
    from putright.apps.residents.facts import PersonFacts
    from putright.apps.residents.services import add_person

    reference = f"LOAD-{number}"
    facts = PersonFacts(
        name=f"Reader {number}", email=f"reader-{number}@wraysford.example"
    )
    add_person(facts=facts, token=uuid.uuid4(), reference=reference, now=now, by=None)
    return reference


def _session(person: "User") -> str:
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _cases() -> dict[str, list[str]]:
    """Give cases that anybody may look at, and those of them that are open."""
    from putright.apps.complaints.models import CaseRow

    rows = CaseRow.objects.filter(restricted=False).order_by("-pk")
    names = rows.values_list("reference", flat=True)
    waiting = names.filter(beat_on__isnull=False)
    return {"cases": list(names[:CASES]), "open": list(waiting[:CASES])}


if __name__ == "__main__":
    main(int(sys.argv[1]))
