"""Compensation above the landlord's limit: approved by a second person first."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from putright.apps.accounts import services as accounts
from putright.apps.accounts.views.typing import path_with_typing, typed_in
from putright.apps.complaints.forms.steps import StepForm
from putright.apps.complaints.views.opening import Opened
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.money import pence_of, pounds


def total_of(step: s.Respond) -> int:
    """Give all the compensation of an answer, in pence."""
    remedies = [remedy for finding in step.findings for remedy in finding.remedies]
    return sum(pence_of(remedy.amount) or 0 for remedy in remedies)


def approved_by_another(opened: Opened, stage: int) -> int:
    """Give the most that someone other than who answers approved for a stage."""
    approvals = (entry.event for entry in opened.journal.entries)
    return max(
        (
            event.pence
            for event in approvals
            if isinstance(event, e.CompensationApproved)
            and event.stage == stage
            and event.by != opened.who
        ),
        default=0,
    )


@dataclass(frozen=True)
class Approval:
    """An answer that waits: where it is approved, and where what was typed is kept."""

    where: str
    kept: str


def waits_for_approval(
    request: HttpRequest, opened: Opened, form: StepForm
) -> Approval | None:
    """Give what an answer waits for, where it pays more than one person may give.

    The form then says so, and what was typed is kept for a day.
    """
    limit = opened.context.settings.approval_limit_pence
    if form.step_name != "respond" or limit is None:
        return None
    try:
        step = form.as_step()
        assert isinstance(step, s.Respond)
        total = total_of(step)
    except ValueError:  # told by the step itself, when it is sent
        return None
    if total <= max(limit, approved_by_another(opened, form.stage)):
        return None
    form.add_error(
        None,
        f"Compensation of {pounds(total)} is above your limit of {pounds(limit)}, and "
        "a second person has not approved it. Nothing was recorded.",
    )
    kept = accounts.save_typing(
        user=opened.user,
        path=request.path,
        fields=_as_text(request),
        now=opened.now,
    )
    return Approval(
        reverse("complaints:step", args=[opened.row.reference, "approve_compensation"]),
        path_with_typing(request.path, kept.pk),
    )


def _as_text(request: HttpRequest) -> str:
    kept = request.POST.copy()
    kept.clear()
    for name, value in typed_in(request.POST):
        kept.appendlist(name, value)
    return kept.urlencode()
