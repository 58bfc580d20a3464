"""The steps as a person meets them: title, what the Code asks there, who may.

Every step of the core has one row here, save the two that the Code never allows.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from putright.apps.accounts.permissions import Capability

Group = Literal["on", "told", "file", "people", "right"]

GROUPS: Mapping[Group, str] = {
    "on": "Move the case on",
    "told": "Keep the resident told",
    "file": "Put on the file",
    "people": "People and access",
    "right": "Put the record right",
}


class StepPage(msgspec.Struct, frozen=True):
    """One step's page. `asks` is what the Code asks there, `provision` its number."""

    title: str
    asks: str
    provision: str
    group: Group
    capability: Capability = "work_case"
    button: str = "Record"
    provision_2: str = ""
    """The number at stage 2, where it is another."""

    def provision_at(self, stage: int) -> str:
        """Give the provision's number at a stage."""
        return self.provision_2 if stage == 2 and self.provision_2 else self.provision


STEPS: Mapping[str, StepPage] = {
    "offer_choice": StepPage(
        "Record the resident's choice",
        "Whoever is unhappy is offered the choice to complain, whatever they call it.",
        "1.3",
        "on",
    ),
    "dissatisfied": StepPage(
        "Unhappy with how this was handled",
        "Being unhappy with the answer to a request is a complaint, even while work "
        "on the request goes on.",
        "1.5",
        "on",
    ),
    "triage": StepPage(
        "Triage",
        "Decide whether it can be answered early or needs an investigation, weighing "
        "complexity, vulnerability and risk.",
        "6.1",
        "on",
    ),
    "acknowledge": StepPage(
        "Acknowledge",
        "Set out what is complained of and what the resident wants, and say for every "
        "point whether it is yours to answer.",
        "5.6",
        "on",
    ),
    "assign": StepPage(
        "Assign",
        "Whoever considers it acts independently and has no conflict of interest.",
        "5.8",
        "on",
        "reassign",
    ),
    "clarify": StepPage(
        "Ask what is unclear",
        "Where any part of the complaint is unclear, ask the resident.",
        "5.6",
        "told",
    ),
    "extend": StepPage(
        "Extend",
        "Tell the resident the new date and the reason before the answer is due, "
        "with the Ombudsman's contact details.",
        "6.4",
        "told",
        provision_2="6.15",
    ),
    "agree_updates": StepPage(
        "Agree updates",
        "Where the answer will fall outside the Code's times, agree how often the "
        "resident is updated.",
        "5.9",
        "told",
    ),
    "give_update": StepPage(
        "Record an update given",
        "Updates are given as often as was agreed with the resident.",
        "5.9",
        "told",
    ),
    "add_issue": StepPage(
        "Add a new issue",
        "A new issue joins stage 1 where it is related and the answer has not left; "
        "otherwise it becomes a complaint of its own.",
        "6.8",
        "on",
    ),
    "respond": StepPage(
        "Answer",
        "Answer every point, with a decision and its reasons, as soon as the answer "
        "is known and not when the work is done.",
        "6.7",
        "on",
        provision_2="6.18",
    ),
    "request_stage_2": StepPage(
        "Stage 2 requested",
        "What is not resolved to the resident's satisfaction goes to stage 2; they "
        "need not say why.",
        "6.10",
        "on",
    ),
    "refuse": StepPage(
        "Refuse the complaint",
        "A complaint is taken on unless there is a valid reason not to, judged on its "
        "own circumstances.",
        "2.1",
        "on",
        "refuse",
        "Refuse it",
    ),
    "refuse_stage_2": StepPage(
        "Refuse stage 2",
        "Stage 2 is refused only for a reason that section 2 of the Code allows, and "
        "the resident is told why.",
        "5.11",
        "on",
        "refuse",
        "Refuse stage 2",
    ),
    "order_to_accept": StepPage(
        "Ordered to accept",
        "The Ombudsman may tell the landlord to take on a complaint it refused.",
        "2.4",
        "on",
    ),
    "close": StepPage(
        "Close",
        "Look beyond the one case: what was learned that makes the service better?",
        "9.1",
        "on",
    ),
    "close_request": StepPage(
        "Close the request",
        "A service request is recorded from the day it came in to the day it was done.",
        "1.4",
        "on",
        button="Close it",
    ),
    "withdraw": StepPage(
        "Withdrawn by the resident",
        "The record shows that the resident withdrew it, and why where they said so.",
        "5.12",
        "on",
    ),
    "reopen": StepPage(
        "Open again",
        "A closed case opens again on the Ombudsman's order.",
        "5.12",
        "on",
    ),
    "categorise": StepPage(
        "Say what it is about",
        "Complaints are used as intelligence, so say what and where this one is.",
        "9.2",
        "file",
    ),
    "set_teams": StepPage(
        "Say which teams it concerns",
        "The teams it concerns are counted in figures; who works it does not change.",
        "9.2",
        "file",
        "reassign",
    ),
    "contact": StepPage(
        "Record a contact",
        "The full record holds all correspondence with the resident.",
        "5.12",
        "file",
        "log_contact",
    ),
    "add_note": StepPage(
        "Add a note",
        "The full record holds what was done and found out.",
        "5.12",
        "file",
        "log_contact",
    ),
    "add_evidence": StepPage(
        "Add a file",
        "The full record holds all supporting documents.",
        "5.12",
        "file",
        button="Add the file",
    ),
    "request_information": StepPage(
        "Ask a team or contractor",
        "All relevant information is considered; a contractor's answer is inside the "
        "two stages.",
        "5.8",
        "file",
    ),
    "chase_information": StepPage(
        "Chase a request",
        "All relevant information is considered, and an overdue answer is chased.",
        "5.8",
        "file",
    ),
    "receive_information": StepPage(
        "Record an answer received",
        "All relevant information is considered carefully.",
        "5.8",
        "file",
    ),
    "add_action": StepPage(
        "Promise a further action",
        "A remedy says what will happen and by when, and is followed to the end.",
        "7.3",
        "told",
    ),
    "move_action": StepPage(
        "Move a promise",
        "A promise has an owner and a date; the resident is told why it moved.",
        "7.3",
        "told",
    ),
    "complete_action": StepPage(
        "Record a promise kept",
        "Actions are tracked to their end, with proof that they were done.",
        "7.3",
        "told",
    ),
    "approve_compensation": StepPage(
        "Approve compensation",
        "A sum above the landlord's limit is approved by a second person.",
        "7.2",
        "on",
        "approve_compensation",
        "Approve",
    ),
    "set_people": StepPage(
        "Set who raised it and whom it affects",
        "One complaint may be many residents'.",
        "1.2",
        "people",
    ),
    "adjust": StepPage(
        "Agree an adjustment",
        "Adjustments agreed and disabilities disclosed are recorded and kept under "
        "active review.",
        "5.10",
        "people",
    ),
    "review_adjustment": StepPage(
        "Review an adjustment",
        "Adjustments are kept under active review.",
        "5.10",
        "people",
    ),
    "restrict_contact": StepPage(
        "Restrict contact",
        "A restriction is evidenced, proportionate and reviewed. It never stops a new "
        "complaint.",
        "5.14",
        "people",
    ),
    "review_restriction": StepPage(
        "Review a restriction",
        "Restrictions are reviewed regularly.",
        "5.14",
        "people",
    ),
    "name_representative": StepPage(
        "Name a representative",
        "A resident may have someone speak for them, and be accompanied.",
        "3.6",
        "people",
    ),
    "declare_conflict": StepPage(
        "Declare a conflict of interest",
        "Conflicts of interest are dealt with, so that the complaint is heard fairly.",
        "5.8",
        "people",
    ),
    "restrict_access": StepPage(
        "Restrict who may see it",
        "Two people decide who may see a case.",
        "5.12",
        "people",
        "manage_restricted",
    ),
    "open_access": StepPage(
        "End the restriction",
        "Two people decide that everyone may see a case again.",
        "5.12",
        "people",
        "manage_restricted",
    ),
    "issue_letter": StepPage(
        "Record a letter sent by hand",
        "The full record holds all correspondence; a letter written elsewhere is kept "
        "as it was sent.",
        "5.12",
        "file",
    ),
    "bounce_letter": StepPage(
        "Record a letter that came back",
        "The full record shows that a letter came back; the day it left stays.",
        "5.12",
        "file",
    ),
    "mend": StepPage(
        "Correct an entry",
        "The full record is kept true: a correction says why, and what stood before "
        "stays readable.",
        "5.12",
        "right",
        button="Correct it",
    ),
    "propose_void": StepPage(
        "Say it was logged in error",
        "A record leaves the count only when two people agree; it stays readable.",
        "5.12",
        "right",
        "void",
    ),
    "confirm_void": StepPage(
        "Confirm it was logged in error",
        "A record leaves the count only when two people agree; it stays readable.",
        "5.12",
        "right",
        "void",
        "Confirm",
    ),
    "mark_duplicate": StepPage(
        "Mark as logged twice",
        "The same complaint is counted once; this one stays readable.",
        "5.12",
        "right",
        "void",
    ),
}
