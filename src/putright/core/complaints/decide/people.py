"""People on the case: adjustments, restrictions, representatives, access, voiding."""

from putright.core import refusals as no
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide.base import (
    Decision,
    Problems,
    given,
    need,
    words,
)
from putright.core.complaints.decide.base import refuse as refused
from putright.core.complaints.decide.file import one


def adjust(case: Case, step: s.Adjust) -> Decision:
    """Agree a reasonable adjustment, with a review (5.10)."""
    problems = Problems()
    problems.require(step.review_on, no.ADJUSTMENT_WITHOUT_REVIEW)
    problems.stop()
    assert step.review_on is not None
    return one(
        e.AdjustmentAgreed(
            on=step.on,
            adjustment=f"adj{len(case.adjustments) + 1}",
            review_on=step.review_on,
            disability_disclosed=step.disability_disclosed,
            words=words(need=step.need, adjustment=step.adjustment),
        )
    )


def review_adjustment(case: Case, step: s.ReviewAdjustment) -> Decision:
    """Review an adjustment: to a new day, or to its end."""
    live = {a.ref for a in case.adjustments if not a.ended}
    if step.adjustment not in live:
        raise refused(no.OUT_OF_TURN, "that adjustment is not in force")
    return one(
        e.AdjustmentReviewed(
            on=step.on,
            adjustment=step.adjustment,
            review_on=step.review_on,
            words=words(note=step.note),
        )
    )


def restrict_contact(case: Case, step: s.RestrictContact) -> Decision:
    """Restrict contact with evidence, a review and equality weighed (5.14, 5.15)."""
    problems = Problems()
    evidence = given(step.evidence)
    problems.require(evidence, no.RESTRICTION_WITHOUT_EVIDENCE, "evidence")
    review = step.review_on
    problems.require(review, no.RESTRICTION_WITHOUT_EVIDENCE, "a review date")
    equality = given(step.equality_considered)
    problems.require(equality, no.RESTRICTION_WITHOUT_EQUALITY)
    problems.stop()
    assert review is not None
    return one(
        e.ContactRestricted(
            on=step.on,
            restriction=f"res{len(case.restrictions) + 1}",
            review_on=review,
            words=words(
                evidence=evidence,
                restriction=step.restriction,
                equality_considered=equality,
            ),
        )
    )


def review_restriction(case: Case, step: s.ReviewRestriction) -> Decision:
    """Review a restriction: to a new day, or to its end."""
    live = {r.ref for r in case.restrictions if not r.ended}
    if step.restriction not in live:
        raise refused(no.OUT_OF_TURN, "that restriction is not in force")
    return one(
        e.RestrictionReviewed(
            on=step.on,
            restriction=step.restriction,
            review_on=step.review_on,
            words=words(note=step.note),
        )
    )


def name_representative(step: s.NameRepresentative) -> Decision:
    """Record who may speak for the resident, for what and until when (3.6)."""
    need(person=given(step.person), scope=given(step.scope))
    return one(
        e.RepresentativeNamed(
            on=step.on,
            person=given(step.person),
            expires_on=step.expires_on,
            words=words(scope=step.scope),
        )
    )


def issue_letter(step: s.IssueLetter) -> Decision:
    """Record that a letter of ours leaves, with the hash of what was sent."""
    need(letter=step.letter, kind=step.kind, sha256=step.sha256)
    return one(
        e.LetterIssued(
            on=step.on,
            letter=step.letter,
            kind=step.kind,
            sha256=step.sha256,
            stage=step.stage,
        )
    )


def bounce_letter(case: Case, step: s.BounceLetter) -> Decision:
    """Record that a letter came back."""
    if step.letter not in {ref for ref, _ in case.letters}:
        raise refused(no.OUT_OF_TURN, "that letter was not issued on this case")
    return one(
        e.LetterBounced(on=step.on, letter=step.letter, words=words(detail=step.detail))
    )


def propose_void(step: s.ProposeVoid) -> Decision:
    """Say that a case was logged in error."""
    if not given(step.reason):
        raise refused(no.NO_REASON_FOR_RECORD)
    need(by=given(step.by))
    return one(e.VoidProposed(on=step.on, by=step.by, words=words(reason=step.reason)))


def confirm_void(case: Case, step: s.ConfirmVoid) -> Decision:
    """Agree as a second person; the case leaves every count."""
    need(by=given(step.by))
    if not case.void_proposed_by:
        raise refused(no.SECOND_PERSON_NEEDED, "nobody has proposed it yet")
    if case.void_proposed_by == step.by:
        raise refused(no.SECOND_PERSON_NEEDED, f"{step.by} proposed it")
    return one(e.Voided(on=step.on, by=step.by))


def mark_duplicate(case: Case, step: s.MarkDuplicate) -> Decision:
    """Say that the same complaint was logged twice."""
    need(of=given(step.of), by=given(step.by))
    if given(step.of) == case.reference:
        raise refused(no.OUT_OF_TURN, "a case can't be a duplicate of itself")
    return one(e.MarkedDuplicate(on=step.on, of=given(step.of), by=step.by))


def restrict_access(step: s.RestrictAccess) -> Decision:
    """Let only named people see the case: two people decide."""
    need(named=step.named, by=given(step.by), confirmed_by=given(step.confirmed_by))
    if step.by == step.confirmed_by:
        raise refused(no.ACCESS_BY_TWO, f"{step.by} can't confirm it too")
    return one(
        e.AccessRestricted(
            on=step.on,
            named=step.named,
            by=step.by,
            confirmed_by=step.confirmed_by,
            words=words(reason=step.reason),
        )
    )


def open_access(step: s.OpenAccess) -> Decision:
    """End the restriction: two people decide."""
    need(by=given(step.by), confirmed_by=given(step.confirmed_by))
    if step.by == step.confirmed_by:
        raise refused(no.ACCESS_BY_TWO, f"{step.by} can't confirm it too")
    return one(e.AccessOpened(on=step.on, by=step.by, confirmed_by=step.confirmed_by))
