"""The page of a step: shown, sent, and shown again with what was wrong."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from putright.apps.accounts.permissions import requires
from putright.apps.complaints.forms.steps import StepForm
from putright.apps.complaints.queries import case_page, step_pages
from putright.apps.complaints.views.opening import (
    Opened,
    names_for,
    opened_for,
    write_down,
)
from putright.apps.complaints.views.steps import (
    lettered,
    making,
    mending,
    money,
    taking,
)
from putright.apps.complaints.views.steps.showing import after, shown


@requires("see_cases")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, reference: str, step_name: str) -> HttpResponse:
    """Show a step's page, or take the step."""
    opened = opened_for(request, reference)
    if step_name in step_pages.BY_PROPOSAL:
        return redirect("complaints:access", opened.row.reference)
    page = step_pages.STEPS[step_name]
    if not opened.may(step_pages.capability_of(step_name, opened.case)):
        raise PermissionDenied(f"“{page.title}” is not part of your roles here.")
    if request.method == "GET":
        write_down(opened, "case_opened")
    if step_name == "mend":
        return mending.mend(request, opened)
    names = names_for(opened)
    facts = making.facts_for(opened, step_name, names)
    form = making.made(request, step_name, facts)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        return _sent(request, opened, form, names)
    return shown(request, opened, step_name, form)


def _sent(
    request: HttpRequest, opened: Opened, form: StepForm, names: case_page.Names
) -> HttpResponse:
    """Take the step, or write its letter; else show the form with what was wrong."""
    name = form.step_name
    if request.POST.get("go") == "letter" and lettered.has_letter(opened, name):
        return lettered.write(request, opened, form) or shown(
            request, opened, name, form
        )
    waits = money.waits_for_approval(request, opened, form)
    if waits is not None:
        return shown(request, opened, name, form, approval=waits)
    sent = taking.send(request, opened, form, names)
    if sent.taken is not None or sent.done_before:
        return after(request, opened, name, sent)
    return shown(request, opened, name, form, others=sent.others)
