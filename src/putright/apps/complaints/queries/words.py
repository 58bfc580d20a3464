"""Codes of the core as people read them, with the colour of their tag."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from putright.apps.complaints.models import CaseRow


class Told(NamedTuple):
    """A code in words, and the colour its tag has."""

    text: str
    colour: str


ACKNOWLEDGEMENTS: Mapping[str, Told] = {
    "met": Told("Acknowledged in time", "green"),
    "late": Told("Acknowledged late", "red"),
    "open_in_time": Told("Not yet acknowledged", "blue"),
    "open_overdue": Told("Overdue", "red"),
    "cannot_tell": Told("Can't tell", "grey"),
    "not_applicable": Told("Does not apply", "grey"),
}
RESPONSES: Mapping[str, Told] = {
    "met": Told("Answered in time", "green"),
    "met_with_extension": Told("Answered in time, extended", "green"),
    "extension_unverified": Told("Extension not verified", "yellow"),
    "late": Told("Answered late", "red"),
    "late_extension_invalid": Told("Late: the extension does not count", "red"),
    "open_in_time": Told("Not yet answered", "blue"),
    "open_overdue": Told("Overdue", "red"),
    "cannot_tell": Told("Can't tell", "grey"),
    "not_applicable": Told("Does not apply", "grey"),
}
STATES: Mapping[str, Told] = {
    "undecided": Told("Choice not yet made", "yellow"),
    "service_request": Told("Service request", "teal"),
    "not_a_complaint": Told("Not a complaint", "grey"),
    "stage_1_open": Told("Stage 1 open", "blue"),
    "stage_1_answered": Told("Stage 1 answered", "green"),
    "stage_2_open": Told("Stage 2 open", "purple"),
    "stage_2_answered": Told("Stage 2 answered", "green"),
    "refused": Told("Refused", "orange"),
    "withdrawn": Told("Withdrawn", "grey"),
    "closed": Told("Closed", "grey"),
    "reopened": Told("Opened again", "yellow"),
}
OUTCOMES: Mapping[str, Told] = {
    "upheld": Told("Upheld", "orange"),
    "partially_upheld": Told("Partially upheld", "yellow"),
    "not_upheld": Told("Not upheld", "green"),
    "not_ours": Told("Not ours", "grey"),
    "resolved": Told("Resolved", "green"),
    "withdrawn": Told("Withdrawn", "grey"),
}
KINDS: Mapping[str, str] = {
    "complaint": "Complaint",
    "service_request": "Service request",
    "compliment": "Compliment",
    "comment": "Comment",
    "mp_enquiry": "MP enquiry",
    "dissatisfaction": "Unhappy, not yet decided",
}
NUMBERS = {"p": "point ", "a": ""}
NUMBERED = re.compile(r"^([pa])([0-9]+)$")
"""The program's own references of points and actions: `p1`, `a2`."""
RAISED_BY: Mapping[str, str] = {
    "self": "The resident",
    "representative": "A representative",
    "councillor": "A councillor",
    "mp": "An MP",
    "other": "Someone else",
}


def words_of(name: str) -> str:
    """Give a field's name in words: `reason:p1` as Reason, point 1."""
    what, *about = name.split(":")
    parts = [NUMBERED.sub(_numbered, part).replace("_", " ") for part in about]
    told = what.replace("_", " ").replace(".", " ")
    return ", ".join([told[:1].upper() + told[1:], *filter(None, parts)])


def _numbered(found: re.Match[str]) -> str:
    return f"{NUMBERS[found[1]]}{found[2]}"


def state_of(state: str) -> Told:
    """Give a state in words; a state with no words as it is."""
    return STATES.get(state) or Told(state.replace("_", " ").capitalize(), "grey")


def overdue(row: CaseRow, today: date) -> bool:
    """Whether the date that a case has to beat has gone by."""
    return row.beat_on is not None and row.beat_on < today
