"""Worked cases of steps with something left out, and of refusals for age.

Each fault has the provisions it breaks beside it; a step with several breaks them
all together, and no other.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any

Case = dict[str, Any]
Fault = tuple[str, str, Callable[[Case], object]]
"""The provision broken, what is left out, and how the step is spoilt."""

MONDAY = date(2025, 2, 3)
DEFINED = {"definition": "Two visits missed", "outcomes_sought": "An apology"}
OPENED = {"do": "receive", "date": MONDAY, "channel": "email", "text": "Missed visits"}
ANSWER = {
    "findings": [
        {
            "point": "first visit",
            "outcome": "upheld",
            "reason": "The van broke down",
            "remedies": [{"kind": "compensation", "amount": 20, "by_when": MONDAY}],
        },
        {"point": "second visit", "outcome": "not_upheld", "reason": "He came"},
    ],
    "actions": [{"what": "book a third visit", "by_when": date(2025, 3, 3)}],
}
POINTS = ["first visit", "second visit"]
ACKNOWLEDGED = {
    "do": "acknowledge",
    "date": MONDAY,
    "stage": 1,
    **DEFINED,
    "points": POINTS,
    "ours": POINTS,
}
STAGE_1_ANSWERED = {
    "do": "respond",
    "date": MONDAY,
    "stage": 1,
    "by": "A",
    "written": True,
    **DEFINED,
    **ANSWER,
    "escalation_told": True,
}
ASKED_FOR_2 = {"do": "request_stage_2", "date": MONDAY}


def _without(*names: str) -> Callable[[Case], object]:
    return lambda step: [step.pop(name) for name in names]


def _blank(name: str) -> Callable[[Case], object]:
    return lambda step: step.update({name: "  "})


def _finding(number: int, **changes: object) -> Callable[[Case], object]:
    return lambda step: step["findings"][number].update(changes)


def _answer_faults(stage: int) -> list[Fault]:
    points, letter, told = {
        1: ("6.7", "6.9", "escalation_told"),
        2: ("6.18", "6.19", "ombudsman_told"),
    }[stage]
    faults: list[Fault] = [
        ("5.6", "no definition", _without("definition")),
        ("5.6", "no outcomes sought", _blank("outcomes_sought")),
        (points, "a reason missing", _finding(1, reason="")),
        ("7.1", "no remedy", _finding(0, remedies=[])),
        (letter, "not written", lambda step: step.update(written=False)),
        (letter, "the way on not told", _without(told)),
        ("7.3", "an action undated", lambda step: step["actions"][0].pop("by_when")),
    ]
    if stage == 2:
        faults.append(("6.13", "the same person", lambda step: step.update(by="A")))
    return faults


def _extension_faults(stage: int) -> list[Fault]:
    unexplained, ombudsman = {1: ("6.4", "6.5"), 2: ("6.15", "6.16")}[stage]
    return [
        (unexplained, "no reason", _without("reason")),
        (unexplained, "no good reason", _blank("good_reason")),
        ("5.9", "no updates", _without("update_every_days")),
        (ombudsman, "the Ombudsman not told of", _without("ombudsman_told")),
    ]


def extension(stage: int) -> Case:
    return {
        "do": "extend",
        "date": MONDAY + timedelta(days=1),
        "stage": stage,
        "to": date(2025, 6, 2),
        "reason": "An expert is awaited",
        "good_reason": "There is one expert",
        "update_every_days": 14,
        "ombudsman_told": True,
    }


STAGE_2_ANSWER = (STAGE_1_ANSWERED | {"stage": 2, "by": "B"}) | {"ombudsman_told": True}
REFUSAL = {
    "do": "refuse",
    "date": MONDAY + timedelta(days=1),
    "by": "A",
    "ground": "legal_proceedings",
    "reason": "The claim is about these visits",
    "court_filed_on": MONDAY,
    "ombudsman_told": True,
}
REFUSAL_FAULTS: list[Fault] = [
    ("2.1", "no reason", _without("reason")),
    ("2.2", "no claim filed", _without("court_filed_on")),
    ("2.4", "the Ombudsman not told of", _without("ombudsman_told")),
]

Kind = tuple[str, list[Case], Case, list[Fault]]

KINDS: list[Kind] = [
    ("stage 1 answer", [OPENED], STAGE_1_ANSWERED, _answer_faults(1)),
    (
        "stage 2 answer",
        [OPENED, STAGE_1_ANSWERED, ASKED_FOR_2],
        STAGE_2_ANSWER,
        _answer_faults(2),
    ),
    ("stage 1 extension", [OPENED], extension(1), _extension_faults(1)),
    (
        "stage 2 extension",
        [OPENED, STAGE_1_ANSWERED, ASKED_FOR_2],
        extension(2),
        _extension_faults(2),
    ),
    ("refusal", [OPENED], REFUSAL, REFUSAL_FAULTS),
    (
        "refusal of stage 2",
        [OPENED, STAGE_1_ANSWERED, ASKED_FOR_2],
        REFUSAL | {"do": "refuse_stage_2"},
        [("5.11", what, spoil) for _, what, spoil in REFUSAL_FAULTS],
    ),
    (
        "acknowledgement",
        [OPENED],
        ACKNOWLEDGED,
        [
            ("5.6", "no definition", _without("definition")),
            ("5.6", "no outcomes sought", _blank("outcomes_sought")),
            ("5.7", "whose the points are not said", _without("ours")),
        ],
    ),
    (
        "restriction",
        [OPENED],
        {
            "do": "restrict_contact",
            "date": MONDAY,
            "evidence": "A log of calls",
            "restriction": "One contact",
            "review_on": date(2025, 8, 4),
            "equality_considered": "Weighed",
        },
        [
            ("5.14", "no evidence", _blank("evidence")),
            ("5.14", "no review", _without("review_on")),
            ("5.15", "equality not weighed", _without("equality_considered")),
        ],
    ),
]


def cases(random: Random) -> list[Case]:
    """Make twelve of each kind of step, every single fault among them."""
    made = []
    for kind, before, right, faults in KINDS:
        chosen = [[fault] for fault in faults]
        while len(chosen) < 12:
            chosen.append(random.sample(faults, random.randint(2, len(faults))))
        for number, some in enumerate(chosen, 1):
            wrong = deepcopy(right)
            for _, _, spoil in some:
                spoil(wrong)
            broken = sorted({provision for provision, _, _ in some})
            wrong["refused"] = broken[0] if len(broken) == 1 else broken
            what = ", ".join(left_out for _, left_out, _ in some)
            name = f"{kind} {number}: {what}"
            made.append({"name": name, "steps": [*before, wrong, deepcopy(right)]})
    return made


def _year_on(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return date(day.year + 1, day.month, day.day)


def ages(random: Random) -> list[Case]:
    """Make forty refusals for age, within days of the anniversary or well off it."""
    made = []
    for number in range(1, 41):
        since = date(2024, 1, 1) + timedelta(days=random.randint(0, 800))
        if number % 8 == 0:
            since = date(2024, 2, 29)
        off = random.choice([-200, -30, -1, 0, 0, 1, 1, 2, 30, 300])
        came = _year_on(since) + timedelta(days=off)
        other = since - timedelta(days=random.randint(1, 900))
        both = {"issue_on": other, "aware_on": since}
        known = random.choice([{"issue_on": since}, {"aware_on": since}, both])
        opened = {**OPENED, "date": came, **known}
        step = REFUSAL | {"ground": "too_old", "date": came, "discretion": "Weighed"}
        step.pop("court_filed_on")
        refused = came <= _year_on(since)
        if random.random() < 0.2:
            refused = bool(step.pop("discretion"))
        state = "stage_1_open" if refused else "refused"
        made.append(
            {
                "name": f"age {number}: {off} days from the anniversary of {since}",
                "steps": [opened, step | ({"refused": "2.3"} if refused else {})],
                "expect": {"state": state},
            }
        )
    return made
