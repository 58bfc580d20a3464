"""Writing the register: adding, amending with the old value kept, striking out."""

import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from putright.apps.accounts.models import User
from putright.apps.governance.models import (
    Appointment,
    Change,
    FailureOrder,
    Finding,
    Investigation,
    Kept,
    Order,
    Publication,
)

KINDS: Mapping[str, type[Kept]] = {
    "investigation": Investigation,
    "finding": Finding,
    "order": Order,
    "failure_order": FailureOrder,
    "publication": Publication,
    "appointment": Appointment,
}
"""What may be written, by the word for it in addresses."""
PARTS = ("finding", "order")
"""Kinds that belong to an investigation."""


class GovernanceRefusedError(ValueError):
    """It could not be written; the message says why and what to do."""


@transaction.atomic
def add(
    *,
    kind: str,
    values: Mapping[str, object],
    by: User | None,
    now: datetime.datetime,
    investigation: int | None = None,
) -> int:
    """Write down a row of a kind; give its number.

    `investigation` is the one that a finding or an order belongs to. Raises
    GovernanceRefusedError where there is none such, or the reference is there already.
    """
    given = dict(values)
    if kind in PARTS:
        there = Investigation.objects.filter(
            pk=investigation or 0, struck_at__isnull=True
        )
        if not there.exists():
            raise GovernanceRefusedError(
                "There is no such case of the Ombudsman’s. Go back to the list."
            )
        given["investigation_id"] = investigation
    row = KINDS[kind](**given, entered_by=by, entered_at=now)
    _keep(row)
    return int(row.pk)


@transaction.atomic
def amend(
    *,
    kind: str,
    number: int,
    values: Mapping[str, object],
    by: User | None,
    now: datetime.datetime,
) -> int:
    """Amend a row, keeping what it said; give how many of its fields changed.

    Raises GovernanceRefusedError as `add` does.
    """
    row = _standing(kind, number)
    changes = []
    for field, new in values.items():
        old = getattr(row, field)
        if old == new:
            continue
        setattr(row, field, new)
        changes.append(
            Change(
                kind=kind,
                row=number,
                field=field,
                old=_said(old),
                new=_said(new),
                at=now,
                by=by,
            )
        )
    if changes:
        _keep(row)
        Change.objects.bulk_create(changes)
    return len(changes)


@transaction.atomic
def strike(
    *, kind: str, number: int, why: str, by: User | None, now: datetime.datetime
) -> None:
    """Strike out what was entered in error. It leaves every count and stays on file.

    Raises GovernanceRefusedError where it is struck out already, or where findings or
    orders still stand under it.
    """
    row = _standing(kind, number)
    if isinstance(row, Investigation) and (
        row.findings.filter(struck_at__isnull=True).exists()
        or row.orders.filter(struck_at__isnull=True).exists()
    ):
        raise GovernanceRefusedError(
            "It has findings or orders. Strike those out first, each with its reason."
        )
    row.struck_at = now
    row.struck_why = why
    row.save(update_fields=["struck_at", "struck_why"])
    Change.objects.create(
        kind=kind, row=number, field="struck_out", new=why, at=now, by=by
    )


def _standing(kind: str, number: int) -> Kept:
    manager = KINDS[kind]._default_manager
    row = manager.select_for_update().filter(pk=number, struck_at__isnull=True).first()
    if row is None:
        raise GovernanceRefusedError(
            "There is no such entry, or it was struck out. Go back to the list."
        )
    return row


def _keep(row: Kept) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise GovernanceRefusedError(
            "It is in the register already, or its dates are in the wrong order. "
            "Check the reference and the dates."
        ) from error


def _said(value: object) -> str:
    return "" if value is None else str(value)
