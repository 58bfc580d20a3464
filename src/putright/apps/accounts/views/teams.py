"""Teams: made, renamed from a day, joined and left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import queries, services
from putright.apps.accounts.forms import MemberForm, TeamForm
from putright.apps.accounts.permissions import requires, signed_in


@requires("administer", "audit")
def teams(request: HttpRequest) -> HttpResponse:
    """List today's teams by the names they have today."""
    rows = queries.teams_on(timezone.localdate())
    return render(request, "accounts/teams.html", {"teams": rows})


@requires("administer")
def add_team(request: HttpRequest) -> HttpResponse:
    """Make a team."""
    today = timezone.localdate()
    form = TeamForm(request.POST or None, initial={"starts_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_team(
                by=signed_in(request), now=timezone.now(), **form.cleaned_data
            )
        except services.AccountRefusedError as error:
            form.add_error("name", str(error))
        else:
            return redirect("accounts:team", made.code)
    context = {
        "form": form,
        "heading": "Add a team",
        "button": "Add",
        "back": "accounts:teams",
    }
    return render(request, "accounts/form.html", context)


@requires("administer", "audit")
def team(request: HttpRequest, code: str) -> HttpResponse:
    """Show a team: its names by date, and who is in it."""
    found = get_object_or_404(queries.teams(), code=code)
    today = timezone.localdate()
    context = {
        "team": found,
        "name": queries.team_name(code, on=today),
        "names": found.names.all(),
        "members": found.members.all(),
    }
    return render(request, "accounts/team.html", context)


@requires("administer")
def rename(request: HttpRequest, code: str) -> HttpResponse:
    """Give a team another name from a day on."""
    found = get_object_or_404(queries.teams(), code=code)
    form = TeamForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.rename_team(
                team=found,
                by=signed_in(request),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except services.AccountRefusedError as error:
            form.add_error("starts_on", str(error))
        else:
            messages.success(request, "The new name is saved.")
            return redirect("accounts:team", code)
    context = {
        "form": form,
        "heading": "Rename the team",
        "button": "Save",
        "back_to": reverse("accounts:team", args=[code]),
    }
    return render(request, "accounts/form.html", context)


@requires("administer")
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Put a person in a team."""
    found = get_object_or_404(queries.teams(), code=code)
    form = MemberForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            services.join_team(
                team=found,
                by=signed_in(request),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except services.AccountRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "They are in the team.")
            return redirect("accounts:team", code)
    context = {
        "form": form,
        "heading": "Add someone to the team",
        "button": "Add",
        "back_to": reverse("accounts:team", args=[code]),
    }
    return render(request, "accounts/form.html", context)


@requires("administer")
@require_POST
def leave(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """End a person's time in a team today."""
    membership = get_object_or_404(queries.memberships(), pk=number, team__code=code)
    now = timezone.now()
    try:
        services.leave_team(
            membership=membership,
            ends_on=timezone.localdate(now),
            by=signed_in(request),
            now=now,
        )
    except services.AccountRefusedError as error:
        messages.error(request, str(error))
    return redirect("accounts:team", code)
