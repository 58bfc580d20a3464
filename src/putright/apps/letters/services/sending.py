"""Sending by email: each letter claimed by one worker, and never sent twice unasked.

Claim, commit, send, record. If the program dies between claim and record nobody can
know whether the letter went: it becomes `may have been sent`, and a person decides.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from putright.apps.letters.errors import (
    FileGoneError,
    LetterRefusedError,
    StoreAwayError,
)
from putright.apps.letters.models import Dispatch, DispatchState, Route
from putright.apps.letters.services import mail
from putright.apps.letters.services.posting import write_print_folder

LONDON = ZoneInfo("Europe/London")
CLAIM_LASTS = dt.timedelta(minutes=30)
"""After this a claim without an answer counts as lost."""
MOST_A_ROUND = 25
"""So few that a round ends well within a claim's time, even on a slow server."""
MOST_ATTEMPTS = 6
FIRST_WAIT = dt.timedelta(minutes=5)
"""Doubled after each try that the mail server surely did not take."""


@dataclass(frozen=True)
class SendingReport:
    """What one round of work did, in numbers of letters."""

    sent: int = 0
    put_off: int = 0
    printed: int = 0
    for_a_person: int = 0


def send_due(now: dt.datetime, *, limit: int = MOST_A_ROUND) -> SendingReport:
    """Do one round: reap lost claims, email what is due, fill the print folder.

    Safe to run in any number of workers at once, and after any crash.
    """
    unsure = reap(now=now)
    states = [
        send_claimed(dispatch_id=one, now=now)
        for one in due_emails(now=now, limit=limit)
        if claim(dispatch_id=one, now=now)
    ]
    sent = states.count(DispatchState.SENT)
    put_off = states.count(DispatchState.WAITING)
    return SendingReport(
        sent=sent,
        put_off=put_off,
        printed=len(write_print_folder(now=now, limit=limit)),
        for_a_person=unsure + len(states) - sent - put_off,
    )


def due_emails(*, now: dt.datetime, limit: int = MOST_A_ROUND) -> tuple[int, ...]:
    """List emails that are due, oldest first. Nothing is claimed."""
    due = Dispatch.objects.filter(
        state=DispatchState.WAITING, route=Route.EMAIL, not_before__lte=now
    )
    return tuple(due.values_list("pk", flat=True)[:limit])


@transaction.atomic(durable=True)
def claim(*, dispatch_id: int, now: dt.datetime) -> bool:
    """Claim one email, so that no other worker sends it; False where one was faster.

    The claim is committed before this returns, whatever happens next.
    """
    changed = Dispatch.objects.filter(
        pk=dispatch_id, state=DispatchState.WAITING
    ).update(state=DispatchState.CLAIMED, claimed_at=now, attempts=F("attempts") + 1)
    return changed == 1


def send_claimed(*, dispatch_id: int, now: dt.datetime) -> str:
    """Send one email that this worker claimed; give the state it came to."""
    row = Dispatch.objects.select_related("document").get(pk=dispatch_id)
    if row.state != DispatchState.CLAIMED:
        return row.state
    try:
        answer = mail.send(row.document)
    except StoreAwayError as away:  # nothing was said to the mail server yet
        answer = mail.Answer("retry", str(away))
    except (FileGoneError, LetterRefusedError):
        answer = mail.Answer("refused", "The letter's kept files can't be read.")
    return _record(row, answer, now)


@transaction.atomic
def _record(row: Dispatch, answer: mail.Answer, now: dt.datetime) -> str:
    """Write down what came of it, also where the reaper was there first."""
    changes: dict[str, object] = {"detail": answer.detail}
    match answer.meaning:
        case "sent":
            day = now.astimezone(LONDON).date()
            changes |= {"state": DispatchState.SENT, "sent_at": now, "sent_on": day}
        case "retry" if row.attempts < MOST_ATTEMPTS:
            wait = FIRST_WAIT * 2 ** (row.attempts - 1)
            changes |= {"state": DispatchState.WAITING, "not_before": now + wait}
        case "retry" | "refused":
            changes["state"] = DispatchState.FAILED
        case "unsure":
            changes["state"] = DispatchState.MAY_HAVE_BEEN_SENT
    ours = Dispatch.objects.filter(
        pk=row.pk,
        attempts=row.attempts,
        state__in=(DispatchState.CLAIMED, DispatchState.MAY_HAVE_BEEN_SENT),
    )
    ours.update(**changes)
    return str(changes["state"])


def reap(*, now: dt.datetime) -> int:
    """Mark claims whose worker was lost as `may have been sent`; give how many."""
    lost = Dispatch.objects.filter(
        state=DispatchState.CLAIMED, claimed_at__lt=now - CLAIM_LASTS
    )
    return lost.update(
        state=DispatchState.MAY_HAVE_BEEN_SENT,
        detail="The program stopped while this letter was being sent.",
    )
