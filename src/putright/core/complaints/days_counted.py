"""Between which days a case counts working days: what a new bank holiday can move."""

from collections.abc import Iterable
from datetime import date

from putright.core.complaints.counting import ClockEntry
from putright.core.complaints.summary import StageSummary

STARTS = ("started_on", "extension_told_on", "extended_to")
ENDS = (
    "acknowledge_by",
    "respond_by",
    "extension_limit",
    "backstop",
    "unacknowledged_by",
    "acknowledged_on",
    "extension_told_on",
    "extended_to",
    "responded_on",
)
"""Columns of a stage: every count of its days begins and ends within these."""
NO_END = date.max
"""The last day of a case with dates that its calendar does not reach to."""


def days_counted(
    stages: Iterable[StageSummary], entries: Iterable[ClockEntry]
) -> tuple[date | None, date | None]:
    """Give the first and last day between which a case's working days are counted.

    Those of its stages, and from the day of an entry to that on which it was written
    down. None and None where it counts none. No day outside can move a date or verdict
    of the case, whatever a list of bank holidays says of it.
    """
    days: list[date | None] = []
    for stage in stages:
        days += [getattr(stage, name) for name in (*STARTS, *ENDS)]
        days.append(NO_END if stage.respond_by is None else None)
    for entry in entries:
        days += [entry.happened_on, entry.recorded_on]
    known = [day for day in days if day is not None]
    return min(known, default=None), max(known, default=None)
