"""Whatever steps are thrown at a case, in any order, it stays a case.

After each: folding all events gives what folding them one by one gave; what was
stored reads back the same; a refused step changed nothing; the state is a known one;
every stage can be judged; the chain holds.
"""

from datetime import date, timedelta
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.core.complaints.entries import read, stored
from tests.core.complaints.playing import CALENDAR

from putright.core.complaints import events as e
from putright.core.complaints import journal, parts
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.clocks import judge
from putright.core.complaints.decide import Context, decide
from putright.core.complaints.fold import ARMS, fold
from putright.core.complaints.given import NAMES
from putright.core.complaints.journal import check_chain
from putright.core.complaints.play import take
from putright.core.complaints.sentences import sentence, title
from putright.core.complaints.summary import summarise
from putright.core.refusals import RULES, StepRefusedError
from putright.rules.handling_code import edition

CONTEXT = Context(calendar=CALENDAR)
FIRST = date(2025, 2, 3)
STATES = {
    "service_request",
    "not_a_complaint",
    "undecided",
    "refused",
    "withdrawn",
    "stage_1_open",
    "stage_1_answered",
    "stage_2_open",
    "stage_2_answered",
    "closed",
    "reopened",
}
PEOPLE = st.sampled_from(["A", "B", "C"])
POINTS = st.sampled_from(["p1", "p2", "p3"])
SOME_POINTS = st.lists(POINTS, max_size=3).map(tuple)
MOSTLY = st.sampled_from([True, True, True, False])
TEXT = st.sampled_from(["words", "words", "words", "", " "])
REMEDIES = st.sampled_from(
    [
        (),
        (s.RemedyGiven(kind="apology"),),
        (s.RemedyGiven(kind="repair"),),
        (s.RemedyGiven(kind="compensation", amount="20.50", by_when=FIRST),),
    ]
)
FINDINGS = st.builds(
    s.FindingGiven,
    point=POINTS,
    outcome=st.sampled_from([*parts.FINDINGS, "perhaps"]),
    reason=TEXT,
    remedies=REMEDIES,
    no_remedy_because=TEXT,
)
ALL_ANSWERED = tuple(
    s.FindingGiven(point=point, outcome="not_upheld", reason="words")
    for point in ("p1", "p2", "p3")
)
UPHELD = s.FindingGiven(
    point="p1",
    outcome="upheld",
    reason="words",
    remedies=(s.RemedyGiven(kind="repair", by_when=FIRST),),
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from(
        ["complaint"] * 4 + ["dissatisfaction", "service_request", "comment", "tea"]
    ),
    "channel": st.sampled_from(["email", "survey"]),
    "edition": st.sampled_from(["housing-2024", "housing-2022", "lgsco-2024"]),
    "chose": st.sampled_from(["complaint", "service_request", "neither"]),
    "route": st.sampled_from(["early", "investigate", "elsewhere", ""]),
    "stage": st.sampled_from([1, 1, 2, 2, None]),
    "ground": st.sampled_from(
        ["too_old", "legal_proceedings", "other_route", "no_reasons", "noise"]
    ),
    "points": SOME_POINTS,
    "ours": st.just(("p1", "p2", "p3")),
    "not_ours": SOME_POINTS,
    "findings": st.just(ALL_ANSWERED) | st.lists(FINDINGS, max_size=3).map(tuple),
    "actions": st.sampled_from(
        [(), (s.ActionGiven(what="paint", by_when=FIRST),), (s.ActionGiven(what="x"),)]
    ),
    "what": st.sampled_from(["paint", "repair: p1", "compensation: p1", "a1", ""]),
    "request": st.sampled_from(["r1", "r2"]),
    "adjustment": st.sampled_from(["adj1", "adj2"]),
    "restriction": st.sampled_from(["res1", "res2"]),
    "letter": st.sampled_from(["L1", "L2"]),
    "pence": st.sampled_from([None, 100]),
    "ref": st.sampled_from(["", "p2"]),
    **dict.fromkeys(("by", "who", "handler", "confirmed_by"), PEOPLE),
    "reference": st.just(""),
    "new_reference": st.just(""),
    "of": st.sampled_from(["C-9", ""]),
}


CAREFUL: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from(["complaint"] * 4 + ["dissatisfaction", "service_request"]),
    "chose": st.just("complaint"),
    "route": st.just("early"),
    "ground": st.just("other_route"),
    "findings": st.just(ALL_ANSWERED) | st.just((*ALL_ANSWERED, UPHELD)),
    "actions": st.just((s.ActionGiven(what="paint", by_when=FIRST),)),
    "pence": st.just(100),
}
"""What makes a step that is likely to be taken."""


def _field(name: str, hint: Any, on: date, careful: bool) -> st.SearchStrategy[Any]:
    if careful and name in CAREFUL:
        return CAREFUL[name]
    if name in FIELDS:
        return FIELDS[name]
    if hint is bool:
        return st.just(name != "would_delay") if careful else MOSTLY
    if date in get_args(hint):
        days = st.sampled_from([5, 60] if careful else [-400, -1, 0, 5, 10, 20, 60])
        return st.none() | days.map(lambda n: on + timedelta(days=n))
    if get_origin(hint) is tuple:
        return st.lists(PEOPLE, max_size=2).map(tuple)
    if get_origin(hint) is dict:
        return st.just({})
    if hint is int or int in get_args(hint):
        return st.integers(1 if careful else 0, 30)
    return st.just("words") if careful else TEXT


def _step(
    draw: Any, name: str, on: date, careful: bool = False, stage: int = 1
) -> s.Step:
    kind = NAMES[name]
    values = {
        field: draw(_field(field, hint, on, careful))
        for field, hint in get_type_hints(kind).items()
        if field != "on"
    }
    if careful:
        best = {"stage": stage, "by": "AB"[stage - 1], "handler": "AB"[stage - 1]}
        values |= {field: value for field, value in best.items() if field in values}
    return kind(on=on, **values)


