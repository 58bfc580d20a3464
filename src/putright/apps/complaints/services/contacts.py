"""Logging a contact as a case, once, however often the form is sent."""

import datetime

import msgspec
from django.db import transaction

from putright.apps.complaints.models import CaseRow, ReferenceCounter
from putright.apps.complaints.queries.cases import read_entries
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.queries.known import TENURES, home_of
from putright.apps.complaints.services.steps import receive, take
from putright.apps.homes import queries as homes
from putright.core.complaints import steps as s
from putright.core.complaints.decide import decide
from putright.core.complaints.decide.turns import STATES

SENT_TWICE = datetime.timedelta(hours=1)
"""The same contact, word for word, by the same person within this time is one."""
LATEST = 50
"""How many of the newest cases are looked through for it."""


class Logged(msgspec.Struct, frozen=True):
    """A contact logged: its reference, whether it was there, and what to do now."""

    reference: str
    again: bool = False
    warnings: tuple[str, ...] = ()


def with_home(step: s.Receive) -> s.Receive:
    """Fill in what the home says: where, which area, body and tenure."""
    home = homes.home(step.home) if step.home else home_of(step.person, step.on)
    if home is None:
        return step
    return msgspec.structs.replace(
        step,
        home=home.reference,
        area=step.area or home.area,
        body=step.body or home.body,
        tenure=step.tenure or TENURES.get(home.stock_type, ""),
    )


@transaction.atomic
def log(
    *,
    step: s.Receive,
    who: str,
    now: datetime.datetime,
    at: str = "",
    hazard: bool = False,
) -> Logged:
    """Log a contact. Raises StepRefusedError where the Code does not take it so.

    A possible hazard is recorded with it; its own clocks start at once.
    """
    step = with_home(step)
    # The lock that the reference will need anyway: two sendings come one by one.
    ReferenceCounter.objects.get_or_create(series=f"C-{step.on:%y}")
    ReferenceCounter.objects.select_for_update().get(series=f"C-{step.on:%y}")
    there = _already(step, who, now)
    if there:
        return Logged(there, again=True)
    taken = receive(step=step, who=who, now=now, at=at)
    if not hazard:
        return Logged(taken.reference)
    said = "Said when the contact was logged: there may be a hazard in the home."
    more: s.Step = s.AddNote(on=step.on, note=said)
    if taken.case.state in STATES[s.Triage]:
        more = s.Triage(on=step.on, route="investigate", hazard=True, reason=said)
    warned = take(reference=taken.reference, step=more, who=who, now=now)
    own = (
        "A possible hazard starts its own clocks at once: pass it to the hazards team "
        "today.",
    )
    return Logged(taken.reference, warnings=warned.decision.warnings or own)


def _already(step: s.Receive, who: str, now: datetime.datetime) -> str:
    """Give the case that holds this very contact already; empty for none."""
    event = decide(None, step, current_context()).events[0]
    recent = CaseRow.objects.order_by("-pk").filter(
        pk__in=CaseRow.objects.order_by("-pk").values("pk")[:LATEST],
        received_on=step.on,
        kind=step.kind,
        entries__sequence=1,
        entries__who=who,
        entries__recorded_at__gte=now - SENT_TWICE,
    )
    for row in recent:
        if read_entries(row)[0].event == event:
            return row.reference
    return ""
