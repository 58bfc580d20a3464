"""A case's summary rows: what lists, searches and figures read.

Verdicts are settled here, once: null while open, and then each open stage has one date
to beat, which the database holds against today. No words are read.
"""

from datetime import date

import msgspec

from putright.core.calendar import OutsideCalendarError
from putright.core.complaints import counting
from putright.core.complaints.case import Case, RefusedAs, StageRecord
from putright.core.complaints.clocks import due_dates
from putright.core.complaints.decide.base import Context
from putright.core.complaints.fold import FOLD_VERSION
from putright.core.complaints.verdicts import (
    answer_told,
    ended_unanswered,
    stage_verdict,
    standing,
)

UNDECIDED = ("open_in_time", "open_overdue")


class StageSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One stage: its dates, settled verdicts, and the dates to beat while open.

    `received_on`: the complaint or the request received, whatever the landlord's hours.
    `unacknowledged_by`: the day to answer by as long as it is not acknowledged.
    `ended`: `refused` or `withdrawn` before it was answered, on `ended_on`. `refused`:
    a request for stage 2 that was refused; the case may have another stage 2 beside.
    """

    number: int
    received_on: date
    started_on: date
    acknowledged_on: date | None
    extension_told_on: date | None
    extended_to: date | None
    responded_on: date | None
    acknowledge_by: date | None = None
    respond_by: date | None = None
    extension_limit: date | None = None
    backstop: date | None = None
    unacknowledged_by: date | None = None
    acknowledgement: str | None = None
    response: str | None = None
    acknowledge_to_beat: date | None = None
    date_to_beat: date | None = None
    working_days: int | None = None
    within_backstop: bool | None = None
    outcome: str = ""
    ended: str = ""
    ended_on: date | None = None
    ground: str = ""
    refused: bool = False
    handler: str = ""
    responded_by: str = ""
    team: str = ""
    teams: tuple[str, ...] = ()
    extensions: tuple[tuple[date | None, date, bool], ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    compensation_pence: int = 0
    offered_on: date | None = None
    remedied: bool = False
    update_due: date | None = None


class ActionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One promise."""

    ref: str
    stage: int
    owner: str
    made_on: date
    by_when: date
    done_on: date | None


class CaseSummary(msgspec.Struct, frozen=True, kw_only=True):
    """The case as one row, and its stages and promises as rows below it.

    `beat_on` is the date that runs out first, and `beat_what` what it is the date of.
    `over_on`: the day from which it is counted how long the case's words are kept.
    """

    reference: str
    kind: str
    state: str
    edition: str
    received_on: date
    precision: str
    channel: str
    raised_by: str
    person: str
    home: str
    tenure: str
    area: str
    body: str
    category: str
    issue: str
    own_stage: str
    linked_to: str
    imported: bool
    counts: bool
    restricted: bool
    stage: int | None
    handler: str
    team: str
    route: str
    vulnerable: bool
    hazard: bool
    upheld: bool
    ground: str
    refused_on: date | None
    refused_stage: int | None
    withdrawn_on: date | None
    closed_on: date | None
    over_on: date | None
    learning: bool
    improvement_on: date | None
    duplicate_of: str
    beat_on: date | None
    beat_what: str
    open_actions: int
    next_action_by: date | None
    compensation_pence: int
    adjustment_review: date | None
    fold_version: int
    calendar_version: str
    affected: tuple[str, ...]
    named: tuple[str, ...]
    teams: tuple[str, ...]
    extra: tuple[tuple[str, str], ...]
    stages: tuple[StageSummary, ...]
    actions: tuple[ActionSummary, ...]


def summarise(case: Case, context: Context) -> CaseSummary:
    """Give a case's summary rows."""
    stages = _stages(case, context)
    beat_on, beat_what = _beat(stages)
    refused = case.refusals[-1] if case.refusals else None
    current = case.stage
    open_actions = case.open_actions
    return CaseSummary(
        **{name: getattr(case, name) for name in _SAME},
        counts=case.counts,
        stage=current.number if current else None,
        handler=current.handler if current else "",
        team=current.team if current else "",
        route=case.triage.route if case.triage else "",
        vulnerable=case.triage.vulnerable if case.triage else False,
        hazard=case.triage.hazard if case.triage else False,
        upheld=case.upheld,
        ground=refused.ground if refused else "",
        refused_on=refused.on if refused else None,
        refused_stage=refused.stage if refused else None,
        beat_on=beat_on,
        beat_what=beat_what,
        open_actions=len(open_actions),
        next_action_by=min((a.by_when for a in open_actions), default=None),
        compensation_pence=_compensation(case, stages),
        over_on=counting.over_on(case),
        improvement_on=counting.improvement_of(case),
        extra=counting.extra_of(case),
        adjustment_review=min(
            (a.review_on for a in case.adjustments if not a.ended), default=None
        ),
        fold_version=FOLD_VERSION,
        calendar_version=context.calendar.version,
        stages=stages,
        actions=tuple(
            ActionSummary(
                ref=a.ref,
                stage=a.stage,
                owner=a.owner,
                made_on=a.made_on,
                by_when=a.by_when,
                done_on=a.done_on,
            )
            for a in case.actions
        ),
    )


