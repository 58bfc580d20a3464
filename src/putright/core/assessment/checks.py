"""What a case's journal can answer about a provision, one check at a time, as data.

A check looks at one case for a period and says what met it, what did not, and what it
can't tell: a case that came with a register has no journal, and erased words can't be
read. A case that the provision does not touch gives nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from putright.core.calendar.periods import Span
from putright.core.complaints import parts
from putright.core.complaints.case import Case, StageRecord
from putright.core.figures import LEFT_OUT, MET, NOT_MET


class Found(NamedTuple):
    """How a case stands to a check: `met`, `not_met` or `left_out`, and why."""

    counted: str
    why: str


Judge = Callable[[Case, Span], Iterator[Found]]


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a journal can answer. `worded`: it needs the case's words."""

    code: str
    title: str
    source: str
    judge: Judge
    worded: bool = True


CAME_IN = Found(LEFT_OUT, "came with a register, which does not say")
ERASED = Found(LEFT_OUT, "its words are erased")


def judged(
    check: Check, case: Case, span: Span, *, erased: bool = False
) -> list[Found]:
    """Give how a case stands to a check in a period, once for each time it applies."""
    if not case.counts:
        return []
    found = list(check.judge(case, span))
    if found and case.imported:
        return [CAME_IN] * len(found)
    if check.worded and erased:
        return [ERASED if one.counted == NOT_MET else one for one in found]
    return found


def _in(day: date | None, span: Span) -> bool:
    return day is not None and span.first <= day <= span.last


def _told(*, holds: bool, yes: str, no: str) -> Found:
    return Found(MET, yes) if holds else Found(NOT_MET, no)


def _stages(case: Case) -> Iterator[StageRecord]:
    for stage in (case.stage_1, case.stage_2):
        if stage is not None:
            yield stage


def _choice(case: Case, span: Span) -> Iterator[Found]:
    asked = case.kind == "dissatisfaction" or case.choice_on is not None
    if asked and _in(case.received_on, span):
        yield _told(
            holds=case.choice_on is not None,
            yes="the choice is recorded",
            no="no choice is recorded",
        )


def _refusals(number: int) -> Judge:
    def judge(case: Case, span: Span) -> Iterator[Found]:
        for one in case.refusals:
            if one.stage == number and _in(one.on, span):
                yield _told(
                    holds=bool(one.ground and one.by and one.reason.strip()),
                    yes="ground, reason and who decided",
                    no="no reason, ground or name",
                )

    return judge


def _definition(case: Case, span: Span) -> Iterator[Found]:
    for stage in _stages(case):
        if _in(stage.acknowledged_on, span):
            yield _told(
                holds=bool(stage.definition.strip() and stage.outcomes_sought.strip()),
                yes="definition and outcomes sought",
                no=f"stage {stage.number} without definition or outcomes sought",
            )


def _responsibility(case: Case, span: Span) -> Iterator[Found]:
    for stage in _stages(case):
        if _in(stage.acknowledged_on, span):
            yield _told(
                holds=bool(stage.points)
                and all(point.ours is not None for point in stage.points),
                yes="said for each point",
                no=f"stage {stage.number} does not say it for each point",
            )


def _updates(case: Case, span: Span) -> Iterator[Found]:
    for stage in _stages(case):
        extension = stage.extension
        if extension and extension.lifted and _in(extension.told_on, span):
            yield _told(
                holds=stage.update_every_days is not None,
                yes="updates agreed",
                no=f"stage {stage.number} extended past the limit without updates",
            )


def _original(case: Case, span: Span) -> Iterator[Found]:
    if case.stage_1 is not None and _in(case.received_on, span):
        yield _told(
            holds=bool(case.text.strip()),
            yes="the complaint as it was made",
            no="the complaint as it was made is not kept",
        )


def _restrictions(case: Case, span: Span) -> Iterator[Found]:
    for one in case.restrictions:
        if not one.ended and one.since <= span.last:
            yield _told(
                holds=one.review_on >= span.last and bool(one.evidence.strip()),
                yes="evidenced, and its review is ahead",
                no="its review is late, or its reasons are not evidenced",
            )


def _triage(case: Case, span: Span) -> Iterator[Found]:
    if case.stage_1 is not None and _in(case.stage_1.responded_on, span):
        yield _told(
            holds=case.triage is not None,
            yes="early answer or investigation decided",
            no="answered without deciding it",
        )


def _extended(number: int) -> Judge:
    def judge(case: Case, span: Span) -> Iterator[Found]:
        for stage in _stages(case):
            for one in stage.extensions:
                if stage.number == number and _in(one.told_on, span):
                    yield _told(
                        holds=bool(one.reason.strip()),
                        yes="with its reason",
                        no="without its reason",
                    )

    return judge


