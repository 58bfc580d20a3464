"""The fold: events in, the case out. Every kind of event has its arm here.

No arm refuses: what may be done was decided when the step was taken. A `Mended` entry
puts its facts in the place of the entry it mends before the fold begins.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace

from putright.core.complaints import events as e
from putright.core.complaints import fold_stages as stages
from putright.core.complaints.case import (
    Adjustment,
    Case,
    Representative,
    Request,
    Restriction,
    StageRecord,
    Triage,
)
from putright.core.complaints.journal import KIND_OF, event_from

FOLD_VERSION = 1
"""Raised when the same entries would fold to another case; summary rows carry it."""

Arm = Callable[[Case, Any], Case]


class NotAJournalError(ValueError):
    """The events do not begin with what was received."""


def fold(events: Sequence[e.Event], reference: str = "") -> Case:
    """Fold a case's events, in their order, mended ones in the old places.

    Raises NotAJournalError where the first event is not `Received`.
    """
    mended = with_mends(events)
    if not mended or not isinstance(mended[0], e.Received):
        problem = f"Case {reference or '(no reference)'} does not begin with Received."
        raise NotAJournalError(problem)
    case = begin(mended[0], reference)
    for event in mended[1:]:
        case = step(case, event)
    return case


def with_mends(events: Sequence[e.Event]) -> list[e.Event]:
    """Put what `Mended` entries say in the place of the entries they mend.

    In the place of an entry that was `Undone` stands a note of its day, which changes
    nothing.
    """
    result = list(events)
    for event in events:
        if isinstance(event, e.Undone):
            for place in event.entries:
                result[place - 1] = e.NoteAdded(on=result[place - 1].on)
        elif isinstance(event, e.Mended) and 1 <= event.entry <= len(result):
            old = result[event.entry - 1]
            words = {**old.words, **event.words}
            words.pop("mend_reason", None)
            result[event.entry - 1] = event_from(
                event.kind, event.payload.encode(), words
            )
    return result


def begin(event: e.Received, reference: str) -> Case:
    """Make the case from what was received."""
    states = {"complaint": "stage_1_open", "service_request": "service_request"}
    state = states.get(event.kind, "not_a_complaint")
    if event.kind == "dissatisfaction":
        state = "undecided"
    first = StageRecord(
        number=1, started_on=event.clock_from or event.on, teams=event.teams
    )
    return Case(
        reference=reference,
        received_on=event.on,
        last_on=event.on,
        entries=(KIND_OF[e.Received],),
        kind=event.kind,
        state=state,
        stage_1=first if event.kind == "complaint" else None,
        text=event.words.get("text", ""),
        subject=event.words.get("subject", ""),
        **{name: getattr(event, name) for name in _SAME},
    )


_SAME = (
    "edition",
    "channel",
    "raised_by",
    "precision",
    "imported",
    "live",
    "clock_from",
    "own_stage",
    "issue_on",
    "aware_on",
    "person",
    "affected",
    "home",
    "tenure",
    "area",
    "body",
    "category",
    "issue",
    "teams",
    "linked_to",
)


def step(case: Case, event: e.Event) -> Case:
    """Take one event. An event with no arm is an error, never passed over."""
    arm = ARMS[type(event)]
    later = arm(case, event)
    # A stage of an imported case that is worked here is a live one from then on.
    live = case.live or getattr(event, "imported", None) is False
    return replace(
        later,
        last_on=max(case.last_on, event.on),
        entries=(*case.entries, KIND_OF[type(event)]),
        live=live,
    )


def _same(case: Case, _: e.Event) -> Case:
    return case


def _choice(case: Case, event: e.ChoiceMade) -> Case:
    if event.chose == "service_request":
        return replace(
            case, kind=event.chose, state="service_request", choice_on=event.on
        )
    start = event.stage_1_from or case.clock_from or case.received_on
    first = StageRecord(number=1, started_on=start, teams=case.teams)
    return replace(
        case, kind="complaint", state="stage_1_open", stage_1=first, choice_on=event.on
    )


def _linked_complaint(case: Case, event: e.ComplaintLinked) -> Case:
    return replace(case, linked_complaints=(*case.linked_complaints, event.reference))


def _linked(case: Case, event: e.Linked) -> Case:
    return replace(case, links=(*case.links, event.reference))


def _triaged(case: Case, event: e.Triaged) -> Case:
    triage = Triage(
        on=event.on,
        route=event.route,
        complexity=event.complexity,
        vulnerable=event.vulnerable,
        risk=event.risk,
        hazard=event.hazard,
    )
    return replace(case, triage=triage)


def _categorised(case: Case, event: e.Categorised) -> Case:
    return replace(
        case,
        category=event.category,
        issue=event.issue,
        area=event.area,
        body=event.body,
        tenure=event.tenure,
        subject=event.words.get("subject", case.subject),
    )


def _people(case: Case, event: e.PeopleSet) -> Case:
    return replace(case, person=event.person, home=event.home, affected=event.affected)


def _conflict(case: Case, event: e.ConflictDeclared) -> Case:
    return replace(case, conflicts=(*case.conflicts, event.who))


def _evidence(case: Case, event: e.EvidenceAdded) -> Case:
    return replace(case, evidence=(*case.evidence, event.file))


def _asked(case: Case, event: e.InformationRequested) -> Case:
    request = Request(
        ref=event.request,
        of=event.of,
        asked_on=event.on,
        due_on=event.due_on,
        what=event.words.get("what", ""),
    )
    return replace(case, requests=(*case.requests, request))


def _with_request(case: Case, ref: str, **changes: Any) -> Case:
    requests = tuple(
        replace(r, **changes) if r.ref == ref else r for r in case.requests
    )
    return replace(case, requests=requests)


def _chased(case: Case, event: e.InformationChased) -> Case:
    before = next((r.chased_on for r in case.requests if r.ref == event.request), ())
    return _with_request(case, event.request, chased_on=(*before, event.on))


def _given(case: Case, event: e.InformationReceived) -> Case:
    return _with_request(case, event.request, received_on=event.on)


def _adjusted(case: Case, event: e.AdjustmentAgreed) -> Case:
    adjustment = Adjustment(
        ref=event.adjustment,
        need=event.words.get("need", ""),
        adjustment=event.words.get("adjustment", ""),
        review_on=event.review_on,
        agreed_on=event.on,
        disability_disclosed=event.disability_disclosed,
    )
    return replace(case, adjustments=(*case.adjustments, adjustment))


def _adjustment_reviewed(case: Case, event: e.AdjustmentReviewed) -> Case:
    return replace(
        case,
        adjustments=tuple(
            _reviewed(a, event.review_on) if a.ref == event.adjustment else a
            for a in case.adjustments
        ),
    )


def _restricted_contact(case: Case, event: e.ContactRestricted) -> Case:
    restriction = Restriction(
        ref=event.restriction,
        restriction=event.words.get("restriction", ""),
        evidence=event.words.get("evidence", ""),
        since=event.on,
        review_on=event.review_on,
    )
    return replace(case, restrictions=(*case.restrictions, restriction))


def _restriction_reviewed(case: Case, event: e.RestrictionReviewed) -> Case:
    return replace(
        case,
        restrictions=tuple(
            _reviewed(r, event.review_on) if r.ref == event.restriction else r
            for r in case.restrictions
        ),
    )


Reviewable = TypeVar("Reviewable", Adjustment, Restriction)


def _reviewed(item: Reviewable, review_on: date | None) -> Reviewable:
    if review_on is None:
        return replace(item, ended=True)
    return replace(item, review_on=review_on)


def _representative(case: Case, event: e.RepresentativeNamed) -> Case:
    named = Representative(
        person=event.person,
        scope=event.words.get("scope", ""),
        expires_on=event.expires_on,
    )
    return replace(case, representatives=(*case.representatives, named))


def _letter(case: Case, event: e.LetterIssued) -> Case:
    return replace(case, letters=(*case.letters, (event.letter, event.kind)))


def _bounced(case: Case, event: e.LetterBounced) -> Case:
    return replace(case, bounced=(*case.bounced, event.letter))


def _void_proposed(case: Case, event: e.VoidProposed) -> Case:
    return replace(case, void_proposed_by=event.by)


def _voided(case: Case, _: e.Voided) -> Case:
    return replace(case, void=True)


def _duplicate(case: Case, event: e.MarkedDuplicate) -> Case:
    return replace(case, duplicate_of=event.of)


def _access(case: Case, event: e.AccessRestricted) -> Case:
    return replace(case, restricted=True, named=event.named)


def _opened(case: Case, _: e.AccessOpened) -> Case:
    return replace(case, restricted=False, named=())


def _approved(case: Case, event: e.CompensationApproved) -> Case:
    return replace(case, approvals=(*case.approvals, (event.stage, event.pence)))


def _row(case: Case, event: e.RegisterRowRead) -> Case:
    return replace(
        case,
        extra={**case.extra, **{k: event.words.get(k, "") for k in event.columns}},
        imported_compensation=event.compensation_pence,
        imported_handlers=event.handlers,
        imported_improvement=event.improvement,
        learning_text=event.words.get("improvement", case.learning_text),
    )


ARMS: dict[type[e.Event], Arm] = {
    e.ChoiceMade: _choice,
    e.ComplaintLinked: _linked_complaint,
    e.Linked: _linked,
    e.Triaged: _triaged,
    e.Categorised: _categorised,
    e.PeopleSet: _people,
    e.TeamsSet: stages.teams_set,
    e.Refused: stages.refused,
    e.OrderedToAccept: stages.ordered,
    e.Acknowledged: stages.acknowledged,
    e.ClarificationAsked: _same,
    e.ContactRecorded: _same,
    e.NoteAdded: _same,
    e.EvidenceAdded: _evidence,
    e.InformationRequested: _asked,
    e.InformationChased: _chased,
    e.InformationReceived: _given,
    e.Assigned: stages.assigned,
    e.ConflictDeclared: _conflict,
    e.Extended: stages.extended,
    e.UpdatesAgreed: stages.updates_agreed,
    e.UpdateGiven: stages.update_given,
    e.IssueJoined: stages.issue_joined,
    e.IssueSplit: stages.issue_split,
    e.Responded: stages.responded,
    e.StageTwoRequested: stages.stage_two_requested,
    e.StageTwoRefused: stages.stage_two_refused,
    e.ActionAdded: stages.action_added,
    e.ActionMoved: stages.action_moved,
    e.ActionDone: stages.action_done,
    e.CompensationApproved: _approved,
    e.AdjustmentAgreed: _adjusted,
    e.AdjustmentReviewed: _adjustment_reviewed,
    e.ContactRestricted: _restricted_contact,
    e.RestrictionReviewed: _restriction_reviewed,
    e.RepresentativeNamed: _representative,
    e.LetterIssued: _letter,
    e.LetterBounced: _bounced,
    e.Withdrawn: stages.withdrawn,
    e.Closed: stages.closed,
    e.Reopened: stages.reopened,
    e.Mended: _same,
    e.Undone: _same,
    e.VoidProposed: _void_proposed,
    e.Voided: _voided,
    e.MarkedDuplicate: _duplicate,
    e.AccessRestricted: _access,
    e.AccessOpened: _opened,
    e.RegisterRowRead: _row,
}
"""Each kind of event and its arm. `Received` begins a case and has none."""
