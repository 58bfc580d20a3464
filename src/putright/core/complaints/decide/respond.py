"""Answering a stage in full, and going on to stage 2."""

from putright.core import refusals as no
from putright.core.complaints import events as e
from putright.core.complaints import parts
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide.base import (
    Context,
    Decision,
    Problems,
    clock_from,
    given,
    need,
    words,
)
from putright.core.complaints.money import pence_of


def respond(case: Case, step: s.Respond, context: Context) -> Decision:
    """Answer every point with a finding and a reason, in writing.

    Open actions never hold an answer back (6.6, 6.17).
    """
    _complete(step)
    assert step.stage is not None
    problems = Problems()
    _check_defined(case, step, problems)
    _check_findings(case, step, problems)
    _check_remedies(step, problems)
    _check_letter(step, problems)
    first = case.stage_1
    if step.stage == 2 and first and first.responded_by == given(step.by):
        problems.add(no.SAME_PERSON, step.by)
    problems.require(step.by not in case.conflicts, no.CONFLICT_DECLARED, step.by)
    problems.stop()
    made = _responded(step)
    return Decision(events=(made,), warnings=_over_limit(case, made, context))


def _complete(step: s.Respond) -> None:
    need(
        stage=step.stage,
        by=given(step.by),
        a_point_of_each_finding=all(given(f.point) for f in step.findings),
        an_outcome_of_each_finding=all(
            f.outcome in parts.FINDINGS for f in step.findings
        ),
        what_each_action_is=all(given(a.what) for a in step.actions),
    )


def _check_defined(case: Case, step: s.Respond, problems: Problems) -> None:
    stage = case.stage_1 if step.stage == 1 else case.stage_2
    if stage is not None and stage.acknowledged_on is None:
        problems.require(given(step.definition), no.NOT_DEFINED, "the definition")
        sought = given(step.outcomes_sought)
        problems.require(sought, no.NOT_DEFINED, "the outcomes sought")


def _check_findings(case: Case, step: s.Respond, problems: Problems) -> None:
    rule = no.POINT_UNANSWERED_1 if step.stage == 1 else no.POINT_UNANSWERED_2
    problems.require(step.findings, rule, "it has no finding")
    found = {finding.point for finding in step.findings}
    for point in case.to_answer(step.stage or 1):
        problems.require(
            point.ref in found, rule, f"“{point.text or point.ref}” has no finding"
        )
    for finding in step.findings:
        problems.require(
            given(finding.reason), rule, f"“{finding.point}” has no reason"
        )


def _check_remedies(step: s.Respond, problems: Problems) -> None:
    for finding in step.findings:
        if finding.outcome in parts.UPHELD:
            problems.require(
                finding.remedies or given(finding.no_remedy_because),
                no.NO_REMEDY,
                finding.point,
            )
        for remedy in finding.remedies:
            dateless = remedy.kind in parts.DATELESS_REMEDIES
            problems.require(
                dateless or remedy.by_when, no.PROMISE_WITHOUT_DATE, remedy.kind
            )
    for action in step.actions:
        problems.require(action.by_when, no.PROMISE_WITHOUT_DATE, action.what)


def _check_letter(step: s.Respond, problems: Problems) -> None:
    if step.stage == 1:
        rule, told, way = no.STAGE_1_NOT_IN_WRITING, step.escalation_told, "stage 2"
    else:
        rule, told, way = (
            no.STAGE_2_NOT_IN_WRITING,
            step.ombudsman_told,
            "the Ombudsman",
        )
    problems.require(step.written is True, rule, "it was not written")
    problems.require(told is True, rule, f"the way to {way} is not told")


def _responded(step: s.Respond) -> e.Responded:
    texts = words(definition=step.definition, outcomes_sought=step.outcomes_sought)
    for finding in step.findings:
        texts[f"reason:{finding.point}"] = given(finding.reason)
        if given(finding.no_remedy_because):
            texts[f"no_remedy_because:{finding.point}"] = finding.no_remedy_because
        for remedy in finding.remedies:
            if given(remedy.detail):
                texts[f"remedy:{finding.point}:{remedy.kind}"] = remedy.detail
    for action in step.actions:
        texts[f"action:{action.ref or action.what}"] = given(action.what)
    return e.Responded(
        on=step.on,
        stage=step.stage or 1,
        by=given(step.by),
        findings=tuple(_finding(finding) for finding in step.findings),
        actions=tuple(
            parts.ActionPromised(a.ref or given(a.what), a.by_when, a.owner)
            for a in step.actions
            if a.by_when is not None
        ),
        words=texts,
    )


def _finding(finding: s.FindingGiven) -> parts.FindingMade:
    return parts.FindingMade(
        point=finding.point,
        outcome=finding.outcome,
        remedies=tuple(
            parts.Remedy(r.kind, r.by_when, pence_of(r.amount), r.owner)
            for r in finding.remedies
        ),
        no_remedy_explained=bool(given(finding.no_remedy_because)),
    )


def _over_limit(case: Case, made: e.Responded, context: Context) -> tuple[str, ...]:
    limit = context.settings.approval_limit_pence
    total = sum(r.pence or 0 for f in made.findings for r in f.remedies)
    approved = max(
        (pence for stage, pence in case.approvals if stage == made.stage), default=0
    )
    if limit is None or total <= limit or total <= approved:
        return ()
    return (
        f"Compensation of £{total / 100:.2f} is above your limit of "
        f"£{limit / 100:.2f}: a second person has to approve it.",
    )


def request_stage_two(step: s.RequestStageTwo, context: Context) -> Decision:
    """Go on to stage 2; reasons are kept where given, never demanded (6.12)."""
    made = e.StageTwoRequested(
        on=step.on,
        clock_from=clock_from(step.on, "", context),
        words=words(reasons=step.reasons),
    )
    return Decision(events=(made,))
