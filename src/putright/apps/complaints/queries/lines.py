"""A case as a line of a list: who, where, about what, and what is due by when.

However many lines, the same few reads: names, homes and stages are read at once.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence

import msgspec

from putright.apps.complaints.models import CaseRow, CaseText, StageRow
from putright.apps.complaints.queries.people import staff_names
from putright.apps.homes import queries as homes
from putright.apps.residents import queries as residents
from putright.core.calendar import Calendar, OutsideCalendarError

STATES = {
    "undecided": "Not yet decided what it is",
    "service_request": "Service request open",
    "not_a_complaint": "Not a complaint",
    "stage_1_open": "Stage 1 open",
    "stage_1_answered": "Stage 1 answered",
    "stage_2_open": "Stage 2 open",
    "stage_2_answered": "Stage 2 answered",
    "refused": "Refused",
    "withdrawn": "Withdrawn",
    "closed": "Closed",
    "reopened": "Opened again",
}
"""Where a case stands, in words."""
KINDS = {
    "complaint": "Complaint",
    "service_request": "Service request",
    "compliment": "Compliment",
    "comment": "Comment",
    "mp_enquiry": "MP’s enquiry",
    "dissatisfaction": "Dissatisfaction",
}
"""What a contact is, in words."""


class Tag(msgspec.Struct, frozen=True):
    """A mark beside a case, in words and a colour of the design system."""

    text: str
    colour: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A case on a list. Texts are ready to show; empty where nothing is recorded."""

    reference: str
    received_on: datetime.date
    kind: str
    state: str
    person: str
    home: str
    subject: str
    category: str
    area: str
    due: str
    due_on: datetime.date | None
    days: str
    overdue: bool
    handler: str
    team: str
    tags: tuple[Tag, ...]
    update_due: datetime.date | None
    update_overdue: bool
    adjustment_review: datetime.date | None
    waiting: int | None
    closed_on: datetime.date | None = None


def lines(
    rows: Iterable[CaseRow], *, day: datetime.date, calendar: Calendar
) -> list[Line]:
    """Make the lines of some cases, as they stand on a day."""
    listed = list(rows)
    names = people_named({row.person for row in listed})
    places = homes_named({row.home for row in listed})
    staff = staff_names({row.handler for row in listed})
    subjects = dict(
        CaseText.objects.filter(case__in=listed).values_list("case", "subject")
    )
    stages = {
        (stage.case_id, stage.number): stage
        for stage in StageRow.objects.filter(case__in=listed, refused=False)
    }
    return [
        _line(
            row,
            stages.get((row.pk, row.stage or 0)),
            day=day,
            calendar=calendar,
            person=names.get(row.person, row.person),
            home=places.get(row.home, row.home),
            handler=staff.get(row.handler, row.handler),
            subject=subjects.get(row.pk, ""),
        )
        for row in listed
    ]


def _line(
    row: CaseRow,
    stage: StageRow | None,
    *,
    day: datetime.date,
    calendar: Calendar,
    person: str,
    home: str,
    handler: str,
    subject: str,
) -> Line:
    update_due = stage.update_due if stage else None
    return Line(
        reference=row.reference,
        received_on=row.received_on,
        kind=KINDS.get(row.kind, row.kind),
        state=STATES.get(row.state, row.state),
        person=person,
        home=home,
        subject=subject,
        category=": ".join(part for part in (row.category, row.issue) if part),
        area=row.area,
        due=row.beat_what.capitalize(),
        due_on=row.beat_on,
        days=days_said(row.beat_on, day, calendar),
        overdue=row.beat_on is not None and row.beat_on < day,
        handler=handler,
        team=row.team,
        tags=_tags(row, stage),
        update_due=update_due,
        update_overdue=update_due is not None and update_due < day,
        adjustment_review=row.adjustment_review,
        waiting=working_days(row.received_on, row.closed_on or day, calendar),
        closed_on=row.closed_on,
    )


def _tags(row: CaseRow, stage: StageRow | None) -> tuple[Tag, ...]:
    marks = (
        (row.restricted, Tag("Restricted", "magenta")),
        (row.hazard, Tag("Hazard", "orange")),
        (row.vulnerable, Tag("Vulnerable", "purple")),
        (bool(stage and stage.extended_to), Tag("Extended", "blue")),
        (not row.counts, Tag("Not counted", "grey")),
    )
    return tuple(tag for holds, tag in marks if holds)


def working_days(
    start: datetime.date, end: datetime.date, calendar: Calendar
) -> int | None:
    """Count the working days from one day to another; None where not known."""
    try:
        return calendar.working_days_between(start, end)
    except OutsideCalendarError:
        return None


def days_said(
    due_on: datetime.date | None, day: datetime.date, calendar: Calendar
) -> str:
    """Say how many working days are left until a date, or how many it is overdue."""
    if due_on is None:
        return ""
    if due_on == day:
        return "Due today"
    left = working_days(day, due_on, calendar)
    late = due_on < day
    if not left:
        return "Overdue" if late else ""
    count = f"{abs(left)} working day{'' if abs(left) == 1 else 's'}"
    return f"Overdue by {count}" if late else f"{count} left"


def people_named(references: Collection[str]) -> dict[str, str]:
    """Give residents' names by their references, in one read."""
    found = residents.people_referenced([r for r in references if r])
    return {reference: one.name for reference, one in found.items()}


def homes_named(references: Collection[str]) -> dict[str, str]:
    """Give homes' addresses in one line by their references."""
    numbers = homes.home_ids([r for r in references if r])
    views = homes.homes_numbered(list(numbers.values()))
    return {
        reference: views[number].one_line
        for reference, number in numbers.items()
        if number in views
    }


HEADINGS = (
    "Reference",
    "Kind",
    "State",
    "Received on",
    "Resident",
    "Home",
    "Subject",
    "Category",
    "Area",
    "Due",
    "Due on",
    "Working days",
    "Handler",
    "Team",
    "Marks",
)
"""The columns of an exported list."""


def as_cells(line: Line) -> Sequence[str]:
    """Give a line as the cells of an export; dates are ISO 8601."""
    return (
        line.reference,
        line.kind,
        line.state,
        line.received_on.isoformat(),
        line.person,
        line.home,
        line.subject,
        line.category,
        line.area,
        line.due,
        line.due_on.isoformat() if line.due_on else "",
        line.days,
        line.handler,
        line.team,
        ", ".join(tag.text for tag in line.tags),
    )
