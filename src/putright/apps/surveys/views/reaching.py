"""What the pages of a survey share: the survey, who works it, and its tabs."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, can, signed_in
from putright.apps.surveys.models import Survey
from putright.apps.surveys.queries import surveys

READ: Capability = "see_anonymised"
"""Results: managers, the board and auditors."""
WORK: Capability = "work_surveys"
"""All the rest: managers alone. Households and comments are about people."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
TABS = (
    ("results", "Results", READ),
    ("drivers", "Drivers", READ),
    ("fieldwork", "Fieldwork", WORK),
    ("households", "Households", WORK),
    ("comments", "Comments", WORK),
)
_TITLES = {tab: text for tab, text, _ in TABS}


def worker(request: HttpRequest) -> User:
    """Give the person, whose role must be for everything: a survey is of all homes."""
    person = signed_in(request)
    if not can(person, WORK):
        raise PermissionDenied("Your role is for part of the landlord only.")
    return person


def survey_or_404(number: int) -> Survey:
    """Give a survey, or answer that there is none."""
    found = surveys.survey(number)
    if found is None:
        raise Http404
    return found


def survey_page(
    request: HttpRequest, survey: Survey, name: str, **more: object
) -> HttpResponse:
    """Draw a page of a survey under its tabs."""
    person = signed_in(request)
    tabs = [
        {
            "text": text,
            "href": reverse(f"surveys:{tab}", args=[survey.pk]),
            "current": tab == name,
        }
        for tab, text, capability in TABS
        if can(person, capability) or capability == READ
    ]
    context: dict[str, Any] = {
        "survey": survey,
        "tabs": tabs,
        "works": can(person, WORK),
        "page_title": f"{_TITLES[name]}, {survey}",
    }
    return render(request, f"surveys/{name}.html", context | more)


def form_page(
    request: HttpRequest, form: object, heading: str, back: str, **more: object
) -> HttpResponse:
    """Draw a page that is one form."""
    context: dict[str, Any] = {"form": form, "heading": heading, "back": back}
    return render(request, "surveys/form.html", {"button": "Save"} | context | more)


def file_of(data: bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a file."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
