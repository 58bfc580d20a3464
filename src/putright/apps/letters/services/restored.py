"""After a restore: what waited to leave may have left since the backup was made."""

import datetime as dt

from django.db import transaction

from putright.apps.letters.models import Dispatch, DispatchState, Route


@transaction.atomic
def doubt_waiting(*, now: dt.datetime) -> int:
    """Put before a person each letter that waited to leave by email or post.

    Nobody can know from a backup whether it left after that was made, and none may
    reach its reader twice unasked. What is handed over is left: a person does that.
    Gives how many.
    """
    day = f"{now:%Y-%m-%d}"
    waited = Dispatch.objects.filter(
        state__in=(DispatchState.WAITING, DispatchState.CLAIMED, DispatchState.PRINTED),
        route__in=(Route.EMAIL, Route.POST),
    )
    return waited.update(
        state=DispatchState.MAY_HAVE_BEEN_SENT,
        detail=f"Restored from a backup on {day}: it may have left before.",
    )
