"""How a stage stands: the one rule for lists, figures, pages and commands alike."""

from datetime import date

import msgspec

from putright.core.calendar import OutsideCalendarError
from putright.core.complaints.case import Case, StageRecord
from putright.core.complaints.clocks import ClockProblem, StageVerdict, judge
from putright.core.complaints.decide.base import Context

ENDED = ("refused", "withdrawn")


class Standing(msgspec.Struct, frozen=True):
    """A stage's two verdicts in full, as the codes of the clock.

    Beside the clock's own: `cannot_tell` where the record does not say whether it was
    done, `not_applicable` where the case ended before it was.
    """

    acknowledgement: str
    response: str


def stage_verdict(
    case: Case, stage: StageRecord, context: Context, as_at: date
) -> StageVerdict | None:
    """Judge a stage as the record allows; None where its days can't be told.

    A case worked here is a complete record: an answer without an acknowledgement is
    late. An imported one is not: then it can't be told.
    """
    unasked = stage.number == 2 and stage.requested_on is None
    if case.precision != "day" or unasked:
        return None  # the day it runs from is not known
    limits = context.edition_of(case.edition).stages[stage.number]
    try:
        return judge(
            stage.dates, limits, context.calendar, as_at, complete=not case.imported
        )
    except (OutsideCalendarError, ClockProblem):
        return None


def standing(case: Case, stage: StageRecord, verdict: StageVerdict | None) -> Standing:
    """Give how a stage stands, from its verdict by `stage_verdict`.

    What an imported record does not tell is `cannot_tell`, never a false overdue.
    """
    if verdict is None:
        acknowledgement, response = "cannot_tell", "cannot_tell"
    else:
        acknowledgement, response = verdict.acknowledgement, verdict.response
    if not stage.open:
        return Standing(acknowledgement, response)
    if ended_unanswered(case, stage):
        untold = "not_applicable"
    elif verdict is None or not answer_told(case, stage):
        untold = "cannot_tell"
    else:
        return Standing(acknowledgement, response)
    unacknowledged = stage.acknowledged_on is None
    return Standing(untold if unacknowledged else acknowledgement, untold)


def ended_unanswered(case: Case, stage: StageRecord) -> bool:
    """Whether the case was refused or withdrawn, and perhaps closed, unanswered."""
    if not stage.open:
        return False
    if case.state != "closed":
        return case.state in ENDED
    refused = case.refusals[-1].stage == 1 if case.refusals else False
    return refused or case.withdrawn_on is not None


def answer_told(case: Case, stage: StageRecord) -> bool:
    """Whether the record of an open stage tells that it was not answered.

    Of a case that came in with its stage 2 asked for on the day it was received, the
    stage 1 was elsewhere, and its days are not known.
    """
    second = case.stage_2
    elsewhere = (
        case.imported
        and stage.number == 1
        and second is not None
        and second.started_on == stage.started_on
    )
    return case.live and not elsewhere