OFTEN = [
    *("acknowledge", "respond", "respond", "extend", "request_stage_2", "close"),
    *("add_issue", "complete_action", "order_to_accept", "offer_choice", "refuse"),
    *("refuse_stage_2", "adjust", "restrict_contact", "reopen"),
]
RARE = {"mend", "mark_duplicate", "confirm_void", "receive"}
STEPS = st.sampled_from(sorted(set(NAMES) - RARE) + sorted(RARE - {"mend"}))
LIKELY = st.sampled_from(sorted(set(NAMES) - RARE) + OFTEN * 4)


class AnySteps(RuleBasedStateMachine):
    """A case at which steps are thrown."""

    def __init__(self) -> None:
        """Begin before anything was received."""
        super().__init__()
        self.events: list[e.Event] = []
        self.case: Case | None = None
        self.day = FIRST

    @precondition(lambda self: self.case is None)
    @rule(data=st.data())
    def receive(self, data: st.DataObject) -> None:
        """Begin with a receipt."""
        self._take(_step(data.draw, "receive", self.day, careful=True))

    @precondition(lambda self: self.case is not None)
    @rule(data=st.data(), name=LIKELY, days=st.sampled_from([0, 0, 1, 2, 7, 20]))
    def take_likely(self, data: st.DataObject, name: str, days: int) -> None:
        """Take a step with all that it needs, at the stage that is open."""
        assert self.case is not None
        self.day += timedelta(days=days)
        stage = 2 if self.case.stage_2 else 1
        self._take(_step(data.draw, name, self.day, careful=True, stage=stage))

    @precondition(lambda self: self.case is not None)
    @rule(data=st.data(), name=LIKELY)
    def take_another(self, data: st.DataObject, name: str) -> None:
        """And one more, so that cases get somewhere."""
        self.take_likely(data, name, 0)

    @rule(data=st.data(), name=STEPS, days=st.sampled_from([-3, 0, 0, 1, 2, 7, 15]))
    def take_any(self, data: st.DataObject, name: str, days: int) -> None:
        """Throw any step, on any day, with anything in it."""
        on = self.day + timedelta(days=days)
        if self._take(_step(data.draw, name, on)):
            self.day = max(self.day, on)

    @precondition(lambda self: len(self.events) > 3)
    @rule(data=st.data())
    def mend(self, data: st.DataObject) -> None:
        """Mend an entry with other words; of its own kind, or of another."""
        entry = data.draw(st.integers(1, len(self.events) + 1))
        meant = data.draw(st.integers(1, len(self.events)))
        event = self.events[meant - 1]
        self._take(
            s.Mend(
                on=self.day,
                entry=entry,
                kind=journal.KIND_OF[type(event)],
                payload=journal.payload_of(event),
                words=data.draw(st.sampled_from([{}, {"reason": "other"}])),
                reason=data.draw(TEXT),
            )
        )

    def _take(self, step: s.Step) -> bool:
        before, events = self.case, list(self.events)
        try:
            self.case = take(self.events, self.case, step, CONTEXT)
        except StepRefusedError as refused:
            self._unchanged(before, events, refused)
            return False
        assert self.events[: len(events)] == events
        assert len(self.events) > len(events)
        self._opened(before, step)
        return True

    def _unchanged(
        self, case: Case | None, events: list[e.Event], refused: StepRefusedError
    ) -> None:
        assert (self.case, self.events) == (case, events)
        assert refused.refusals
        assert all(refusal.rule in RULES for refusal in refused.refusals)

    def _opened(self, before: Case | None, step: s.Step) -> None:
        """What a step opens beside this case is a case of its own."""
        for opened in decide(before, step, CONTEXT).opens.values():
            assert fold([opened]).state == "stage_1_open"

    @invariant()
    def folding_all_is_folding_one_by_one(self) -> None:
        """And nothing of it comes from anywhere else."""
        if self.case is not None:
            assert fold(self.events, "case") == self.case

    @invariant()
    def what_was_stored_reads_back_the_same(self) -> None:
        """Through canonical bytes, and the chain holds."""
        rows = stored(self.events)
        assert read(rows) == self.events
        check_chain(entry for entry, _ in rows)

    @invariant()
    def it_stands_in_a_known_state(self) -> None:
        """With its promises and stages in order."""
        if self.case is None:
            return
        case = self.case
        assert case.state in STATES
        assert len(case.open_actions) <= len(case.actions)
        assert case.last_on >= case.received_on
        assert len(case.entries) == len(self.events)
        if case.state.startswith("stage_2"):
            assert case.stage_2 is not None
        if case.kind != "complaint":
            assert case.stage_1 is None

    @invariant()
    def it_can_be_summed_up_and_told(self) -> None:
        """Every stage has a verdict, every event a sentence."""
        if self.case is not None:
            msgspec.json.encode(summarise(self.case, CONTEXT))
            for stage in (self.case.stage_1, self.case.stage_2):
                if stage is not None:
                    limits = edition(self.case.edition).stages[stage.number]
                    judge(stage.dates, limits, CALENDAR, self.day, complete=True)
            for event in self.events[-2:]:
                assert sentence(event, {}).endswith(".")
                assert title(event)


AnySteps.TestCase.settings = settings(
    max_examples=200, stateful_step_count=40, deadline=None
)
TestAnySteps = AnySteps.TestCase


def test_every_kind_of_event_but_the_first_has_an_arm() -> None:
    """An event with none would stop the fold."""
    assert set(ARMS) | {e.Received} == set(e.EVENTS)
