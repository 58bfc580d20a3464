"""Cases as they are asked for and told. Words are null without the scope to read
them."""

import datetime
from typing import Annotated, Literal, get_args

from ninja import Field, Schema
from pydantic import AfterValidator

from putright.apps.api.schemas.base import Day, In, Line, Name, Reference
from putright.apps.complaints.queries.lists import cursor
from putright.core.complaints import parts

State = Literal[
    "undecided",
    "service_request",
    "not_a_complaint",
    "stage_1_open",
    "stage_1_answered",
    "stage_2_open",
    "stage_2_answered",
    "refused",
    "withdrawn",
    "closed",
    "reopened",
]
Kind = Literal[
    "complaint",
    "service_request",
    "compliment",
    "comment",
    "mp_enquiry",
    "dissatisfaction",
]
assert {*parts.KINDS, "dissatisfaction"} == set(get_args(Kind))


def _cursor(text: str) -> str:
    if text and cursor(text) is None:
        raise ValueError("Give what the page before said as after.")
    return text


class Wanted(Schema):
    """Which cases to list. What is left out limits nothing."""

    open: bool = Field(default=False, description="Only cases with a clock running.")
    late: bool = Field(default=False, description="Only cases past the date to beat.")
    due_before: Day | None = Field(None, description="With a date to beat before this.")
    stage: Literal["1", "2"] | None = Field(None, description="The stage reached.")
    state: list[State] = Field([], max_length=11)
    kind: Kind | None = None
    team: Name = Field("", description="A team's code.")
    handler: Reference = Field("", description="A colleague such as u12, or nobody.")
    area: Name = ""
    category: Name = ""
    edition: Reference = ""
    person: Reference = Field("", description="A resident's reference.")
    home: Reference = Field("", description="A home's reference.")
    hazard: bool = False
    vulnerable: bool = False
    received_from: Day | None = None
    received_to: Day | None = None
    order: Literal["newest", "oldest", "due"] | None = Field(
        None, description="By default due where a clock is asked for, else newest."
    )
    after: Annotated[str, Field(max_length=40), AfterValidator(_cursor)] = Field(
        "", description="The page after: what the page before said as after."
    )


class CaseLine(Schema):
    """A case in a list."""

    reference: str
    kind: str
    state: str
    stage: int | None
    edition: str
    received_on: datetime.date
    due_on: datetime.date | None
    due: str
    late: bool
    handler: str
    team: str
    area: str
    body: str
    category: str
    issue: str
    person: str
    home: str
    hazard: bool
    vulnerable: bool
    restricted: bool
    open_actions: int
    next_action_by: datetime.date | None
    entries: int
    subject: str | None


class CasePage(Schema):
    """At most 50 cases; `after` asks for the next, and is null on the last page."""

    cases: list[CaseLine]
    after: str | None


class FoundLine(CaseLine):
    """A case that a search found, and what it was found by."""

    found_by: str


class FoundCases(Schema):
    """The newest cases found, at most 50."""

    cases: list[FoundLine]
    more: bool


class Sought(In):
    """What to search for: a reference, a name, an address, or words of the case."""

    q: Annotated[Line, Field(min_length=1)]


class Clock(Schema):
    """A stage's due dates and how it stands against them, in the codes of the clock."""

    acknowledge_by: datetime.date
    acknowledgement: str
    respond_by: datetime.date
    extension_limit: datetime.date
    backstop: datetime.date
    response: str
    working_days: int | None
    date_to_beat: datetime.date | None
    within_backstop: bool | None


class RemedyTold(Schema):
    """A remedy: its amount is in pence."""

    kind: str
    by_when: datetime.date | None
    pence: int | None
    owner: str


class PointTold(Schema):
    """A point to answer, whose it is, and what was found."""

    ref: str
    text: str | None
    ours: bool | None
    outcome: str
    reason: str | None
    no_remedy_because: str | None
    remedies: list[RemedyTold]


class StageTold(Schema):
    """A stage. `clock` is null where its dates can't be told."""

    number: int
    started_on: datetime.date
    requested_on: datetime.date | None
    acknowledged_on: datetime.date | None
    extended_to: datetime.date | None
    extension_told_on: datetime.date | None
    responded_on: datetime.date | None
    responded_by: str
    handler: str
    team: str
    teams: list[str]
    outcome: str
    definition: str | None
    outcomes_sought: str | None
    points: list[PointTold]
    clock: Clock | None


class ActionTold(Schema):
    """A promise."""

    ref: str
    what: str | None
    stage: int
    made_on: datetime.date
    by_when: datetime.date
    owner: str
    done_on: datetime.date | None
    proof: str | None


class RequestTold(Schema):
    """Something asked of a team or contractor."""

    ref: str
    of: str
    what: str | None
    asked_on: datetime.date
    due_on: datetime.date
    chased: int
    received_on: datetime.date | None


class RefusalTold(Schema):
    """A refusal of the complaint, or of its way to stage 2."""

    on: datetime.date
    by: str
    ground: str
    stage: int
    reason: str | None
    overturned: bool


class ReviewTold(Schema):
    """An adjustment or a contact restriction, by its reference."""

    ref: str
    review_on: datetime.date
    ended: bool
    text: str | None


class CaseTold(Schema):
    """One case as it stands. `entries` is how many it has: send it back as `seen`.

    `linked` are the cases that it is linked with and that this person may see.
    `offered` are the steps that it takes now from this person, save those that the
    pages alone offer.
    """

    reference: str
    kind: str
    state: str
    edition: str
    received_on: datetime.date
    precision: str
    channel: str
    raised_by: str
    person: str
    affected: list[str]
    home: str
    tenure: str
    area: str
    body: str
    category: str
    issue: str
    teams: list[str]
    issue_on: datetime.date | None
    aware_on: datetime.date | None
    linked: list[str]
    duplicate_of: str
    counts: bool
    restricted: bool
    due_on: datetime.date | None
    due: str
    hazard: bool
    vulnerable: bool
    stages: list[StageTold]
    actions: list[ActionTold]
    requests: list[RequestTold]
    refusals: list[RefusalTold]
    adjustments: list[ReviewTold]
    restrictions: list[ReviewTold]
    withdrawn_on: datetime.date | None
    closed_on: datetime.date | None
    learning: bool
    learning_text: str | None
    text: str | None
    subject: str | None
    entries: int
    offered: list[str]
