"""People: listed, added, given a new password, away, leaving."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import queries, services
from putright.apps.accounts.forms import AbsenceForm, LeavingForm, PersonForm
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import can_somewhere, requires, signed_in
from putright.apps.accounts.ui.pagination import paginate
from putright.apps.accounts.ui.refill import refillable
from putright.core.calendar import long_date


@requires("administer", "audit")
def people(request: HttpRequest) -> HttpResponse:
    """List everyone, with their roles."""
    page = paginate(queries.people(), request, size=50)
    return render(request, "accounts/people.html", {"page": page})


@requires("administer", "audit")
def person(request: HttpRequest, number: int) -> HttpResponse:
    """Show a person: roles, teams, days, and what may be done."""
    found = get_object_or_404(queries.people(), pk=number)
    today = timezone.localdate()
    cover = queries.cover_for(found, on=today)
    rows = [
        {"key": "User name", "value": found.username},
        {"key": "E-mail address", "value": found.email},
        {"key": "Line manager", "value": found.line_manager},
        {"key": "Covered today by", "value": cover or "Not away"},
        {"key": "Last day", "value": _last_day(found)},
    ]
    context = {
        "person": found,
        "rows": rows,
        "grants": found.grants.all(),
        "second_step": services.has_second_step(found),
        "sign_ins": len(queries.sign_ins(found, now=timezone.now())),
    }
    return render(request, "accounts/person.html", context)


def _last_day(found: User) -> str:
    return long_date(found.ends_on) if found.ends_on else "None set"


@requires("administer")
def add_person(request: HttpRequest) -> HttpResponse:
    """Add a person, and show their password this once."""
    form = refillable(
        request, lambda data: PersonForm(data, today=timezone.localdate())
    )
    if request.method == "POST" and form.is_valid():
        now, by = timezone.now(), signed_in(request)
        try:
            made = services.create_user(by=by, now=now, **form.cleaned_data)
        except services.AccountRefusedError as error:
            form.add_error(None, str(error))
        else:
            return _show_password(request, made.pk)
    context = {
        "form": form,
        "heading": "Add a person",
        "button": "Add",
        "back": "accounts:people",
    }
    return render(request, "accounts/form.html", context)


@requires("administer")
@require_POST
def reset_password(request: HttpRequest, number: int) -> HttpResponse:
    """Give a person a new password, and show it this once."""
    return _show_password(request, number)


def _show_password(request: HttpRequest, number: int) -> HttpResponse:
    """Make a new password and answer with it, on a page that is not kept."""
    found = get_object_or_404(queries.people(), pk=number)
    new = services.reset_password(user=found, by=signed_in(request), now=timezone.now())
    response = render(request, "accounts/password.html", {"person": found, "new": new})
    response["Cache-Control"] = "no-store"
    return response


@requires("administer")
def leaving(request: HttpRequest, number: int) -> HttpResponse:
    """Set a person's last day."""
    found = get_object_or_404(queries.people(), pk=number)
    form = LeavingForm(request.POST or None, initial={"ends_on": found.ends_on})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_leaving_day(
                user=found,
                ends_on=form.cleaned_data["ends_on"],
                by=signed_in(request),
                now=timezone.now(),
            )
        except services.AccountRefusedError as error:
            form.add_error("ends_on", str(error))
        else:
            messages.success(request, "The last day is saved.")
            return redirect("accounts:person", number)
    context = {
        "form": form,
        "heading": f"Last day: {found.name}",
        "button": "Save",
        "back_to": reverse("accounts:person", args=[number]),
    }
    return render(request, "accounts/form.html", context)


@requires("administer", "reassign")
def absence(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a person is away and who covers."""
    found = get_object_or_404(queries.people(), pk=number)
    form = AbsenceForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            services.record_absence(
                person=found,
                by=signed_in(request),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except services.AccountRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The absence is recorded.")
            if can_somewhere(request.user, "administer"):
                return redirect("accounts:person", number)
            return redirect("home")
    context = {
        "form": form,
        "heading": f"Absence: {found.name}",
        "button": "Save",
        "back_to": reverse("accounts:person", args=[number])
        if can_somewhere(request.user, "administer")
        else reverse("home"),
    }
    return render(request, "accounts/form.html", context)
