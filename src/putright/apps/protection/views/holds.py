"""Legal holds: placed on a case or a resident, reviewed, lifted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from putright.apps.accounts import services as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import can, requires, signed_in
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.settings import hidden_from
from putright.apps.holds import queries as reading
from putright.apps.holds import services
from putright.apps.holds.queries import HeldKind, Hold
from putright.apps.protection.forms.keeping import HoldForm, LiftForm, ReviewForm
from putright.apps.protection.views.reaching import (
    READS,
    RESTRICTED,
    keeper,
)
from putright.apps.residents import queries as residents

SHOWN = 500


@requires(*READS)
@require_safe
def holds(request: HttpRequest) -> HttpResponse:
    """List the holds that stand, those overdue for review first, and the others."""
    person = keeper(request, *READS)
    today = timezone.localdate()
    hidden = hidden_from(person)
    found = list(reading.every()[:SHOWN])
    standing = [one for one in found if one.lifted_at is None]
    context = {
        "overdue": [_line(o, hidden) for o in standing if o.review_on < today],
        "standing": [_line(o, hidden) for o in standing if o.review_on >= today],
        "lifted": [_line(o, hidden) for o in found if o.lifted_at is not None],
        "opens": can(person, "see_cases"),
    }
    return render(request, "protection/holds.html", context)


def _line(hold: Hold, hidden: frozenset[str]) -> dict[str, object]:
    secret = hold.kind == HeldKind.CASE and hold.reference in hidden
    name = RESTRICTED if secret else f"{hold.get_kind_display()} {hold.reference}"
    return {"hold": hold, "name": name, "secret": secret}


@requires("manage_restricted", "audit")
def hold(request: HttpRequest, number: int) -> HttpResponse:
    """Show a hold and why it stands; set another day of review."""
    person, found = signed_in(request), _hold_or_404(request, number)
    today = timezone.localdate()
    works = can(person, "manage_restricted")
    form = ReviewForm(request.POST or None, today=today)
    if request.method == "POST":
        keeper(request, "manage_restricted")
        if form.is_valid() and _done(
            form,
            lambda: services.review(
                number=number,
                review_on=form.cleaned_data["review_on"],
                now=timezone.now(),
                today=today,
            ),
        ):
            _write_down(person, "hold_reviewed", found)
            messages.success(request, "The hold stands, with its new day of review.")
            return redirect("protection:hold", number)
    context = {
        "hold": found,
        "name": f"{found.get_kind_display()} {found.reference}",
        "form": form if works and found.lifted_at is None else None,
        "today": today,
    }
    return render(request, "protection/hold.html", context)


@requires("manage_restricted")
def lift(request: HttpRequest, number: int) -> HttpResponse:
    """Lift a hold, with the reason."""
    person = keeper(request, "manage_restricted")
    found = _hold_or_404(request, number)
    form = LiftForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(
            form,
            lambda: services.lift(
                number=number,
                why=form.cleaned_data["why"],
                by=person,
                now=timezone.now(),
            ),
        )
    ):
        _write_down(person, "hold_lifted", found)
        messages.success(request, "The hold is lifted. It may be erased again.")
        return redirect("protection:hold", number)
    context = {
        "form": form,
        "heading": "Lift the hold",
        "lead": f"{found.get_kind_display()} {found.reference}",
        "button": "Lift the hold",
        "back": reverse("protection:hold", args=[number]),
    }
    return render(request, "protection/form.html", context)


@requires("manage_restricted")
def on_case(request: HttpRequest, number: int) -> HttpResponse:
    """Put a case on hold."""
    person = signed_in(request)
    rows = visible_to(person, timezone.localdate(), "manage_restricted")
    row = rows.filter(pk=number).first()
    if row is None:
        raise Http404
    back = reverse("complaints:case", args=[row.reference])
    return _placing(
        request, HeldKind.CASE, row.reference, f"Case {row.reference}", back
    )


@requires("manage_restricted")
def on_person(request: HttpRequest, number: int) -> HttpResponse:
    """Put a resident, and every case that is about them, on hold."""
    keeper(request, "manage_restricted")
    found = residents.person_numbered(number)
    if found is None:
        raise Http404
    back = reverse("residents:person", args=[number])
    return _placing(request, HeldKind.PERSON, found.reference, found.name, back)


def _placing(
    request: HttpRequest, kind: HeldKind, reference: str, name: str, back: str
) -> HttpResponse:
    person = signed_in(request)
    form = HoldForm(request.POST or None, today=timezone.localdate())
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, lambda: _place(kind, reference, person, form.cleaned_data))
    ):
        messages.success(request, "It is on hold: nothing of it can be erased.")
        return redirect(back)
    context = {
        "form": form,
        "heading": "Put on legal hold",
        "lead": f"{name}: until the hold is lifted nobody can erase anything of it, "
        "nor does the retention schedule.",
        "button": "Put on hold",
        "back": back,
    }
    return render(request, "protection/form.html", context)


def _place(kind: HeldKind, reference: str, person: User, given: dict[str, Any]) -> None:
    made = services.place(
        kind=kind,
        reference=reference,
        by=person,
        now=timezone.now(),
        today=timezone.localdate(),
        **given,
    )
    _write_down(person, "hold_placed", made)


def _done(form: forms.Form, write: Callable[[], object]) -> bool:
    """Write, and say on the form why it was refused where it was."""
    try:
        write()
    except services.HoldRefusedError as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _hold_or_404(request: HttpRequest, number: int) -> Hold:
    """Give a hold to whoever may see what it is on."""
    person, found = signed_in(request), reading.numbered(number)
    if found is None:
        raise Http404
    if found.kind == HeldKind.PERSON:
        keeper(request, "manage_restricted", "audit")
    else:
        rows = visible_to(person, timezone.localdate())
        if not rows.filter(reference=found.reference).exists():
            raise Http404
    return found


def _write_down(person: User, what: str, hold: Hold) -> None:
    """Log it by the hold's number: a restricted case is not named."""
    accounts.record_opening(
        by=person, kind=what, subject=f"hold:{hold.pk}", now=timezone.now()
    )
