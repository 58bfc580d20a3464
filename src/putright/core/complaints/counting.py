"""What figures count of a case, beyond where it stands: ends, offers, late entries.

Worked out once, with the summary rows, so that the database only adds up. No words are
read but the columns that a landlord's own register came with.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from putright.core.calendar import Calendar, OutsideCalendarError
from putright.core.complaints import events as e
from putright.core.complaints.case import Case, StageRecord
from putright.core.complaints.journal import event_from, kind_of

LONDON = ZoneInfo("Europe/London")
LABEL = 200
"""The most characters of a register's own cell that a split shows."""
CLOCK_EVENTS = (
    e.Received,
    e.ChoiceMade,
    e.Acknowledged,
    e.Responded,
    e.StageTwoRequested,
    e.Refused,
    e.StageTwoRefused,
    e.Withdrawn,
)
"""Events that start or stop a clock of the Code."""


ENDED_AT_ONCE = ("compliment", "comment", "mp_enquiry")
"""Kinds of contact that ask for nothing more: they are over on the day they came."""


class End(NamedTuple):
    """How a stage ended before it was answered: `refused` or `withdrawn`, and when."""

    how: str = ""
    on: date | None = None
    ground: str = ""


class ClockEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that starts or stops a clock, and how late its day was written down.

    `working_days` after the day up to the one it was written down on; None where the
    bank holidays of one of the two are not known.
    """

    sequence: int
    kind: str
    stage: int | None
    happened_on: date
    recorded_on: date
    working_days: int | None
    imported: bool


def end_of(case: Case, stage: StageRecord) -> End:
    """Give how a stage ended before its answer; an overturned refusal ended none."""
    ends = [
        End("refused", refusal.on, refusal.ground)
        for refusal in case.refusals
        if refusal.stage == 1 == stage.number and not refusal.overturned
    ]
    if case.withdrawn_on is not None:
        ends.append(End("withdrawn", case.withdrawn_on))
    answered = stage.responded_on
    before = [
        end
        for end in ends
        if end.on is not None
        and end.on >= stage.started_on
        and (answered is None or end.on < answered)
    ]
    return min(before, key=lambda end: end.on or date.max, default=End())


def offer_of(case: Case, stage: StageRecord) -> tuple[int, date | None]:
    """Give the compensation offered at a stage, in pence, and the day it was.

    A register gives one sum a case: it counts at the last stage answered, on the day of
    that answer, or at stage 1 on the day it began where no answer is known.
    """
    pence = sum(r.pence or 0 for f in stage.findings for r in f.remedies)
    if pence or not case.imported_compensation:
        return pence, stage.responded_on if pence else None
    stages = [one for one in (case.stage_1, case.stage_2) if one is not None]
    answered = [one for one in stages if one.responded_on and not one.findings]
    last = (answered or stages[:1])[-1]
    if last.number != stage.number:
        return 0, None
    return case.imported_compensation, stage.responded_on or stage.started_on


def improvement_of(case: Case) -> date | None:
    """Give the day a service improvement is counted on; None where there is none.

    That is the day the case was closed, else that of its last answer, else received.
    """
    if not (case.learning or case.imported_improvement):
        return None
    stages = (case.stage_2, case.stage_1)
    answers = [one.responded_on for one in stages if one and one.responded_on]
    return case.closed_on or max(answers, default=case.received_on)


def over_on(case: Case) -> date | None:
    """Give the day from which it is counted how long a case's words are kept.

    That is the day it was over; None while it is not. A case that is void or a
    duplicate counts from the day it came in.
    """
    if not case.counts:
        return case.received_on
    ends = {"closed": case.closed_on, "withdrawn": case.withdrawn_on}
    if case.state in ends:
        return ends[case.state]
    if case.state == "refused":
        return case.refusals[-1].on if case.refusals else None
    if case.kind in ENDED_AT_ONCE:
        return case.closed_on or case.received_on
    return None


def received_on(case: Case, stage: StageRecord) -> date:
    """Give the day the complaint, or the request for stage 2, was received.

    The landlord's own hours do not move it. Where the day of a request is not known it
    is the first day known of the stage.
    """
    if stage.number == 1:
        return case.received_on
    first = stage.requested_on or stage.acknowledged_on or stage.responded_on
    return first or stage.started_on


def extra_of(case: Case) -> tuple[tuple[str, str], ...]:
    """Give the register's own columns that say something, for splits."""
    return tuple(
        (name[:LABEL], text.strip()[:LABEL])
        for name, text in sorted(case.extra.items())
        if text.strip()
    )


def clock_entries(
    recorded: Iterable[tuple[int, e.Event, datetime]], calendar: Calendar
) -> tuple[ClockEntry, ...]:
    """Give a case's entries that start or stop a clock.

    `recorded`: sequence, event, and the moment it was written down. Where a later entry
    mends the day of one, the right day was written down only then.
    """
    found: dict[int, tuple[e.Event, datetime]] = {}
    for sequence, event, moment in recorded:
        if isinstance(event, e.Mended):
            old = found.get(event.entry)
            mended = event_from(event.kind, event.payload.encode(), {})
            same_day = old is not None and old[0].on == mended.on
            found[event.entry] = (mended, old[1] if old and same_day else moment)
        elif isinstance(event, e.Undone):
            for place in event.entries:
                found.pop(place, None)
        found[sequence] = (event, moment)
    return tuple(
        _clock_entry(sequence, event, moment, calendar)
        for sequence, (event, moment) in sorted(found.items())
        if _is_clock(event)
    )


def _is_clock(event: e.Event) -> bool:
    if isinstance(event, e.Received):
        return event.kind in ("complaint", "dissatisfaction")
    if isinstance(event, e.ChoiceMade):
        return event.chose == "complaint"
    return isinstance(event, CLOCK_EVENTS)


def _clock_entry(
    sequence: int, event: e.Event, moment: datetime, calendar: Calendar
) -> ClockEntry:
    written = moment.astimezone(LONDON).date()
    try:
        days: int | None = calendar.working_days_between(event.on, written)
    except OutsideCalendarError:
        days = None
    second = isinstance(event, e.StageTwoRequested | e.StageTwoRefused)
    first = isinstance(event, e.Received | e.ChoiceMade | e.Refused)
    stage = 2 if second else 1 if first else getattr(event, "stage", None)
    return ClockEntry(
        sequence=sequence,
        kind=kind_of(type(event)),
        stage=stage,
        happened_on=event.on,
        recorded_on=written,
        working_days=days,
        imported=getattr(event, "imported", False),
    )
