"""The landlord's reports: one published before a case was mended, one in draft."""

import datetime
from collections.abc import Sequence
from importlib.metadata import version

from putright.apps.accounts.models import User
from putright.apps.complaints.queries.cases import identity
from putright.apps.complaints.services import steps
from putright.apps.reports import services as reports
from putright.config.demo.people import LANDLORD
from putright.config.demo.story import DAY, Story
from putright.core.calendar import (
    Span,
    add_months,
    england_calendar,
    quarter,
    quarter_bounds,
    reporting_year,
    reporting_year_bounds,
)
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.journal import KIND_OF, payload_of

HALF_A_YEAR = 182
WHY = "The email came in on the evening before, as its own date shows."


def add_reports(
    *,
    now: datetime.datetime,
    today: datetime.date,
    people: dict[str, User],
    stories: Sequence[Story],
) -> None:
    """Publish last quarter's report, correct a case of it, and draft the year's."""
    last = quarter_bounds(quarter(add_months(today, -3)))
    by = people["manager"]
    _publish(last, now, today, by)
    _correct(stories, last, now, today, people["coordinator"])
    year = _year(today)
    reports.start(
        kind="annual",
        first=year.first,
        last=year.last,
        by=by,
        now=now,
        day=today,
        landlord=LANDLORD,
        program=version("putright"),
    )


def _publish(
    last: Span, now: datetime.datetime, today: datetime.date, by: User
) -> None:
    """Publish it as if in its first week, or today where that is still to come."""
    then = min(now, now - (today - last.last - 5 * DAY))
    day = min(today, last.last + 5 * DAY)
    program = version("putright")
    number = reports.start(
        kind="quarterly",
        first=last.first,
        last=last.last,
        by=by,
        now=then,
        day=day,
        landlord=LANDLORD,
        program=program,
    )
    reports.mark_final(number=number, by=by, now=then, day=day, program=program)
    reports.publish(number=number, by=by, now=then, day=day, program=program)


def _correct(
    stories: Sequence[Story],
    last: Span,
    now: datetime.datetime,
    today: datetime.date,
    by: User,
) -> None:
    """The first complaint of the quarter came in on the last day before it."""
    inside = [one for one in stories if _plain(one, last)]
    story = min(inside, key=lambda one: (one.case.received_on, one.reference))
    first = story.happened[0].event
    assert isinstance(first, e.Received)
    fields = {name: getattr(first, name) for name in first.__struct_fields__}
    before = last.first - DAY
    while not england_calendar().is_working_day(before):
        before -= DAY
    step = s.Mend(
        on=today,
        entry=1,
        kind=KIND_OF[e.Received],
        payload=payload_of(e.Received(**{**fields, "on": before})),
        words=dict(first.words),
        reason=WHY,
    )
    steps.take(reference=story.reference, step=step, who=identity(by), now=now)


def _plain(story: Story, last: Span) -> bool:
    case = story.case
    received = case.received_on
    inside = received is not None and last.first <= received <= last.last
    return inside and case.kind == "complaint" and case.counts and not case.restricted


def _year(today: datetime.date) -> Span:
    """Give the reporting year that more of the stories lie in: last year's or this."""
    this = reporting_year_bounds(reporting_year(today))
    if (today - this.first).days > HALF_A_YEAR:
        return this
    return reporting_year_bounds(reporting_year(this.first - DAY))
