"""The choices of columns that were kept for fieldwork files, and their removal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from putright.apps.accounts.permissions import requires
from putright.apps.surveys.forms.importing import ChoicesForm
from putright.apps.surveys.queries import surveys
from putright.apps.surveys.services import importing
from putright.apps.surveys.views.reaching import WORK, form_page, worker


@requires(WORK)
def choices(request: HttpRequest) -> HttpResponse:
    """Remove what was kept for files of one kind; files taken by it stay."""
    worker(request)
    kept = {str(one.pk): one.name for one in surveys.mappings()}
    form = ChoicesForm(request.POST if request.method == "POST" else None, kept=kept)
    if request.method == "POST" and form.is_valid():
        name = kept[form.cleaned_data["kept"]]
        importing.remove_mapping(name=name)
        messages.success(request, f"“{name}” was removed.")
        return redirect("surveys:choices")
    lead = "Which heading and which word is which, as it was kept under a name. "
    lead += "Answers that were taken by it stay." if kept else "None is kept."
    back = reverse("surveys:list")
    return form_page(
        request, form, "Remove kept choices", back, lead=lead, button="Remove"
    )
