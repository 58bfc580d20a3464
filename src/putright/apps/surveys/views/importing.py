"""A fieldwork file: uploaded, its columns named, taken, every row accounted for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import requires
from putright.apps.surveys.forms.importing import ColumnsForm, UploadForm
from putright.apps.surveys.models import Survey
from putright.apps.surveys.queries import surveys
from putright.apps.surveys.services import SurveyRefusedError, importing, uploads
from putright.apps.surveys.services.forgetting import refuse_forgotten
from putright.apps.surveys.views.reaching import (
    CSV,
    WORK,
    file_of,
    survey_or_404,
    worker,
)
from putright.core.surveys import SurveyMapping, mapping_from, read_text
from putright.core.tabular import TableError, write_csv
from putright.rules.satisfaction_measures import measure_year

SHOWN_REFUSED = 100
REFUSED = ("line", "column", "why")


@requires(WORK)
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """Upload a fieldwork file; what it would do is shown before it is taken."""
    person = worker(request)
    survey = survey_or_404(number)
    kept = {one.name: one.mapping for one in surveys.mappings()}
    form = UploadForm(request.POST or None, request.FILES or None, mappings=kept)
    if request.method == "POST" and form.is_valid():
        token = _keep(person, survey, form, kept)
        if token:
            return redirect("surveys:check", survey.pk, token)
    context = {"form": form, "page_title": "Take a fieldwork file", "survey": survey}
    return render(request, "surveys/upload.html", context)


def _keep(person: User, survey: Survey, form: UploadForm, kept: dict[str, str]) -> str:
    """Keep a file that can be read as a table; else say in the form why not."""
    file = form.cleaned_data["file"]
    try:
        refuse_forgotten(survey)
        uploads.check_size(file.size)
        data = file.read()
        read_text(file.name, data)
    except (TableError, SurveyRefusedError) as error:
        form.add_error("file", str(error))
        return ""
    waiting = uploads.Upload(
        name=file.name[:200],
        survey=survey.pk,
        mapping=kept.get(form.cleaned_data["mapping"], ""),
        data=data,
    )
    return uploads.keep(user=person, upload=waiting, now=timezone.now())


@requires(WORK)
def check(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """Say which column is which, see what would come of it, and take the file."""
    person = worker(request)
    survey = survey_or_404(number)
    waiting = uploads.kept(user=person, token=token)
    if waiting is None or waiting.survey != survey.pk:
        raise Http404("That file is no longer here. Upload it again.")
    form = ColumnsForm(
        request.POST or None,
        table=read_text(waiting.name, waiting.data),
        mapping=mapping_from(waiting.mapping) if waiting.mapping else None,
        rules=measure_year(survey.year),
        stock_types=survey.of,
        wanted=importing.wanted_columns(survey),
    )
    problem = ""
    if request.method == "POST" and form.is_valid():
        chosen = form.as_mapping()
        _remember(person, token, waiting, form, chosen)
        if request.POST.get("action") != "take":
            return redirect("surveys:check", survey.pk, token)
        try:
            return _take(person, survey, token, waiting, chosen)
        except (TableError, SurveyRefusedError) as error:
            problem = f"Nothing was taken. {error}"
    return _show_check(request, survey, form, waiting, problem)


def _remember(
    person: User,
    token: str,
    waiting: uploads.Upload,
    form: ColumnsForm,
    chosen: SurveyMapping,
) -> None:
    changed = uploads.Upload(
        name=waiting.name,
        survey=waiting.survey,
        mapping=chosen.text(),
        data=waiting.data,
    )
    uploads.change(user=person, token=token, upload=changed)
    name = form.cleaned_data["save_as"].strip()
    if name:
        importing.save_mapping(name=name, mapping=chosen, now=timezone.now())


def _take(
    person: User,
    survey: Survey,
    token: str,
    waiting: uploads.Upload,
    chosen: SurveyMapping,
) -> HttpResponse:
    now = timezone.now()
    taken = importing.take_file(
        survey=survey,
        name=waiting.name,
        data=waiting.data,
        mapping=chosen,
        by=person,
        now=now,
    )
    uploads.drop(user=person, token=token)
    accounts.record_opening(
        by=person, kind="survey_answers_taken", now=now, subject=f"survey:{survey.pk}"
    )
    return redirect("surveys:taken", survey.pk, taken.pk)


def _show_check(
    request: HttpRequest,
    survey: Survey,
    form: ColumnsForm,
    waiting: uploads.Upload,
    problem: str,
) -> HttpResponse:
    mapping = mapping_from(waiting.mapping) if waiting.mapping else form.guessed()
    context: dict[str, Any] = {
        "form": form,
        "page_title": "Check the file",
        "survey": survey,
        "upload": waiting,
        "problem": problem,
    }
    try:
        trial = importing.try_file(
            survey, name=waiting.name, data=waiting.data, mapping=mapping
        )
    except TableError as error:
        context["problem"] = problem or str(error)
    else:
        refused = [[str(o.line), o.column, o.value, o.why] for o in trial.refused]
        context |= {
            "trial": trial,
            "rows": _counted(trial.read, len(trial.rows), trial.already, len(refused)),
            "refused_head": ["Line", "Column", "Says", "Why"],
            "refused": refused[:SHOWN_REFUSED],
            "more": max(len(refused) - SHOWN_REFUSED, 0),
        }
    return render(request, "surveys/check.html", context)


def _counted(read: int, taken: int, already: int, refused: int) -> list[dict[str, str]]:
    told = {
        "Rows read": read,
        "New responses": taken,
        "Already here": already,
        "Refused": refused,
    }
    return [{"key": key, "value": f"{number:,}"} for key, number in told.items()]


@requires(WORK)
def taken(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """Show what became of every row of a file."""
    worker(request)
    survey = survey_or_404(number)
    found = surveys.file(survey, file)
    if found is None:
        raise Http404
    refused = [[str(line), column, why] for line, column, why in found.refused]
    context = {
        "page_title": "What became of the file",
        "survey": survey,
        "file": found,
        "rows": _counted(found.read, found.taken, found.already, len(refused)),
        "refused_head": ["Line", "Column", "Why"],
        "refused": refused[:SHOWN_REFUSED],
        "more": max(len(refused) - SHOWN_REFUSED, 0),
    }
    return render(request, "surveys/taken.html", context)


@requires(WORK)
def refused_file(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """Give every refused row of a file as CSV: line, column, why."""
    worker(request)
    found = surveys.file(survey_or_404(number), file)
    if found is None:
        raise Http404
    rows = ([str(line), column, why] for line, column, why in found.refused)
    return file_of(write_csv(REFUSED, rows), CSV, "refused.csv")
