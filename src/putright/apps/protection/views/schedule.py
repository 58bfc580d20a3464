"""The retention schedule: what is kept how long, and what falls due."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from putright.apps.accounts.permissions import can, requires
from putright.apps.protection.forms.keeping import FOR_A_TIME, NOT_SET, PeriodForm
from putright.apps.protection.models import Rule
from putright.apps.protection.queries import batches
from putright.apps.protection.queries import schedule as reading
from putright.apps.protection.services import schedule as services
from putright.apps.protection.services.refusing import ProtectionRefusedError
from putright.apps.protection.views.reaching import (
    KEEPS,
    READS,
    keeper,
    kind_or_404,
    told,
)

SHOWN = 30
"""Decisions and batches shown; the rest are in the access log."""


@requires(*READS)
@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """Show each kind, its period, and what falls due in the months ahead."""
    person = keeper(request, *READS)
    lines = reading.lines(timezone.localdate())
    context = {
        "lines": lines,
        "waiting": [
            {
                "title": line.kind.title,
                "rule": line.waiting,
                "period": said(line.waiting),
                "own": line.waiting.proposed_by_id == person.pk,
            }
            for line in lines
            if line.waiting is not None
        ],
        "periods": [said(line.rule) for line in lines],
        "rows": [
            (line, said(line.rule), counted(line.due_now), counted(line.due_soon))
            for line in lines
        ],
        "batches": [
            {"batch": one, "title": kind_or_404(one.kind).title}
            for one in batches.batches()[:SHOWN]
        ],
        "decided": [
            {"rule": one, "title": kind_or_404(one.kind).title, "period": said(one)}
            for one in reading.history()[:SHOWN]
        ],
        "keeps": can(person, KEEPS),
        "ahead": reading.AHEAD,
    }
    return render(request, "protection/schedule.html", context)


def counted(count: int | None) -> str:
    """Give a count of what is due in words, a dash where no period is set."""
    if count is None:
        return "–"
    most = reading.AT_ONCE
    return f"more than {most:,}" if count > most else f"{count:,}"


def said(rule: Rule | None) -> str:
    """Give a period in words."""
    if rule is None:
        return "Not set"
    if rule.months is None:
        return "Kept until a period is set"
    years, months = divmod(rule.months, 12)
    parts = [
        f"{number} {unit}{'' if number == 1 else 's'}"
        for number, unit in ((years, "year"), (months, "month"))
        if number
    ]
    return " and ".join(parts)


@requires(KEEPS)
def period(request: HttpRequest, kind: str) -> HttpResponse:
    """Propose how long a kind is kept."""
    person, found = keeper(request), kind_or_404(kind)
    held = reading.rule_for(kind)
    first = {"months": held.months, "how": _how(held)} if held else {}
    form = PeriodForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            services.propose(
                kind=kind,
                months=form.cleaned_data["months"],
                basis=form.cleaned_data["basis"],
                by=person,
                now=timezone.now(),
            )
        except ProtectionRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Proposed. A second person has to confirm it.")
            return redirect("protection:schedule")
    context = {
        "form": form,
        "heading": found.title,
        "lead": f"What goes: {found.goes}. Counted from: {found.counted_from}.",
        "button": "Propose",
        "back": reverse("protection:schedule"),
    }
    return render(request, "protection/form.html", context)


def _how(rule: Rule) -> str:
    return NOT_SET if rule.months is None else FOR_A_TIME


@requires(KEEPS)
@require_POST
def confirm_rule(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm a period as the second person."""
    person = keeper(request)
    now = timezone.now()
    told(
        request,
        lambda: services.confirm(number=number, by=person, now=now),
        "The period holds from now.",
    )
    return redirect("protection:schedule")


@requires(KEEPS)
@require_POST
def withdraw_rule(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a period that waits."""
    person = keeper(request)
    now = timezone.now()
    told(
        request,
        lambda: services.withdraw(number=number, by=person, now=now),
        "It was taken back.",
    )
    return redirect("protection:schedule")
