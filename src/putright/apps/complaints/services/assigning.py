"""Giving many cases a new handler: each case by itself, refused or taken."""

import datetime
from collections.abc import Sequence

import msgspec

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.cases import identity, visible_to
from putright.apps.complaints.queries.people import staff_names
from putright.apps.complaints.services.steps import take
from putright.core.complaints import steps as s
from putright.core.refusals import StepRefusedError

NOT_YOURS = "There is no such case, or it is not yours to reassign."
NO_STAGE = "No stage has begun, so there is no handler to change."


class Reassigned(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one case: reassigned, or why not."""

    reference: str
    taken: bool
    why_not: str = ""


def reassign(
    *,
    references: Sequence[str],
    handler: str,
    team: str,
    reason: str,
    by: User,
    on: datetime.date,
    now: datetime.datetime,
) -> list[Reassigned]:
    """Give each case's current stage another handler: a transaction a case.

    `handler` is an identity such as `u12`; an empty `team` keeps each case's. A case
    refused (a declared conflict, 5.8; whoever answered stage 1 at stage 2, 6.13) stays
    as it was, and the others go on.
    """
    wanted = list(dict.fromkeys(references))
    rows = visible_to(by, on, "reassign").filter(reference__in=wanted)
    found = {row.reference: row for row in rows}
    name = staff_names([handler])[handler]
    return [
        _one(
            found.get(reference),
            reference,
            s.Assign(on=on, handler=handler, team=team, reason=reason),
            name=name,
            who=identity(by),
            now=now,
        )
        for reference in wanted
    ]


def _one(
    row: CaseRow | None,
    reference: str,
    step: s.Assign,
    *,
    name: str,
    who: str,
    now: datetime.datetime,
) -> Reassigned:
    if row is None:
        return Reassigned(reference=reference, taken=False, why_not=NOT_YOURS)
    if row.stage is None:
        return Reassigned(reference=reference, taken=False, why_not=NO_STAGE)
    asked = msgspec.structs.replace(step, stage=row.stage, team=step.team or row.team)
    try:
        take(reference=reference, step=asked, who=who, now=now)
    except StepRefusedError as refusal:
        why = str(refusal).replace(step.handler, name)
        return Reassigned(reference=reference, taken=False, why_not=why)
    return Reassigned(reference=reference, taken=True)
