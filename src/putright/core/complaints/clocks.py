"""The clock: the dates of one stage in, its due dates and verdicts out.

This is the only place where a date is judged against the Code, for one case and for
a million rows alike. The lengths come from the edition; the days from the calendar.

Provisions: acknowledge 6.2 and 6.11, respond 6.3 and 6.14, extend 6.4 and
6.15. The Code does not say what a day is, nor what follows where no acknowledgement
was recorded; the readings taken here are the strict ones, and each is in its test.
"""

from datetime import date
from typing import Literal, NamedTuple

import msgspec

from putright.core.calendar import Calendar, Step, long_date
from putright.rules.handling_code import Edition, StageLimits, TimeLimit

Acknowledgement = Literal["met", "late", "open_in_time", "open_overdue", "cannot_tell"]
Response = Literal[
    "met",
    "met_with_extension",
    "extension_unverified",
    "late",
    "late_extension_invalid",
    "open_in_time",
    "open_overdue",
]


class ClockProblem(ValueError):  # noqa: N818 - the field calls it a problem
    """The dates contradict each other, so no verdict can be given."""


class StageDates(msgspec.Struct, frozen=True):
    """What happened at one stage, by date. Day 0 of each clock is its event's day.

    `started_on`: the complaint received (stage 1), or the request for stage 2.
    `limit_lifted`: an extension past the limit was taken with a good reason and with
    agreed updates (5.9): it is judged as if within the limit, if told in time.
    """

    stage: int
    started_on: date
    acknowledged_on: date | None = None
    extension_told_on: date | None = None
    extended_to: date | None = None
    responded_on: date | None = None
    limit_lifted: bool = False


class DueDates(NamedTuple):
    """The last day for each act. The backstop is that of a punctual landlord."""

    acknowledge_by: date
    respond_by: date
    extension_limit: date
    backstop: date


class StageVerdict(msgspec.Struct, frozen=True):
    """The due dates of one stage, and how what happened stands against them.

    `working_days`: after the start, up to and including the answer; None while open.
    `date_to_beat`: the last day to answer an open stage; None once answered.
    `acknowledge_to_beat`: the last day to acknowledge, where neither was done yet.
    `within_backstop`: None while open.
    """

    acknowledge_by: date
    acknowledgement: Acknowledgement
    respond_by: date
    extension_limit: date
    backstop: date
    response: Response
    working_days: int | None
    date_to_beat: date | None
    acknowledge_to_beat: date | None
    within_backstop: bool | None


class ClockProof(NamedTuple):
    """Where one due date comes from, day by day.

    `edition` and `calendar`: the rules and the bank holidays it was worked out by,
    the latter by its version. `unsure`: why its length may be wrong; else blank.
    """

    name: str
    due: date
    counted_from: str
    counted_from_on: date
    working_days: int
    source: str
    days: tuple[Step, ...]
    edition: str
    calendar: str
    unsure: str


def judge(
    dates: StageDates,
    limits: StageLimits,
    calendar: Calendar,
    as_at: date,
    *,
    complete: bool = False,
) -> StageVerdict:
    """Judge one stage; `as_at` is the day by which what is unanswered is judged.

    In a `complete` record an acknowledgement that is missing was not made: `late`
    where it would otherwise be `cannot_tell`.
    Raises ClockProblem where the dates contradict each other, and OutsideCalendarError
    where one, given or worked out, is in a year whose bank holidays are not known.
    """
    refuse_contradictions(dates, calendar)
    due = due_dates(dates, limits, calendar)
    responded = dates.responded_on
    if responded is None:
        beat = _date_to_beat(dates, due)
        return StageVerdict(
            due.acknowledge_by,
            _acknowledgement(dates, due.acknowledge_by, as_at, complete=complete),
            due.respond_by,
            due.extension_limit,
            due.backstop,
            "open_in_time" if as_at <= beat else "open_overdue",
            None,
            beat,
            due.acknowledge_by if dates.acknowledged_on is None else None,
            None,
        )
    return StageVerdict(
        due.acknowledge_by,
        _acknowledgement(dates, due.acknowledge_by, as_at, complete=complete),
        due.respond_by,
        due.extension_limit,
        due.backstop,
        _answered(dates, due, responded),
        calendar.working_days_between(dates.started_on, responded),
        None,
        None,
        responded <= due.backstop,
    )


def due_dates(dates: StageDates, limits: StageLimits, calendar: Calendar) -> DueDates:
    """Work out the four due dates of a stage. Raises OutsideCalendarError."""
    add = calendar.add_working_days
    started = dates.started_on
    limit = _respond_limit(dates, limits)
    respond_by = add(_respond_from(dates, limit), limit.working_days)
    return DueDates(
        add(started, limits.acknowledge.working_days),
        respond_by,
        add(respond_by, limits.extension.working_days),
        add(started, limits.backstop.working_days),
    )


