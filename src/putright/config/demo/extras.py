"""What stands beside the cases: evidence, an absence, things that wait for someone."""

import datetime
from collections.abc import Sequence

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import Role, User
from putright.apps.complaints.queries.cases import identity
from putright.apps.complaints.services import access, evidence
from putright.apps.residents import queries as residents
from putright.apps.residents import services as people_of
from putright.config.demo.story import DAY, Story

FILES = (
    (
        "Visit notes.txt",
        "Visited with the operative. Two photographs taken; damp meter.",
    ),
    ("Call note.txt", "The resident asked to be rung after four, and was."),
)


def add_extras(
    *,
    now: datetime.datetime,
    today: datetime.date,
    people: dict[str, User],
    stories: Sequence[Story],
) -> None:
    """Add them, on cases that are open today."""
    accounts.record_absence(
        person=people["investigator3"],
        covered_by=people["investigator2"],
        starts_on=today - 2 * DAY,
        ends_on=today + 5 * DAY,
        by=people["manager"],
        now=now,
    )
    accounts.grant_role(
        user=people["front_line"],
        role=Role.COORDINATOR,
        starts_on=today,
        now=now,
        by=people["administrator"],
    )
    open_now = [s for s in stories if s.case.state == "stage_1_open" and not s.later]
    plain = [s for s in open_now if s.case.counts and not s.case.restricted]
    _evidence(plain, now, today, people["investigator"])
    access.propose(
        reference=plain[-1].reference,
        restrict=True,
        named=(identity(people["manager"]), identity(people["coordinator"])),
        reason="The resident's sister works in the customer contact team.",
        by=people["coordinator"],
        now=now,
    )
    _represented(stories, now, today, people["coordinator"])


def _evidence(
    stories: Sequence[Story], now: datetime.datetime, today: datetime.date, by: User
) -> None:
    for story, (name, text) in zip(stories, FILES, strict=False):
        evidence.add(
            reference=story.reference,
            name=name,
            data=text.encode(),
            on=today,
            who=identity(by),
            now=now,
        )


def _represented(
    stories: Sequence[Story], now: datetime.datetime, today: datetime.date, by: User
) -> None:
    """Write representatives named on cases to the persons' own records too."""
    for story in stories:
        person = residents.person(story.resident.person)
        for named in story.case.representatives:
            assert person is not None
            people_of.add_representative(
                person_id=person.id,
                name=named.person,
                contact="07700 900123",
                scope=named.scope,
                authority="Signed letter of authority on the file",
                starts_on=today,
                expires_on=named.expires_on,
                now=now,
                by=by,
            )
