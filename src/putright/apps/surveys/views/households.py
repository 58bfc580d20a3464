"""The households a survey stands for, and the sample drawn of them."""

import math

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import requires
from putright.apps.accounts.ui.refill import refillable
from putright.apps.surveys.forms.setting_up import DrawForm, PopulationForm
from putright.apps.surveys.models import Survey
from putright.apps.surveys.queries import surveys
from putright.apps.surveys.services import (
    SurveyRefusedError,
    forgetting,
    sampling,
    setting_up,
)
from putright.apps.surveys.services.uploads import check_size
from putright.apps.surveys.views.reaching import (
    WORK,
    form_page,
    survey_or_404,
    survey_page,
    worker,
)
from putright.core.surveys import Population, read_population
from putright.core.surveys.accuracy import required_sample
from putright.core.tabular import TableError, read
from putright.rules.satisfaction_measures import measure_year


@requires(WORK)
def households(request: HttpRequest, number: int) -> HttpResponse:
    """Show the households, and take a file in their place."""
    worker(request)
    survey = survey_or_404(number)
    posted = request.method == "POST"
    form = PopulationForm(
        request.POST if posted else None, request.FILES if posted else None
    )
    if posted and form.is_valid() and _taken(form, survey):
        messages.success(request, "The households are taken from the file.")
        return redirect("surveys:households", survey.pk)
    found = surveys.population(survey)
    return survey_page(
        request,
        survey,
        "households",
        form=form,
        stock_types=[_shown(survey, name, one) for name, one in found.items()],
    )


def _taken(form: PopulationForm, survey: Survey) -> bool:
    file = form.cleaned_data["file"]
    try:
        check_size(file.size)
        found = read_population(read(file.name, file.read()))
        setting_up.set_population(survey=survey, population=found)
    except (TableError, SurveyRefusedError) as error:
        form.add_error("file", str(error))
        return False
    return True


def _shown(survey: Survey, name: str, one: Population) -> dict[str, object]:
    rules = measure_year(survey.year).accuracy
    return {
        "name": name,
        "households": f"{one.households:,.10g}",
        "required": f"{math.ceil(required_sample(one.households, rules)):,}",
        "rows": [
            [
                characteristic.replace("_", " "),
                value,
                {"text": f"{number:,.10g}", "numeric": True},
            ]
            for characteristic, margin in one.margins.items()
            for value, number in margin.items()
        ],
        "head": ["Characteristic", "Value", {"text": "Households", "numeric": True}],
    }


@requires(WORK)
@require_POST
def recount(request: HttpRequest, number: int) -> HttpResponse:
    """Count the households from the homes again."""
    worker(request)
    survey = survey_or_404(number)
    setting_up.count_population(survey=survey)
    messages.success(request, "The households are counted from the homes.")
    return redirect("surveys:households", survey.pk)


@requires(WORK)
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Forget which homes answered, after a question."""
    person = worker(request)
    survey = survey_or_404(number)
    back = reverse("surveys:fieldwork", args=[survey.pk])
    if request.method == "POST":
        now = timezone.now()
        try:
            count = forgetting.forget_homes(survey=survey, now=now)
        except SurveyRefusedError as error:
            messages.error(request, str(error))
            return redirect(back)
        accounts.record_opening(
            by=person,
            kind="survey_homes_forgotten",
            now=now,
            subject=f"survey:{survey.pk}",
        )
        messages.success(request, f"The homes of {count:,} responses are forgotten.")
        return redirect(back)
    lead = (
        "The sample goes, and a random word takes the place of each response’s home. "
        "Results stay as they are. Nothing more can be drawn or taken, nor can this be "
        "undone: do it when the fieldwork is over. Comments have their own page."
    )
    return form_page(
        request, None, "Forget which homes answered", back, lead=lead, button="Forget"
    )


@requires(WORK)
def draw(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the sample, or add to it."""
    person = worker(request)
    survey = survey_or_404(number)
    form = refillable(request, lambda data: DrawForm(data, stock_types=survey.of))
    back = reverse("surveys:fieldwork", args=[survey.pk])
    if request.method == "POST" and form.is_valid():
        try:
            drawn = sampling.draw_sample(
                survey=survey, numbers=form.numbers(), today=timezone.localdate()
            )
        except SurveyRefusedError as error:
            form.add_error(None, str(error))
        else:
            accounts.record_opening(
                by=person,
                kind="survey_sample_drawn",
                now=timezone.now(),
                subject=f"survey:{survey.pk}",
            )
            messages.success(
                request, f"{drawn.added:,} drawn; {drawn.before:,} were in it before."
            )
            return redirect(back)
    lead = (
        "Homes are drawn in an order that the survey’s own seed settles, so nobody "
        "picks, and a larger number later only adds to those drawn now. Ask more homes "
        "than answers are wanted: not everybody answers."
    )
    return form_page(
        request, form, "Draw the sample", back, lead=lead, button="Draw it"
    )
