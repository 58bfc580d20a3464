"""What only a person can settle: sent or not, came back, send again, do not send."""

import datetime as dt

from django.db import transaction

from putright.apps.letters import files, queries
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.models import Dispatch, DispatchState
from putright.apps.letters.queries.letters import (
    MAY_BE_CANCELLED,
    MAY_COME_BACK,
    MAY_GO_AGAIN,
)
from putright.apps.letters.services.issuing import refuse_route
from putright.apps.letters.services.posting import (
    locked_dispatch,
    print_name,
    refuse_day,
)


@transaction.atomic
def confirm_sent(*, dispatch_id: int, on: dt.date, by: str, now: dt.datetime) -> str:
    """Record that a letter that may have been sent was sent; give the case."""
    row = locked_dispatch(dispatch_id)
    _refuse_unless(row, DispatchState.MAY_HAVE_BEEN_SENT)
    refuse_day(row, on, now)
    row.state = DispatchState.SENT
    row.sent_on, row.sent_at, row.decided_by = on, now, by
    row.save(update_fields=["state", "sent_on", "sent_at", "decided_by"])
    return row.document.about


@transaction.atomic
def record_bounce(
    *, dispatch_id: int, on: dt.date, by: str, now: dt.datetime, detail: str = ""
) -> str:
    """Record that a letter came back; give the case. The day it left stays.

    `detail` is a reason in a few coded words, never a name or an address.
    """
    row = locked_dispatch(dispatch_id)
    _refuse_unless(row, *MAY_COME_BACK)
    refuse_day(row, on, now)
    row.state = DispatchState.BOUNCED
    row.bounced_on, row.decided_by, row.detail = on, by, detail[:200]
    row.save(update_fields=["state", "bounced_on", "decided_by", "detail"])
    return row.document.about


@transaction.atomic
def send_again(*, dispatch_id: int, route: str, by: str, now: dt.datetime) -> int:
    """Queue a letter once more, by any route, because a person asked; give its id.

    The same bytes and the same Message-ID go out, so that a mail system that has the
    letter can tell it is the same. Raises LetterRefusedError where it is still
    waiting, on its way, or known to have been sent.
    """
    row = locked_dispatch(dispatch_id)
    _refuse_unless(row, *MAY_GO_AGAIN)
    version = queries.version(row.document_id, row.document.issued_version)
    refuse_route(route, version.letter.recipient)
    if row.state == DispatchState.MAY_HAVE_BEEN_SENT:
        row.state, row.decided_by = DispatchState.CANCELLED, by
        row.save(update_fields=["state", "decided_by"])
    live = Dispatch.objects.filter(document=row.document_id, pk__gt=row.pk)
    if live.exists():
        raise LetterRefusedError("This letter was already queued again.")
    again = Dispatch.objects.create(
        document=row.document,
        route=route,
        created_at=now,
        created_by=by,
        not_before=now,
    )
    return again.pk


@transaction.atomic
def cancel(*, dispatch_id: int, by: str, now: dt.datetime) -> str:
    """Stop a letter that has not left yet; give the case."""
    row = locked_dispatch(dispatch_id)
    _refuse_unless(row, *MAY_BE_CANCELLED)
    row.state, row.decided_by = DispatchState.CANCELLED, by
    row.save(update_fields=["state", "decided_by"])
    name = print_name(queries.sent_file(row.document_id))
    transaction.on_commit(lambda: (files.print_folder() / name).unlink(missing_ok=True))
    return row.document.about


def _refuse_unless(row: Dispatch, *states: str) -> None:
    if row.state not in states:
        label = DispatchState(row.state).label.lower()
        raise LetterRefusedError(
            f"The letter is “{label}”, so this can't be done to it now."
        )