def _respond_limit(dates: StageDates, limits: StageLimits) -> TimeLimit:
    if dates.acknowledged_on is None:
        return limits.respond_unacknowledged
    return limits.respond


def _respond_from(dates: StageDates, limit: TimeLimit) -> date:
    if limit.counted_from == "acknowledged" and dates.acknowledged_on is not None:
        return dates.acknowledged_on
    return dates.started_on


def refuse_contradictions(dates: StageDates, calendar: Calendar) -> None:
    """Raise ClockProblem or OutsideCalendarError where the dates can't be judged."""
    started = dates.started_on
    acknowledged = dates.acknowledged_on
    responded = dates.responded_on
    if acknowledged is not None and acknowledged < started:
        raise ClockProblem(
            f"Acknowledged on {long_date(acknowledged)}, before it started on "
            f"{long_date(started)}. Correct one of the two dates."
        )
    if responded is not None:
        _refuse_early_answer(responded, started, acknowledged)
    for extension in (dates.extension_told_on, dates.extended_to):
        if extension is not None:
            calendar.require_known(extension)


def _refuse_early_answer(
    responded: date, started: date, acknowledged: date | None
) -> None:
    if responded < started:
        raise ClockProblem(
            f"Responded on {long_date(responded)}, before it started on "
            f"{long_date(started)}. Correct one of the two dates."
        )
    if acknowledged is not None and responded < acknowledged:
        raise ClockProblem(
            f"Responded on {long_date(responded)}, before it was acknowledged on "
            f"{long_date(acknowledged)}. Correct one of the two dates."
        )


def _acknowledgement(
    dates: StageDates, acknowledge_by: date, as_at: date, *, complete: bool
) -> Acknowledgement:
    if dates.acknowledged_on is not None:
        return "met" if dates.acknowledged_on <= acknowledge_by else "late"
    if dates.responded_on is None:
        return "open_in_time" if as_at <= acknowledge_by else "open_overdue"
    if dates.responded_on <= acknowledge_by:  # the answer is its own acknowledgement
        return "met"
    return "late" if complete else "cannot_tell"


def _answered(dates: StageDates, due: DueDates, responded: date) -> Response:
    """Judge an answer; the extension counts only for one sent after `respond_by`."""
    if responded <= due.respond_by:
        return "met"
    if dates.extended_to is None or responded > dates.extended_to:
        return "late"
    told = dates.extension_told_on
    if (told is not None and told > due.respond_by) or _past_limit(dates, due):
        return "late_extension_invalid"
    return "extension_unverified" if told is None else "met_with_extension"


def _past_limit(dates: StageDates, due: DueDates) -> bool:
    return (
        dates.extended_to is not None
        and dates.extended_to > due.extension_limit
        and not dates.limit_lifted
    )


def _date_to_beat(dates: StageDates, due: DueDates) -> date:
    """Give the last day to answer: an extension moves it if told in time (6.4)."""
    extended, told = dates.extended_to, dates.extension_told_on
    if extended is None or told is None or told > due.respond_by:
        return due.respond_by
    if extended <= due.respond_by or _past_limit(dates, due):
        return due.respond_by
    return extended


def proof(
    dates: StageDates, limits: StageLimits, calendar: Calendar, edition: Edition
) -> tuple[ClockProof, ...]:
    """Explain each due date of a stage: from which event, which provision, each day.

    Errors as for `judge`. The dates are those of `due_dates`.
    """
    refuse_contradictions(dates, calendar)
    due = due_dates(dates, limits, calendar)
    start = ("The complaint was received", "Stage 2 was requested")[dates.stage > 1]
    started = (start, dates.started_on)
    respond = _respond_limit(dates, limits)
    respond_from = started
    if respond.counted_from == "acknowledged" and dates.acknowledged_on is not None:
        respond_from = (f"Stage {dates.stage} was acknowledged", dates.acknowledged_on)
    counts = (
        ("acknowledge_by", limits.acknowledge, started),
        ("respond_by", respond, respond_from),
        ("extension_limit", limits.extension, ("Respond by", due.respond_by)),
        ("backstop", limits.backstop, started),
    )
    return tuple(
        ClockProof(
            name=name,
            due=getattr(due, name),
            counted_from=event,
            counted_from_on=day,
            working_days=limit.working_days,
            source=limit.source,
            days=calendar.explain(day, limit.working_days),
            edition=edition.name,
            calendar=calendar.version,
            unsure=limit.unsure,
        )
        for name, limit, (event, day) in counts
    )
