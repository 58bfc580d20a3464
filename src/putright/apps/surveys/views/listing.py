"""Surveys listed, set up, changed, removed; and how the fieldwork stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts.permissions import can, requires, signed_in
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.accounts.ui.refill import refillable
from putright.apps.surveys.forms.setting_up import ChangeForm, SurveyForm
from putright.apps.surveys.models import Survey
from putright.apps.surveys.queries import fieldwork as reads
from putright.apps.surveys.queries import surveys
from putright.apps.surveys.services import SurveyRefusedError, setting_up
from putright.apps.surveys.views.reaching import (
    READ,
    WORK,
    form_page,
    survey_or_404,
    survey_page,
    worker,
)
from putright.core.surveys.sampling import GroupProgress


@requires(READ)
def listed(request: HttpRequest) -> HttpResponse:
    """List the surveys, the latest year first."""
    context = {
        "page_title": "Surveys",
        "page": paginate(surveys.listed(), request),
        "works": can(signed_in(request), WORK),
    }
    return render(request, "surveys/list.html", context)


@requires(WORK)
def add(request: HttpRequest) -> HttpResponse:
    """Set a survey up; its households are counted from the homes."""
    person = worker(request)
    first = {"counted_on": timezone.localdate(), "quota_by": "area"}
    form = refillable(request, lambda data: SurveyForm(data, initial=first))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = setting_up.add_survey(
                year=given["year"],
                name=given["name"],
                stock_types=given["stock_types"],
                counted_on=given["counted_on"],
                quota_by=given["quota_by"],
                note=given["note"],
                by=person,
                now=timezone.now(),
            )
        except SurveyRefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect("surveys:households", made.pk)
    back = reverse("surveys:list")
    return form_page(request, form, "Set up a survey", back, button="Set it up")


@requires(WORK)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a survey's name, its description and its weights."""
    worker(request)
    survey = survey_or_404(number)
    names = surveys.characteristics(survey)
    first = {
        "name": survey.name,
        "note": survey.note,
        "weight_by": list(survey.weights),
    }
    form = refillable(
        request, lambda data: ChangeForm(data, initial=first, characteristics=names)
    )
    if request.method == "POST" and form.is_valid():
        try:
            setting_up.change_survey(
                survey=survey,
                name=form.cleaned_data["name"],
                note=form.cleaned_data["note"],
                weight_by=form.chosen(),
            )
        except SurveyRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is changed.")
            return redirect("surveys:fieldwork", survey.pk)
    back = reverse("surveys:fieldwork", args=[survey.pk])
    return form_page(request, form, "Change the survey", back)


@requires(WORK)
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a survey that nobody answered."""
    worker(request)
    survey = survey_or_404(number)
    back = reverse("surveys:fieldwork", args=[survey.pk])
    if request.method == "POST":
        try:
            setting_up.remove_survey(survey=survey)
        except SurveyRefusedError as error:
            messages.error(request, str(error))
            return redirect(back)
        messages.success(request, "The survey is removed.")
        return redirect("surveys:list")
    lead = f"“{survey.name}” of {survey.year} goes, with its households and its sample."
    heading = "Remove the survey"
    return form_page(request, None, heading, back, lead=lead, button="Remove it")


@requires(WORK)
def fieldwork(request: HttpRequest, number: int) -> HttpResponse:
    """Show who answered, which groups are short, and the files that were taken."""
    worker(request)
    survey = survey_or_404(number)
    standing = reads.progress(survey)
    return survey_page(
        request,
        survey,
        "fieldwork",
        standing=[_shown(one) for one in standing],
        drawn=any(one.drawn for one in standing),
        facts=_facts(survey),
        files=surveys.files(survey),
    )


def _facts(survey: Survey) -> list[dict[str, str]]:
    weights = ", ".join(name.replace("_", " ") for name in survey.weights)
    told = {
        "Reporting year": survey.year,
        "Homes": ", ".join(survey.of),
        "Sample shared out by": survey.get_quota_by_display(),
        "Weighted by": weights or "Nothing",
        "How it is done": survey.note,
    }
    return [{"key": key, "value": value} for key, value in told.items()]


def _shown(one: reads.Progress) -> dict[str, object]:
    rows = [
        [
            group.group,
            *({"text": f"{n:,}", "numeric": True} for n in _numbers(group)),
            {"text": f"{group.short:,} short", "tag": "orange"}
            if group.short
            else {"text": "Enough", "tag": "green"},
        ]
        for group in one.groups
    ]
    numeric = ("Asked", "Answered", "Wanted", "Not asked yet")
    return {
        "progress": one,
        "short": max(one.target - one.answered, 0),
        "head": ["Group", *({"text": t, "numeric": True} for t in numeric), "Stands"],
        "rows": rows,
    }


def _numbers(group: GroupProgress) -> tuple[int, int, int, int]:
    return group.asked, group.answered, group.target, group.left
