"""Signing a year off, and correcting one that was."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import requires
from putright.apps.measures import forms, services
from putright.apps.measures.models import Year
from putright.apps.measures.queries import years
from putright.apps.measures.queries.glance import lacking, unlike
from putright.apps.measures.views.reaching import (
    READ,
    about,
    program,
    writer,
    year_or_404,
)
from putright.core.calendar import long_date


@requires(*READ)
def sign(request: HttpRequest, year: str) -> HttpResponse:
    """Show how a year stands to its sign-off, and sign it off."""
    found = year_or_404(request, year)
    if request.method != "POST":
        return _page(request, found, forms.SignForm(), forms.CorrectForm())
    person = writer(request)
    form = forms.SignForm(request.POST)
    now = timezone.now()
    if form.is_valid():
        try:
            services.sign(
                number=found.pk,
                name=form.cleaned_data["name"],
                program=program(),
                by=person,
                now=now,
                day=timezone.localdate(),
            )
        except services.MeasuresRefusedError as error:
            form.add_error(None, str(error))
        else:
            subject = f"measures:{year}"
            accounts.record_opening(
                by=person, kind="measures_signed", subject=subject, now=now
            )
            return redirect("measures:sign", year)
    return _page(request, found, form, forms.CorrectForm())


@requires("govern")
@require_POST
def correct(request: HttpRequest, year: str) -> HttpResponse:
    """Begin a correction of a signed year."""
    person = writer(request)
    found = year_or_404(request, year)
    form = forms.CorrectForm(request.POST)
    if form.is_valid():
        try:
            services.correct(
                number=found.pk,
                why=form.cleaned_data["why"],
                by=person,
                now=timezone.now(),
            )
        except services.MeasuresRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "A correction was begun.")
            return redirect("measures:year", year)
    return _page(request, found, forms.SignForm(), form)


def _page(
    request: HttpRequest, found: Year, sign_form: Any, correct_form: Any
) -> HttpResponse:
    context = about(request, found, "sign") | {
        "page_title": f"Sign-off of {found.name}",
        "sign_form": sign_form,
        "correct_form": correct_form,
        "form": sign_form if sign_form.is_bound else correct_form,
        "lacking": lacking(found),
        "unlike": unlike(found),
        "rows": _rows(found),
        "numbers": [one for one in years.years() if one.name == found.name],
    }
    return render(request, "measures/sign.html", context)


def _rows(found: Year) -> list[dict[str, str]]:
    rows = [{"key": "State", "value": found.get_state_display()}]
    if found.why:
        rows.append({"key": "Why it is corrected", "value": found.why})
    if found.signed_at:
        day = long_date(timezone.localtime(found.signed_at).date())
        rows += [
            {"key": "Signed off by", "value": found.signed_name},
            {"key": "Signed off on", "value": day},
            {"key": "Rules", "value": found.rules},
            {"key": "Made by", "value": f"Putright {found.program}"},
        ]
    rows.append({"key": "Judged as on", "value": long_date(found.as_at)})
    return rows
