"""The golden journals: cases as they were lived through, and how to add one.

`python -m tests.journals.made` writes the journal and the expected state of each case
below that has no file yet. A file that is there is never written again: it stands for
the entries of landlords that run an older version, and has to fold as it did.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from tests.core.complaints.entries import SALT, read, stored
from tests.core.complaints.playing import (
    ANSWER_1,
    ANSWER_2,
    CALENDAR,
    DEFINED,
    FOUND,
    UPHELD,
    Playing,
    acknowledged,
    received,
)

from putright.core.complaints import events as e
from putright.core.complaints import journal, parts
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context
from putright.core.complaints.fold import fold
from putright.core.complaints.play import outcome

HERE = Path(__file__).parent
AS_AT = date(2026, 3, 31)
"""The day on which what is unanswered is judged."""


def both_stages() -> Playing:
    """Investigated, extended, upheld, taken to stage 2, put right and closed."""
    playing = received()
    playing.do("set_people", "2025-02-03", person="P-1", home="H-1", affected=["P-2"])
    playing.do("set_teams", "2025-02-03", stage=1, teams=["Repairs"])
    weighed = {"complexity": "high", "vulnerable": True, "risk": "low"}
    playing.do("triage", "2025-02-03", route="investigate", reason="A child", **weighed)
    playing.do("assign", "2025-02-03", stage=1, handler="okafor", team="Complaints")
    points = {
        "points": ["visits"],
        "ours": ["visits"],
        "texts": {"visits": "Two missed"},
    }
    playing.do("acknowledge", "2025-02-05", stage=1, **DEFINED, **points)
    playing.do(
        "contact", "2025-02-06", by="okafor", channel="telephone", note="Heard her"
    )
    asked = {"of": "Repairs", "what": "The van's log", "due_on": "2025-02-10"}
    playing.do("request_information", "2025-02-06", **asked)
    playing.do("chase_information", "2025-02-11", request="r1")
    playing.do("receive_information", "2025-02-12", request="r1", note="Log in file")
    playing.do("add_evidence", "2025-02-12", file="9f2c", size=2048, name="log.pdf")
    playing.do("add_issue", "2025-02-12", text="The tone of the call", related=True)
    playing.do("agree_updates", "2025-02-13", stage=1, every_days=5)
    late = {"to": "2025-03-05", "reason": "The driver is away", "ombudsman_told": True}
    playing.do("extend", "2025-02-17", stage=1, **late)
    playing.do("give_update", "2025-02-24", stage=1, note="He is back on Monday")
    playing.do("approve_compensation", "2025-03-03", stage=1, by="sandhu", pence=4000)
    paid = {"kind": "compensation", "amount": 40, "by_when": "2025-03-17"}
    found = [
        {**UPHELD[0], "remedies": [{"kind": "apology"}, paid]},
        {"point": "The tone of the call", "outcome": "not_upheld", "reason": "Heard"},
    ]
    promise = {"ref": "a1", "what": "Book a third visit", "by_when": "2025-03-10"}
    answer = {"findings": found, "actions": [promise], **ANSWER_1}
    playing.do("respond", "2025-03-05", stage=1, **answer)
    sent = {"letter": "L1", "kind": "stage_1_answer", "sha256": "ab12", "stage": 1}
    playing.do("issue_letter", "2025-03-05", **sent)
    playing.do("bounce_letter", "2025-03-10", letter="L1", detail="Mailbox full")
    playing.do("complete_action", "2025-03-10", what="a1", proof="Booked", file="7c11")
    return _second_stage(playing)


def _second_stage(playing: Playing) -> Playing:
    playing.do("request_stage_2", "2025-03-12", reasons="Too little")
    playing.do("assign", "2025-03-12", stage=2, handler="penrose")
    points = {"points": ["sum"], "ours": ["sum"]}
    playing.do("acknowledge", "2025-03-14", stage=2, **DEFINED, **points)
    found = [{"point": "sum", "outcome": "not_upheld", "reason": "By the table"}]
    playing.do("respond", "2025-04-11", stage=2, findings=found, **ANSWER_2)
    playing.do("add_action", "2025-04-14", what="Ring in May", by_when="2025-05-01")
    moved = {"owner": "okafor", "by_when": "2025-05-08", "reason": "She is away"}
    playing.do("move_action", "2025-04-28", what="Ring in May", **moved)
    playing.do("close", "2025-05-12", learning="Visits are confirmed by text")
    playing.do("reopen", "2025-11-03", order="O-1")
    playing.do("close", "2025-11-17", learning="Drivers ring ahead")
    return playing


def refused_and_ordered() -> Playing:
    """Dissatisfied, refused, accepted on an order; stage 2 refused; withdrawn."""
    playing = received("dissatisfaction")
    playing.do(
        "categorise", "2025-02-03", category="repairs", area="North", subject="Bath"
    )
    right = {"ground": "other_route", "route": "Insurers", "reason": "Only the car"}
    right |= {"by": "okafor"}
    playing.do("refuse", "2025-02-06", **right, ombudsman_told=True)
    playing.do("order_to_accept", "2025-04-01", note="O-2")
    playing.do("clarify", "2025-04-01", question="Which car?")
    playing.do("respond", "2025-04-03", stage=1, findings=FOUND, **ANSWER_1)
    playing.do("request_stage_2", "2025-04-07")
    playing.do("refuse_stage_2", "2025-04-08", **right, ombudsman_told=True)
    playing.do("add_issue", "2025-04-09", text="The gate", new_reference="C-8")
    playing.do("request_stage_2", "2025-04-14")
    playing.do("withdraw", "2025-04-15", reason="Settled")
    return playing


def adjusted_and_restricted() -> Playing:
    """A choice, a representative, adjustments, a restriction, a file for some only."""
    playing = received("dissatisfaction")
    playing.do("offer_choice", "2025-02-05", chose="complaint")
    spoken = {"person": "P-3", "scope": "This complaint", "expires_on": "2025-08-04"}
    playing.do("name_representative", "2025-02-05", **spoken)
    need = {"need": "Sight loss", "adjustment": "Large print"}
    playing.do(
        "adjust",
        "2025-02-05",
        **need,
        review_on="2025-05-05",
        disability_disclosed=True,
    )
    playing.do(
        "review_adjustment", "2025-05-06", adjustment="adj1", review_on="2025-11-03"
    )
    limits = {
        "evidence": "A log",
        "restriction": "One line",
        "equality_considered": "Yes",
    }
    playing.do("restrict_contact", "2025-05-06", **limits, review_on="2025-08-04")
    playing.do("review_restriction", "2025-08-04", restriction="res1", note="Calm")
    playing.do("declare_conflict", "2025-08-04", who="quist", reason="A cousin")
    two = {"by": "sandhu", "confirmed_by": "whitlow"}
    playing.do("restrict_access", "2025-08-04", named=["okafor"], reason="Staff", **two)
    playing.do("open_access", "2025-09-01", **two)
    playing.do("add_note", "2025-09-01", note="Still unanswered")
    return playing


def mended_then_void() -> Playing:
    """An acknowledgement written down a week late, then the case taken out by two."""
    playing = acknowledged()
    old = playing.events[1]
    assert isinstance(old, e.Acknowledged)
    right = msgspec.structs.replace(old, on=date(2025, 2, 4), words={})
    payload = {"kind": "acknowledged", "payload": journal.payload_of(right)}
    playing.do("mend", "2025-02-12", entry=2, reason="Left on the Tuesday", **payload)
    playing.do("propose_void", "2025-02-13", by="okafor", reason="A test of the form")
    playing.do("confirm_void", "2025-02-14", by="sandhu")
    return playing


def request_and_duplicate() -> Playing:
    """A service request whose complaint was logged twice."""
    playing = received("service_request")
    playing.do("dissatisfied", "2025-02-10", text="Nobody came", new_reference="C-2")
    playing.events.append(e.Linked(on=date(2025, 2, 11), reference="C-4"))
    playing.do("mark_duplicate", "2025-02-12", of="C-3", by="okafor")
    return playing


def letter_stopped() -> Playing:
    """Acknowledged by a letter that was stopped before it left, then by another."""
    playing = received()
    points = {"points": ["visits"], "ours": ["visits"], "texts": {"visits": "Missed"}}
    playing.do("acknowledge", "2025-02-05", stage=1, **DEFINED, **points)
    playing.do("issue_letter", "2025-02-05", **_letter("7"))
    playing.events.append(e.Undone(on=date(2025, 2, 6), letter="7", entries=(2, 3)))
    playing.do("acknowledge", "2025-02-07", stage=1, **DEFINED, **points)
    playing.do("issue_letter", "2025-02-07", **_letter("8"))
    return playing


def _letter(letter: str) -> dict[str, Any]:
    kind = "acknowledgement_1"
    return {"letter": letter, "kind": kind, "sha256": "0" * 64, "stage": 1}


def register_row() -> Playing:
    """A row of a register that came in: a month and no day, an extension not told."""
    playing = Playing()
    playing.events += [
        e.Received(
            on=date(2024, 6, 1),
            channel="letter",
            precision="month",
            imported=True,
            live=False,
            own_stage="Formal stage 1",
        ),
        e.RegisterRowRead(
            on=date(2024, 6, 1),
            compensation_pence=4000,
            improvement=True,
            handlers=("A. Other", "B. Other"),
            columns=("Ward",),
            words={"Ward": "Otterdale North", "improvement": "Texts sent"},
        ),
        e.Acknowledged(on=date(2024, 6, 6), stage=1, imported=True),
        e.Extended(on=date(2024, 6, 6), stage=1, to=date(2024, 7, 4), imported=True),
        e.Responded(
            on=date(2024, 7, 3), stage=1, by="", outcome="upheld", imported=True
        ),
        e.StageTwoRequested(on=date(2024, 7, 8), imported=True),
        e.Responded(
            on=date(2024, 8, 9),
            stage=2,
            by="",
            findings=(parts.FindingMade("all", "partially_upheld"),),
            imported=True,
        ),
        e.Closed(on=date(2024, 9, 2), learning=True, imported=True),
    ]
    return playing


GOLDEN = (
    both_stages,
    refused_and_ordered,
    adjusted_and_restricted,
    mended_then_void,
    request_and_duplicate,
    letter_stopped,
    register_row,
)


def state_of(case: Case) -> dict[str, Any]:
    """Give what a golden journal expects of its case: all that is counted or judged."""
    told = outcome(case, AS_AT, Context(calendar=CALENDAR))
    told |= {
        "kind": case.kind,
        "counts": case.counts,
        "received_on": case.received_on,
        "last_on": case.last_on,
        "closed_on": case.closed_on,
        "withdrawn_on": case.withdrawn_on,
        "refused": [f"{made.on} {made.ground} {made.stage}" for made in case.refusals],
        "findings": [
            f"{stage.number} {found.point}: {found.outcome}"
            for stage in (case.stage_1, case.stage_2)
            if stage is not None
            for found in stage.findings
        ],
        "promises": [
            f"{made.ref} by {made.by_when} done {made.done_on}" for made in case.actions
        ],
        "entries": len(case.entries),
        "definition": case.stage_1.definition if case.stage_1 else "",
        "learning": case.learning_text,
        "restricted": case.restricted,
        "adjustments": [f"{made.ref} {made.review_on}" for made in case.adjustments],
        "restrictions": [f"{made.ref} {made.ended}" for made in case.restrictions],
    }
    plain = json.loads(json.dumps(told, default=str))
    assert isinstance(plain, dict)
    return plain


def write(name: str, events: Sequence[e.Event]) -> None:
    """Write a journal as stored, a line an entry, and the state it comes to."""
    rows = stored(events)
    lines = [
        json.dumps(
            {
                "entry": msgspec.to_builtins(entry),
                "salt": SALT.hex(),
                "words": words.decode(),
            },
            ensure_ascii=False,
        )
        for entry, words in rows
    ]
    (HERE / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    state = {"head": rows[-1][0].hash, **state_of(fold(read(rows), "C-1"))}
    text = json.dumps(state, indent=1, ensure_ascii=False)
    (HERE / f"{name}.expected.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Write what has no file yet."""
    for make in GOLDEN:
        if not (HERE / f"{make.__name__}.jsonl").exists():
            write(make.__name__, make().events)
            sys.stdout.write(f"{make.__name__} written\n")


if __name__ == "__main__":
    main()
