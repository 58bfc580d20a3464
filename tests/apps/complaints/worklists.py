"""People and cases for the tests of work lists: invented, on fixed days."""

import re
from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast

from putright.apps.accounts.models import RoleGrant, User
from putright.apps.complaints.services import steps
from putright.apps.homes.facts import HomeFacts
from putright.apps.homes.services import record_home
from putright.apps.residents.facts import PersonFacts
from putright.apps.residents.services import add_person
from putright.core.complaints import steps as s

MONDAY = date(2026, 3, 2)
"""The day most cases come in; they are to be acknowledged by 9 March."""
TODAY = date(2026, 3, 11)
"""A Wednesday: those cases are two working days overdue."""
NOW = cast.on(TODAY)


def freeze(monkeypatch: pytest.MonkeyPatch, day: date = TODAY) -> None:
    """Let pages believe that it is a day."""

    def localdate(value: datetime | None = None, timezone: object = None) -> date:
        return value.date() if value else day

    monkeypatch.setattr("django.utils.timezone.localdate", localdate)


def person(
    colleague: cast.Colleague,
    role: str = "",
    *,
    scope: str = "everything",
    of: str = "",
) -> User:
    """Add one of the cast, with a role in effect."""
    user = User.objects.create(
        username=colleague.username, name=colleague.name, email=colleague.email
    )
    if role:
        RoleGrant.objects.create(
            user=user,
            role=role,
            scope=scope,
            scope_value=of,
            starts_on=date(2020, 1, 6),
            given_at=NOW,
            confirmed_at=NOW,
        )
    return user


def signed_in(user: User) -> Client:
    """Give a browser in which a person is signed in."""
    client = Client(REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"})
    client.force_login(user)
    return client


def page(client: Client, address: str) -> str:
    """Give a page's text, without markup, and fail where it cannot be had."""
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return words(response.content.decode())


def queries(client: Client, address: str) -> int:
    """Count what a page asks the database, once it has been opened before."""
    page(client, address)
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len(asked)


def words(html: str) -> str:
    """Give the words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def amina() -> None:
    """Write down Amina Farrow and the flat she lives in."""
    record_home(
        reference=cast.FLAT.reference,
        facts=HomeFacts(
            uprn=cast.FLAT.uprn,
            address_1="Flat 14",
            address_2="Heron House",
            postcode=cast.FLAT.postcode,
        ),
        now=NOW,
        by=None,
    )
    add_person(
        facts=PersonFacts(name=cast.AMINA.name),
        token=UUID(int=1),
        reference=cast.AMINA.reference,
        now=NOW,
        by=None,
    )


def logged(on: date = MONDAY, **step: object) -> str:
    """Log a complaint of Amina's, or what is said otherwise; give its reference."""
    given: dict[str, object] = {
        "channel": "telephone",
        "text": "The heating is off",
        "subject": "Heating off",
        "person": cast.AMINA.reference,
        "home": cast.FLAT.reference,
    }
    received = s.Receive(on=on, **(given | step))  # type: ignore[arg-type] # a test's own fields
    return steps.receive(step=received, who="u1", now=NOW).reference


def taken(reference: str, step: s.Step) -> None:
    """Take a step on a case."""
    steps.take(reference=reference, step=step, who="u1", now=NOW)


def handled_by(reference: str, user: User, team: str = "", on: date = MONDAY) -> None:
    """Give a case's first stage to someone."""
    taken(reference, s.Assign(on=on, stage=1, handler=f"u{user.pk}", team=team))


def restricted_to(reference: str, user: User, on: date = MONDAY) -> None:
    """Let only one person see a case."""
    named = (f"u{user.pk}",)
    step = s.RestrictAccess(
        on=on, named=named, by="u901", confirmed_by="u902", reason="Staff"
    )
    taken(reference, step)


def acknowledged(reference: str, on: date) -> None:
    """Acknowledge stage 1."""
    step = s.Acknowledge(
        on=on,
        stage=1,
        definition="No heating",
        outcomes_sought="Mend it",
        points=("p1",),
        ours=("p1",),
        texts={"p1": "No heating"},
    )
    taken(reference, step)


def answered(
    reference: str,
    by: str,
    on: date,
    *promises: tuple[str, date],
    remedies: tuple[s.RemedyGiven, ...] = (s.RemedyGiven(kind="apology"),),
) -> None:
    """Answer stage 1 in full, with promises and remedies."""
    finding = s.FindingGiven(
        point="p1",
        outcome="upheld",
        reason="The boiler failed.",
        remedies=remedies,
    )
    step = s.Respond(
        on=on,
        stage=1,
        by=by,
        written=True,
        findings=(finding,),
        actions=tuple(
            s.ActionGiven(what=what, by_when=day, ref=f"a{number}")
            for number, (what, day) in enumerate(promises, 1)
        ),
        escalation_told=True,
        ombudsman_told=True,
        definition="No heating",
        outcomes_sought="Mend it",
    )
    taken(reference, step)
