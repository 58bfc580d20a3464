"""Who may see a restricted case: proposed by one person, confirmed by a second."""

import datetime

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.complaints.models import AccessProposal, CaseRow
from putright.apps.complaints.queries.cases import identity
from putright.apps.complaints.services.steps import Taken, take
from putright.core import refusals as no
from putright.core.complaints import steps as s


@transaction.atomic
def propose(
    *,
    reference: str,
    restrict: bool,
    named: tuple[str, ...],
    reason: str,
    by: User,
    now: datetime.datetime,
) -> AccessProposal:
    """Propose to restrict a case to the people named, or to open it again."""
    row = CaseRow.objects.get(reference=reference)
    if not reason.strip():
        raise no.StepRefusedError(no.Refusal(no.NO_REASON_FOR_RECORD))
    if restrict and not named:
        raise no.StepRefusedError(no.Refusal(no.INCOMPLETE, "who may see the case"))
    return AccessProposal.objects.create(
        case=row,
        restrict=restrict,
        named=";".join(named),
        reason=reason,
        proposed_by=by,
        proposed_at=now,
    )


@transaction.atomic
def confirm(
    *, proposal: int, by: User, on: datetime.date, now: datetime.datetime
) -> Taken:
    """Confirm a proposal as a second person; the case is then restricted or open.

    Raises StepRefusedError where the same person confirms, and LookupError where the
    proposal is settled already.
    """
    found = (
        AccessProposal.objects.select_for_update()
        .filter(pk=proposal, settled_at__isnull=True)
        .first()
    )
    if found is None:
        problem = "That proposal was settled already."
        raise LookupError(problem)
    by_whom, second = identity(found.proposed_by), identity(by)
    step: s.Step
    if found.restrict:
        step = s.RestrictAccess(
            on=on,
            named=tuple(found.named.split(";")),
            by=by_whom,
            confirmed_by=second,
            reason=found.reason,
        )
    else:
        step = s.OpenAccess(on=on, by=by_whom, confirmed_by=second)
    taken = take(reference=found.case.reference, step=step, who=second, now=now)
    found.settled_at = now
    found.save(update_fields=["settled_at"])
    return taken
