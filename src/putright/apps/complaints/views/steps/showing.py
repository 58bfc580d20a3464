"""Showing a step's page, and where to go once it was taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from putright.apps.complaints.forms.steps import StepForm
from putright.apps.complaints.queries import case_page, step_pages
from putright.apps.complaints.queries.words import state_of
from putright.apps.complaints.views.opening import Opened
from putright.apps.complaints.views.steps import lettered, making, taking


def shown(
    request: HttpRequest,
    opened: Opened,
    step_name: str,
    form: StepForm,
    **more: Any,
) -> HttpResponse:
    """Show a step's page with its form as it stands."""
    page = step_pages.STEPS[step_name]
    if form.is_bound:
        taking.send_again(form, opened)
    form.show_asked()
    context = {
        "form": form,
        "page": page,
        "step_name": step_name,
        "case": opened.case,
        "row": opened.row,
        "state": state_of(opened.case.state),
        "not_now": step_pages.not_now(
            step_name, opened.case, opened.today, opened.context
        ),
        "guidance": making.guidance(opened, step_name),
        "notices": case_page.people(opened.case, opened.today).notices,
        "with_file": "file" in form.fields and form.is_multipart(),
        "finds_people": step_name in making.WITH_PEOPLE,
        "has_letter": lettered.has_letter(opened, step_name),
        "draft": lettered.draft_here(opened, step_name),
        "stage": form.stage if form.staged and opened.case.stage else None,
        "provision": page.provision_at(form.stage),
        **more,
    }
    return render(request, "complaints/steps/step.html", context)


def after(
    request: HttpRequest, opened: Opened, step_name: str, sent: taking.Sent
) -> HttpResponse:
    """Say what was recorded, and go to the case."""
    reference = opened.row.reference
    if sent.taken is None:
        messages.info(request, "That was recorded already. Nothing was added.")
        return redirect("complaints:case", reference)
    messages.success(request, f"Recorded: {step_pages.STEPS[step_name].title}.")
    for warning in sent.taken.decision.warnings:
        messages.warning(request, warning)
    for new in sent.taken.opened:
        messages.info(request, f"Complaint {new} was opened, and is linked below.")
    return redirect("complaints:case", reference)
