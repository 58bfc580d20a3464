"""Worked cases of the clocks: dates at random, verdicts by a slow restatement."""

from datetime import date, timedelta
from random import Random
from typing import Any

from scripts.worked.days import between, later, said

LENGTHS = {
    ("housing-2024", 1): (5, 10, 15, 10, 15),
    ("housing-2024", 2): (5, 20, 25, 20, 25),
    ("lgsco-2024", 1): (5, 10, 15, 10, 15),
    ("lgsco-2024", 2): (5, 20, 25, 20, 25),
    ("housing-2022", 1): (5, 10, 10, 10, 15),
    ("housing-2022", 2): (5, 20, 20, 10, 20),
}
"""Acknowledge, answer, answer unacknowledged, extend, backstop; in working days."""

FROM_ACKNOWLEDGEMENT = {
    ("housing-2024", 1),
    ("housing-2024", 2),
    ("lgsco-2024", 1),
    ("lgsco-2024", 2),
    ("housing-2022", 1),
}
"""Where the answer is counted from the acknowledgement, if there is one."""

Case = dict[str, Any]


def expected(edition: str, stage: int, facts: Case, as_at: date) -> Case:
    """Say what the clock must show of one stage, in the order of the reading."""
    first, full, unacknowledged, more, backstop = LENGTHS[edition, stage]
    started, acknowledged = facts["started"], facts.get("acknowledged")
    answered = facts.get("answered")
    due = later(started, unacknowledged)
    if acknowledged:
        counts = (edition, stage) in FROM_ACKNOWLEDGEMENT
        due = later(acknowledged if counts else started, full)
    limit = later(due, more)
    shown: Case = {
        "acknowledge_by": later(started, first),
        "acknowledgement": _acknowledged(facts, later(started, first), as_at),
        "respond_by": due,
        "extension_limit": limit,
        "backstop": later(started, backstop),
        "response": _response(facts, due, limit, as_at),
    }
    if answered:
        shown["working_days"] = between(started, answered)
    return shown


def _acknowledged(facts: Case, by: date, as_at: date) -> str:
    acknowledged, answered = facts.get("acknowledged"), facts.get("answered")
    if acknowledged:
        return "late" if acknowledged > by else "met"
    if answered:
        return "late" if answered > by else "met"
    return "open_overdue" if as_at > by else "open_in_time"


def _response(facts: Case, due: date, limit: date, as_at: date) -> str:
    answered, to = facts.get("answered"), facts.get("to", due)
    told, reason = facts.get("told", due), facts.get("good_reason", False)
    good = told <= due and (to <= limit or reason)
    if not answered:
        beat = max(due, to) if good else due
        return "open_overdue" if as_at > beat else "open_in_time"
    if answered <= due:
        return "met"
    if answered > to:
        return "late"
    return "met_with_extension" if good else "late_extension_invalid"


def _facts(random: Random, edition: str, stage: int, started: date) -> Case:
    """Make up what happened at a stage; each day is on or after the one before."""
    facts: Case = {"started": started}
    last = started
    if random.random() < 0.8:
        last = started + timedelta(days=random.randint(0, 11))
        facts["acknowledged"] = last
    _, full, unacknowledged, more, _ = LENGTHS[edition, stage]
    due = later(started, unacknowledged)
    if "acknowledged" in facts:
        counts = (edition, stage) in FROM_ACKNOWLEDGEMENT
        due = later(last if counts else started, full)
    if random.random() < 0.5:
        told = max(last, due + timedelta(days=random.choice([-6, -3, -1, 0, 1, 3])))
        to = later(due, random.choice([1, more - 1, more, more + 1, more + 8]))
        to += timedelta(days=random.choice([0, 0, 1]))
        if to > told:
            last = told
            facts |= {"told": told, "to": to, "good_reason": to > later(due, more)}
    if random.random() < 0.75:
        aim = random.choice([due, facts.get("to", due), last, last])
        answered = max(last, aim + timedelta(days=random.choice([-2, 0, 0, 1, 4])))
        facts["answered"] = answered
    return facts


def _steps(stage: int, facts: Case) -> list[Case]:
    """Write the steps in which those facts come about."""
    defined = {
        "definition": "Rain comes in at the window",
        "outcomes_sought": "A repair",
    }
    point = {"point": "window", "outcome": "not_upheld", "reason": "It was mended"}
    told = {1: "escalation_told", 2: "ombudsman_told"}[stage]
    steps: list[Case] = []
    if "acknowledged" in facts:
        steps.append(
            {"do": "acknowledge", "date": facts["acknowledged"], "stage": stage}
            | defined
            | {"points": ["window"], "ours": ["window"]}
        )
    if "to" in facts:
        step: Case = {"do": "extend", "date": facts["told"], "stage": stage}
        step |= {"to": facts["to"], "reason": "A part is awaited"}
        if facts["good_reason"]:
            step |= {"good_reason": "There is one maker", "update_every_days": 7}
        steps.append(step | {"ombudsman_told": True})
    if "answered" in facts:
        step = {"do": "respond", "date": facts["answered"], "stage": stage}
        step |= {"by": "AB"[stage - 1], "written": True}
        step |= {} if "acknowledged" in facts else defined
        steps.append(step | {"findings": [point], told: True})
    return steps


def _start(random: Random, edition: str) -> date:
    first = {"housing-2022": date(2022, 4, 1), "lgsco-2024": date(2026, 4, 1)}
    days = {"housing-2022": 640, "lgsco-2024": 200}
    begin = first.get(edition, date(2024, 4, 1))
    return begin + timedelta(days=random.randint(0, days.get(edition, 950)))


def make(random: Random, edition: str, stage: int, number: int) -> Case:
    """Make one worked case of a stage's clock."""
    started = _start(random, edition)
    steps: list[Case] = []
    if stage == 2:
        before = started - timedelta(days=random.randint(0, 6))
        steps = [
            {"do": "receive", "date": before, "channel": "email", "text": "Window"},
            *_steps(1, {"answered": before}),
            {"do": "request_stage_2", "date": started},
        ]
    else:
        opened = {"do": "receive", "date": started, "channel": "web", "text": "Window"}
        steps = [opened]
    facts = _facts(random, edition, stage, started)
    steps += _steps(stage, facts)
    as_at = steps[-1]["date"] + timedelta(days=random.randint(0, 30))
    answered = "answered" if "answered" in facts else "open"
    return {
        "name": f"{edition} stage {stage} clock {number}: {said(started)}, {answered}",
        "edition": edition,
        "as_at": as_at,
        "steps": steps,
        "expect": {f"stage_{stage}": expected(edition, stage, facts, as_at)},
    }


def cases(random: Random) -> list[Case]:
    """Make them all."""
    wanted = [
        ("housing-2024", 1, 100),
        ("housing-2024", 2, 60),
        ("housing-2022", 1, 15),
        ("housing-2022", 2, 10),
        ("lgsco-2024", 1, 10),
        ("lgsco-2024", 2, 10),
    ]
    return [
        make(random, edition, stage, number)
        for edition, stage, count in wanted
        for number in range(1, count + 1)
    ]
