"""What is asked of a step taken here, beyond the Code: that it says something true.

A promise, a review or an authority dated before the day it was made is overdue, or
over, as it is born; a contact with no words says nothing. Worked cases and registers
read in are taken as they were recorded: nothing of this is asked of them.
"""

from datetime import date

from putright.core import refusals as no
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide.base import given


def check_whole(case: Case | None, step: s.Step) -> None:
    """Refuse days that were past on the day of the step, and a contact with no words.

    An answer recorded late may promise days from its own day on.
    """
    found = [
        *_promises(case, step),
        *_reviews(step),
        *_nothing_said(step),
    ]
    if found:
        raise no.StepRefusedError(*found)


def _promises(case: Case | None, step: s.Step) -> list[no.Refusal]:
    promised: list[tuple[str, date | None]] = []
    match step:
        case s.Respond():
            remedies = [remedy for found in step.findings for remedy in found.remedies]
            promised = [(remedy.kind, remedy.by_when) for remedy in remedies]
            promised += [(action.what, action.by_when) for action in step.actions]
        case s.AddAction():
            promised = [(step.what, step.by_when)]
        case s.MoveAction():
            promised = [(_what(case, step.what), step.by_when)]
        case _:
            pass
    return [
        no.Refusal(no.PROMISE_IN_THE_PAST, f"“{given(what)}”, by {_said(day)}")
        for what, day in promised
        if day is not None and day < step.on
    ]


def _what(case: Case | None, name: str) -> str:
    actions = case.actions if case else ()
    return next((a.what for a in actions if given(name) in (a.ref, a.what)), name)


def _reviews(step: s.Step) -> list[no.Refusal]:
    day: date | None = None
    match step:
        case s.Adjust() | s.ReviewAdjustment():
            rule, day = no.ADJUSTMENT_REVIEW_PAST, step.review_on
        case s.RestrictContact() | s.ReviewRestriction():
            rule, day = no.RESTRICTION_REVIEW_PAST, step.review_on
        case s.NameRepresentative():
            rule, day = no.AUTHORITY_OVER, step.expires_on
        case s.RequestInformation():
            rule, day = no.DUE_BEFORE_ASKED, step.due_on
        case _:
            return []
    past = day is not None and day < step.on
    return [no.Refusal(rule, _said(day))] if day is not None and past else []


def _nothing_said(step: s.Step) -> list[no.Refusal]:
    if isinstance(step, s.Contact) and not given(step.note):
        return [no.Refusal(no.INCOMPLETE, "note")]
    return []


def _said(day: date) -> str:
    return f"{day:%-d %B %Y}"
