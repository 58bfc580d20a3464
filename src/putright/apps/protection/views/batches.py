"""What is due of a kind, proposed to be erased and approved by a second person."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from putright.apps.accounts.permissions import can, requires
from putright.apps.accounts.templatetags.ui import uk_date
from putright.apps.accounts.ui.pagination import (
    Page,
    page_number,
    paginate,
    with_query,
)
from putright.apps.protection.models import Batch
from putright.apps.protection.queries import batches as reading
from putright.apps.protection.queries import schedule
from putright.apps.protection.queries.kinds import Due
from putright.apps.protection.services import batches as services
from putright.apps.protection.services.refusing import ProtectionRefusedError
from putright.apps.protection.views.reaching import (
    KEEPS,
    READS,
    keeper,
    kind_or_404,
    shown,
    told,
)
from putright.core.calendar import add_months

SIZE = 50
LAST = schedule.AT_ONCE // SIZE
"""The last page: what follows is listed once these are erased."""


@requires(*READS)
@require_safe
def due(request: HttpRequest, kind: str) -> HttpResponse:
    """List what falls due of a kind in the months ahead, the oldest first."""
    person, found = keeper(request, *READS), kind_or_404(kind)
    rule, today = schedule.rule_for(kind), timezone.localdate()
    number = min(page_number(request), LAST)
    rows: list[Due] = []
    if rule is not None and rule.months is not None:
        until = add_months(today, schedule.AHEAD)
        start = (number - 1) * SIZE
        rows = schedule.due(found, rule, until, start, start + SIZE + 1)
    more = len(rows) > SIZE and number < LAST
    page = Page(
        rows=rows[:SIZE],
        number=number,
        previous=with_query(request, page=number - 1) if number > 1 else "",
        next=with_query(request, page=number + 1) if more else "",
    )
    months = rule.months if rule and rule.months else 0
    named = shown(found, [one.reference for one in page.rows], person)
    context = {
        "kind": found,
        "page": page,
        "set": bool(months),
        "ahead": schedule.AHEAD,
        "head": ["What", "Counted from", "Due on", "Where it stands"],
        "rows": [
            _row(one, name, months, today)
            for one, name in zip(page.rows, named, strict=True)
        ],
        "keeps": can(person, KEEPS),
        "last": f"{schedule.AT_ONCE:,}" if len(rows) > SIZE and not more else "",
    }
    return render(request, "protection/due.html", context)


def _row(one: Due, name: str, months: int, today: datetime.date) -> list[object]:
    falls = add_months(one.counted_from, months)
    now = {"text": "Due", "tag": "red"} if falls <= today else "Not yet"
    return [name, uk_date(one.counted_from), uk_date(falls), now]


@requires(KEEPS)
@require_POST
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    """Propose to erase what is due today."""
    person = keeper(request)
    kind_or_404(kind)
    try:
        made = services.propose(
            kind=kind, by=person, now=timezone.now(), day=timezone.localdate()
        )
    except ProtectionRefusedError as refused:
        messages.error(request, str(refused))
        return redirect("protection:due", kind)
    messages.success(request, "Proposed. A second person has to approve it.")
    return redirect("protection:batch", made.pk)


@requires(*READS)
@require_safe
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """Show a batch: what it names, who decided it, and how far it has come."""
    person, found = keeper(request, *READS), _batch_or_404(number)
    kind = kind_or_404(found.kind)
    page = paginate(reading.items(found), request, size=SIZE)
    named = shown(kind, [one.reference for one in page.rows], person)
    waits = found.approved_at is None and found.withdrawn_at is None
    context = {
        "batch": found,
        "kind": kind,
        "page": page,
        "counts": [
            {"key": state, "value": f"{count:,}"}
            for state, count in reading.states(found).items()
        ],
        "head": ["What", "Counted from", "Where it stands"],
        "rows": [
            [name, uk_date(one.counted_from), one.get_state_display()]
            for one, name in zip(page.rows, named, strict=True)
        ],
        "waits": waits and can(person, KEEPS),
        "own": found.proposed_by_id == person.pk,
    }
    return render(request, "protection/batch.html", context)


@requires(KEEPS)
@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Approve a batch as the second person: the background work then erases it."""
    person = keeper(request)
    _batch_or_404(number)
    now = timezone.now()
    told(
        request,
        lambda: services.approve(number=number, by=person, now=now),
        "Approved. It is erased in the background from now.",
    )
    return redirect("protection:batch", number)


@requires(KEEPS)
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a batch that waits."""
    person = keeper(request)
    _batch_or_404(number)
    now = timezone.now()
    told(
        request,
        lambda: services.withdraw(number=number, by=person, now=now),
        "It was taken back. Nothing of it is erased.",
    )
    return redirect("protection:schedule")


def _batch_or_404(number: int) -> Batch:
    found = reading.batch(number)
    if found is None:
        raise Http404
    return found
