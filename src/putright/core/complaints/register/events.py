"""From a row's facts to the events that record them.

They stand in order of date, but for this: all of stage 1 comes before stage 2, and what
ends a case comes last, so that where the case stands is what the row says last.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from putright.core.complaints import events as e
from putright.core.complaints.case import Case
from putright.core.complaints.fold import fold
from putright.core.complaints.register.cells import Facts, StageFacts
from putright.core.complaints.register.columns import HAPPENED
from putright.core.complaints.register.row import GIVEN, cells_of

Timed = tuple[e.Event, str]
"""An event, and the time of day at which it happened where that is known."""


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What a row comes to: its events with their times, and the case they make."""

    events: tuple[Timed, ...]
    case: Case


def imported(facts: Facts, *, live: bool = False) -> Imported:
    """Give the events of a new case's row, the last being that the row was read.

    `live` as `is_live` says. A cell that the events could not give back is kept with
    the row, as words.
    """
    timed = [*happened(facts, live=live), (row_read(facts), "")]
    reference = facts.text("reference")
    events = [event for event, _ in timed]
    case = fold(events, reference)
    shown = cells_of(case, events, given=False)
    kept = {
        GIVEN + column: text
        for column, text in facts.cells.items()
        if shown.get(column, "") != text
    }
    if kept:
        last = events[-1]
        words = {**last.words, **kept}
        timed[-1] = (msgspec.structs.replace(last, words=words), "")
    return Imported(events=tuple(timed), case=case)


def is_live(facts: Facts, unanswered: str, *, before: bool = False) -> bool:
    """Tell whether a row is a case to be worked here.

    `unanswered` is `unknown`, or `open`: what the stage it has reached still owes is
    then owed here. `before`: whether the case was live until now.
    """
    if _owes_an_answer(facts):
        return before or unanswered == "open"
    second = facts.stage_2
    untold = facts.stage_1.responded_on is None or (
        second.begun and second.responded_on is None
    )
    return before and not untold


def _owes_an_answer(facts: Facts) -> bool:
    ended = ("refused_on", "withdrawn_on", "closed_on")
    if any(column in facts.dates for column in ended):
        return False
    stage = facts.stage_2 if facts.stage_2.begun else facts.stage_1
    begun = facts.text("kind") == "complaint" or stage.begun
    return bool(begun) and stage.responded_on is None


def happened(facts: Facts, *, live: bool) -> Iterator[Timed]:
    """Give what happened, but for the reading of the row itself."""
    yield _received(facts, live=live)
    refused = facts.dates.get("refused_on")
    escalation = refused is not None and _refuses_stage_2(facts, refused)
    if refused is not None and not escalation:
        yield from _stage(facts, 1, answered=False)
        yield _refused(facts, refused)
        yield from _answer(facts, 1)
    else:
        yield from _stage(facts, 1, answered=True)
    if refused is not None and escalation and _went_on(facts.stage_2):
        yield _stage_two_refused(facts, refused)
        yield from _stage_two(facts)
    else:
        yield from _stage_two(facts)
        if refused is not None and escalation:
            yield _stage_two_refused(facts, refused)
    yield from _ended(facts)


def _time(facts: Facts, column: str) -> str:
    time = facts.times.get(column)
    return time.isoformat("minutes") if time else ""


def _received(facts: Facts, *, live: bool) -> Timed:
    subject = facts.text("subject")
    event = e.Received(
        on=facts.received_on,
        kind=facts.text("kind"),
        channel=facts.text("channel"),
        raised_by=facts.text("raised_by"),
        edition=facts.edition,
        precision="month" if facts.month_only else "day",
        imported=True,
        live=live,
        tenure=facts.text("tenure"),
        area=facts.text("area"),
        body=facts.text("body"),
        category=facts.text("category"),
        issue=facts.text("issue"),
        teams=facts.teams,
        linked_to=facts.text("linked_to"),
        own_stage=facts.text("own_stage"),
        words={"subject": subject} if subject else {},
    )
    return event, _time(facts, "received_on")


