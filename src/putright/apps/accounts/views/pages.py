"""The small pages: where to start, health, privacy, accessibility."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import queries, services
from putright.apps.accounts.permissions import (
    Capability,
    can_somewhere,
    grants_on,
    signed_in,
)
from putright.apps.accounts.ui.addresses import address_of
from putright.apps.accounts.views.typing import path_with_typing, typed_carried

FIRST_PAGES: tuple[tuple[Capability, str], ...] = (
    ("work_case", "complaints:my_work"),
    ("log_contact", "complaints:log_contact"),
    ("see_cases", "complaints:list"),
    ("administer", "accounts:administration"),
    ("audit", "accounts:administration"),
    ("see_anonymised", "complaints:anonymised"),
)
"""Where each person starts: the first whose capability they have, if it exists."""


def start(request: HttpRequest) -> HttpResponse:
    """Send a person to the page their work starts on."""
    person = signed_in(request)
    for capability, url_name in FIRST_PAGES:
        if can_somewhere(person, capability):
            address = address_of(url_name)
            if address is not None:
                return redirect(address)
    return render(request, "accounts/start.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible these pages are, and whom to tell."""
    return render(request, "pages/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept about people, and about those who sign in."""
    return render(request, "pages/privacy.html")


@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Answer that the program runs and its database answers, for a monitor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "ok"})


def me(request: HttpRequest) -> HttpResponse:
    """Show a person their own account: roles, teams, ways to sign in."""
    person = signed_in(request)
    today = timezone.localdate()
    roles = [
        f"{grant.get_role_display()}: {grant.scope_label()}"
        for grant in grants_on(person, today)
    ]
    teams = [
        queries.team_name(code, on=today)
        for code in sorted(queries.teams_of(person, on=today))
    ]
    rows = [
        {"key": "Name", "value": person.name},
        {"key": "User name", "value": person.username},
        {"key": "E-mail address", "value": person.email},
        {"key": "Roles", "value": "\n".join(roles) or "None in effect today"},
        {"key": "Teams", "value": "\n".join(teams) or "None"},
    ]
    return render(request, "accounts/me.html", {"rows": rows})


@require_POST
def keep_typing(request: HttpRequest) -> HttpResponse:
    """Put away the fields of a form that could not be checked; go back to its page."""
    typed = typed_carried(request)
    if typed is None:
        return redirect("home")
    saved = services.save_typing(
        user=signed_in(request),
        path=typed.path,
        fields=typed.as_text(),
        now=timezone.now(),
    )
    return redirect(path_with_typing(typed.path, saved.pk))
