"""Worked cases of points: new issues, what must be answered, promises left open."""

from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

from scripts.worked import faults as f

Case = dict[str, Any]

NAMES = ["roof", "door", "lift", "gate", "path", "lamp"]
DAY = timedelta(days=1)


def _acknowledge(day: date, stage: int, points: list[str]) -> Case:
    step = {"do": "acknowledge", "date": day, "stage": stage, **f.DEFINED}
    return step | {"points": points, "ours": points}


def _respond(day: date, stage: int, points: list[str]) -> Case:
    findings = [
        {"point": point, "outcome": "not_upheld", "reason": "It was seen to"}
        for point in points
    ]
    told = {1: "escalation_told", 2: "ombudsman_told"}[stage]
    step = {"do": "respond", "date": day, "stage": stage, "by": "AB"[stage - 1]}
    return step | {"written": True, **f.DEFINED, "findings": findings, told: True}


def new_issues() -> list[Case]:
    """Make the table of 6.8: when it came, whether related, whether it delays."""
    ways = {
        "before the acknowledgement": [f.OPENED],
        "before the answer": [f.OPENED, _acknowledge(f.MONDAY, 1, ["roof"])],
        "after the answer": [f.OPENED, _respond(f.MONDAY, 1, ["roof"])],
        "at stage 2": [f.OPENED, _respond(f.MONDAY, 1, ["roof"]), f.ASKED_FOR_2],
    }
    made = []
    for when, way in ways.items():
        for related, delay in product((True, False), (True, False)):
            joins = when.startswith("before") and related and not delay
            issue = {"do": "add_issue", "date": f.MONDAY, "text": "the gutter"}
            kind = ("related" if related else "unrelated") + ", delaying" * delay
            made.append(
                {
                    "name": f"6.8 {when}, {kind}",
                    "steps": [*way, issue | {"related": related, "would_delay": delay}],
                    "expect": {"joined": int(joins), "split": int(not joins)},
                }
            )
    return made


def answers(random: Random) -> list[Case]:
    """Make thirty cases of what an answer has to cover, one point left out at first."""
    return [_answer(random, number) for number in range(1, 31)]


def _answer(random: Random, number: int) -> Case:
    first = random.sample(NAMES, random.randint(1, 3))
    joined = [f"{name} again" for name in random.sample(NAMES, random.randint(0, 2))]
    second = random.sample(NAMES, random.randint(0, 3))
    answered = random.random() < 0.6
    stage = random.choice([1, 2, 2])
    steps = [f.OPENED, _acknowledge(f.MONDAY, 1, first)]
    steps += [
        {"do": "add_issue", "date": f.MONDAY, "text": name, "related": True}
        for name in joined
    ]
    owed, rule, day = [*first, *joined], "6.7", f.MONDAY + DAY
    if stage == 2:
        rule, day = "6.18", day if answered else day + 20 * DAY
        before, owed = _before_stage_2(day, owed, second, answered=answered)
        steps += before
    owed = list(dict.fromkeys(owed))
    left_out = random.choice(owed)
    short = [name for name in owed if name != left_out]
    how = "" if stage == 1 or answered else ", stage 1 never answered"
    wrong = _respond(day, stage, short) | {"refused": rule}
    return {
        "name": f"points {number}: stage {stage}{how}, {left_out} left out",
        "steps": [*steps, wrong, _respond(day, stage, owed)],
        "expect": {"state": f"stage_{stage}_answered", "joined": len(joined)},
    }


def _before_stage_2(
    day: date, owed: list[str], second: list[str], *, answered: bool
) -> tuple[list[Case], list[str]]:
    """Come to stage 2, acknowledged if it has points; say what it has to answer."""
    steps = [_respond(day, 1, owed)] if answered else []
    steps.append({"do": "request_stage_2", "date": day})
    if second:
        steps.append(_acknowledge(day, 2, second))
        owed = second if answered else [*second, *owed]
    return steps, owed


def promises(random: Random) -> list[Case]:
    """Make twenty-four answers that promise, and count what is left open."""
    made = []
    dated = ["compensation", "repair", "policy_change", "training", "apology"]
    for number in range(1, 25):
        due = f.MONDAY + timedelta(days=random.randint(7, 60))
        findings, open_ones = [], []
        for point in random.sample(NAMES, random.randint(1, 3)):
            kinds = random.sample(dated, random.randint(1, 3))
            remedies: list[Case] = [{"kind": k, "by_when": due} for k in kinds]
            remedies.append({"kind": "explanation"})
            found = {"point": point, "outcome": "upheld", "reason": "It was our fault"}
            findings.append(found | {"remedies": remedies})
            open_ones += [f"{kind}: {point}" for kind in kinds]
        actions = random.sample(["ring", "write", "visit"], random.randint(0, 3))
        open_ones += actions
        kept = random.sample(open_ones, random.randint(0, len(open_ones)))
        answer = f.STAGE_1_ANSWERED | {"findings": findings}
        answer["actions"] = [{"what": what, "by_when": due} for what in actions]
        done = [
            {
                "do": "complete_action",
                "date": due,
                "what": what,
                "proof": "A photograph",
            }
            for what in kept
        ]
        left = len(open_ones) - len(kept)
        made.append(
            {
                "name": f"promises {number}: {len(open_ones)} made, {len(kept)} kept",
                "steps": [f.OPENED, answer, *done],
                "expect": {"open_actions": left},
            }
        )
    return made
