"""The fold's arms for stages: acknowledged, extended, answered, promised, closed."""

from msgspec.structs import replace

from putright.core.complaints import events as e
from putright.core.complaints.case import (
    Action,
    Case,
    Extension,
    Finding,
    Point,
    RefusedAs,
    StageRecord,
)
from putright.core.complaints.parts import plain_remedy

UNSAID_ACTION = "A further action, its words not kept"
"""A promise whose words were erased, or that came without any."""


def _with(case: Case, stage: StageRecord) -> Case:
    if stage.number == 1:
        return replace(case, stage_1=stage)
    return replace(case, stage_2=stage)


def _stage(case: Case, number: int) -> StageRecord:
    found = case.stage_1 if number == 1 else case.stage_2
    # An entry about a stage that never opened can come only by import or by mending;
    # the stage then starts on the day the case was received.
    return found or StageRecord(number=number, started_on=case.received_on)


def teams_set(case: Case, event: e.TeamsSet) -> Case:
    """Set the teams a stage concerns; it begins no stage, nor a request a complaint."""
    begun = case.stage_1 if event.stage == 1 else case.stage_2
    if begun is not None:
        case = _with(case, replace(begun, teams=event.teams))
    return replace(case, teams=event.teams) if event.stage == 1 else case


def refused(case: Case, event: e.Refused) -> Case:
    """Mark a complaint refused; a stage begun stays as it was."""
    made = RefusedAs(
        on=event.on,
        by=event.by,
        ground=event.ground,
        stage=1,
        reason=event.words.get("reason", ""),
    )
    return replace(case, state="refused", refusals=(*case.refusals, made))


def ordered(case: Case, _: e.OrderedToAccept) -> Case:
    """Open stage 1 again, received on its first date (2.4)."""
    first = case.stage_1 or StageRecord(
        number=1, started_on=case.clock_from or case.received_on, teams=case.teams
    )
    refusals = tuple(
        replace(made, overturned=True) if made.stage == 1 else made
        for made in case.refusals
    )
    return replace(
        case, kind="complaint", state="stage_1_open", stage_1=first, refusals=refusals
    )


def acknowledged(case: Case, event: e.Acknowledged) -> Case:
    """Hold the definition and points of a stage."""
    points = tuple(
        Point(
            ref=point.ref,
            text=event.words.get(f"point:{point.ref}", ""),
            ours=point.ours,
        )
        for point in event.points
    )
    stage = replace(
        _stage(case, event.stage),
        acknowledged_on=event.on,
        definition=event.words.get("definition", ""),
        outcomes_sought=event.words.get("outcomes_sought", ""),
        points=points,
    )
    return _with(case, stage)


def assigned(case: Case, event: e.Assigned) -> Case:
    """Give a stage its handler and team."""
    stage = replace(_stage(case, event.stage), handler=event.handler, team=event.team)
    return _with(case, stage)


def extended(case: Case, event: e.Extended) -> Case:
    """Add an extension; the latest is the one in force."""
    stage = _stage(case, event.stage)
    extension = Extension(
        to=event.to,
        told_on=event.told_on,
        lifted=event.lifted,
        reason=event.words.get("reason", ""),
    )
    return _with(
        case,
        replace(
            stage,
            extensions=(*stage.extensions, extension),
            update_every_days=event.update_every_days or stage.update_every_days,
        ),
    )


def updates_agreed(case: Case, event: e.UpdatesAgreed) -> Case:
    """Set how often the resident is updated."""
    stage = replace(_stage(case, event.stage), update_every_days=event.every_days)
    return _with(case, stage)


def update_given(case: Case, event: e.UpdateGiven) -> Case:
    """Set when the resident was last updated."""
    return _with(case, replace(_stage(case, event.stage), updated_on=event.on))


def issue_joined(case: Case, event: e.IssueJoined) -> Case:
    """Add a point to answer."""
    text = event.words.get("text", "")
    point = Point(ref=event.point, text=text, ours=True, joined=True)
    return replace(case, joined=(*case.joined, point))


def issue_split(case: Case, event: e.IssueSplit) -> Case:
    """Note the complaint that a new issue became."""
    return replace(case, split=(*case.split, event.reference))


