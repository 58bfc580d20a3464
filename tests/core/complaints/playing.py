"""Plays steps on one case, for the tests beside it."""

from datetime import date
from typing import Any

from putright.core.calendar import england_calendar
from putright.core.complaints import events as e
from putright.core.complaints import given
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context, Decision, Settings, decide
from putright.core.complaints.fold import fold
from putright.core.refusals import Refusal, StepRefusedError

CALENDAR = england_calendar()

DEFINED = {"definition": "Two visits missed", "outcomes_sought": "An apology"}
FOUND = [{"point": "visits", "outcome": "not_upheld", "reason": "He came both times"}]
UPHELD = [
    {
        "point": "visits",
        "outcome": "upheld",
        "reason": "The van broke down",
        "remedies": [{"kind": "apology"}],
    }
]
ANSWER_1 = {"by": "okafor", "written": True, "escalation_told": True, **DEFINED}
ANSWER_2 = {"by": "penrose", "written": True, "ombudsman_told": True, **DEFINED}


class Playing:
    """One case as it is played: its events, where it stands, and what was decided."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Begin before anything was received."""
        self.context = Context(calendar=CALENDAR, settings=settings or Settings())
        self.events: list[e.Event] = []
        self.last: Decision = Decision(events=())

    @property
    def case(self) -> Case:
        """Where it stands: every event folded from the first."""
        return fold(self.events, "C-1")

    def do(self, name: str, day: str, /, **fields: Any) -> Case:
        """Take a step, which may not be refused."""
        step = given.as_step(name, {"date": date.fromisoformat(day), **fields})
        before = self.case if self.events else None
        self.last = decide(before, step, self.context)
        self.events += self.last.events
        return self.case

    def refusals(self, name: str, day: str, /, **fields: Any) -> tuple[Refusal, ...]:
        """Take a step that has to be refused; nothing may come of it."""
        before = list(self.events)
        try:
            self.do(name, day, **fields)
        except StepRefusedError as refused:
            assert self.events == before
            return refused.refusals
        raise AssertionError(f"{name} on {day} was taken")

    def codes(self, name: str, day: str, /, **fields: Any) -> list[str]:
        """Give the codes of the rules that refuse a step."""
        return [refusal.rule.code for refusal in self.refusals(name, day, **fields)]


def received(kind: str = "complaint", settings: Settings | None = None) -> Playing:
    """Receive something on Monday 3 February 2025."""
    playing = Playing(settings)
    playing.do("receive", "2025-02-03", kind=kind, channel="email", text="Visits")
    return playing


def acknowledged() -> Playing:
    """Acknowledge a complaint about `visits` on Wednesday 5 February 2025."""
    playing = received()
    points = {"points": ["visits"], "ours": ["visits"]}
    playing.do("acknowledge", "2025-02-05", stage=1, **DEFINED, **points)
    return playing


def answered(upheld: bool = False) -> Playing:
    """Answer that complaint at stage 1 on Monday 10 February 2025."""
    playing = acknowledged()
    found = UPHELD if upheld else FOUND
    playing.do("respond", "2025-02-10", stage=1, findings=found, **ANSWER_1)
    return playing


def at_stage_2() -> Playing:
    """Ask for stage 2 on Wednesday 12 February 2025."""
    playing = answered()
    playing.do("request_stage_2", "2025-02-12")
    return playing
