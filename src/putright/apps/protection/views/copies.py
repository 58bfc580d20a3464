"""A copy of what is held on a person: looked through part by part, then fetched."""

import tempfile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, requires
from putright.apps.protection.forms import looking
from putright.apps.protection.models import PersonCopy
from putright.apps.protection.queries import copies as reading
from putright.apps.protection.queries import held
from putright.apps.protection.queries.copies import REASONS, Marked
from putright.apps.protection.queries.held import Item, Part
from putright.apps.protection.queries.passages import passages
from putright.apps.protection.services import copies as services
from putright.apps.protection.services import giving
from putright.apps.protection.services.refusing import ProtectionRefusedError
from putright.apps.protection.views.reaching import keeper
from putright.apps.residents import queries as residents
from putright.apps.residents.queries import PersonView
from putright.apps.residents.queries.held import equality_held

MANAGES: Capability = "manage_restricted"
"""Managers alone: they see every case that is not restricted, and no one else does."""


@requires(MANAGES)
def start(request: HttpRequest, number: int) -> HttpResponse:
    """Start a copy of what is held on a person, or go on with the one begun."""
    user = keeper(request, MANAGES)
    person = residents.person_numbered(number)
    if person is None:
        raise Http404
    if request.method == "POST":
        made = services.start(person=person.reference, by=user, now=timezone.now())
        return redirect("protection:one_copy", made.pk)
    begun = reading.open_copy(person.reference)
    context = {
        "person": person,
        "begun": begun,
        "back": reverse("residents:person", args=[number]),
    }
    return _private(render(request, "protection/copy_start.html", context))


@requires(MANAGES)
def copy(request: HttpRequest, number: int) -> HttpResponse:
    """Show the parts of a copy, which were looked through, and the way to fetch it."""
    user, found, person = _opened(request, number)
    if request.method == "POST":
        services.end(found=found, by=user, now=timezone.now())
        messages.success(request, "The copy is ended. What was marked is forgotten.")
        return redirect("residents:person", person.id)
    parts = held.parts(person, user, timezone.localdate())
    looked = reading.seen(found, parts)
    context = {
        "copy": found,
        "person": person,
        "rows": [_line(found, part, looked.get(part.code)) for part in parts],
        "answers": len(equality_held(person.id)),
        "ready": reading.ready(parts, looked),
    }
    return _private(render(request, "protection/copy.html", context))


def _line(found: PersonCopy, part: Part, looked: reading.Seen | None) -> dict[str, Any]:
    state, colour = "To be looked through", "yellow"
    if looked is not None:
        state, colour = ("Changed since", "red") if looked.stale else ("Done", "green")
    return {
        "title": part.title,
        "href": reverse("protection:copy_part", args=[found.pk, part.code]),
        "many": len(part.items),
        "left": len(looked.marks) if looked else 0,
        "state": state,
        "colour": colour,
    }


@requires(MANAGES)
def part(request: HttpRequest, number: int, part: str) -> HttpResponse:
    """Show every text and file of a part; keep what is to be left out of it."""
    user, found, person = _opened(request, number)
    parts = held.parts(person, user, timezone.localdate())
    shown = next((one for one in parts if one.code == part), None)
    if shown is None:
        raise Http404
    problems: list[str] = []
    looked = reading.seen(found, [shown]).get(part)
    marks = dict(looked.marks) if looked else {}
    lacking: list[int] = []
    if request.method == "POST":
        new, lacking = looking.read(request.POST, shown)
        marks = dict(new)
        problems = ["Choose why it is left out."] if lacking else []
        if not lacking and not (problems := _kept(request, found, shown, marks, user)):
            messages.success(request, "Kept. Look through the next part.")
            return redirect("protection:one_copy", number)
    accounts.record_opening(
        by=user, kind="copy_looked_at", subject=f"copy:{number}", now=timezone.now()
    )
    context = {
        "copy": found,
        "part": shown,
        "items": [
            _item(place, item, marks.get(item.key), shown, lacking)
            for place, item in enumerate(shown.items)
        ],
        "reasons": REASONS.items(),
        "problems": problems,
        "lacking": lacking,
    }
    return _private(render(request, "protection/copy_part.html", context))


def _kept(
    request: HttpRequest,
    found: PersonCopy,
    shown: Part,
    marks: dict[str, Marked],
    user: User,
) -> list[str]:
    try:
        services.look_through(
            found=found,
            part=shown,
            digest=request.POST.get("digest", ""),
            marks=marks,
            by=user,
            now=timezone.now(),
        )
    except ProtectionRefusedError as refused:
        return [str(refused)]
    return []


def _item(
    place: int, item: Item, mark: Marked | None, shown: Part, lacking: list[int]
) -> dict[str, Any]:
    out = mark.passages if mark else frozenset()
    whole = mark is not None and mark.whole
    href = ""
    if item.sha256:
        href = reverse("complaints:evidence", args=[shown.case, item.sha256])
    return {
        "place": place,
        "heading": item.heading,
        "href": href,
        "passages": [
            {"n": n, "text": text, "out": whole or n in out}
            for n, text in enumerate(passages(item.text))
        ],
        "whole": whole,
        "why": mark.reason if mark else "",
        "lacking": place in lacking,
    }


@requires(MANAGES)
@require_POST
def fetch(request: HttpRequest, number: int) -> HttpResponseBase:
    """Make the copy and give it out. It is kept nowhere; that it was made is logged."""
    user, found, _ = _opened(request, number)
    # A file without a name: it is gone as soon as it was sent.
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        giving.give(
            out,
            found=found,
            seen_by=user,
            by=user,
            day=timezone.localdate(),
            now=timezone.now(),
        )
    except ProtectionRefusedError as refused:
        out.close()
        messages.error(request, str(refused))
        return redirect("protection:one_copy", number)
    out.seek(0)
    response = FileResponse(out, as_attachment=True, filename=f"copy-{found.pk}.zip")
    response["Content-Type"] = "application/zip"
    response["Cache-Control"] = "no-store"
    return response


def _opened(request: HttpRequest, number: int) -> tuple[User, PersonCopy, PersonView]:
    """Give the user, a copy that is not ended, and whom it is of."""
    user = keeper(request, MANAGES)
    found = reading.copy(number)
    person = residents.person(found.person) if found else None
    if found is None or person is None or found.ended_at is not None:
        raise Http404
    return user, found, person


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
