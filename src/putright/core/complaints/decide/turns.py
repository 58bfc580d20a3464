"""Whose turn it is: which steps a case offers where it stands.

Named alone and in this order, whatever else is wrong: 5.2 and 5.3, 6.10, `order`,
`incomplete`. `offered` lists the steps a case offers, for pages.
"""

from collections.abc import Mapping

from putright.core import refusals as no
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide.base import Context, given, refuse, verdict

OPEN = ("stage_1_open", "stage_2_open")
ANSWERED = ("stage_1_answered", "stage_2_answered")
CONTACTS = ("service_request", "not_a_complaint")
"""Where what came in is no complaint, so that no stage begins."""
STAGED = (s.Acknowledge, s.Extend, s.Respond)
STAGED_OURS = (s.AgreeUpdates, s.GiveUpdate)

STATES: Mapping[type[s.Step], tuple[str, ...]] = {
    s.OfferChoice: ("undecided",),
    s.Dissatisfied: (*CONTACTS, "closed"),
    s.Refuse: ("undecided", "stage_1_open"),
    s.OrderToAccept: ("refused",),
    s.RefuseStageTwo: ("stage_2_open",),
    s.Withdraw: ("undecided", *OPEN),
    s.Close: (*ANSWERED, "reopened"),
    s.CloseRequest: CONTACTS,
    s.Reopen: ("closed",),
    s.Triage: ("undecided", *OPEN),
}
"""Where a step can be taken only in certain states; the rest are judged below."""


def check_named_first(case: Case | None, step: s.Step, context: Context) -> None:
    """Refuse by 5.2, 5.3 or 6.10 before anything else is looked at."""
    if isinstance(step, s.StageZero):
        raise refuse(no.NO_STAGE_BEFORE)
    if isinstance(step, s.RequestStageThree):
        raise refuse(no.NO_STAGE_AFTER)
    second = isinstance(step, s.RefuseStageTwo) or (
        isinstance(step, STAGED) and step.stage == 2
    )
    if second and (case is None or case.stage_2 is None):
        raise refuse(no.STAGE_2_NOT_OPEN, "it was not requested")
    if (
        isinstance(step, s.RequestStageTwo)
        and case is not None
        and case.state == "stage_1_open"
        and verdict(case, 1, context, step.on).response != "open_overdue"
    ):
        raise refuse(no.STAGE_2_NOT_OPEN, "stage 1 is not answered and not overdue")


def check_turn(case: Case, step: s.Step) -> None:
    """Refuse as `order` a step out of its turn, or dated before one already taken."""
    if step.on < case.last_on:
        raise refuse(
            no.OUT_OF_TURN,
            f"it is dated {step.on:%-d %B %Y}, before the last step "
            f"({case.last_on:%-d %B %Y})",
        )
    if case.void or case.duplicate_of:
        raise refuse(no.OUT_OF_TURN, "the case is out of the count and only read")
    why = _out_of_turn(case, step)
    if why:
        raise refuse(no.OUT_OF_TURN, why)


def _out_of_turn(case: Case, step: s.Step) -> str:
    if isinstance(step, s.Receive):
        return "the case was received already"
    states = STATES.get(type(step))
    if states is not None:
        if case.state not in states:
            return f"the case is at {said(case.state)}"
        return _not_this_contact(case, step)
    if isinstance(step, STAGED + STAGED_OURS):
        return _stage_turn(case, step)
    if isinstance(step, s.RequestStageTwo):
        return _request_turn(case)
    if isinstance(step, s.AddIssue) and case.stage_1 is None:
        return "stage 1 has not begun"
    if isinstance(step, s.CompleteAction) and given(step.what):
        what = given(step.what)
        refs = {name for a in case.open_actions for name in (a.ref, a.what)}
        return "" if what in refs else f"no open action is called “{what}”"
    return ""


def _not_this_contact(case: Case, step: s.Step) -> str:
    """Say why a step that the state allows is not for a case with, or without, stages.

    A closed service request can still end in a complaint (1.5), but has no answer to
    go to stage 2 from and nothing to reopen.
    """
    complaint = case.stage_1 is not None
    if isinstance(step, s.Close) and case.state == "reopened" and not complaint:
        return "nothing was answered"
    if isinstance(step, s.Reopen) and was_contact(case):
        return "nothing was complained of; a complaint can be opened from it"
    if isinstance(step, s.Dissatisfied) and case.state not in CONTACTS:
        return "" if was_contact(case) else f"the case is at {said(case.state)}"
    return ""


def was_contact(case: Case) -> bool:
    """Whether a case never had a stage nor was refused one: no complaint."""
    return case.stage is None and not case.refusals and case.withdrawn_on is None


def _stage_turn(
    case: Case,
    step: s.Acknowledge | s.Extend | s.Respond | s.AgreeUpdates | s.GiveUpdate,
) -> str:
    if step.stage is None:
        return "" if case.state in OPEN else "no stage is open"
    if case.state != f"stage_{step.stage}_open":
        return f"stage {step.stage} is not open; the case is at {said(case.state)}"
    stage = case.stage
    if isinstance(step, s.Acknowledge) and stage and stage.acknowledged_on:
        return f"stage {step.stage} was acknowledged already"
    return ""


def _request_turn(case: Case) -> str:
    if case.state in ("stage_1_answered", "stage_1_open"):
        return ""
    if case.state == "closed" and case.stage_2 is None and not was_contact(case):
        return ""
    return f"the case is at {said(case.state)}"


def said(state: str) -> str:
    """Give a state as words: `stage 1 open`."""
    return state.replace("_", " ")
