"""Steps on the complaint itself, from receipt to closing."""

from datetime import date

import msgspec

from putright.core.complaints.steps.base import Step


class Receive(Step, frozen=True, kw_only=True):
    """Log what a resident said. `edition` empty: the one in force on the day.

    `at` is the time of day it came, as HH:MM, where that is known.
    """

    at: str = ""
    kind: str = "complaint"
    channel: str = ""
    text: str = ""
    subject: str = ""
    raised_by: str = "self"
    edition: str = ""
    issue_on: date | None = None
    aware_on: date | None = None
    asked: bool = False
    person: str = ""
    affected: tuple[str, ...] = ()
    home: str = ""
    tenure: str = ""
    area: str = ""
    body: str = ""
    category: str = ""
    issue: str = ""
    teams: tuple[str, ...] = ()
    linked_to: str = ""


class OfferChoice(Step, frozen=True, kw_only=True):
    """Offer the choice to complain, and record it (1.3)."""

    chose: str = ""


class Dissatisfied(Step, frozen=True, kw_only=True):
    """The resident is unhappy with how a contact was answered (1.5)."""

    text: str = ""
    new_reference: str = ""


class StageZero(Step, frozen=True, kw_only=True):
    """A stage before stage 1: never (5.2)."""


class RequestStageThree(Step, frozen=True, kw_only=True):
    """A stage after stage 2: never (5.3)."""


class Triage(Step, frozen=True, kw_only=True):
    """Early answer or investigation (6.1)."""

    route: str = ""
    complexity: str = ""
    vulnerable: bool = False
    risk: str = ""
    hazard: bool = False
    reason: str = ""


class Categorise(Step, frozen=True, kw_only=True):
    """Say what it is about, where, and whom it affects."""

    category: str = ""
    issue: str = ""
    area: str = ""
    body: str = ""
    tenure: str = ""
    subject: str = ""


class SetTeams(Step, frozen=True, kw_only=True):
    """Say which teams a stage concerns."""

    stage: int | None = None
    teams: tuple[str, ...] = ()


class Refuse(Step, frozen=True, kw_only=True):
    """Refuse a complaint (section 2)."""

    by: str = ""
    ground: str = ""
    reason: str = ""
    court_filed_on: date | None = None
    earlier_case: str = ""
    route: str = ""
    discretion: str = ""
    ombudsman_told: bool = False


class RefuseStageTwo(Refuse, frozen=True, kw_only=True):
    """Refuse escalation (5.11)."""


class OrderToAccept(Step, frozen=True, kw_only=True):
    """The Ombudsman orders a refused complaint accepted (2.4)."""

    note: str = ""


class Acknowledge(Step, frozen=True, kw_only=True):
    """Acknowledge and define a stage (5.6, 5.7)."""

    stage: int | None = None
    definition: str = ""
    outcomes_sought: str = ""
    points: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    not_ours: tuple[str, ...] = ()
    texts: dict[str, str] = {}


class Clarify(Step, frozen=True, kw_only=True):
    """Ask the resident what is unclear (5.6)."""

    question: str = ""


class Assign(Step, frozen=True, kw_only=True):
    """Give a stage its handler; again to reassign."""

    stage: int | None = None
    handler: str = ""
    team: str = ""
    reason: str = ""


class Extend(Step, frozen=True, kw_only=True):
    """Tell the resident of a new date (6.4, 6.15)."""

    stage: int | None = None
    to: date | None = None
    reason: str = ""
    ombudsman_told: bool = False
    good_reason: str = ""
    update_every_days: int | None = None


class AgreeUpdates(Step, frozen=True, kw_only=True):
    """Agree how often to update the resident (5.9)."""

    stage: int | None = None
    every_days: int | None = None


class GiveUpdate(Step, frozen=True, kw_only=True):
    """Record an update given (5.9)."""

    stage: int | None = None
    note: str = ""


class AddIssue(Step, frozen=True, kw_only=True):
    """A new issue: 6.8 decides whether it joins or splits."""

    text: str = ""
    related: bool = False
    would_delay: bool = False
    new_reference: str = ""
    ref: str = ""


class RemedyGiven(msgspec.Struct, frozen=True, kw_only=True):
    """A remedy as given: its kind, day, amount in pounds and detail."""

    kind: str = ""
    by_when: date | None = None
    amount: float | int | str | None = None
    owner: str = ""
    detail: str = ""


class FindingGiven(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as given."""

    point: str = ""
    outcome: str = ""
    reason: str = ""
    remedies: tuple[RemedyGiven, ...] = ()
    no_remedy_because: str = ""


class ActionGiven(msgspec.Struct, frozen=True, kw_only=True):
    """A promise as given."""

    what: str = ""
    by_when: date | None = None
    owner: str = ""
    ref: str = ""


class Respond(Step, frozen=True, kw_only=True):
    """Answer a stage in full (6.3, 6.7, 6.9; 6.14, 6.18, 6.19)."""

    stage: int | None = None
    by: str = ""
    written: bool = False
    findings: tuple[FindingGiven, ...] = ()
    actions: tuple[ActionGiven, ...] = ()
    escalation_told: bool = False
    ombudsman_told: bool = False
    definition: str = ""
    outcomes_sought: str = ""


class RequestStageTwo(Step, frozen=True, kw_only=True):
    """The resident asks for stage 2 (6.10); reasons are never demanded (6.12)."""

    reasons: str = ""


class Withdraw(Step, frozen=True, kw_only=True):
    """The resident withdraws it."""

    reason: str = ""


class Close(Step, frozen=True, kw_only=True):
    """Close it with learning (9.1)."""

    learning: str = ""
    no_learning_because: str = ""


class CloseRequest(Step, frozen=True, kw_only=True):
    """Close what is no complaint, such as a service request, once it is done (1.4)."""

    done: str = ""


class Reopen(Step, frozen=True, kw_only=True):
    """Open a closed case again on the Ombudsman's order."""

    order: str = ""