def _stage(facts: Facts, number: int, *, answered: bool) -> Iterator[Timed]:
    """Give a stage's acknowledgement, extension and answer, in order of date."""
    stage = facts.stage_1 if number == 1 else facts.stage_2
    found: list[tuple[date, Timed]] = []
    if stage.acknowledged_on is not None:
        day = stage.acknowledged_on
        acknowledged = e.Acknowledged(on=day, stage=number, imported=True)
        at = _time(facts, f"s{number}_acknowledged_on")
        found.append((day, (acknowledged, at)))
    if stage.extended_to is not None:
        extended = _extended(facts, number, stage, stage.extended_to)
        found.append((extended[0].on, extended))
    if answered:
        found += [(timed[0].on, timed) for timed in _answer(facts, number)]
    found.sort(key=lambda pair: pair[0])
    for _, timed in found:
        yield timed


def _extended(facts: Facts, number: int, stage: StageFacts, to: date) -> Timed:
    # Where it is not known when the resident was told, the entry takes the day of
    # what came before it; the clock reads only `told_on`.
    before = stage.acknowledged_on or stage.requested_on or facts.received_on
    event = e.Extended(
        on=stage.told_on or before,
        stage=number,
        to=to,
        told_on=stage.told_on,
        imported=True,
        # Said, so that an entry mended into this one does not lend its own reason.
        words={"reason": "Not given in the register"},
    )
    return event, _time(facts, f"s{number}_extension_told_on")


def _answer(facts: Facts, number: int) -> Iterator[Timed]:
    stage = facts.stage_1 if number == 1 else facts.stage_2
    if stage.responded_on is not None:
        event = e.Responded(
            on=stage.responded_on,
            stage=number,
            by=stage.handler,
            outcome=stage.outcome,
            imported=True,
        )
        yield event, _time(facts, f"s{number}_responded_on")


def _stage_two(facts: Facts) -> Iterator[Timed]:
    stage = facts.stage_2
    if not stage.begun:
        return
    rest = list(_stage(facts, 2, answered=True))
    if stage.requested_on is not None:
        request = e.StageTwoRequested(on=stage.requested_on, imported=True)
        yield request, _time(facts, "s2_requested_on")
    elif rest:
        yield rest.pop(0)  # the request's day is not known; this begins the stage
    if stage.teams:
        yield e.TeamsSet(on=stage.begun[0], stage=2, teams=stage.teams), ""
    yield from rest


def _refuses_stage_2(facts: Facts, refused: date) -> bool:
    """Whether escalation was refused: stage 1 answered, or stage 2 asked for."""
    days = (facts.stage_1.responded_on, facts.stage_2.requested_on)
    return any(day is not None and day <= refused for day in days)


def _went_on(stage: StageFacts) -> bool:
    """Whether stage 2 was taken up, though escalation had been refused."""
    days = (stage.acknowledged_on, stage.extended_to, stage.responded_on)
    return any(day is not None for day in days)


def _reason(facts: Facts) -> dict[str, str]:
    reason = facts.text("refusal_reason")
    return {"reason": reason} if reason else {}


def _refused(facts: Facts, day: date) -> Timed:
    event = e.Refused(
        on=day,
        by="",
        ground=facts.text("refusal_ground"),
        imported=True,
        words=_reason(facts),
    )
    return event, _time(facts, "refused_on")


def _stage_two_refused(facts: Facts, day: date) -> Timed:
    event = e.StageTwoRefused(
        on=day,
        by="",
        ground=facts.text("refusal_ground"),
        imported=True,
        words=_reason(facts),
    )
    return event, _time(facts, "refused_on")


def _ended(facts: Facts) -> Iterator[Timed]:
    withdrawn = facts.dates.get("withdrawn_on")
    if withdrawn is not None:
        event = e.Withdrawn(on=withdrawn, imported=True)
        yield event, _time(facts, "withdrawn_on")
    closed = facts.dates.get("closed_on")
    if closed is not None:
        learning = bool(facts.text("improvement"))
        yield (
            e.Closed(on=closed, learning=learning, imported=True),
            _time(facts, "closed_on"),
        )


def row_read(facts: Facts) -> e.RegisterRowRead:
    """Give the event that the row was read, with all that no other event holds."""
    words = {column: text for column, text in facts.extra.items() if text}
    improvement = facts.text("improvement")
    if improvement:
        words["improvement"] = improvement
    return e.RegisterRowRead(
        on=max(day for name, day in facts.dates.items() if name in HAPPENED),
        compensation_pence=facts.pence,
        improvement=bool(improvement),
        handlers=(facts.stage_1.handler, facts.stage_2.handler),
        columns=tuple(facts.extra),
        words=words,
    )
