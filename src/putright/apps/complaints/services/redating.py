"""What a list of bank holidays moves, case by case, as people look it over."""

from itertools import groupby

from putright.apps.complaints.services.calendars import VERDICTS, Moved, redate
from putright.core.calendar import Calendar


def moves(calendar: Calendar | None = None) -> list[Moved]:
    """List what a calendar (the adopted one by default) moves.

    Of an open stage everything; of an answered one only where a verdict flips.
    """
    found: list[Moved] = []
    listed = redate(calendar, every=True)
    for _, group in groupby(listed, key=lambda one: (one.reference, one.stage)):
        of_stage = list(group)
        flips = any(one.what in VERDICTS for one in of_stage)
        if flips or of_stage[0].open:
            found += of_stage
    return found
