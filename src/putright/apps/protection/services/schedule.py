"""Setting how long a kind is kept: one person proposes, a second confirms."""

import datetime

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.accounts.services import record_opening
from putright.apps.protection.models import Rule
from putright.apps.protection.queries.kinds import KINDS
from putright.apps.protection.services.refusing import ProtectionRefusedError

MOST = 600
"""Months: fifty years."""


@transaction.atomic
def propose(
    *, kind: str, months: int | None, basis: str, by: User, now: datetime.datetime
) -> Rule:
    """Propose how many months a kind is kept; None to keep it until told otherwise.

    One that waits already is taken back. Raises ProtectionRefusedError.
    """
    if kind not in KINDS:
        raise ProtectionRefusedError(f"There is no kind of record called {kind}.")
    if months is not None and not 1 <= months <= MOST:
        raise ProtectionRefusedError(f"Give a number of months from 1 to {MOST}.")
    if not basis.strip():
        raise ProtectionRefusedError("Write where this is decided, such as a minute.")
    waiting = Rule.objects.filter(
        kind=kind, confirmed_at__isnull=True, withdrawn_at__isnull=True
    )
    waiting.update(withdrawn_at=now)
    made = Rule.objects.create(
        kind=kind,
        months=months,
        basis=basis.strip()[:300],
        proposed_by=by,
        proposed_at=now,
    )
    _log("retention_proposed", kind, by, now)
    return made


@transaction.atomic
def confirm(*, number: int, by: User, now: datetime.datetime) -> Rule:
    """Confirm a rule as a second person: it holds from now. ProtectionRefusedError."""
    rule = _waiting(number)
    if rule.proposed_by_id == by.pk:
        raise ProtectionRefusedError(
            "You proposed this. Ask a second person to confirm it."
        )
    rule.confirmed_by, rule.confirmed_at = by, now
    rule.save(update_fields=["confirmed_by", "confirmed_at"])
    _log("retention_set", rule.kind, by, now)
    return rule


@transaction.atomic
def withdraw(*, number: int, by: User, now: datetime.datetime) -> Rule:
    """Take back a rule that waits. Raises ProtectionRefusedError."""
    rule = _waiting(number)
    rule.withdrawn_at = now
    rule.save(update_fields=["withdrawn_at"])
    _log("retention_withdrawn", rule.kind, by, now)
    return rule


def _waiting(number: int) -> Rule:
    rule = Rule.objects.select_for_update().filter(pk=number).first()
    if rule is None or rule.confirmed_at or rule.withdrawn_at:
        raise ProtectionRefusedError("That was settled already. Look at it again.")
    return rule


def _log(what: str, kind: str, by: User, now: datetime.datetime) -> None:
    """Log it by the kind's code, written as a reference is: with dashes."""
    subject = kind.replace("_", "-")
    record_opening(by=by, kind=what, subject=subject, now=now)
