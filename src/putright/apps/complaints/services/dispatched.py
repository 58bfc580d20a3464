"""The day a letter really left: what it answered on is that day, not its issue.

A letter issued late on a Friday may be posted on Monday, and an e-mail may wait for a
mail server. The journal then gets an entry that mends the day of the step the letter
carried; the clocks follow, and the entry says why.
"""

import datetime

import msgspec

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.cases import Recorded, open_case
from putright.apps.complaints.services.steps import take
from putright.apps.letters import queries as letters
from putright.core.calendar import long_date
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.fold import with_mends
from putright.core.complaints.journal import kind_of, payload_of

LOOK_BACK = datetime.timedelta(days=31)


def settle(*, now: datetime.datetime) -> int:
    """Mend the day of every step whose letter left on another; give how many.

    May be done again at any time: a day that is right already is left alone.
    """
    since = (now - LOOK_BACK).date()
    return sum(
        _settle(record.about, record.letter_id, record.sent_on, now)
        for record in letters.left_on_another_day(since)
        if record.sent_on is not None
    )


def _settle(
    reference: str, letter_id: int, left_on: datetime.date, now: datetime.datetime
) -> int:
    row = CaseRow.objects.filter(reference=reference).first()
    if row is None:
        return 0
    opened = open_case(row)
    number = _carried(opened.entries, letter_id)
    if number is None:
        return 0
    event = with_mends([entry.event for entry in opened.entries])[number - 1]
    if event.on == left_on:
        return 0
    moved = _on(event, left_on)
    take(
        reference=reference,
        step=s.Mend(
            on=max(opened.case.last_on, now.date(), left_on),
            entry=number,
            kind=kind_of(type(moved)),
            payload=payload_of(moved),
            reason=f"Its letter left on {long_date(left_on)}.",
        ),
        who="system",
        now=now,
    )
    return 1


def _carried(entries: tuple[Recorded, ...], letter_id: int) -> int | None:
    """The entry that a letter carried stands just before the letter's own."""
    for entry in entries:
        issued = entry.event
        if isinstance(issued, e.LetterIssued) and issued.letter == str(letter_id):
            return entry.sequence - 1 or None
    return None


def _on(event: e.Event, day: datetime.date) -> e.Event:
    if isinstance(event, e.Extended):
        return msgspec.structs.replace(event, on=day, told_on=day)
    return msgspec.structs.replace(event, on=day)
