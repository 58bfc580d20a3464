"""The facts of a letter, taken from where the case stands.

To write a letter for a step that is still to be recorded, fold the events that the
step would add and give that case: the letter then says what the journal will hold.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from putright.core.complaints.case import Case, StageRecord
from putright.core.complaints.case import Finding as CaseFinding
from putright.core.complaints.letters.compose import stage_of
from putright.core.complaints.letters.facts import (
    Action,
    Adjustment,
    Finding,
    LetterFacts,
    NotOurs,
    Outcome,
    Point,
    Remedy,
)
from putright.core.complaints.letters.values import Kind
from putright.core.complaints.parts import plain_remedy
from putright.rules.handling_code import Edition

OUTCOMES: dict[str, Outcome] = {
    "upheld": "upheld",
    "partially_upheld": "partially_upheld",
    "not_upheld": "not_upheld",
    "not_ours": "not_ours",
}
_STAGELESS = frozenset({"refusal", "service_request", "update", "clarification"})
_ADJUSTMENT_SIGNS = (
    ("large print", "large_print"),
    ("email only", "email_only"),
    ("e-mail only", "email_only"),
    ("post only", "post_only"),
    ("no phone", "no_phone"),
    ("no telephone", "no_phone"),
    ("no calls", "no_phone"),
)


def facts_of(
    case: Case,
    kind: Kind,
    edition: Edition,
    *,
    answer_by: dt.date | None = None,
    names: Mapping[str, str] | None = None,
) -> LetterFacts:
    """Take from a case what a letter of this kind needs.

    `answer_by` is the date that the clock gives. `names` turns references of people
    and teams into what a resident may read; a reference without one is left out.
    What a case does not hold (a question, an update, who may be written to, …) is
    added with `msgspec.structs.replace`.
    """
    shown = names or {}
    stage = _stage_record(case, kind)
    number: Literal[0, 1, 2] = 0
    if stage is not None:
        number = 2 if stage.number == 2 else 1
    points = case.to_answer(number) if number else ()
    extension = stage.extension if stage else None
    refused = case.refusals[-1] if case.refusals else None
    told = refused.reason if refused else ""
    why = extension.reason if extension else ""
    return LetterFacts(
        kind=kind,
        stage=number,
        reference=case.reference,
        received_on=_asked_on(case, kind, stage),
        request=case.text,
        definition=stage.definition if stage else "",
        outcomes_sought=_lines(stage.outcomes_sought if stage else ""),
        points=tuple(Point(point.ref, point.text or point.ref) for point in points),
        ours=tuple(point.ref for point in points if point.ours or point.joined),
        not_ours=tuple(NotOurs(point.ref) for point in points if point.ours is False),
        findings=_findings(case, stage, edition),
        actions=_actions(case, stage, shown),
        answer_by=answer_by,
        new_date=extension.to if extension else None,
        reason=why if kind.startswith(("extension", "update")) else told,
        ground=refused.ground if refused else "",
        past_limit=extension.lifted if extension else False,
        update_every_days=stage.update_every_days if stage else None,
        handler=shown.get(stage.handler, "") if stage else "",
        adjustments=tuple(
            Adjustment(adjustment_code(agreed.adjustment), agreed.adjustment)
            for agreed in case.adjustments
            if not agreed.ended
        ),
        also_affected=len({*case.affected} - {case.person, ""}),
        meaning=edition.definition_of_complaint,
    )


def adjustment_code(text: str) -> str:
    """Give the code of an agreed adjustment that can be checked, else `other`."""
    low = text.lower()
    return next((code for sign, code in _ADJUSTMENT_SIGNS if sign in low), "other")


def _stage_record(case: Case, kind: Kind) -> StageRecord | None:
    if kind in {"refusal", "service_request"}:
        return None
    if kind in _STAGELESS:
        return case.stage
    return case.stage_2 if stage_of(kind) == 2 else case.stage_1


def _asked_on(case: Case, kind: Kind, stage: StageRecord | None) -> dt.date | None:
    """Give the day of the complaint, or of the request for stage 2.

    Once refused, a request for stage 2 leaves no date in the case.
    """
    if stage is not None and stage.number == 2:
        return stage.started_on
    return None if kind == "stage_2_refusal" else case.received_on


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _findings(
    case: Case, stage: StageRecord | None, edition: Edition
) -> tuple[Finding, ...]:
    if stage is None:
        return ()
    return tuple(
        _finding(case, found, place, edition)
        for place, found in enumerate(stage.findings, 1)
    )


def _finding(case: Case, found: CaseFinding, place: int, edition: Edition) -> Finding:
    titles = {remedy.code: remedy.title for remedy in edition.remedies}
    promised = {action.ref: action.what for action in case.actions}
    remedies = []
    for remedy in found.remedies:
        own = promised.get(f"{remedy.kind}: {found.point}", "")
        plain = own in ("", plain_remedy(remedy, place))
        what = titles.get(remedy.kind, "") if plain else own
        remedies.append(
            Remedy(
                kind=remedy.kind,
                what=what,
                by_when=remedy.by_when,
                amount=remedy.pence,
            )
        )
    return Finding(
        point=found.point,
        outcome=OUTCOMES[found.outcome],
        reason=found.reason,
        remedies=tuple(remedies),
        no_remedy_because=found.no_remedy_because,
    )


def _actions(
    case: Case, stage: StageRecord | None, shown: Mapping[str, str]
) -> tuple[Action, ...]:
    """Give the promises of this stage that are open and are not remedies."""
    if stage is None:
        return ()
    remedies = {
        f"{remedy.kind}: {found.point}"
        for found in stage.findings
        for remedy in found.remedies
    }
    return tuple(
        Action(
            what=action.what,
            by_when=action.by_when,
            owner=shown.get(action.owner, ""),
        )
        for action in case.open_actions
        if action.stage == stage.number and action.ref not in remedies
    )
