"""Whom a person who is signed in may see, and a page that holds one form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from putright.apps.accounts.permissions import signed_in
from putright.apps.accounts.services import record_opening
from putright.apps.homes import queries as homes
from putright.apps.homes.access import bodies_seen
from putright.apps.residents import queries
from putright.apps.residents.services import ResidentRefusedError


def person_or_404(request: HttpRequest, number: int) -> queries.PersonView:
    """Give a person, where who asks may see them; otherwise there is no such page."""
    found = queries.person_numbered(number)
    if found is None or not _reaches(request, number):
        raise Http404
    return found


def home_or_404(request: HttpRequest, number: int) -> homes.HomeView:
    """Give a home, where who asks may see it; otherwise there is no such page."""
    found = homes.home_numbered(number)
    bodies = bodies_seen(request.user)
    if found is None or (bodies is not None and found.body not in bodies):
        raise Http404
    return found


def log_opening(request: HttpRequest, kind: str, subject: str) -> None:
    """Write in the access log that a page about someone was opened."""
    record_opening(
        by=signed_in(request), kind=kind, now=timezone.now(), subject=subject
    )


def form_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    person: queries.PersonView,
    heading: str,
    button: str,
    done: str,
    lead: str = "",
) -> HttpResponse:
    """Show a form about a person; when it is sent rightly, act and go to their page.

    A refusal is shown beside the field at fault, with what was typed kept.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(dict(form.cleaned_data))
        except ResidentRefusedError as error:
            field = error.field if error.field in form.fields else None
            form.add_error(field, str(error))
            _show_newest(form, person)
        else:
            messages.success(request, done)
            return redirect("residents:person", person.id)
    context = {
        "form": form,
        "person": person,
        "heading": heading,
        "button": button,
        "lead": lead,
    }
    return render(request, "residents/form.html", context)


def _show_newest(form: forms.Form, person: queries.PersonView) -> None:
    """Make the form speak of what is known now, so that it can be sent again."""
    if "version" in form.fields:
        form.data = {**dict(form.data.items()), "version": str(person.version)}


def _reaches(request: HttpRequest, number: int) -> bool:
    bodies = bodies_seen(request.user)
    if bodies is None:
        return True
    lived_in = {stay.home_id for stay in queries.residencies(number) if stay.home_id}
    known = homes.homes_numbered(lived_in)
    return any(home.body in bodies for home in known.values())
