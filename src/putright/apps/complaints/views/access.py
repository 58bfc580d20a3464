"""Who may see a case: proposed by one person, confirmed by a second."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from putright.apps.accounts.permissions import requires
from putright.apps.accounts.ui.widgets import Checkboxes, Textarea
from putright.apps.complaints.queries import choices
from putright.apps.complaints.queries.access import waiting
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.people import staff_names
from putright.apps.complaints.services import access as services
from putright.apps.complaints.views.case import frame
from putright.apps.complaints.views.opening import Opened, opened_for, write_down
from putright.core.refusals import StepRefusedError


class AccessForm(forms.Form):
    """Who alone may see a case, and why; or why everyone may again."""

    use_required_attribute = False

    named = forms.MultipleChoiceField(
        label="Who may see it",
        help_text="Nobody else, whatever their role. Name yourself if you need it.",
        widget=Checkboxes(),
        error_messages={"required": "Name who may see the case."},
    )
    reason = forms.CharField(
        label="Why",
        widget=Textarea(rows=3),
        max_length=2000,
        error_messages={"required": "Write why. The full record has to say (5.12)."},
    )

    def __init__(self, *args: Any, today: date, opening: bool, **kwargs: Any) -> None:
        """Offer the people at work; to open a case nobody is named."""
        super().__init__(*args, **kwargs)
        self.today = today
        if opening:
            del self.fields["named"]
            return
        named = self.fields["named"]
        assert isinstance(named, forms.MultipleChoiceField)
        named.choices = choices.staff(today)

    def clean_named(self) -> list[str]:
        """Refuse a restriction that no two of those named could ever end."""
        named: list[str] = self.cleaned_data["named"]
        managers = {who for who, _ in choices.staff(self.today, "manage_restricted")}
        if len(managers.intersection(named)) < 2:
            raise forms.ValidationError(
                "Name at least two people who may restrict cases: it takes two of "
                "those named to open it again."
            )
        return named


@requires("see_cases")
@require_http_methods(["GET", "POST"])
def access(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who may see a case, and propose a change."""
    opened = opened_for(request, reference, "manage_restricted")
    if request.method == "GET":
        write_down(opened, "case_opened")
    opening = opened.case.restricted
    form = AccessForm(request.POST or None, today=opened.today, opening=opening)
    if request.method == "POST" and form.is_valid():
        try:
            services.propose(
                reference=opened.row.reference,
                restrict=not opening,
                named=tuple(form.cleaned_data.get("named", ())),
                reason=form.cleaned_data["reason"],
                by=opened.user,
                now=opened.now,
            )
        except StepRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Proposed. A second person has to confirm it.")
            return redirect("complaints:access", opened.row.reference)
    return _shown(request, opened, form)


def _shown(request: HttpRequest, opened: Opened, form: forms.Form) -> HttpResponse:
    proposals = waiting(opened.row)
    names = staff_names(
        {*opened.case.named, *(who for p in proposals for who in p.named)}
    )
    context = frame(opened, "") | {
        "form": form,
        "named": [names[who] for who in opened.case.named],
        "proposals": [
            {
                "number": proposal.number,
                "restrict": proposal.restrict,
                "named": [names[who] for who in proposal.named],
                "reason": proposal.reason,
                "by": proposal.by_name,
                "at": proposal.at,
                "own": proposal.by == opened.user.pk,
            }
            for proposal in proposals
        ],
    }
    return render(request, "complaints/case/access.html", context)


@requires("see_cases")
@require_POST
def confirm(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Confirm a proposal, as a second person."""
    opened = opened_for(request, reference, "manage_restricted")
    if number not in {proposal.number for proposal in waiting(opened.row)}:
        messages.info(request, "That proposal was settled already.")
        return redirect("complaints:access", opened.row.reference)
    try:
        services.confirm(
            proposal=number, by=opened.user, on=opened.today, now=opened.now
        )
    except StepRefusedError as refused:
        messages.error(request, str(refused))
    except LookupError as settled:
        messages.info(request, str(settled))
    else:
        messages.success(request, "Confirmed.")
        seen = visible_to(opened.user, opened.today).filter(pk=opened.row.pk)
        if seen.exists():
            return redirect("complaints:case", opened.row.reference)
        return redirect("home")
    return redirect("complaints:access", opened.row.reference)
