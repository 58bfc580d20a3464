"""What happened to the complaint itself, from receipt to closing."""

from datetime import date

from putright.core.complaints import parts
from putright.core.complaints.events.base import Event


class Received(Event, frozen=True, kw_only=True):
    """The landlord got it. `text` and `subject` are words; `precision` day or month.

    `clock_from` is day 0 where the landlord's own hours move it (else `on`).
    `on` is when any member of staff first had it (3.2), whenever it was written down.
    `imported` with `live` false: an unanswered stage is not known, and never overdue.
    """

    kind: str = "complaint"
    channel: str = ""
    raised_by: str = "self"
    edition: str = "housing-2024"
    precision: str = "day"
    imported: bool = False
    live: bool = True
    clock_from: date | None = None
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
    own_stage: str = ""


class ChoiceMade(Event, frozen=True, kw_only=True):
    """Offered the choice (1.3), the resident chose; stage 1 then runs from a day."""

    chose: str
    stage_1_from: date | None = None


class ComplaintLinked(Event, frozen=True, kw_only=True):
    """Dissatisfaction with this contact opened a complaint of its own (1.5)."""

    reference: str


class Linked(Event, frozen=True, kw_only=True):
    """Another case bears on this one."""

    reference: str


class Triaged(Event, frozen=True, kw_only=True):
    """Early answer or investigation, weighed by complexity and risk (6.1)."""

    route: str
    complexity: str = ""
    vulnerable: bool = False
    risk: str = ""
    hazard: bool = False


class Categorised(Event, frozen=True, kw_only=True):
    """What it is about, where, and whom it affects, as now understood."""

    category: str = ""
    issue: str = ""
    area: str = ""
    body: str = ""
    tenure: str = ""


class TeamsSet(Event, frozen=True, kw_only=True):
    """The teams that the case concerns at a stage; reassigning work leaves them."""

    stage: int
    teams: tuple[str, ...]


class Refused(Event, frozen=True, kw_only=True):
    """Not accepted as a complaint, on a ground (section 2)."""

    by: str
    ground: str
    court_filed_on: date | None = None
    earlier_case: str = ""
    imported: bool = False


class OrderedToAccept(Event, frozen=True, kw_only=True):
    """The Ombudsman ordered the complaint to be accepted (2.4)."""


class Acknowledged(Event, frozen=True, kw_only=True):
    """A stage was acknowledged and defined (5.6, 5.7, 6.2, 6.11)."""

    stage: int
    points: tuple[parts.PointOwned, ...] = ()
    imported: bool = False


class ClarificationAsked(Event, frozen=True, kw_only=True):
    """The resident was asked what is unclear (5.6)."""


class Assigned(Event, frozen=True, kw_only=True):
    """The case has a handler at its stage, and perhaps a team."""

    stage: int
    handler: str
    team: str = ""


class Extended(Event, frozen=True, kw_only=True):
    """The resident was told of a new date; `on` None-like days come by import.

    `told_on` is None where it is not known that the resident was told. `lifted` is
    true where the new date lies past the limit with a good reason and updates agreed.
    """

    stage: int
    to: date
    told_on: date | None = None
    lifted: bool = False
    update_every_days: int | None = None
    imported: bool = False


class UpdatesAgreed(Event, frozen=True, kw_only=True):
    """How often the resident is updated, in days (5.9)."""

    stage: int
    every_days: int


class UpdateGiven(Event, frozen=True, kw_only=True):
    """The resident was given an update (5.9, 6.6)."""

    stage: int


class IssueJoined(Event, frozen=True, kw_only=True):
    """A new issue became a point of this complaint (6.8)."""

    point: str


class IssueSplit(Event, frozen=True, kw_only=True):
    """A new issue became a complaint of its own (6.8)."""

    reference: str


class Responded(Event, frozen=True, kw_only=True):
    """A stage was answered in full, with a finding for every point."""

    stage: int
    by: str
    findings: tuple[parts.FindingMade, ...] = ()
    actions: tuple[parts.ActionPromised, ...] = ()
    outcome: str = ""
    imported: bool = False


class StageTwoRequested(Event, frozen=True, kw_only=True):
    """The resident asked for stage 2 (6.10); reasons, if given, are words."""

    clock_from: date | None = None
    imported: bool = False


class StageTwoRefused(Event, frozen=True, kw_only=True):
    """Escalation was refused on a ground (5.11)."""

    by: str
    ground: str
    court_filed_on: date | None = None
    earlier_case: str = ""
    imported: bool = False


class Withdrawn(Event, frozen=True, kw_only=True):
    """The resident withdrew it."""

    imported: bool = False


class Closed(Event, frozen=True, kw_only=True):
    """Closed, with learning or without (9.1)."""

    learning: bool
    imported: bool = False


class Reopened(Event, frozen=True, kw_only=True):
    """The Ombudsman ordered a closed case to be opened again."""
