"""Checking the rows that figures count beside a case's own: its teams, late entries."""

from collections.abc import Iterator, Sequence

from putright.apps.complaints.models import CaseRow, Entry
from putright.apps.complaints.services.rows import CLOCK_FIELDS
from putright.core.calendar import Calendar
from putright.core.complaints.counting import clock_entries
from putright.core.complaints.events import Event
from putright.core.complaints.summary import CaseSummary

COUNTED = ("teams", "clock")
"""What is read with the cases to be checked."""


def check_counted(
    row: CaseRow,
    entries: Sequence[Entry],
    events: Sequence[Event],
    summary: CaseSummary,
    calendar: Calendar,
) -> Iterator[str]:
    """Give what the rows say otherwise than the journal."""
    teams = {team.team for team in row.teams.all()}
    if teams != set(summary.teams):
        yield "its teams in the summary are not those of its journal"
    recorded = [
        (entry.sequence, event, entry.recorded_at)
        for entry, event in zip(entries, events, strict=True)
    ]
    meant = clock_entries(recorded, calendar)
    found = list(row.clock.all())
    told = [tuple(getattr(one, name) for name in CLOCK_FIELDS) for one in found]
    if told != [tuple(getattr(one, name) for name in CLOCK_FIELDS) for one in meant]:
        yield "how late its entries were written down is told otherwise in the summary"