def responded(case: Case, event: e.Responded) -> Case:
    """Hold the findings and promises of a stage's answer."""
    words = event.words
    findings = tuple(
        Finding(
            point=made.point,
            outcome=made.outcome,
            reason=words.get(f"reason:{made.point}", ""),
            no_remedy_because=words.get(f"no_remedy_because:{made.point}", ""),
            remedies=made.remedies,
        )
        for made in event.findings
    )
    before = _stage(case, event.stage)
    stage = replace(
        before,
        responded_on=event.on,
        responded_by=event.by,
        findings=findings,
        imported_outcome=event.outcome,
        definition=before.definition or words.get("definition", ""),
        outcomes_sought=before.outcomes_sought or words.get("outcomes_sought", ""),
    )
    later = _with(case, stage)
    return replace(
        later,
        state=f"stage_{event.stage}_answered",
        actions=(*case.actions, *promised(event)),
    )


def promised(event: e.Responded) -> tuple[Action, ...]:
    """Give an answer's promises: its actions, and each remedy with a date (7.3)."""
    actions = [
        Action(
            ref=action.ref,
            what=event.words.get(f"action:{action.ref}", UNSAID_ACTION),
            stage=event.stage,
            made_on=event.on,
            by_when=action.by_when,
            owner=action.owner,
        )
        for action in event.actions
    ]
    for place, made in enumerate(event.findings, 1):
        for remedy in made.remedies:
            if remedy.by_when is not None:
                ref = f"{remedy.kind}: {made.point}"
                plain = plain_remedy(remedy, place)
                text = event.words.get(f"remedy:{made.point}:{remedy.kind}", plain)
                actions.append(
                    Action(
                        ref=ref,
                        what=text,
                        stage=event.stage,
                        made_on=event.on,
                        by_when=remedy.by_when,
                        owner=remedy.owner,
                    )
                )
    return tuple(actions)


def stage_two_requested(case: Case, event: e.StageTwoRequested) -> Case:
    """Open stage 2; where the case stood is kept, should the request be refused."""
    first = case.stage_1
    stage = StageRecord(
        number=2,
        started_on=event.clock_from or event.on,
        requested_on=event.on,
        teams=first.teams if first else case.teams,
    )
    return replace(
        case,
        state="stage_2_open",
        stage_2=stage,
        before_stage_2=case.state,
        closed_before_stage_2=case.closed_on,
        closed_on=None,
    )


def stage_two_refused(case: Case, event: e.StageTwoRefused) -> Case:
    """Put the case back where it was, with no stage 2 (5.11)."""
    made = RefusedAs(
        on=event.on,
        by=event.by,
        ground=event.ground,
        stage=2,
        reason=event.words.get("reason", ""),
        request=case.stage_2,
    )
    return replace(
        case,
        state=case.before_stage_2 or case.state,
        stage_2=None,
        before_stage_2="",
        closed_on=case.closed_before_stage_2,
        closed_before_stage_2=None,
        refusals=(*case.refusals, made),
    )


def action_added(case: Case, event: e.ActionAdded) -> Case:
    """Add a promise made after the answer."""
    made = event.action
    stage = case.stage
    action = Action(
        ref=made.ref,
        what=event.words.get(f"action:{made.ref}", UNSAID_ACTION),
        stage=stage.number if stage else 1,
        made_on=event.on,
        by_when=made.by_when,
        owner=made.owner,
    )
    return replace(case, actions=(*case.actions, action))


def action_moved(case: Case, event: e.ActionMoved) -> Case:
    """Give a promise a new owner or date."""
    return replace(
        case,
        actions=tuple(
            replace(a, owner=event.owner or a.owner, by_when=event.by_when or a.by_when)
            if a.ref == event.action and a.done_on is None
            else a
            for a in case.actions
        ),
    )


def action_done(case: Case, event: e.ActionDone) -> Case:
    """Mark the first open promise of that reference kept."""
    actions = list(case.actions)
    for place, action in enumerate(actions):
        if action.ref == event.action and action.done_on is None:
            proof = event.words.get("proof", "")
            actions[place] = replace(action, done_on=event.on, proof=proof)
            break
    return replace(case, actions=tuple(actions))


def withdrawn(case: Case, event: e.Withdrawn) -> Case:
    """The resident withdrew: the case stands withdrawn, its stages as they were."""
    return replace(case, state="withdrawn", withdrawn_on=event.on)


def closed(case: Case, event: e.Closed) -> Case:
    """Close the case; promises stay open until proved."""
    return replace(
        case,
        state="closed",
        closed_on=event.on,
        learning=event.learning,
        learning_text=event.words.get("learning", "")
        or event.words.get("no_learning_because", ""),
    )


def reopened(case: Case, _: e.Reopened) -> Case:
    """Open a closed case again on the Ombudsman's order; its answers stand."""
    return replace(case, state="reopened", closed_on=None)
