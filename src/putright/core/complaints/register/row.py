"""A case as a row of the register: from its journal back to cells.

A cell that the events could not give back word for word, such as a time of day, was
kept with the row that was read. It goes out again as long as what was done here since
has not changed the fact that it told.
"""

from collections.abc import Sequence
from datetime import date

from putright.core.complaints import events as e
from putright.core.complaints.case import Case, StageRecord
from putright.core.complaints.fold import fold, with_mends
from putright.core.complaints.register.cells import default_edition

GIVEN = "given:"
"""Before the name of a register's column, in the words of a row that was read."""


def cells_of(
    case: Case, events: Sequence[e.Event], *, given: bool = True
) -> dict[str, str]:
    """Give a case's cells that are not empty, and every column of its own.

    `events` are the case's, in their order. `given` false leaves out the cells kept
    word for word.
    """
    mended = with_mends(events)
    cells = {name: text for name, text in _cells(case, mended).items() if text}
    cells |= case.extra
    read = last_read(events)
    if given and read is not None:
        cells |= _kept(case, events, cells, read)
    return cells


def last_read(events: Sequence[e.Event]) -> int | None:
    """Give the place of the last row that was read, or None for a case of ours."""
    for place in range(len(events) - 1, -1, -1):
        if isinstance(events[place], e.RegisterRowRead):
            return place
    return None


def _kept(
    case: Case, events: Sequence[e.Event], cells: dict[str, str], read: int
) -> dict[str, str]:
    """Give the cells kept word for word that still tell what the case does."""
    words = {
        name.removeprefix(GIVEN): text
        for name, text in events[read].words.items()
        if name.startswith(GIVEN)
    }
    if not words or read == len(events) - 1:
        return words
    then = events[: read + 1]
    before = cells_of(fold(then, case.reference), then, given=False)
    return {
        column: text
        for column, text in words.items()
        if before.get(column, "") == cells.get(column, "")
    }


def _cells(case: Case, mended: Sequence[e.Event]) -> dict[str, str]:
    refused = case.refusals[-1] if case.refusals else None
    return {
        "reference": case.reference,
        "kind": case.kind,
        "received_on": _day(case.received_on),
        "received_precision": "month" if case.precision == "month" else "",
        "channel": case.channel,
        "raised_by": case.raised_by,
        "tenure": case.tenure,
        "area": case.area,
        "teams": ";".join(case.teams),
        "category": case.category,
        "issue": case.issue,
        "subject": case.subject,
        "edition": _edition(case),
        "own_stage": case.own_stage,
        "body": case.body,
        **_stage("s1", case.stage_1, case.imported_handlers[0]),
        "s2_requested_on": _day(_requested_on(case, mended)),
        "s2_teams": _own_teams(case),
        **_stage("s2", case.stage_2, case.imported_handlers[1]),
        "refused_on": _day(refused.on if refused else None),
        "refusal_ground": refused.ground if refused else "",
        "refusal_reason": refused.reason if refused else "",
        "withdrawn_on": _day(case.withdrawn_on),
        "closed_on": _day(case.closed_on),
        "linked_to": case.linked_to,
        "compensation": _money(case),
        "improvement": _improvement(mended),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _stage(name: str, stage: StageRecord | None, handler: str) -> dict[str, str]:
    who = handler
    if stage is not None:
        who = stage.responded_by or stage.handler or handler
    if stage is None:
        return {f"{name}_handler": who}
    extension = stage.extension
    return {
        f"{name}_acknowledged_on": _day(stage.acknowledged_on),
        f"{name}_extension_told_on": _day(extension.told_on if extension else None),
        f"{name}_extended_to": _day(extension.to if extension else None),
        f"{name}_responded_on": _day(stage.responded_on),
        f"{name}_outcome": stage.outcome,
        f"{name}_handler": who,
    }


def _edition(case: Case) -> str:
    same = case.edition == default_edition(case.received_on)
    return "" if same else case.edition


def _requested_on(case: Case, mended: Sequence[e.Event]) -> date | None:
    asked = [event.on for event in mended if isinstance(event, e.StageTwoRequested)]
    return asked[-1] if asked else None


def _own_teams(case: Case) -> str:
    """Stage 2's teams, where they are not stage 1's."""
    second = case.stage_2
    first = case.stage_1.teams if case.stage_1 else case.teams
    if second is None or second.teams == first:
        return ""
    return ";".join(second.teams)


def _money(case: Case) -> str:
    pence = case.imported_compensation
    if pence is None:
        stages = (stage for stage in (case.stage_1, case.stage_2) if stage)
        pence = sum(
            remedy.pence or 0
            for stage in stages
            for finding in stage.findings
            for remedy in finding.remedies
        )
        if not pence:
            return ""
    return f"{pence // 100}.{pence % 100:02d}"


def _improvement(mended: Sequence[e.Event]) -> str:
    """The improvement that a row told, or what was learned when it closed here."""
    told = ""
    for event in mended:
        if isinstance(event, e.RegisterRowRead):
            told = event.words.get("improvement", "")
        elif isinstance(event, e.Closed) and event.learning and not event.imported:
            told = event.words.get("learning", told)
    return told
