"""As at a day: the same as if the journal had been cut off after that day."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from tests.apps.figures.making import asked, lived, november, october, question_of

from putright.apps.figures.queries import as_json, values
from putright.core.complaints import events as e
from putright.core.complaints import parts as p

pytestmark = pytest.mark.django_db

FOUND = p.FindingMade(
    point="p",
    outcome="upheld",
    remedies=(p.Remedy(kind="compensation", by_when=november(15), pence=5_000),),
)
LIVES: Mapping[str, Sequence[e.Event]] = {
    "both stages": (
        e.Received(on=october(7), tenure="LCRA", teams=("Housing",)),
        e.Acknowledged(on=october(9), stage=1),
        e.Responded(on=october(22), stage=1, by="u1", findings=(FOUND,)),
        e.StageTwoRequested(on=october(24)),
        e.Acknowledged(on=october(28), stage=2),
        e.ActionDone(on=november(8), action="compensation: p"),
        e.Responded(on=november(25), stage=2, by="u2", findings=(FOUND,)),
        e.Closed(on=november(26), learning=True),
    ),
    "extended twice, the second time past the limit": (
        e.Received(on=october(7), tenure="LCRA"),
        e.Acknowledged(on=october(9), stage=1),
        e.Extended(on=october(18), stage=1, to=october(30), told_on=october(18)),
        e.Extended(on=october(22), stage=1, to=november(20), told_on=october(22)),
        e.Responded(on=november(12), stage=1, by="u1", findings=(FOUND,)),
    ),
    "extended too late, then answered by the extended date": (
        e.Received(on=october(7)),
        e.Acknowledged(on=october(9), stage=1),
        e.Extended(on=october(25), stage=1, to=october(31), told_on=october(25)),
        e.Responded(on=october(30), stage=1, by="u1", findings=(FOUND,)),
    ),
    "acknowledged late under the Code before": (
        e.Received(on=october(7), edition="housing-2022"),
        e.Acknowledged(on=october(17), stage=1),
        e.Responded(on=october(31), stage=1, by="u1", findings=(FOUND,)),
    ),
    "acknowledged after its answer was due": (
        e.Received(on=october(7)),
        e.Acknowledged(on=october(30), stage=1),
        e.Responded(on=november(1), stage=1, by="u1", findings=(FOUND,)),
    ),
    "refused, ordered, answered": (
        e.Received(on=october(7), tenure="LCHO"),
        e.Refused(on=october(10), by="u1", ground="too_old"),
        e.OrderedToAccept(on=october(29)),
        e.Acknowledged(on=october(30), stage=1),
        e.Responded(on=november(6), stage=1, by="u1", findings=(FOUND,)),
    ),
    "withdrawn when overdue": (
        e.Received(on=october(7)),
        e.Acknowledged(on=october(9), stage=1),
        e.Withdrawn(on=october(29)),
    ),
    "escalation refused, then taken up": (
        e.Received(on=october(7), tenure="LCRA"),
        e.Responded(on=october(11), stage=1, by="u1", findings=(FOUND,)),
        e.StageTwoRequested(on=october(14)),
        e.StageTwoRefused(on=october(18), by="u1", ground="too_old"),
        e.StageTwoRequested(on=october(28)),
        e.Acknowledged(on=november(1), stage=2),
        e.Responded(on=november(29), stage=2, by="u2", findings=(FOUND,)),
    ),
    "stage 2 while stage 1 was overdue": (
        e.Received(on=october(7)),
        e.StageTwoRequested(on=november(4)),
        e.Acknowledged(on=november(6), stage=2),
        e.Responded(on=november(22), stage=2, by="u2", findings=(FOUND,)),
    ),
}
DAYS = (
    *(october(day) for day in (7, 9, 10, 14, 17, 18, 21, 22, 24, 25, 29, 30, 31)),
    *(november(day) for day in (4, 6, 12, 20, 22, 25, 29)),
)
OVERTURNED = "refused, ordered, answered"
"""What the Ombudsman ordered since is looked at as the records stand now."""
STANDING_NOW = frozenset({"refused", "recorded_late", "recorded_late_percent"})
"""A case's row holds the last refusal, and entries are counted as they were written."""


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written within."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def told(day: date) -> dict[str, object]:
    question = question_of("outcome", as_at=day)
    return {
        result.figure.code: as_json(result)
        for result in values(None, question)
        if result.figure.code not in STANDING_NOW
    }


def test_as_at_a_day_is_the_journal_cut_off_after_it() -> None:
    lives = [events for name, events in LIVES.items() if name != OVERTURNED]
    with undone():
        for number, events in enumerate(lives):
            lived(f"L{number}", events)
        later = {day: told(day) for day in DAYS}
    for day in DAYS:
        with undone():
            for number, events in enumerate(lives):
                lived(f"L{number}", [event for event in events if event.on <= day])
            assert told(day) == later[day], day


def test_an_overturned_refusal_is_looked_at_as_it_stands_now() -> None:
    lived("A", LIVES[OVERTURNED])
    result = asked("stage_1_answered_in_time", as_at=october(11))
    assert result.left_out["withdrawn or refused"] == 0
    assert result.left_out["not yet due"] == 1


def test_an_extension_told_after_the_day_moves_nothing_on_it() -> None:
    lived("A", LIVES["extended twice, the second time past the limit"][:3])
    assert asked("stage_1_overdue", last=october(24)).total.value == 0
    late = LIVES["extended too late, then answered by the extended date"]
    lived("B", late)
    assert asked("stage_1_overdue", last=october(24)).total.value == 1
    assert asked("stage_1_overdue", last=october(28)).total.value == 1


def test_what_was_received_after_the_day_is_not_there_yet() -> None:
    lived("A", [e.Received(on=october(7))])
    lived("B", [e.Received(on=november(7))])
    assert asked("stage_1_received", as_at=november(6)).total.value == 1
    assert asked("stage_1_acknowledged_in_time", as_at=november(6)).left_out == {
        "cannot tell": 0,
        "withdrawn or refused": 0,
        "not yet due": 0,
    }
