"""Stopping a letter that has not left: the step that it carried is undone with it."""

import datetime
from itertools import takewhile

from django.db import transaction

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.cases import Recorded, read_entries
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.services.append import append
from putright.apps.letters import queries as letters
from putright.apps.letters import services as writing
from putright.apps.letters.errors import LetterRefusedError
from putright.core.complaints import events as e


@transaction.atomic
def stop(
    *,
    reference: str,
    letter_id: int,
    who: str,
    now: datetime.datetime,
    on: datetime.date,
) -> tuple[int, ...]:
    """Stop a case's letter, and undo what was recorded as it was issued.

    Gives the entries that no longer count; none where an earlier try to send it may
    have reached its reader. Raises LetterRefusedError where it left, or may have.
    """
    row = CaseRow.objects.select_for_update().get(reference=reference)
    record = letters.letter(letter_id)
    if record.about != reference or record.dispatch is None:
        problem = "That letter was not issued on this case."
        raise LetterRefusedError(problem)
    number = record.dispatch.dispatch_id
    writing.cancel(dispatch_id=number, by=who, now=now)
    if letters.may_have_left_before(number):
        return ()
    entries = carried(read_entries(row), letter_id)
    if entries:
        event = e.Undone(on=on, letter=str(letter_id), entries=entries)
        append(row, [event], context=current_context(), who=who, now=now)
    return entries


def carried(entries: tuple[Recorded, ...], letter_id: int) -> tuple[int, ...]:
    """Give the numbers of the letter's own entry and of those its step made.

    They were written down at one moment, in one transaction, the letter's last.
    """
    issued = next(
        (
            one
            for one in entries
            if isinstance(one.event, e.LetterIssued)
            and one.event.letter == str(letter_id)
        ),
        None,
    )
    if issued is None:
        return ()
    moment = (issued.recorded_at, issued.who)
    before = [one for one in entries if 1 < one.sequence <= issued.sequence]
    run = takewhile(lambda one: (one.recorded_at, one.who) == moment, reversed(before))
    return tuple(sorted(one.sequence for one in run))
