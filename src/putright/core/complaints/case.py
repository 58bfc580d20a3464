"""Where a case stands: the value that its journal folds to.

Nothing here is stored: a case is made anew from its entries each time. Texts (`words`)
are carried for pages and letters only; no decision and no figure reads them, so their
erasure changes nothing else.
"""

from datetime import date

import msgspec

from putright.core.complaints import parts
from putright.core.complaints.clocks import StageDates


class Point(msgspec.Struct, frozen=True):
    """A point to answer: acknowledged, or joined by 6.8."""

    ref: str
    text: str = ""
    ours: bool | None = None
    joined: bool = False


class Finding(msgspec.Struct, frozen=True):
    """A finding on a point, with its reason."""

    point: str
    outcome: str
    reason: str = ""
    no_remedy_because: str = ""
    remedies: tuple[parts.Remedy, ...] = ()


class Extension(msgspec.Struct, frozen=True):
    """A new date told to the resident, or said to have been."""

    to: date
    told_on: date | None
    lifted: bool = False
    reason: str = ""


class Action(msgspec.Struct, frozen=True):
    """A promise: made at a stage, due on a day, done on a day with proof."""

    ref: str
    what: str
    stage: int
    made_on: date
    by_when: date
    owner: str = ""
    done_on: date | None = None
    proof: str = ""


class StageRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One stage as it stands."""

    number: int
    started_on: date
    requested_on: date | None = None
    acknowledged_on: date | None = None
    definition: str = ""
    outcomes_sought: str = ""
    points: tuple[Point, ...] = ()
    extensions: tuple[Extension, ...] = ()
    update_every_days: int | None = None
    updated_on: date | None = None
    handler: str = ""
    team: str = ""
    teams: tuple[str, ...] = ()
    responded_on: date | None = None
    responded_by: str = ""
    findings: tuple[Finding, ...] = ()
    imported_outcome: str = ""

    @property
    def extension(self) -> Extension | None:
        """The extension in force: a later one replaces an earlier one."""
        return self.extensions[-1] if self.extensions else None

    @property
    def dates(self) -> StageDates:
        """The dates that the clock judges."""
        extension = self.extension
        return StageDates(
            stage=self.number,
            started_on=self.started_on,
            acknowledged_on=self.acknowledged_on,
            extension_told_on=extension.told_on if extension else None,
            extended_to=extension.to if extension else None,
            responded_on=self.responded_on,
            limit_lifted=extension.lifted if extension else False,
        )

    @property
    def outcome(self) -> str:
        """Upheld where every point was, partly where some, by its findings."""
        if self.imported_outcome:
            return self.imported_outcome
        found = [finding.outcome for finding in self.findings]
        if not found:
            return ""
        if all(outcome == "upheld" for outcome in found):
            return "upheld"
        if any(outcome in parts.UPHELD for outcome in found):
            return "partially_upheld"
        return "not_upheld"

    @property
    def open(self) -> bool:
        """Whether the full answer is still owed."""
        return self.responded_on is None


class Adjustment(msgspec.Struct, frozen=True):
    """A reasonable adjustment (5.10). `ended` once a review ended it."""

    ref: str
    need: str
    adjustment: str
    review_on: date
    agreed_on: date
    disability_disclosed: bool = False
    ended: bool = False


class Restriction(msgspec.Struct, frozen=True):
    """A contact restriction (5.14). It never stops a new complaint."""

    ref: str
    restriction: str
    evidence: str
    since: date
    review_on: date
    ended: bool = False


class Representative(msgspec.Struct, frozen=True):
    """Who may speak for the resident, for what, until when (3.6)."""

    person: str
    scope: str
    expires_on: date | None = None


class Request(msgspec.Struct, frozen=True):
    """Something asked of a team or contractor, its date and its chasers."""

    ref: str
    of: str
    asked_on: date
    due_on: date
    what: str = ""
    chased_on: tuple[date, ...] = ()
    received_on: date | None = None


class Triage(msgspec.Struct, frozen=True):
    """Early answer or investigation (6.1)."""

    on: date
    route: str
    complexity: str = ""
    vulnerable: bool = False
    risk: str = ""
    hazard: bool = False


class RefusedAs(msgspec.Struct, frozen=True):
    """How a complaint, or its escalation, was refused.

    `request`: the request for stage 2 that was refused. `overturned`: the Ombudsman
    ordered the complaint to be accepted (2.4).
    """

    on: date
    by: str
    ground: str
    stage: int
    reason: str = ""
    request: StageRecord | None = None
    overturned: bool = False


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One contact from a resident, from the first word to the last letter.

    `entries` are the kinds of its journal's entries, in their order.
    """

    reference: str = ""
    received_on: date
    last_on: date
    entries: tuple[str, ...] = ()
    kind: str
    state: str
    edition: str
    channel: str = ""
    raised_by: str = "self"
    precision: str = "day"
    imported: bool = False
    live: bool = True
    clock_from: date | None = None
    text: str = ""
    subject: str = ""
    own_stage: str = ""
    issue_on: date | None = None
    aware_on: date | None = None
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
    links: tuple[str, ...] = ()
    linked_complaints: tuple[str, ...] = ()
    choice_on: date | None = None
    triage: Triage | None = None
    stage_1: StageRecord | None = None
    stage_2: StageRecord | None = None
    before_stage_2: str = ""
    closed_before_stage_2: date | None = None
    joined: tuple[Point, ...] = ()
    split: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    requests: tuple[Request, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    representatives: tuple[Representative, ...] = ()
    conflicts: tuple[str, ...] = ()
    refusals: tuple[RefusedAs, ...] = ()
    approvals: tuple[tuple[int, int], ...] = ()
    evidence: tuple[str, ...] = ()
    letters: tuple[tuple[str, str], ...] = ()
    bounced: tuple[str, ...] = ()
    withdrawn_on: date | None = None
    closed_on: date | None = None
    learning: bool = False
    learning_text: str = ""
    void_proposed_by: str = ""
    void: bool = False
    duplicate_of: str = ""
    named: tuple[str, ...] = ()
    restricted: bool = False
    extra: dict[str, str] = {}
    imported_compensation: int | None = None
    imported_handlers: tuple[str, str] = ("", "")
    imported_improvement: bool = False

    @property
    def counts(self) -> bool:
        """Whether figures count it: neither void nor a duplicate."""
        return not self.void and not self.duplicate_of

    @property
    def stage(self) -> StageRecord | None:
        """The stage the case has reached."""
        return self.stage_2 or self.stage_1

    @property
    def open_actions(self) -> tuple[Action, ...]:
        """Promises not yet proved kept; they outlive the case's closing."""
        return tuple(action for action in self.actions if action.done_on is None)

    @property
    def upheld(self) -> bool:
        """Whether any point was upheld, wholly or partly, at any stage."""
        return any(
            stage is not None
            and (
                stage.imported_outcome in parts.UPHELD
                or any(f.outcome in parts.UPHELD for f in stage.findings)
            )
            for stage in (self.stage_1, self.stage_2)
        )

    def to_answer(self, number: int) -> tuple[Point, ...]:
        """Points that the answer at a stage has to cover (6.7, 6.18)."""
        first = self.stage_1
        all_first = ((first.points if first else ()) + self.joined) if first else ()
        if number == 1:
            return _once(all_first)
        second = self.stage_2
        if second is None or second.acknowledged_on is None:
            return _once(all_first)
        if first is not None and first.open:
            return _once(second.points + all_first)
        return _once(second.points)


def _once(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple({point.ref: point for point in reversed(points)}.values())[::-1]