_SAME = (
    "reference",
    "kind",
    "state",
    "edition",
    "received_on",
    "precision",
    "channel",
    "raised_by",
    "person",
    "home",
    "tenure",
    "area",
    "body",
    "category",
    "issue",
    "own_stage",
    "linked_to",
    "imported",
    "restricted",
    "withdrawn_on",
    "closed_on",
    "learning",
    "duplicate_of",
    "affected",
    "named",
    "teams",
)


def _stages(case: Case, context: Context) -> tuple[StageSummary, ...]:
    """The stages, with the requests for stage 2 that were refused before the last."""
    refused = [
        _refused(case, made, made.request, context)
        for made in case.refusals
        if made.request is not None
    ]
    first = [_stage(case, case.stage_1, context)] if case.stage_1 else []
    second = [_stage(case, case.stage_2, context)] if case.stage_2 else []
    return (*first, *refused, *second)


def _refused(
    case: Case, made: RefusedAs, request: StageRecord, context: Context
) -> StageSummary:
    as_refused = msgspec.structs.replace(case, state="refused", stage_2=request)
    return msgspec.structs.replace(
        _stage(as_refused, request, context),
        refused=True,
        ended="refused",
        ended_on=made.on,
        ground=made.ground,
    )


def _compensation(case: Case, stages: tuple[StageSummary, ...]) -> int:
    if case.imported_compensation is not None:
        return case.imported_compensation
    return sum(stage.compensation_pence for stage in stages if not stage.refused)


def _beat(stages: tuple[StageSummary, ...]) -> tuple[date | None, str]:
    """The date that runs out first among the clocks that run."""
    running = [
        (day, f"{what} stage {stage.number}")
        for stage in stages
        for day, what in (
            (stage.acknowledge_to_beat, "acknowledge"),
            (stage.date_to_beat, "answer"),
        )
        if day is not None
    ]
    return min(running, default=(None, ""))


def _stage(case: Case, stage: StageRecord, context: Context) -> StageSummary:
    extension = stage.extension
    end = counting.end_of(case, stage)
    pence, offered_on = counting.offer_of(case, stage)
    bare = StageSummary(
        number=stage.number,
        received_on=counting.received_on(case, stage),
        started_on=stage.started_on,
        acknowledged_on=stage.acknowledged_on,
        extension_told_on=extension.told_on if extension else None,
        extended_to=extension.to if extension else None,
        responded_on=stage.responded_on,
        outcome=stage.outcome,
        ended=end.how,
        ended_on=end.on,
        ground=end.ground,
        handler=stage.handler or case.imported_handlers[stage.number - 1],
        responded_by=stage.responded_by,
        team=stage.team,
        teams=stage.teams,
        extensions=tuple((x.told_on, x.to, x.lifted) for x in stage.extensions),
        points=_points(case, stage),
        compensation_pence=pence,
        offered_on=offered_on,
        remedied=any(f.remedies for f in stage.findings),
    )
    return _judged(case, stage, bare, context)


def _points(case: Case, stage: StageRecord) -> tuple[tuple[str, str], ...]:
    found = {finding.point: finding.outcome for finding in stage.findings}
    refs = [point.ref for point in case.to_answer(stage.number)]
    return tuple((ref, found.get(ref, "")) for ref in dict.fromkeys([*refs, *found]))


def _judged(
    case: Case, stage: StageRecord, bare: StageSummary, context: Context
) -> StageSummary:
    verdict = stage_verdict(case, stage, context, stage.started_on)
    stands = standing(case, stage, verdict)
    ended = ended_unanswered(case, stage)
    unknown = verdict is None or not answer_told(case, stage)
    # Stage 2 asked for while stage 1 was overdue: stage 1's own clock stays open in
    # the record, but what has to be beaten now is stage 2's.
    overtaken = stage.number == 1 and case.stage_2 is not None
    running = verdict is not None and stage.open and not ended and not unknown
    beat = running and not overtaken and case.counts
    return msgspec.structs.replace(
        bare,
        acknowledgement=_settled(stands.acknowledgement),
        response=_settled(stands.response),
        acknowledge_by=verdict.acknowledge_by if verdict else None,
        respond_by=verdict.respond_by if verdict else None,
        extension_limit=verdict.extension_limit if verdict else None,
        backstop=verdict.backstop if verdict else None,
        unacknowledged_by=_unacknowledged(case, stage, context) if verdict else None,
        working_days=verdict.working_days if verdict else None,
        within_backstop=verdict.within_backstop if verdict else None,
        acknowledge_to_beat=verdict.acknowledge_to_beat if verdict and beat else None,
        date_to_beat=verdict.date_to_beat if verdict and beat else None,
        update_due=_update_due(stage) if beat else None,
    )


def _settled(verdict: str) -> str | None:
    """A verdict that no day changes any more; None while the clock runs."""
    return None if verdict in UNDECIDED else verdict


def _unacknowledged(case: Case, stage: StageRecord, context: Context) -> date | None:
    bare = msgspec.structs.replace(stage.dates, acknowledged_on=None)
    limits = context.edition_of(case.edition).stages[stage.number]
    try:
        return due_dates(bare, limits, context.calendar).respond_by
    except OutsideCalendarError:
        return None


def _update_due(stage: StageRecord) -> date | None:
    """When the next agreed update is due (5.9), in calendar days as agreed."""
    if stage.update_every_days is None:
        return None
    told = stage.extension.told_on if stage.extension else None
    last = stage.updated_on or told or stage.acknowledged_on or stage.started_on
    return date.fromordinal(last.toordinal() + stage.update_every_days)
