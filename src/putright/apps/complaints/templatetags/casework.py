"""Tags and filters for casework pages: `{% load casework %}`."""

from collections.abc import Mapping

from django import template

register = template.Library()

LETTERS = {
    "acknowledgement_1": "Acknowledgement, stage 1",
    "acknowledgement_2": "Acknowledgement, stage 2",
    "clarification": "Asking for clarification",
    "update": "Update",
    "extension_1": "Extension, stage 1",
    "extension_2": "Extension, stage 2",
    "refusal": "Refusal of a complaint",
    "stage_2_refusal": "Refusal of stage 2",
    "stage_1_response": "Stage 1 response",
    "stage_2_response": "Stage 2 response",
    "service_request": "About a service request",
}
STATES = {
    "draft": "Draft",
    "in_review": "Waiting for review",
    "approved": "Approved",
    "issued": "Issued",
    "withdrawn": "Put away",
}


@register.filter
def letter_title(kind: str) -> str:
    """Give a kind of letter in words."""
    return LETTERS.get(kind, kind.replace("_", " "))


@register.filter
def letter_state(state: str) -> str:
    """Give a letter's state in words."""
    return STATES.get(state, state)


@register.filter
def named(names: Mapping[str, str], identity: str) -> str:
    """Give the name of a member of staff from the page's own list."""
    return names.get(identity, identity)


VERDICTS = {
    "met": "Met",
    "late": "Late",
    "open_in_time": "Still in time",
    "open_overdue": "Overdue",
    "cannot_tell": "Can’t be told",
}


@register.filter
def target_verdict(verdict: str) -> str:
    """Give the verdict on a target in words."""
    return VERDICTS.get(verdict, verdict)
