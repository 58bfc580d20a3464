"""Finished cases, people and rules for the tests of data protection."""

from datetime import date

from tests import cast
from tests.apps.complaints import worklists as w

from putright.apps.accounts.models import User
from putright.apps.protection.services import batches, erasing, schedule
from putright.core.complaints import steps as s

CLOSED = date(2026, 4, 1)
LATER = date(2027, 4, 2)
"""A year and a day after the case was closed."""
NOW = cast.on(LATER)


def two() -> tuple[User, User]:
    """Give two managers."""
    one = w.person(cast.Colleague("one", "One Here", "one@l.example", "one"), "manager")
    other = w.person(
        cast.Colleague("other", "Other Here", "other@l.example", "other"), "manager"
    )
    return one, other


def closed(**received: object) -> str:
    """Log a complaint, answer it and close it; give its reference."""
    reference = w.logged(**received)  # type: ignore[arg-type] # a test's own fields
    w.acknowledged(reference, date(2026, 3, 3))
    w.answered(reference, "u1", date(2026, 3, 10))
    w.taken(reference, s.Close(on=CLOSED, learning="Look at boilers sooner"))
    return reference


def kept_for(kind: str, months: int | None, one: User, other: User) -> None:
    """Let a rule of the schedule hold."""
    rule = schedule.propose(
        kind=kind, months=months, basis="Board minute 12", by=one, now=w.NOW
    )
    schedule.confirm(number=rule.pk, by=other, now=w.NOW)


def erased(kind: str, one: User, other: User, day: date = LATER) -> int:
    """Propose, approve and erase what is due of a kind; give how many were settled."""
    now = cast.on(day)
    batch = batches.propose(kind=kind, by=one, now=now, day=day)
    batches.approve(number=batch.pk, by=other, now=now)
    return erasing.erase_due(now=now)
