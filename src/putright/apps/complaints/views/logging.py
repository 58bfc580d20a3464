"""Logging a contact: found, typed, checked, recorded. Nothing ever blocks it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import can_somewhere, requires, signed_in
from putright.apps.accounts.ui.refill import unchecked
from putright.apps.accounts.views.typing import typed_in
from putright.apps.complaints.forms.logging import KINDS, RAISED_BY, Lists, LogForm
from putright.apps.complaints.forms.steps.beginning import CHANNELS
from putright.apps.complaints.queries import choices
from putright.apps.complaints.queries.cases import identity, visible_to
from putright.apps.complaints.queries.known import (
    Known,
    homes_choices,
    known,
    people_choices,
)
from putright.apps.complaints.services import contacts
from putright.apps.complaints.views.steps.making import typed_before
from putright.apps.residents import queries as residents
from putright.core.calendar import OutsideCalendarError, long_date
from putright.core.refusals import NO_SUCH_PERSON, Refusal, StepRefusedError
from putright.rules.handling_code import NoEditionError

PREFILLED = {"person": "person", "home": "home", "about": "linked_to"}
"""What a link to this page may name: references only, never a name or address."""


@requires("log_contact")
@require_http_methods(["GET", "POST"])
def log_contact(request: HttpRequest) -> HttpResponse:
    """Show the form, look people up, show the answers to check, or log the contact."""
    user, now = signed_in(request), timezone.now()
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else typed_before(request)
    form = _form(request, user, data, today)
    pressed = request.POST.get("more", request.POST.get("go", ""))
    if request.method != "POST" or pressed in ("find", "change"):
        return _page(request, user, unchecked(form) if form.is_bound else form, today)
    if not form.is_valid() or not _named_are_there(form, user, today):
        return _page(request, user, form, today)
    if pressed != "confirm":
        return _check(request, user, form, today)
    step, given = form.as_step(), form.cleaned_data
    try:
        logged = contacts.log(
            step=step,
            who=identity(user),
            now=now,
            at=given["received_at"],
            hazard=given["hazard"] == "yes",
        )
    except StepRefusedError as refused:
        form.refuse(refused)
        return _page(request, user, form, today)
    except (OutsideCalendarError, NoEditionError) as problem:
        form.add_error("received_on", str(problem))
        return _page(request, user, form, today)
    return _logged(request, user, logged, given["kind"])


def _form(
    request: HttpRequest, user: User, data: QueryDict | None, today: date
) -> LogForm:
    initial = {
        field: request.GET.get(name, "")[:60].replace("\0", "")
        for name, field in PREFILLED.items()
    }
    sent = data if data is not None else initial

    def said(name: str) -> str:
        return str(sent.get(name, "")).replace("\0", "")

    people = people_choices(user, said("person_search"), said("person"), today)
    homes = homes_choices(user, said("home_search"), said("home"), today)
    lists = Lists(
        today=today,
        people=people.choices,
        homes=homes.choices,
        more_people=people.more,
        more_homes=homes.more,
        areas=choices.areas(),
        teams=choices.teams(today),
        categories=choices.categories(today),
    )
    if data is not None:
        return LogForm(data, lists=lists)
    return LogForm(lists=lists, initial=initial)


def _named_are_there(form: LogForm, user: User, today: date) -> bool:
    """Whether the people and the case that are named are there; told where not."""
    linked = _linked_is_there(form, user, today)
    affected = form.cleaned_data["affected"]
    known = residents.people_referenced(affected) if affected else {}
    nobody = [reference for reference in affected if reference not in known]
    for reference in nobody:
        refusal = Refusal(NO_SUCH_PERSON, reference)
        form.add_error("affected", str(refusal))
    return linked and not nobody


def _linked_is_there(form: LogForm, user: User, today: date) -> bool:
    """Whether the case it is said to be about can be seen; told where it can't."""
    reference = form.cleaned_data["linked_to"].strip()
    if not reference:
        return True
    if visible_to(user, today).filter(reference=reference).exists():
        return True
    form.add_error(
        "linked_to",
        f"There is no case {reference} that you can see. Check the reference, or "
        "leave it empty.",
    )
    return False


def _seen(user: User, form: LogForm, today: date) -> Known:
    """Give what is known of the person and home that the form names."""
    named = {
        name: str(form[name].value() or "").replace("\0", "")
        for name in ("person", "home")
    }
    return known(user, named["person"], named["home"], today)


def _page(request: HttpRequest, user: User, form: LogForm, today: date) -> HttpResponse:
    form.show_asked()
    searched = str(form["person_search"].value() or "").strip()
    offered = [value for value, _ in form.fields["person"].choices if value]  # type: ignore[attr-defined] # a choice field
    context = {
        "form": form,
        "known": _seen(user, form, today),
        "nobody_found": bool(searched) and not offered,
    }
    return render(request, "complaints/case/log.html", context)


def _check(
    request: HttpRequest, user: User, form: LogForm, today: date
) -> HttpResponse:
    """Show the answers, to be checked before anything is recorded."""
    context = {
        "rows": _answers(form),
        "kept": typed_in(request.POST),
        "known": _seen(user, form, today),
        "hazard": form.cleaned_data["hazard"] == "yes",
    }
    return render(request, "complaints/case/log_check.html", context)


def _answers(form: LogForm) -> list[dict[str, Any]]:
    """Give what was answered; what was left empty is not listed."""
    given = form.cleaned_data
    named = dict(form.fields["person"].choices)  # type: ignore[attr-defined] # a choice field
    where = dict(form.fields["home"].choices)  # type: ignore[attr-defined] # a choice field
    about = given.get("about") or ", ".join(
        filter(None, (given.get("category"), given.get("issue")))
    )
    at = f" at {given['received_at']}" if given["received_at"] else ""
    answers = [
        {"key": "Person", "value": named[given["person"]]},
        {"key": "Home", "value": where[given["home"]]},
        {"key": "Raised by", "value": dict(RAISED_BY)[given["raised_by"]]},
        {"key": "Who else it affects", "value": "\n".join(given["affected"])},
        {"key": "What it is", "value": dict(KINDS)[given["kind"]]},
        {"key": "How it came", "value": dict(CHANNELS)[given["channel"]]},
        {"key": "What they said", "value": given["text"]},
        {"key": "Subject", "value": given["subject"]},
        {"key": "First had", "value": f"{long_date(given['received_on'])}{at}"},
        {"key": "May be a hazard", "value": given["hazard"].capitalize()},
        {"key": "About", "value": about},
        {"key": "Area", "value": given["area"]},
        {"key": "Team", "value": given["team"]},
        {"key": "Problem happened", "value": _day(given["issue_on"])},
        {"key": "Became aware", "value": _day(given["aware_on"])},
        {"key": "About the case", "value": given["linked_to"]},
    ]
    return [answer for answer in answers if answer["value"]]


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _logged(
    request: HttpRequest, user: User, logged: contacts.Logged, kind: str
) -> HttpResponse:
    """Say what was logged, and go on to what comes next."""
    if logged.again:
        messages.info(request, f"{logged.reference} was logged already, once.")
    else:
        messages.success(request, f"Logged as {logged.reference}.")
    for warning in logged.warnings:
        messages.warning(request, warning)
    if kind == "dissatisfaction" and can_somewhere(user, "work_case"):
        return redirect("complaints:step", logged.reference, "offer_choice")
    return redirect("complaints:case", logged.reference)
