"""A small landlord with something in every table that counts, on fixed days.

What it makes is what a later release has to bring over unchanged; `scripts/upgrades.py`
writes it down for each.
"""

from datetime import date

from tests import cast
from tests.apps.complaints import marked
from tests.apps.reports import making
from tests.core.complaints.samples import SAMPLES
from tests.trips import story as t

from putright.apps.complaints.queries.cases import find
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.services import (
    erasures,
    evidence,
    lettering,
    seals,
    steps,
)
from putright.apps.complaints.services.append import append
from putright.apps.letters import queries as letters
from putright.apps.letters import services as writing
from putright.core.complaints import events as e
from putright.core.complaints import steps as s


def make() -> None:
    """Make the landlord, its people and its cases."""
    t.world()
    marked._register()
    marked._letter()
    every_kind()
    complaint = received("The lift is out of order again.")
    with_letter(complaint)
    erased(received("Something that was to be forgotten."))
    published()
    sealed()


def every_kind() -> None:
    """Append an entry of every kind to one case: how each is written must stay."""
    made = [
        event
        for kind, event in SAMPLES.items()
        if kind not in (e.Received, e.Mended, e.EvidenceAdded)
    ]
    row = find(marked.REFERENCE)
    assert row is not None
    append(row, made, context=current_context(), who="u1", now=marked.NOW)


def received(text: str) -> str:
    """Log Amina's complaint; give its reference."""
    step = s.Receive(
        on=cast.MONDAY,
        kind="complaint",
        channel="telephone",
        text=text,
        subject=text[:40],
        person=cast.AMINA.reference,
        home=cast.FLAT.reference,
    )
    return steps.receive(step=step, who="u1", now=cast.on(cast.MONDAY)).reference


def with_letter(reference: str) -> None:
    """Acknowledge a complaint by a letter that left, and keep a file with it."""
    day, now = t.ACKNOWLEDGED, cast.on(t.ACKNOWLEDGED)
    triage = s.Triage(on=day, route="investigate", risk="medium")
    steps.take(reference=reference, step=triage, who="u1", now=now)
    evidence.add(
        reference=reference,
        name="lift.txt",
        data=b"The engineer came on Tuesday.",
        on=day,
        who="u1",
        now=now,
    )
    step = s.Acknowledge(
        on=day,
        stage=1,
        definition="The lift has been out of order since September.",
        outcomes_sought="The lift mended",
        points=("The lift",),
        ours=("The lift",),
    )
    number = lettering.draft(
        reference=reference, name="acknowledge", step=step, who="u1", now=now
    )
    lettering.issue(letter_id=number, route="post", who="u1", now=now, on=day)
    writing.write_print_folder(now=now)
    sent = letters.letter(number).dispatch
    assert sent is not None
    writing.mark_posted(dispatch_id=sent.dispatch_id, on=day, by="u1", now=now)


def erased(reference: str) -> None:
    """Erase a case's words."""
    erasures.erase_case(
        reference=reference, reason="Retention", who="u1", now=cast.on(t.EXTENDED)
    )


def published() -> None:
    """Publish a report of a quarter."""
    making.quarter_of_cases()
    making.published()


def sealed() -> None:
    """Seal a day."""
    seals.write_seal(day=date(2026, 7, 1), now=making.NOW)
