"""Refusing a complaint, and refusing escalation: section 2 and 5.11."""

from datetime import date

from putright.core import refusals as no
from putright.core.calendar import add_months
from putright.core.complaints import events as e
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

STAGE_2_GROUNDS = ("legal_proceedings", "already_considered", "other_route")


def refuse(case: Case, step: s.Refuse, context: Context) -> Decision:
    """Refuse a complaint on a listed ground, with its facts, reason and letter."""
    need(by=given(step.by))
    problems = Problems()
    problems.require(given(step.reason), no.NO_REASON)
    _check_ground(case, step, context, problems)
    problems.require(step.ombudsman_told is True, no.OMBUDSMAN_NOT_TOLD_OF_REFUSAL)
    problems.stop()
    made = e.Refused(
        on=step.on,
        by=step.by,
        ground=step.ground,
        court_filed_on=step.court_filed_on,
        earlier_case=step.earlier_case,
        words=words(reason=step.reason, route=step.route, discretion=step.discretion),
    )
    return Decision(events=(made,))


def _check_ground(
    case: Case, step: s.Refuse, context: Context, problems: Problems
) -> None:
    code = context.edition_of(case.edition)
    listed = {ground.code for ground in code.grounds}
    own = context.settings.extra_grounds.get(step.ground)
    if own is not None:
        for fact in own:
            known = given(str(getattr(step, fact, None) or ""))
            problems.require(known, no.GROUND_WITHOUT_FACT, fact.replace("_", " "))
        return
    if step.ground not in listed:
        problems.add(no.GROUND_NOT_LISTED, step.ground)
        return
    if step.ground == "too_old":
        # The edition chooses the clock; refusals are decided, as they are numbered,
        # by the edition it names, so no resident is held to an older, shorter limit.
        numbered = context.edition_of(code.numbering)
        _check_age(case, step, numbered.age_limit_months, problems)
        return
    missing = missing_fact(step)
    problems.require(not missing, no.GROUND_WITHOUT_FACT, missing)


def missing_fact(step: s.Refuse) -> str:
    """Name the fact that a ground needs and lacks; empty where it has it."""
    if step.ground == "legal_proceedings":
        if step.court_filed_on is None:
            return "the day the claim was filed at court"
        if step.court_filed_on > step.on:
            return "a claim filed by the day of the refusal"
    if step.ground == "already_considered" and not given(step.earlier_case):
        return "the earlier case"
    if step.ground == "other_route" and not given(step.route):
        return "the other route open to the resident"
    return ""


def _check_age(case: Case, step: s.Refuse, months: int, problems: Problems) -> None:
    known = [day for day in (case.issue_on, case.aware_on) if day is not None]
    if not known:
        problems.add(no.WITHIN_TWELVE_MONTHS, "neither day is known")
    elif not _older(case.received_on, max(known), months):
        problems.add(no.WITHIN_TWELVE_MONTHS, f"{max(known):%-d %B %Y}")
    problems.require(given(step.discretion), no.DISCRETION_NOT_CONSIDERED)


def _older(received_on: date, since: date, months: int) -> bool:
    """Whether a complaint came after the anniversary, which is itself within time."""
    return received_on > add_months(since, months)


def refuse_stage_two(case: Case, step: s.RefuseStageTwo) -> Decision:
    """Refuse escalation only as a complaint could be refused (5.11), never for
    want of the resident's reasons (6.12)."""
    need(by=given(step.by))
    if step.ground == "no_reasons":
        raise refused(no.NO_REASONS_DEMANDED)
    wrong = _wrong_with_escalation(step)
    if wrong:
        raise refused(no.ESCALATION_REFUSED_WITHOUT_VALID_REASON, wrong)
    made = e.StageTwoRefused(
        on=step.on,
        by=step.by,
        ground=step.ground,
        court_filed_on=step.court_filed_on,
        earlier_case=step.earlier_case,
        words=words(reason=step.reason, route=step.route),
    )
    return Decision(events=(made,))


def _wrong_with_escalation(step: s.RefuseStageTwo) -> str:
    if step.ground not in STAGE_2_GROUNDS:
        return f"“{step.ground}” is not one"
    missing = missing_fact(step)
    if missing:
        return f"it lacks {missing}"
    if not given(step.reason):
        return "it gives no reason"
    if step.ombudsman_told is not True:
        return "it does not tell the way to the Ombudsman"
    return ""


def order_to_accept(case: Case, step: s.OrderToAccept) -> Decision:
    """Accept on the Ombudsman's order: stage 1 runs from the first date (2.4)."""
    made = e.OrderedToAccept(on=step.on, words=words(note=step.note))
    return Decision(events=(made,))
