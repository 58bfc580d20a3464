"""A year's files: records, a survey, counts, and working it all out."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import requires
from putright.apps.measures import forms, services
from putright.apps.measures.models import State, Year
from putright.apps.measures.queries import years
from putright.apps.measures.views import wording
from putright.apps.measures.views.reaching import (
    READ,
    about,
    writer,
    year_or_404,
)
from putright.apps.surveys.queries import provenance
from putright.apps.surveys.queries import surveys as recorded_surveys

HEAD = ("What it holds", "File", {"text": "Rows", "numeric": True}, "SHA-256", "Loaded")
TAKEN = "The file was read, and the measures worked out anew."
Taking = Callable[[dict[str, Any], User], object]


@requires(*READ)
def files(request: HttpRequest, year: str) -> HttpResponse:
    """Show a year's files, and take another: records, or counts already made."""
    found = year_or_404(request, year)
    if request.method != "POST":
        return _page(request, found)
    person = writer(request)
    if "counts" in request.FILES or "take_counts" in request.POST:
        counts = forms.CountsForm(request.POST, request.FILES)
        taken = _take(request, counts, person, lambda g, by: _counts(found, g, by))
        return taken or _page(request, found, counts=counts)
    records = forms.RecordsForm(request.POST, request.FILES)
    taken = _take(request, records, person, lambda g, by: _records(found, g, by))
    return taken or _page(request, found, records=records)


@requires("govern")
def survey(request: HttpRequest, year: str) -> HttpResponse:
    """Take a survey's responses and households, and work the survey out."""
    person = writer(request)
    found = year_or_404(request, year)
    if request.method != "POST":
        return _page(request, found)
    if "recorded" in request.POST:
        recorded = forms.RecordedForm(request.POST)
        taken = _take(request, recorded, person, lambda g, by: _recorded(found, by))
        return taken or _page(request, found, recorded=recorded)
    form = forms.SurveyForm(request.POST, request.FILES)
    taken = _take(request, form, person, lambda g, by: _survey(found, g, by))
    return taken or _page(request, found, survey_form=form)


def _take(
    request: HttpRequest, form: django_forms.Form, person: User, taking: Taking
) -> HttpResponse | None:
    """Take what a form sent, or put what is wrong into the form and give nothing."""
    if not form.is_valid():
        return None
    try:
        taking(form.cleaned_data, person)
    except services.MeasuresRefusedError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, TAKEN)
    return redirect(request.path.replace("/survey/", "/files/"))


def _records(found: Year, given: dict[str, Any], by: User) -> None:
    file = given["file"]
    services.take_records(
        number=found.pk,
        kind=given["kind"],
        name=file.name,
        data=file.chunks(),
        by=by,
        now=timezone.now(),
    )
    _log(found, "measures_file", by)


def _counts(found: Year, given: dict[str, Any], by: User) -> None:
    file = given["counts"]
    services.take_counts(
        number=found.pk,
        name=file.name,
        data=file.read(),
        by=by,
        now=timezone.now(),
    )
    _log(found, "measures_file", by)


def _survey(found: Year, given: dict[str, Any], by: User) -> None:
    responses, population = given["responses"], given["population"]
    services.take_survey(
        number=found.pk,
        responses=(responses.name, responses.read()),
        population=(population.name, population.read()),
        weight_by=given["weight_by"],
        by=by,
        now=timezone.now(),
    )
    _log(found, "measures_survey", by)


def _recorded(found: Year, by: User) -> None:
    services.take_recorded_survey(number=found.pk)
    _log(found, "measures_survey", by)


def _log(found: Year, kind: str, by: User) -> None:
    subject = f"measures:{found.name}"
    accounts.record_opening(by=by, kind=kind, subject=subject, now=timezone.now())


@requires("govern")
@require_POST
def work_out(request: HttpRequest, year: str) -> HttpResponse:
    """Work the management measures out anew, as on a day."""
    writer(request)
    found = year_or_404(request, year)
    form = forms.WorkOutForm(request.POST)
    if not form.is_valid():
        return _page(request, found, work=form)
    try:
        services.work_out(number=found.pk, now=timezone.now(), **form.cleaned_data)
    except services.MeasuresRefusedError as error:
        form.add_error(None, str(error))
        return _page(request, found, work=form)
    messages.success(request, "The measures were worked out anew.")
    return redirect("measures:year", year)


def _page(request: HttpRequest, found: Year, **sent: Any) -> HttpResponse:
    """Show the files and the forms; one that was sent back takes its place."""
    work = forms.WorkOutForm(
        initial={
            "as_at": found.as_at,
            "combined": found.combined,
            "trust_extensions": found.trust_extensions,
        }
    )
    kinds = {
        "records": forms.RecordsForm(prefix=None),
        "survey_form": forms.SurveyForm(),
        "counts": forms.CountsForm(),
        "work": work,
    }
    context = about(request, found, "files") | {
        "page_title": f"Files of {found.name}",
        "head": HEAD,
        "rows": [*(_row(one) for one in years.files(found)), *_done_here(found)],
        "recorded_surveys": recorded_surveys.of_year(found.name),
        "survey_address": reverse("measures:survey", args=[found.name]),
        "form": next(iter(sent.values()), None),
        "signed": found.state == State.SIGNED,
        **kinds,
        **sent,
    }
    return render(request, "measures/files.html", context)


def _done_here(found: Year) -> list[list[Any]]:
    """Give the surveys done here that results rest on, and whether they still do."""
    now = {
        provenance.fingerprint(one): one for one in recorded_surveys.of_year(found.name)
    }
    rows = []
    for stock, one in years.surveys(found).items():
        if not one.fingerprint:
            continue
        survey = now.get(one.fingerprint)
        label: Any = "Its answers have changed since it was taken"
        if survey is not None:
            href = reverse("surveys:results", args=[survey.pk])
            label = {"text": survey.name, "href": href}
        rows.append(
            [
                f"Survey done here, {wording.STOCK[stock].lower()}",
                label,
                {"text": f"{one.read:,}", "numeric": True},
                f"{one.fingerprint[:12]}…",
                "",
            ]
        )
    return rows


def _row(one: Any) -> list[Any]:
    by = f", {one.taken_by.name}" if one.taken_by else ""
    local = timezone.localtime(one.taken_at)
    return [
        one.get_kind_display(),
        one.name,
        {"text": f"{one.rows:,}" if one.rows else "", "numeric": True},
        f"{one.sha256[:12]}…",
        f"{local.day} {local:%B %Y}{by}",
    ]