def _points(number: int) -> Judge:
    def judge(case: Case, span: Span) -> Iterator[Found]:
        for stage in _stages(case):
            if stage.number == number and _in(stage.responded_on, span):
                given = {one.point for one in stage.findings if one.reason.strip()}
                asked = {point.ref for point in case.to_answer(number)}
                yield _told(
                    holds=bool(given) and asked <= given,
                    yes="a finding and its reason for each point",
                    no="a point without a finding or its reason",
                )

    return judge


def _different(case: Case, span: Span) -> Iterator[Found]:
    first, second = case.stage_1, case.stage_2
    if first is None or second is None or not _in(second.responded_on, span):
        return
    before = first.responded_by or first.handler
    after = second.responded_by or second.handler
    if not (before and after):
        yield Found(LEFT_OUT, "who considered it is not recorded")
        return
    yield _told(
        holds=before != after,
        yes="another person",
        no="the same person considered both stages",
    )


def _remedied(case: Case, span: Span) -> Iterator[Found]:
    for stage in _stages(case):
        upheld = [one for one in stage.findings if one.outcome in parts.UPHELD]
        if upheld and _in(stage.responded_on, span):
            yield _told(
                holds=all(one.remedies or one.no_remedy_because for one in upheld),
                yes="a remedy, or the reason for none",
                no=f"stage {stage.number} upheld without remedy or reason",
            )


def _dated(case: Case, span: Span) -> Iterator[Found]:
    for stage in _stages(case):
        remedies = [
            remedy
            for one in stage.findings
            for remedy in one.remedies
            if remedy.kind not in parts.DATELESS_REMEDIES
        ]
        if remedies and _in(stage.responded_on, span):
            yield _told(
                holds=all(remedy.by_when for remedy in remedies),
                yes="each remedy has its date",
                no=f"stage {stage.number} has a remedy without a date",
            )


def _check(code: str, source: str, title: str, judge: Judge, *, worded: bool) -> Check:
    source = f"Complaint Handling Code {source}"
    return Check(code=code, source=source, title=title, judge=judge, worded=worded)


CHECKS: Mapping[str, Check] = {
    check.code: check
    for check in (
        _check(
            "choice_offered",
            "1.3",
            "Dissatisfaction received: the resident’s choice recorded",
            _choice,
            worded=False,
        ),
        _check(
            "refusal_reasoned",
            "2.1, 2.4 and 2.5",
            "Complaints refused: with ground, reason and who decided",
            _refusals(1),
            worded=True,
        ),
        _check(
            "escalation_refusal_reasoned",
            "5.11",
            "Escalations refused: with ground, reason and who decided",
            _refusals(2),
            worded=True,
        ),
        _check(
            "definition_set_out",
            "5.6",
            "Stages acknowledged: with definition and outcomes sought",
            _definition,
            worded=True,
        ),
        _check(
            "responsibility_said",
            "5.7",
            "Stages acknowledged: saying for each point whether it is ours",
            _responsibility,
            worded=False,
        ),
        _check(
            "updates_agreed",
            "5.9",
            "Extensions past the limit: with updates agreed",
            _updates,
            worded=False,
        ),
        _check(
            "original_kept",
            "5.12",
            "Complaints received: kept as they were made",
            _original,
            worded=True,
        ),
        _check(
            "restrictions_reviewed",
            "5.14",
            "Contact restrictions in force: evidenced, and reviewed in time",
            _restrictions,
            worded=True,
        ),
        _check(
            "triaged",
            "6.1",
            "Stage 1 answers: early answer or investigation decided first",
            _triage,
            worded=False,
        ),
        _check(
            "extension_1_reasoned",
            "6.4",
            "Stage 1 extensions told: with their reason",
            _extended(1),
            worded=True,
        ),
        _check(
            "extension_2_reasoned",
            "6.15",
            "Stage 2 extensions told: with their reason",
            _extended(2),
            worded=True,
        ),
        _check(
            "points_answered_1",
            "6.7",
            "Stage 1 answers: a finding and its reason for each point",
            _points(1),
            worded=True,
        ),
        _check(
            "points_answered_2",
            "6.18",
            "Stage 2 answers: a finding and its reason for each point",
            _points(2),
            worded=True,
        ),
        _check(
            "different_person",
            "6.13",
            "Stage 2 answers: considered by another person than stage 1",
            _different,
            worded=False,
        ),
        _check(
            "remedy_or_reason",
            "7.1",
            "Stages upheld: with a remedy, or the reason for none",
            _remedied,
            worded=True,
        ),
        _check(
            "remedies_dated",
            "7.3",
            "Stages with remedies: each with its date",
            _dated,
            worded=False,
        ),
    )
}
"""Every check, by its code."""
