"""One assessment: its provisions, one provision, and the cases behind a value."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import services as accounts
from putright.apps.accounts.permissions import can, requires, signed_in
from putright.apps.accounts.ui.refill import refillable
from putright.apps.assessment import forms, services
from putright.apps.assessment.models import Assessment, Row, State
from putright.apps.assessment.queries import assessments, evidence
from putright.apps.assessment.views.reaching import (
    READ,
    assessment_or_404,
    judged_on,
    writer,
)
from putright.core.assessment import CHECKS, evidence_of
from putright.core.assessment import requirement_of as ours
from putright.core.figures import FIGURES
from putright.rules.handling_code import Edition, edition

Test = Callable[[assessments.Line, Sequence[Mapping[str, Any]]], bool]


def _disagrees(line: assessments.Line, shown: Sequence[Mapping[str, Any]]) -> bool:
    return line.row.answer == "yes" and any(one["failing"] for one in shown)


FILTERS: Mapping[str, tuple[str, Test]] = {
    "all": ("All", lambda _, __: True),
    "unanswered": ("Not answered", lambda line, _: not line.row.answer),
    "no": ("Answered no", lambda line, _: line.row.answer == "no"),
    "changed": ("Changed", lambda line, _: bool(line.changed)),
    "failing": ("Answered yes, with cases that failed", _disagrees),
}


@requires(*READ)
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show an assessment provision by provision, with what the records show."""
    found = assessment_or_404(number)
    today = timezone.localdate()
    lines = assessments.lines(found)
    shown = _evidence(found, [line.row for line in lines], today)
    asked = request.GET.get("show", "all")
    chosen = asked if asked in FILTERS else "all"
    sections = edition(found.edition).sections
    kept = [
        (line, shown[line.row.provision], sections.get(_section(line), ""))
        for line in lines
        if FILTERS[chosen][1](line, shown[line.row.provision])
    ]
    problems = assessments.problems_of(found) if found.state == State.DRAFT else []
    context = {
        "page_title": str(found),
        "found": found,
        "edition": edition(found.edition),
        "lines": kept,
        "items": [
            {
                "text": f"{text} ({_count(test, lines, shown)})",
                "href": f"?show={name}",
                "current": name == chosen,
            }
            for name, (text, test) in FILTERS.items()
        ],
        "problems": problems,
        "writes": can(signed_in(request), "govern"),
        "opens": can(signed_in(request), "see_figures"),
        "signatures": found.signatures.all(),
    }
    return render(request, "assessment/one.html", context)


def _section(line: assessments.Line) -> str:
    return line.row.provision.partition(".")[0]


def _count(
    test: Test,
    lines: Sequence[assessments.Line],
    shown: Mapping[str, Sequence[Mapping[str, Any]]],
) -> int:
    return sum(test(line, shown[line.row.provision]) for line in lines)


def _evidence(
    found: Assessment, rows: Sequence[Row], today: datetime.date
) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Give what the records show: as signed once it is, live until then."""
    if found.state == State.SIGNED:
        return {row.provision: row.frozen or () for row in rows}
    return live(found, [row.provision for row in rows], today)


def live(
    found: Assessment, provisions: Sequence[str], day: datetime.date
) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Give what the records show now; nothing for one without a period."""
    span = evidence.span_of(found)
    if span is None:
        return dict.fromkeys(provisions, ())
    shown = evidence.shown(provisions, found.edition, span, day)
    return {
        number: [
            {name: getattr(one, name) for name in one.__struct_fields__} for one in ones
        ]
        for number, ones in shown.items()
    }


@requires(*READ)
def provision(request: HttpRequest, number: int, provision: str) -> HttpResponse:
    """Show one provision with its evidence, and take a person's answer to it."""
    row = assessments.row(number, provision)
    if row is None:
        raise Http404
    writes = can(signed_in(request), "govern") and row.assessment.state == State.DRAFT
    form = _answer_form(request, row) if writes else None
    if request.method == "POST":
        person = writer(request)
        # A signed one takes no answer, whoever sends it.
        form = form or forms.AnswerForm(request.POST)
        if form.is_valid():
            try:
                services.answer(
                    assessment=number,
                    given=form.given(provision),
                    revision=form.cleaned_data["revision"],
                    by=person,
                    now=timezone.now(),
                )
            except services.AssessmentRefusedError as error:
                form = _again(request, row, error)
            else:
                messages.success(request, f"Your answer to {provision} is saved.")
                return redirect(_next(request, row))
    return _provision_page(request, row, form)


def _answer_form(request: HttpRequest, row: Row) -> forms.AnswerForm:
    answer = assessments.answer_of(row)
    initial = {
        name: getattr(answer, name)
        for name in forms.AnswerForm.base_fields
        if name != "revision"
    }
    initial |= {"revision": row.revision, "answer": row.answer or forms.LATER}
    return refillable(request, lambda data: forms.AnswerForm(data, initial=initial))


def _again(
    request: HttpRequest, row: Row, error: services.AssessmentRefusedError
) -> forms.AnswerForm:
    """Give the form with what was typed kept, to be saved over what another wrote."""
    data: QueryDict = request.POST.copy()
    if isinstance(error, services.ChangedMeanwhileError):
        data["revision"] = str(row.revision)
    form = forms.AnswerForm(data)
    form.add_error(None, str(error))
    return form


def _next(request: HttpRequest, row: Row) -> str:
    """Give the next provision where that was asked for, else the assessment."""
    if request.POST.get("then") == "next":
        later = (
            row.assessment.rows.filter(position__gt=row.position)
            .values_list("provision", flat=True)
            .first()
        )
        if later:
            return reverse("assessment:provision", args=[row.assessment_id, later])
    return reverse("assessment:one", args=[row.assessment_id])


def _provision_page(
    request: HttpRequest, row: Row, form: forms.AnswerForm | None
) -> HttpResponse:
    found, today = row.assessment, timezone.localdate()
    code = edition(found.edition)
    texts = assessments.requirements(found.edition)
    context = {
        "page_title": f"{row.provision}, {found}",
        "row": row,
        "found": found,
        "form": form,
        "summary": ours(code, row.provision),
        "official": texts.get(row.provision, ""),
        "now": live(found, [row.provision], today)[row.provision],
        "signed": row.frozen if found.state == State.SIGNED else None,
        "known": evidence_of(row.provision, code.numbering),
        "last": assessments.last_time(row),
        "changes": assessments.changes_of(row),
        "opens": can(signed_in(request), "see_figures"),
        "changed": _provision_change(row, code),
    }
    return render(request, "assessment/provision.html", context)


def _provision_change(row: Row, code: Edition) -> str:
    return f"{row.change} ({code.title})" if row.change else ""


@requires("see_figures")
def cases(request: HttpRequest, number: int, provision: str, code: str) -> HttpResponse:
    """List the cases behind a value that the person may open."""
    row = assessments.row(number, provision)
    span = evidence.span_of(row.assessment) if row else None
    if row is None or span is None or not (code in CHECKS or code in FIGURES):
        raise Http404
    person, today = signed_in(request), timezone.localdate()
    too_many = code in CHECKS and evidence.too_many(span)
    found = None
    if not too_many:
        day = judged_on(row.assessment, today)
        found = evidence.listed(code, span, day, viewer=person, day=today)
    accounts.record_opening(
        by=person, kind="figure_listed", now=timezone.now(), subject=code
    )
    context = {
        "page_title": found.title if found else CHECKS[code].title,
        "row": row,
        "listed": found,
        "most": evidence.MOST_ON_PAGE,
    }
    return render(request, "assessment/cases.html", context)
