"""Signing off, the page in the Ombudsman's columns, and its downloads."""

from importlib.metadata import version
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import can, requires, signed_in
from putright.apps.assessment import forms, services
from putright.apps.assessment.models import Assessment, State
from putright.apps.assessment.queries import assessments
from putright.apps.assessment.queries import published as going_out
from putright.apps.assessment.views.reaching import (
    READ,
    assessment_or_404,
    writer,
)
from putright.apps.governance import queries as governance
from putright.apps.governance.queries import Office
from putright.core.tabular import write_csv, write_xlsx
from putright.rules.handling_code import edition

TYPES = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@requires("govern")
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign an assessment off, by named people."""
    person, today = writer(request), timezone.localdate()
    found = assessment_or_404(number)
    problems = assessments.problems_of(found) if found.state == State.DRAFT else []
    form = forms.SignForm(request.POST or None, today=today, initial=_in_office(today))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        named = (
            services.Signatory(Office.MEMBER.label, given["member"], today),
            services.Signatory(Office.LEAD.label, given["lead"], today),
        )
        try:
            services.sign(
                number=number,
                signatories=named,
                approved_on=given["approved_on"],
                minute=given["minute"],
                program=version("putright"),
                by=person,
                now=timezone.now(),
                day=today,
            )
        except services.AssessmentRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is signed off.")
            return redirect("assessment:one", number)
    context = {
        "page_title": f"Sign off {found}",
        "found": found,
        "form": form,
        "problems": problems,
        "draft": found.state == State.DRAFT,
    }
    return render(request, "assessment/sign.html", context)


def _in_office(day: Any) -> dict[str, str]:
    held = {
        "member": governance.in_office(Office.MEMBER, day),
        "lead": governance.in_office(Office.LEAD, day),
    }
    return {name: one.name for name, one in held.items() if one}


def _shown(found: Assessment) -> dict[str, Any]:
    return {
        "found": found,
        "edition": edition(found.edition),
        "head": going_out.HEADINGS,
        "rows": going_out.published(found),
        "signatures": found.signatures.all(),
        "official": bool(assessments.requirements(found.edition)),
    }


@requires(*READ)
def published(request: HttpRequest, number: int) -> HttpResponse:
    """Show an assessment in the Ombudsman's own columns."""
    found = assessment_or_404(number)
    context = _shown(found) | {
        "page_title": f"Self-assessment, {found}",
        "writes": can(signed_in(request), "govern"),
    }
    return render(request, "assessment/published.html", context)


@requires("govern")
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Write down where a signed assessment is published (8.2)."""
    writer(request)
    found = assessment_or_404(number)
    names = ("published_on", "published_at", "response_at")
    form = forms.PublishForm(
        request.POST or None, initial={name: getattr(found, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.publish(number=number, **form.cleaned_data)
        except services.AssessmentRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is written down where it is published.")
            return redirect("assessment:published", number)
    context = {
        "form": form,
        "heading": "Where it is published",
        "button": "Save",
        "lead": f"{found}",
    }
    return render(request, "assessment/form.html", context)


@requires(*READ)
def download(request: HttpRequest, number: int, what: str, form: str) -> HttpResponse:
    """Give an assessment as a file: as it is published, or as the form it came in."""
    found = assessment_or_404(number)
    if form not in TYPES or what not in ("published", "form"):
        raise Http404
    if form == "html":
        if what != "published":
            raise Http404
        body = render_to_string("assessment/standalone.html", _shown(found)).encode()
    else:
        write = write_csv if form == "csv" else write_xlsx
        body = write(*_table(found, what))
    accounts.record_opening(
        by=signed_in(request),
        kind="list_exported",
        subject=f"assessment:{number}",
        now=timezone.now(),
    )
    response = HttpResponse(body, content_type=TYPES[form])
    name = f"self-assessment-{number}-{what}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _table(found: Assessment, what: str) -> tuple[list[str], list[list[str]]]:
    if what == "form":
        return going_out.form(found)
    rows = [list(row) for row in going_out.published(found)]
    return list(going_out.HEADINGS), rows
