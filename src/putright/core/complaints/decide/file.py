"""The file: contacts, notes, evidence, requests, people, promises, closing."""

import msgspec

from putright.core import refusals as no
from putright.core.complaints import events as e
from putright.core.complaints import parts
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide.base import (
    Context,
    Decision,
    Problems,
    given,
    need,
    words,
)
from putright.core.complaints.decide.base import refuse as refused
from putright.core.complaints.journal import event_from


def one(event: e.Event) -> Decision:
    """Give a decision of one event."""
    return Decision(events=(event,))


def contact(step: s.Contact) -> Decision:
    """Record a talk, call or message with the resident."""
    return one(
        e.ContactRecorded(
            on=step.on, by=step.by, channel=step.channel, words=words(note=step.note)
        )
    )


def add_note(step: s.AddNote) -> Decision:
    """Put a note on the file."""
    need(note=given(step.note))
    return one(e.NoteAdded(on=step.on, words=words(note=step.note)))


def add_evidence(step: s.AddEvidence) -> Decision:
    """Put a file with the case (5.12); its name is words, its hash the reference."""
    need(file=given(step.file))
    return one(
        e.EvidenceAdded(
            on=step.on,
            file=step.file,
            size=step.size,
            kind=step.kind,
            words=words(name=step.name),
        )
    )


def request_information(case: Case, step: s.RequestInformation) -> Decision:
    """Ask a team or contractor, with a date of its own."""
    need(of=given(step.of), what=given(step.what), due_on=step.due_on)
    assert step.due_on is not None
    return one(
        e.InformationRequested(
            on=step.on,
            request=f"r{len(case.requests) + 1}",
            of=given(step.of),
            due_on=step.due_on,
            words=words(what=step.what),
        )
    )


def _open_request(case: Case, ref: str) -> None:
    need(request=ref)
    if ref not in {r.ref for r in case.requests if r.received_on is None}:
        raise refused(no.OUT_OF_TURN, f"no request “{ref}” is waiting for an answer")


def chase_information(case: Case, step: s.ChaseInformation) -> Decision:
    """Chase a request."""
    _open_request(case, step.request)
    return one(
        e.InformationChased(
            on=step.on, request=step.request, words=words(note=step.note)
        )
    )


def receive_information(case: Case, step: s.ReceiveInformation) -> Decision:
    """Record a request's answer."""
    _open_request(case, step.request)
    return one(
        e.InformationReceived(
            on=step.on, request=step.request, words=words(note=step.note)
        )
    )


def assign(case: Case, step: s.Assign) -> Decision:
    """Give a stage its handler: not one with a conflict (5.8), and at stage 2 not
    whoever answered stage 1 (6.13)."""
    need(stage=step.stage, handler=given(step.handler))
    problems = Problems()
    problems.require(
        step.handler not in case.conflicts, no.CONFLICT_DECLARED, step.handler
    )
    first = case.stage_1
    same = first is not None and first.responded_by == step.handler
    problems.require(not (step.stage == 2 and same), no.SAME_PERSON, step.handler)
    problems.stop()
    record = case.stage_1 if step.stage == 1 else case.stage_2
    if record is None:
        raise refused(no.OUT_OF_TURN, f"stage {step.stage} has not begun")
    return one(
        e.Assigned(
            on=step.on,
            stage=step.stage or 1,
            handler=step.handler,
            team=step.team,
            words=words(reason=step.reason),
        )
    )


def declare_conflict(step: s.DeclareConflict) -> Decision:
    """Say that someone has an interest in the case (5.8)."""
    need(who=given(step.who))
    return one(
        e.ConflictDeclared(on=step.on, who=step.who, words=words(reason=step.reason))
    )


def set_people(step: s.SetPeople) -> Decision:
    """Say who raised it and whom it affects."""
    return one(
        e.PeopleSet(
            on=step.on, person=step.person, home=step.home, affected=step.affected
        )
    )


def set_teams(case: Case, step: s.SetTeams) -> Decision:
    """Say which teams a stage concerns; the work's owner does not change by it."""
    need(stage=step.stage, teams=step.teams)
    record = case.stage_1 if step.stage == 1 else case.stage_2
    if step.stage == 2 and record is None:
        raise refused(no.OUT_OF_TURN, "stage 2 has not begun")
    return one(e.TeamsSet(on=step.on, stage=step.stage or 1, teams=step.teams))


