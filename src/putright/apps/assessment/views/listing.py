"""The list of assessments, starting one, taking files, and what calls for one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from putright.apps.accounts.permissions import can, requires, signed_in
from putright.apps.accounts.queries import landlord
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.assessment import forms, services
from putright.apps.assessment.queries import assessments
from putright.apps.assessment.views.reaching import READ, writer
from putright.core.assessment import TRIGGERS
from putright.core.assessment.triggers import NEEDS
from putright.core.calendar import long_date
from putright.core.calendar.periods import reporting_year
from putright.core.tabular import ImportOutcome, TableError, read
from putright.rules.handling_code import ombudsman_edition_on


@requires(*READ)
def index(request: HttpRequest) -> HttpResponse:
    """List every assessment, and what calls for a new one."""
    context = {
        "page_title": "Self-assessments",
        "page": paginate(assessments.assessments(), request),
        "writes": can(signed_in(request), "govern"),
        "calling": [
            (TRIGGERS[one.kind].title, one.happened_on, TRIGGERS[one.kind].says)
            for one in assessments.calling()
        ],
    }
    return render(request, "assessment/list.html", context)


@requires("govern")
def start(request: HttpRequest) -> HttpResponse:
    """Start a year's assessment, carried from an earlier one."""
    person, today = writer(request), timezone.localdate()
    earlier = [(one.pk, str(one)) for one in assessments.to_carry_from()]
    form = forms.StartForm(
        request.POST or None,
        earlier=earlier,
        initial={
            "year": reporting_year(today),
            "edition": ombudsman_edition_on(today).name,
            "carried_from": str(earlier[0][0]) if earlier else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            number = services.start(
                landlord=landlord().name,
                year=given["year"],
                edition=given["edition"],
                carried_from=int(given["carried_from"] or 0) or None,
                by=person,
                now=timezone.now(),
            )
        except services.AssessmentRefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect("assessment:one", number)
    return _form(request, form, "Start a self-assessment", "Start")


def _form(
    request: HttpRequest, form: Any, heading: str, button: str, **more: object
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, **more}
    return render(request, "assessment/form.html", context)


def _columns(*names: str) -> SafeString:
    """Give names of a file's columns as code, one after the other."""
    return format_html_join(", ", "<code>{}</code>", ((name,) for name in names))


@requires("govern")
def import_form(request: HttpRequest) -> HttpResponse:
    """Import past assessments from a file, and say what became of each row."""
    person = writer(request)
    form = _file_form(request)
    lead = format_html(
        "One row a provision, with the columns {}. Where there are, also {}. They "
        "come in as past assessments, to look at and carry forward.",
        _columns("landlord", "assessment", "provision", "comply"),
        _columns("evidence", "commentary", "action", "owner", "by_when", "change"),
    )
    more: dict[str, object] = {"lead": lead, "files": True}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcome = services.import_form(
                table=read(file.name, file.read()),
                edition=form.cleaned_data["edition"],
                file_name=file.name,
                by=person,
                now=timezone.now(),
            )
        except TableError as error:
            form.add_error("file", str(error))
        else:
            more |= _outcome(outcome)
    return _form(request, form, "Import past assessments", "Import the file", **more)


@requires("govern")
def requirements(request: HttpRequest) -> HttpResponse:
    """Load the official text of the provisions."""
    person = writer(request)
    form = _file_form(request)
    lead = format_html(
        "Until you load the Ombudsman’s own text, pages show each provision in our "
        "words. The file has the columns {}.",
        _columns("provision", "requirement"),
    )
    more: dict[str, object] = {"lead": lead, "files": True}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcome = services.load_requirements(
                table=read(file.name, file.read()),
                edition=form.cleaned_data["edition"],
                by=person,
                now=timezone.now(),
            )
        except TableError as error:
            form.add_error("file", str(error))
        else:
            more |= _outcome(outcome)
    return _form(request, form, "Load the official text", "Load the file", **more)


def _file_form(request: HttpRequest) -> forms.FileForm:
    today = timezone.localdate()
    initial = {"edition": ombudsman_edition_on(today).name}
    if request.method == "POST":
        return forms.FileForm(request.POST, request.FILES, initial=initial)
    return forms.FileForm(initial=initial)


def _outcome(found: ImportOutcome) -> dict[str, object]:
    rows = [
        ("Rows read", found.read),
        ("Taken", found.taken),
        ("Already there", found.already),
        ("Changed", found.changed),
        ("Refused", len(found.refused)),
    ]
    return {
        "rows": [{"key": key, "value": f"{number}"} for key, number in rows],
        "refused_head": ["Line", "Column", "Value", "Why"],
        "refused": [
            [f"{one.line}", one.column, one.value, one.why] for one in found.refused
        ],
    }


@requires(*READ)
def events(request: HttpRequest) -> HttpResponse:
    """List what called for a new assessment, or for telling people (8.3 to 8.5)."""
    context = {
        "page_title": "What calls for a new assessment",
        "writes": can(signed_in(request), "govern"),
        "events": [
            (one, TRIGGERS[one.kind], _days(one)) for one in assessments.events()
        ],
    }
    return render(request, "assessment/events.html", context)


def _days(one: object) -> list[str]:
    told = []
    kind = TRIGGERS[getattr(one, "kind", "")]
    for name in kind.needs:
        day = getattr(one, name)
        words = long_date(day) if day else "not yet"
        told.append(f"{NEEDS[name]}: {words}")
    return told


@requires("govern")
def add_event(request: HttpRequest) -> HttpResponse:
    """Write down what calls for a new assessment, or for telling people."""
    person = writer(request)
    form = forms.EventForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        services.record_event(
            kind=form.cleaned_data["kind"],
            happened_on=form.cleaned_data["happened_on"],
            about=form.cleaned_data["about"],
            days=form.days,
            by=person,
            now=timezone.now(),
        )
        messages.success(request, "It is written down.")
        return redirect("assessment:events")
    return _form(request, form, "What calls for a new assessment", "Save")
