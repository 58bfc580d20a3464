"""Which steps a case offers where it stands, and what a person needs to take them."""

from datetime import date

from putright.apps.accounts.permissions import Capability
from putright.apps.complaints.queries.step_list import GROUPS, STEPS, StepPage
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context
from putright.core.complaints.decide.turns import check_named_first, check_turn
from putright.core.complaints.given import NAMES, as_step
from putright.core.refusals import StepRefusedError

__all__ = [
    "BY_PROPOSAL",
    "GROUPS",
    "NEVER",
    "STEPS",
    "WITH_PAGES",
    "StepPage",
    "capability_of",
    "not_now",
    "offered",
]

NEVER = ("stage_0", "request_stage_3")
"""Steps that have no page: the Code has no stage before 1 (5.2) or after 2 (5.3)."""

BY_PROPOSAL = ("restrict_access", "open_access")
"""Steps taken on the page of who may see the case, where two people decide."""

WITH_PAGES = tuple(STEPS)


def capability_of(name: str, case: Case) -> Capability:
    """Give what a person needs to take a step on a case where it stands."""
    if name == "respond":
        return "respond_stage_2" if case.stage_2 else "respond_stage_1"
    return STEPS[name].capability


def not_now(name: str, case: Case, today: date, context: Context) -> str:
    """Say why the core would not take a step now; empty where it would."""
    stage = case.stage.number if case.stage else 1
    open_action = case.open_actions[0].ref if case.open_actions else ""
    bare = as_step(
        name,
        {
            "date": max(today, case.last_on),
            "stage": stage,
            "what": open_action if name == "complete_action" else "",
        },
    )
    try:
        check_named_first(case, bare, context)
        check_turn(case, bare)
    except StepRefusedError as refusal:
        return str(refusal)
    return _nothing_to(name, case)


def _nothing_to(name: str, case: Case) -> str:
    """Say what the step needs on the file and lacks."""
    waiting = any(request.received_on is None for request in case.requests)
    there = {
        "chase_information": (waiting, "No request waits for an answer."),
        "receive_information": (waiting, "No request waits for an answer."),
        "move_action": (case.open_actions, "No promise is open."),
        "complete_action": (case.open_actions, "No promise is open."),
        "review_adjustment": (
            any(not item.ended for item in case.adjustments),
            "No adjustment is in force.",
        ),
        "review_restriction": (
            any(not item.ended for item in case.restrictions),
            "No restriction is in force.",
        ),
        "bounce_letter": (case.letters, "No letter has left."),
        "propose_void": (not case.void_proposed_by, "It is proposed already."),
        "confirm_void": (case.void_proposed_by, "Nobody has proposed it yet."),
        "restrict_access": (not case.restricted, "The case is restricted already."),
        "open_access": (case.restricted, "The case is not restricted."),
        "approve_compensation": (
            case.stage is not None and case.stage.open,
            "No stage is open.",
        ),
        "assign": (case.stage, "No stage has begun."),
        "set_teams": (case.stage, "No stage has begun."),
    }
    holds, why = there.get(name, (True, ""))
    return "" if holds else why


def offered(case: Case, today: date, context: Context) -> tuple[str, ...]:
    """Give the names of the steps that a case offers now, in the order of pages."""
    return tuple(
        name
        for name in STEPS
        if name in NAMES and not not_now(name, case, today, context)
    )
