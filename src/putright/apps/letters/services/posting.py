"""Post and hand delivery: the print folder, and the day a letter was posted."""

import datetime as dt

from django.db import transaction

from putright.apps.letters import files, queries
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.models import Dispatch, DispatchState, LetterFile, Route


def write_print_folder(*, now: dt.datetime, limit: int = 100) -> tuple[str, ...]:
    """Put every letter that waits for post into the print folder; give their names.

    Names hold the letter's number and part of its hash, never a person. A letter
    written twice (the program died in between) is the same file with the same bytes.
    """
    waiting = Dispatch.objects.filter(
        state=DispatchState.WAITING, route=Route.POST, not_before__lte=now
    )
    written = []
    for row in waiting.select_related("document")[:limit]:
        file = queries.sent_file(row.document_id)
        name = print_name(file)
        files.write_whole(files.print_folder() / name, files.read(file.sha256))
        if _hand_over(row, now):
            written.append(name)
    return tuple(written)


def print_name(file: LetterFile) -> str:
    """Give the name a letter has in the print folder."""
    return f"letter-{file.document_id:06d}-{file.sha256[:8]}.{file.format}"


@transaction.atomic
def _hand_over(row: Dispatch, now: dt.datetime) -> bool:
    still = Dispatch.objects.filter(pk=row.pk, state=DispatchState.WAITING)
    return still.update(state=DispatchState.PRINTED, printed_at=now) == 1


@transaction.atomic
def mark_posted(*, dispatch_id: int, on: dt.date, by: str, now: dt.datetime) -> str:
    """Record the day a letter was posted or handed over; give the case's reference.

    Its copy leaves the print folder. Raises LetterRefusedError for an email, or
    where it was not waiting, or for a day before it was issued or after today.
    """
    row = _locked(dispatch_id)
    posted = row.route == Route.POST and row.state == DispatchState.PRINTED
    handed = row.route == Route.HAND and row.state == DispatchState.WAITING
    if not posted and not handed:
        raise LetterRefusedError(
            "This letter is not waiting to be posted or handed over."
        )
    refuse_day(row, on, now)
    row.state = DispatchState.SENT
    row.sent_on, row.sent_at, row.decided_by = on, now, by
    row.save(update_fields=["state", "sent_on", "sent_at", "decided_by"])
    name = print_name(queries.sent_file(row.document_id))
    transaction.on_commit(lambda: (files.print_folder() / name).unlink(missing_ok=True))
    return row.document.about


def refuse_day(row: Dispatch, on: dt.date, now: dt.datetime) -> None:
    """Raise LetterRefusedError for a day on which the letter can't have left."""
    issued = row.document.issued_on
    if issued is not None and on < issued:
        raise LetterRefusedError("The letter can't have left before it was issued.")
    if on > now.date():
        raise LetterRefusedError("That day has not come yet.")


def _locked(dispatch_id: int) -> Dispatch:
    found = (
        Dispatch.objects.select_for_update(of=("self",))
        .select_related("document")
        .filter(pk=dispatch_id)
        .first()
    )
    if found is None:
        raise LetterRefusedError(f"There is no dispatch {dispatch_id}.")
    return found


locked_dispatch = _locked
