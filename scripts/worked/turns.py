"""Worked cases of turns: every state against every step, by a table."""

from datetime import date
from typing import Any

from scripts.worked import faults as f

Case = dict[str, Any]

DAY = date(2025, 2, 4)
LATE = date(2025, 3, 31)
"""A day on which an unanswered stage 1 is overdue."""

_RECEIVED = f.OPENED
_KIND = {**_RECEIVED}
_CLOSED = {"do": "close", "date": f.MONDAY, "learning": "Visits are confirmed"}
_ANSWERED_2 = f.STAGE_2_ANSWER
_UP_TO_2 = [_RECEIVED, f.STAGE_1_ANSWERED, f.ASKED_FOR_2]

STATES: dict[str, tuple[str, list[Case]]] = {
    "service_request": ("service_request", [_KIND | {"kind": "service_request"}]),
    "compliment": ("not_a_complaint", [_KIND | {"kind": "compliment"}]),
    "undecided": ("undecided", [_KIND | {"kind": "dissatisfaction"}]),
    "refused": ("refused", [_RECEIVED, f.REFUSAL]),
    "withdrawn": ("withdrawn", [_RECEIVED, {"do": "withdraw", "date": f.MONDAY}]),
    "stage 1 open": ("stage_1_open", [_RECEIVED]),
    "stage 1 overdue": ("stage_1_open", [_RECEIVED]),
    "stage 1 answered": ("stage_1_answered", [_RECEIVED, f.STAGE_1_ANSWERED]),
    "stage 2 open": ("stage_2_open", _UP_TO_2),
    "stage 2 answered": ("stage_2_answered", [*_UP_TO_2, _ANSWERED_2]),
    "closed after stage 1": ("closed", [_RECEIVED, f.STAGE_1_ANSWERED, _CLOSED]),
    "closed after stage 2": ("closed", [*_UP_TO_2, _ANSWERED_2, _CLOSED]),
}
"""How each state is come to, and what it is called."""

_SECOND = {"stage": 2}
STEPS: dict[str, Case] = {
    "receive": _RECEIVED,
    "offer_choice": {"do": "offer_choice", "chose": "complaint"},
    "dissatisfied": {"do": "dissatisfied"},
    "refuse": f.REFUSAL,
    "order_to_accept": {"do": "order_to_accept"},
    "acknowledge": f.ACKNOWLEDGED,
    "acknowledge stage 2": f.ACKNOWLEDGED | _SECOND,
    "extend": {**f.extension(1), "date": DAY},
    "extend stage 2": f.extension(2),
    "respond": f.STAGE_1_ANSWERED,
    "respond stage 2": f.STAGE_2_ANSWER,
    "add_issue": {"do": "add_issue", "text": "the third visit", "related": True},
    "request_stage_2": {"do": "request_stage_2"},
    "refuse_stage_2": f.REFUSAL | {"do": "refuse_stage_2"},
    "complete_action": {"do": "complete_action", "what": "book a third visit"},
    "withdraw": {"do": "withdraw"},
    "close": {"do": "close", "learning": "Visits are confirmed"},
    "stage_0": {"do": "stage_0"},
    "request_stage_3": {"do": "request_stage_3"},
    "contact": {"do": "contact", "by": "A", "note": "Rang"},
    "clarify": {"do": "clarify", "question": "Which visit?"},
    "adjust": {"do": "adjust", "need": "Sight loss", "review_on": date(2025, 9, 1)},
    "restrict_contact": f.KINDS[-1][2],
}
"""Each step, complete; those of a case that lacks it say so by their turn."""

ALWAYS = {"contact": "", "clarify": "", "adjust": "", "restrict_contact": ""}
TAKEN: dict[str, dict[str, str]] = {
    "service_request": {"dissatisfied": ""},
    "compliment": {"dissatisfied": ""},
    "undecided": {
        "offer_choice": "stage_1_open",
        "refuse": "refused",
        "withdraw": "withdrawn",
    },
    "refused": {"order_to_accept": "stage_1_open", "add_issue": ""},
    "withdrawn": {"add_issue": ""},
    "stage 1 open": {
        "refuse": "refused",
        "acknowledge": "",
        "extend": "",
        "respond": "stage_1_answered",
        "add_issue": "",
        "withdraw": "withdrawn",
    },
    "stage 1 overdue": {
        "refuse": "refused",
        "acknowledge": "",
        "extend": "",
        "respond": "stage_1_answered",
        "add_issue": "",
        "withdraw": "withdrawn",
        "request_stage_2": "stage_2_open",
    },
    "stage 1 answered": {
        "add_issue": "",
        "request_stage_2": "stage_2_open",
        "complete_action": "",
        "close": "closed",
    },
    "stage 2 open": {
        "acknowledge stage 2": "",
        "extend stage 2": "",
        "respond stage 2": "stage_2_answered",
        "add_issue": "",
        "refuse_stage_2": "stage_1_answered",
        "complete_action": "",
        "withdraw": "withdrawn",
    },
    "stage 2 answered": {"add_issue": "", "complete_action": "", "close": "closed"},
    "closed after stage 1": {
        "add_issue": "",
        "request_stage_2": "stage_2_open",
        "complete_action": "",
    },
    "closed after stage 2": {"add_issue": "", "complete_action": ""},
}
"""What a state takes beside what is always taken, and the state it comes to."""

NEVER_ASKED = {
    "acknowledge stage 2",
    "extend stage 2",
    "respond stage 2",
    "refuse_stage_2",
}
AT_STAGE_2 = {"stage 2 open", "stage 2 answered", "closed after stage 2"}


def refused_by(state: str, step: str) -> str:
    """Say why a state does not take a step."""
    if step == "stage_0":
        return "5.2"
    if step == "request_stage_3":
        return "5.3"
    if step in NEVER_ASKED and state not in AT_STAGE_2:
        return "6.10"
    too_soon = step == "request_stage_2" and state == "stage 1 open"
    return "6.10" if too_soon else "order"


def _on(state: str, step: str) -> Case:
    day = LATE if state == "stage 1 overdue" else DAY
    proof = {"proof": "Booked"} if step == "complete_action" else {}
    return {**STEPS[step], "date": day, **proof}


def cases() -> list[Case]:
    """Make a case of all that a state refuses, and one of each step that it takes."""
    made = []
    for state, (called, way) in STATES.items():
        taken = ALWAYS | TAKEN[state]
        wrong = [
            _on(state, step) | {"refused": refused_by(state, step)}
            for step in STEPS
            if step not in taken
        ]
        always = [_on(state, step) for step in ALWAYS]
        made.append(
            {
                "name": f"turns, {state}: what it does not take, and what any does",
                "steps": [*way, *wrong, *always],
                "expect": {"state": called},
            }
        )
        made += [
            {
                "name": f"turns, {state}: it takes {step}",
                "steps": [*way, _on(state, step)],
                "expect": {"state": then or called},
            }
            for step, then in TAKEN[state].items()
        ]
    return made
