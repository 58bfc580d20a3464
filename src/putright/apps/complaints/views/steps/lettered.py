"""Steps that a letter carries: written as a draft first, recorded as it leaves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from putright.apps.complaints.forms.steps import StepForm
from putright.apps.complaints.models import StepDraft
from putright.apps.complaints.queries.letters import carries, drafts_of, step_of
from putright.apps.complaints.services import lettering
from putright.apps.complaints.views.opening import Opened
from putright.apps.complaints.views.steps.taking import UNREADABLE
from putright.apps.letters.errors import LetterRefusedError
from putright.core.complaints.given import NAMES
from putright.core.complaints.steps import Step
from putright.core.refusals import StepRefusedError


def has_letter(opened: Opened, step_name: str) -> bool:
    """Whether a letter carries this step on this case."""
    return carries(NAMES[step_name], opened.case.state)


def draft_here(opened: Opened, step_name: str) -> StepDraft | None:
    """Give the draft of this step at the stage that the case has reached."""
    if not has_letter(opened, step_name):
        return None
    stage = opened.case.stage.number if opened.case.stage else 0
    kept = [draft for draft in drafts_of(opened.row) if draft.step == step_name]
    return next((draft for draft in kept if draft.stage in (0, stage)), None)


def drafted(opened: Opened, step_name: str) -> Step | None:
    """Give the step that a letter not yet sent would record."""
    draft = draft_here(opened, step_name)
    return step_of(draft, opened.today) if draft else None


def write(request: HttpRequest, opened: Opened, form: StepForm) -> HttpResponse | None:
    """Keep the step as a draft with its letter; None where the form says why not."""
    try:
        number = lettering.draft(
            reference=opened.row.reference,
            name=form.step_name,
            step=form.as_step(),
            who=opened.who,
            now=opened.now,
        )
    except StepRefusedError as refused:
        form.refuse(refused.refusals)
    except (LetterRefusedError, *UNREADABLE) as problem:
        form.add_error(None, str(problem))
    else:
        messages.success(
            request, "The letter is written. Nothing is recorded until it leaves."
        )
        return redirect("complaints:letter", opened.row.reference, number)
    return None