def add_action(case: Case, step: s.AddAction) -> Decision:
    """Promise something more; a promise has a date (7.3)."""
    need(what=given(step.what))
    if step.by_when is None:
        raise refused(no.PROMISE_WITHOUT_DATE, step.what)
    taken = {action.ref for action in case.actions}
    ref = next(f"a{n}" for n in range(1, len(taken) + 2) if f"a{n}" not in taken)
    return one(
        e.ActionAdded(
            on=step.on,
            action=parts.ActionPromised(ref, step.by_when, step.owner),
            words={f"action:{ref}": given(step.what)},
        )
    )


def _open_action(case: Case, name: str) -> str:
    for action in case.open_actions:
        if name in (action.ref, action.what):
            return action.ref
    raise refused(no.OUT_OF_TURN, f"no open action is called “{name}”")


def move_action(case: Case, step: s.MoveAction) -> Decision:
    """Give a promise a new owner or date, and say why."""
    need(what=given(step.what), reason=given(step.reason))
    ref = _open_action(case, given(step.what))
    return one(
        e.ActionMoved(
            on=step.on,
            action=ref,
            owner=step.owner,
            by_when=step.by_when,
            words=words(reason=step.reason),
        )
    )


def complete_action(case: Case, step: s.CompleteAction) -> Decision:
    """Call a promise kept, with proof in words or a file (7.3)."""
    need(what=given(step.what))
    ref = _open_action(case, given(step.what))
    if not given(step.proof) and not given(step.file):
        raise refused(no.DONE_WITHOUT_PROOF, step.what)
    return one(
        e.ActionDone(
            on=step.on, action=ref, file=step.file, words=words(proof=step.proof)
        )
    )


def approve_compensation(case: Case, step: s.ApproveCompensation) -> Decision:
    """Approve a sum as a second person: not the one who handles the stage."""
    need(stage=step.stage, by=given(step.by), amount=step.pence)
    record = case.stage_1 if step.stage == 1 else case.stage_2
    if record is not None and step.by in (record.handler, record.responded_by):
        raise refused(no.SUM_BY_SECOND_PERSON, f"{step.by} handles this stage")
    return one(
        e.CompensationApproved(
            on=step.on,
            by=step.by,
            stage=step.stage or 1,
            pence=step.pence or 0,
            words=words(basis=step.basis),
        )
    )


def withdraw(step: s.Withdraw) -> Decision:
    """The resident withdraws it."""
    return one(e.Withdrawn(on=step.on, words=words(reason=step.reason)))


def close(case: Case, step: s.Close) -> Decision:
    """Close with learning, or with why there is none where any point was upheld."""
    learning, none = given(step.learning), given(step.no_learning_because)
    if case.upheld and not learning and not none:
        raise refused(no.NO_LEARNING)
    return one(
        e.Closed(
            on=step.on,
            learning=bool(learning),
            words=words(learning=learning, no_learning_because=none),
        )
    )


def close_request(step: s.CloseRequest) -> Decision:
    """Close a service request with what was done: its record has both days (1.4)."""
    need(done=given(step.done))
    return one(e.Closed(on=step.on, learning=False, words=words(done=step.done)))


def reopen(step: s.Reopen) -> Decision:
    """Open a closed case again on the Ombudsman's order."""
    need(order=given(step.order))
    return one(e.Reopened(on=step.on, words=words(order=step.order)))


UNMENDABLE = ("mended", "undone", "voided", "void_proposed", "register_row_read")


def mend(case: Case, step: s.Mend, context: Context) -> Decision:
    """Correct an earlier entry: its kind stays, its facts and words change (5.12)."""
    if not given(step.reason):
        raise refused(no.NO_REASON_FOR_RECORD)
    if not 1 <= step.entry <= len(case.entries):
        raise refused(no.NOTHING_TO_MEND, f"this case has no entry {step.entry}")
    kind = case.entries[step.entry - 1]
    if step.kind != kind or kind in UNMENDABLE:
        raise refused(no.NOTHING_TO_MEND, f"entry {step.entry} is a “{kind}”")
    try:
        event = event_from(step.kind, step.payload.encode(), step.words)
        if isinstance(event, e.Received):
            context.edition_of(event.edition)
    except (msgspec.MsgspecError, ValueError) as error:
        raise refused(no.NOTHING_TO_MEND, str(error)) from None
    context.calendar.require_known(event.on)
    return one(
        e.Mended(
            on=step.on,
            entry=step.entry,
            kind=step.kind,
            payload=step.payload,
            words={**step.words, "mend_reason": given(step.reason)},
        )
    )
