"""Proposing what is due as a batch, approving it as a second person."""

import datetime

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.accounts.services import record_opening
from putright.apps.protection.models import Batch, BatchItem
from putright.apps.protection.queries import schedule
from putright.apps.protection.queries.kinds import KINDS
from putright.apps.protection.services.refusing import ProtectionRefusedError
from putright.core.calendar import add_months


@transaction.atomic
def propose(
    *, kind: str, by: User, now: datetime.datetime, day: datetime.date
) -> Batch:
    """Propose to erase what is due of a kind today. Raises ProtectionRefusedError."""
    rule = schedule.rule_for(kind)
    if kind not in KINDS or rule is None or rule.months is None:
        raise ProtectionRefusedError(
            "No period is set for this kind, so nothing of it is due."
        )
    open_ones = Batch.objects.filter(kind=kind, withdrawn_at__isnull=True)
    if open_ones.filter(approved_at__isnull=True).exists():
        raise ProtectionRefusedError("A batch of this kind waits for a second person.")
    found = schedule.due(KINDS[kind], rule, day)
    if not found:
        raise ProtectionRefusedError("Nothing of this kind is due today.")
    batch = Batch.objects.create(
        kind=kind,
        rule=rule,
        until=add_months(day, -rule.months),
        proposed_by=by,
        proposed_at=now,
    )
    BatchItem.objects.bulk_create(
        (
            BatchItem(
                batch=batch, reference=one.reference, counted_from=one.counted_from
            )
            for one in found
        ),
        batch_size=1000,
    )
    record_opening(by=by, kind="erasure_proposed", subject=f"batch:{batch.pk}", now=now)
    return batch


@transaction.atomic
def approve(*, number: int, by: User, now: datetime.datetime) -> Batch:
    """Approve a batch as a second person. The background work then erases it.

    Raises ProtectionRefusedError.
    """
    batch = _waiting(number)
    if batch.proposed_by_id == by.pk:
        raise ProtectionRefusedError(
            "You proposed this. Ask a second person to approve it."
        )
    batch.approved_by, batch.approved_at = by, now
    batch.save(update_fields=["approved_by", "approved_at"])
    record_opening(by=by, kind="erasure_approved", subject=f"batch:{number}", now=now)
    return batch


@transaction.atomic
def withdraw(*, number: int, by: User, now: datetime.datetime) -> Batch:
    """Take back a batch that waits: nothing of it is erased. ProtectionRefusedError."""
    batch = _waiting(number)
    batch.withdrawn_at = now
    batch.save(update_fields=["withdrawn_at"])
    record_opening(by=by, kind="erasure_withdrawn", subject=f"batch:{number}", now=now)
    return batch


def _waiting(number: int) -> Batch:
    batch = Batch.objects.select_for_update().filter(pk=number).first()
    if batch is None or batch.approved_at or batch.withdrawn_at:
        raise ProtectionRefusedError("That was settled already. Look at it again.")
    return batch
