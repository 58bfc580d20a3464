"""Where each date of a case's clocks comes from, for the page and the command."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from putright.apps.accounts import queries as accounts
from putright.core.calendar import OutsideCalendarError, long_date
from putright.core.complaints.case import Case
from putright.core.complaints.clocks import ClockProblem, ClockProof, proof
from putright.core.complaints.decide import Context
from putright.core.complaints.target_days import policy_on
from putright.core.complaints.targets import TargetVerdict, judge_targets
from putright.core.complaints.verdicts import stage_verdict, standing
from putright.rules.landlord_policies import Policy

TITLES = {
    "acknowledge_by": "Acknowledge by",
    "respond_by": "Answer by",
    "extension_limit": "Extension limit",
    "backstop": "Backstop",
}


@dataclass(frozen=True)
class StageProof:
    """The proofs of one stage's dates, or why there are none."""

    stage: int
    edition: str
    proofs: tuple[ClockProof, ...] = ()
    unknown: str = ""

    @property
    def titled(self) -> list[tuple[str, str, ClockProof]]:
        """Give each proof with its anchor and its title."""
        return [
            (f"stage-{self.stage}-{p.name}", TITLES.get(p.name, p.name), p)
            for p in self.proofs
        ]


def proofs(case: Case, context: Context) -> tuple[StageProof, ...]:
    """Give the proofs of every stage that has begun; none for a case in no count."""
    if not case.counts:
        return ()
    code = context.edition_of(case.edition)
    found = []
    for stage in (case.stage_1, case.stage_2):
        if stage is None:
            continue
        if case.precision != "day":
            why = "Only the month is known, so no day can be counted from."
            found.append(StageProof(stage.number, code.title, unknown=why))
            continue
        limits = code.stages[stage.number]
        try:
            made = proof(stage.dates, limits, context.calendar, code)
        except (ClockProblem, OutsideCalendarError) as problem:
            found.append(StageProof(stage.number, code.title, unknown=str(problem)))
        else:
            found.append(StageProof(stage.number, code.title, made))
    return tuple(found)


def targets(
    case: Case, context: Context, policies: Sequence[Policy], as_at: date
) -> list[tuple[str, int, TargetVerdict]]:
    """Give the landlord's own targets for each stage that has begun, as they stand.

    Of the policies adopted, the one that held when the stage started; with its title.
    """
    if case.precision != "day" or not case.counts:
        return []
    return [
        (policy.title, stage.number, target)
        for stage in (case.stage_1, case.stage_2)
        if stage is not None
        and (policy := policy_on(policies, stage.started_on)) is not None
        for target in judge_targets(
            stage, policy, context.calendar, as_at, own_stage=case.own_stage
        )
    ]


def closures(case: Case) -> list[str]:
    """Give the landlord's own closed days since the case came: they still count."""
    days = accounts.landlord().closure_dates
    return [long_date(day) for day in _days(days) if day >= case.received_on]


def _days(texts: list[str]) -> list[date]:
    return sorted(date.fromisoformat(text) for text in texts)


def as_data(case: Case, context: Context, as_at: date) -> dict[str, Any]:
    """Give a case's clocks as plain values, for a program to read."""
    stages = {stage.number: stage for stage in (case.stage_1, case.stage_2) if stage}
    told = []
    for shown in proofs(case, context):
        stage = stages[shown.stage]
        verdict = stage_verdict(case, stage, context, as_at)
        stands = standing(case, stage, verdict)
        told.append(
            {
                "stage": shown.stage,
                "edition": case.edition,
                "unknown": shown.unknown,
                "acknowledgement": stands.acknowledgement,
                "response": stands.response,
                "dates": [_as_data(one) for one in shown.proofs],
            }
        )
    return {"reference": case.reference, "as_at": as_at.isoformat(), "stages": told}


def _as_data(one: ClockProof) -> dict[str, Any]:
    return {
        "name": one.name,
        "due": one.due.isoformat(),
        "counted_from": one.counted_from,
        "counted_from_on": one.counted_from_on.isoformat(),
        "working_days": one.working_days,
        "source": one.source,
        "calendar": one.calendar,
        "unsure": one.unsure,
        "days": [
            {
                "day": step.day.isoformat(),
                "counted": step.counted,
                "number": step.number,
                "why": step.why,
            }
            for step in one.days
        ],
    }
