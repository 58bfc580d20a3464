"""Words can be erased; the chain holds and every fact stays as it was."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from tests.core.complaints.entries import read, stored
from tests.core.complaints.playing import CALENDAR, Playing, acknowledged, answered

from putright.core.complaints import events as e
from putright.core.complaints.case import Case
from putright.core.complaints.clocks import judge
from putright.core.complaints.fold import fold
from putright.core.complaints.journal import check_chain
from putright.core.complaints.sentences import sentence
from putright.rules.handling_code import edition

MARKER = "zinnwald"
TEXTS = {
    "text",
    "subject",
    "definition",
    "outcomes_sought",
    "reason",
    "no_remedy_because",
    "what",
    "proof",
    "need",
    "adjustment",
    "restriction",
    "evidence",
    "scope",
    "learning_text",
}
"""Fields of a case that carry what people wrote, and are blank once it is erased."""


def _everything() -> Playing:
    """Play a case with words in every step that takes any."""
    playing = Playing()
    w = MARKER
    playing.do("receive", "2025-02-03", channel="web", text=w, subject=w)
    playing.do("triage", "2025-02-03", route="investigate", reason=w)
    playing.do("categorise", "2025-02-03", category="repairs", subject=w)
    playing.do("name_representative", "2025-02-03", person="P-2", scope=w)
    playing.do("adjust", "2025-02-03", need=w, adjustment=w, review_on="2025-08-04")
    restricted = {"evidence": w, "restriction": w, "equality_considered": w}
    playing.do("restrict_contact", "2025-02-03", review_on="2025-08-04", **restricted)
    playing.do("declare_conflict", "2025-02-03", who="quist", reason=w)
    playing.do("assign", "2025-02-03", stage=1, handler="okafor", reason=w)
    playing.do("clarify", "2025-02-04", question=w)
    playing.do("contact", "2025-02-04", by="okafor", note=w)
    playing.do("add_note", "2025-02-04", note=w)
    playing.do("add_evidence", "2025-02-04", file="9f2c", name=w)
    asked = {"of": "Repairs", "what": w, "due_on": "2025-02-06"}
    playing.do("request_information", "2025-02-04", **asked)
    playing.do("chase_information", "2025-02-05", request="r1", note=w)
    playing.do("receive_information", "2025-02-05", request="r1", note=w)
    points = {"points": ["p1"], "ours": ["p1"], "texts": {"p1": w}}
    defined = {"definition": w, "outcomes_sought": w}
    playing.do("acknowledge", "2025-02-05", stage=1, **defined, **points)
    playing.do("add_issue", "2025-02-06", text=w, ref="p2", related=True)
    extended = {
        "to": "2025-04-01",
        "reason": w,
        "good_reason": w,
        "ombudsman_told": True,
        "update_every_days": 7,
    }
    playing.do("extend", "2025-02-10", stage=1, **extended)
    playing.do("give_update", "2025-02-17", stage=1, note=w)
    _answer(playing, w)
    return playing


def _answer(playing: Playing, w: str) -> None:
    remedy = {"kind": "repair", "by_when": "2025-05-01", "detail": w}
    findings = [
        {"point": "p1", "outcome": "upheld", "reason": w, "remedies": [remedy]},
        {"point": "p2", "outcome": "upheld", "reason": w, "no_remedy_because": w},
    ]
    actions = [{"ref": "a1", "what": w, "by_when": "2025-05-01"}]
    said = {"by": "okafor", "written": True, "escalation_told": True}
    made = {"findings": findings, "actions": actions}
    playing.do("respond", "2025-03-03", stage=1, **said, **made)
    playing.do("add_action", "2025-03-04", what=f"{w} too", by_when="2025-05-01")
    playing.do("move_action", "2025-03-05", what="a1", owner="quist", reason=w)
    playing.do("complete_action", "2025-03-06", what="a1", proof=w)
    playing.do("request_stage_2", "2025-03-07", reasons=w)
    playing.do(
        "refuse_stage_2",
        "2025-03-10",
        by="penrose",
        ground="other_route",
        route=w,
        reason=w,
        ombudsman_told=True,
    )
    playing.do("close", "2025-03-11", learning=w)
    playing.do("reopen", "2025-03-12", order=w)
    playing.do("propose_void", "2025-03-13", by="okafor", reason=w)


def _facts(value: Any) -> Any:
    """Give a case as plain values without what people wrote."""
    if isinstance(value, dict):
        return {k: _facts(v) for k, v in value.items() if k not in TEXTS}
    return [_facts(v) for v in value] if isinstance(value, list | tuple) else value


def _facts_of(case: Case) -> Any:
    return _facts(msgspec.to_builtins(case))


def test_with_every_word_erased_every_fact_stays() -> None:
    """The case, its state, dates, findings and promises are as they were."""
    events = _everything().events
    rows = stored(events)
    erased = read([(entry, b"") for entry, _ in rows])
    assert _facts_of(fold(erased, "C-1")) == _facts_of(fold(events, "C-1"))


def test_with_every_word_erased_no_word_is_left() -> None:
    """No payload, nor anything folded from it, holds what somebody wrote."""
    rows = stored(_everything().events)
    assert sum(MARKER.encode() in words for _, words in rows) > 25
    assert [entry.kind for entry, _ in rows if MARKER in str(entry)] == []
    erased = fold(read([(entry, b"") for entry, _ in rows]), "C-1")
    assert MARKER not in str(erased)


def test_with_every_word_erased_the_chain_still_holds() -> None:
    """The entries keep the hash of what was there."""
    entries = [entry for entry, _ in stored(_everything().events)]
    assert check_chain(entries) == entries[-1].hash
    assert sum(bool(entry.words_hash) for entry in entries) > 25


def test_with_every_word_erased_the_clock_says_the_same() -> None:
    """An erasure that moved a verdict would change a published figure."""
    events = answered().events
    erased = read([(entry, b"") for entry, _ in stored(events)])
    limits = edition("housing-2024").stages[1]
    verdicts = []
    for case in (fold(events), fold(erased)):
        assert case.stage_1 is not None
        verdicts.append(judge(case.stage_1.dates, limits, CALENDAR, date(2025, 3, 3)))
    assert verdicts[0] == verdicts[1]


def test_no_sentence_holds_a_word_that_somebody_wrote() -> None:
    """The timeline reads the same before an erasure and after it."""
    for event in _everything().events:
        assert MARKER not in sentence(event, {})


def _finding(case: Case) -> str:
    assert case.stage_1 is not None
    return case.stage_1.definition


@pytest.mark.parametrize(
    "shown", [_finding, lambda case: case.text, lambda case: case.to_answer(1)[0].text]
)
def test_what_is_erased_is_gone_from_the_case(shown: Callable[[Case], str]) -> None:
    """And was there before."""
    events = acknowledged().events
    assert shown(fold(events))
    bare = [type(event)(**{**_fields(event), "words": {}}) for event in events]
    assert shown(fold(bare)) == ""


def _fields(event: e.Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__struct_fields__}
