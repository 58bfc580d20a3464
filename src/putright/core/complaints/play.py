"""Worked cases: steps in, outcomes out. They are played in the core alone.

A worked case is a complete record, so an answer without an acknowledgement is late
and never `cannot_tell`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
import yaml

from putright.core import refusals as no
from putright.core.calendar import OutsideCalendarError
from putright.core.complaints import events as e
from putright.core.complaints import given
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case, StageRecord
from putright.core.complaints.clocks import judge
from putright.core.complaints.decide import Context, decide
from putright.core.complaints.fold import fold, step

ENDED = ("refused", "withdrawn")
COUNTS = ("joined", "split", "open_actions", "linked_complaints")
CLOCK = (
    "acknowledge_by",
    "acknowledgement",
    "respond_by",
    "extension_limit",
    "backstop",
    "response",
    "working_days",
)


class Result(msgspec.Struct, frozen=True):
    """A worked case played: its name, and what differs (nothing: it passed)."""

    name: str
    why: tuple[str, ...]


class NotAWorkedCaseError(ValueError):
    """A file can't be read as worked cases."""


def read(text: str) -> list[dict[str, Any]]:
    """Read worked cases from YAML (or JSON, which is YAML).

    Raises NotAWorkedCaseError, saying what was expected.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        cases = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = f"It can't be read as YAML or JSON: {error}"
        raise NotAWorkedCaseError(problem) from None
    if not isinstance(cases, list) or not all(isinstance(c, dict) for c in cases):
        problem = "A file of worked cases is a list of cases, each with name and steps."
        raise NotAWorkedCaseError(problem)
    return cases


def play_all(cases: Iterable[Mapping[str, Any]], context: Context) -> list[Result]:
    """Play worked cases one after another, in their order."""
    return [
        Result(str(case.get("name", "(no name)")), tuple(play(case, context)))
        for case in cases
    ]


def play(worked: Mapping[str, Any], context: Context) -> list[str]:
    """Play one worked case; give what does not come out as expected, in words."""
    why: list[str] = []
    case: Case | None = None
    played: list[e.Event] = []
    try:
        listed, expected = _shape(worked)
        for number, fields in enumerate(listed, 1):
            case = _take(played, case, number, fields, worked, context, why)
        as_at = given.as_date(worked.get("as_at"), "as_at") or _last_day(listed)
        why += _differences(expected, outcome(case, as_at, context))
    except (given.NotAStepError, OutsideCalendarError, ValueError) as error:
        why.append(str(error))
    return why


def _shape(
    worked: Mapping[str, Any],
) -> tuple[list[Mapping[str, Any]], Mapping[str, Any]]:
    listed = worked.get("steps") or []
    expected = worked.get("expect") or {}
    if not isinstance(listed, list) or not all(isinstance(s, Mapping) for s in listed):
        problem = "Its “steps” are not a list of steps, each with do and date."
        raise NotAWorkedCaseError(problem)
    if not isinstance(expected, Mapping):
        problem = "Its “expect” is not a list of named values."
        raise NotAWorkedCaseError(problem)
    return listed, expected


def _last_day(listed: list[Mapping[str, Any]]) -> date:
    last = given.as_date(listed[-1].get("date"), "date") if listed else None
    if last is None:
        problem = "The worked case has no step with a date."
        raise NotAWorkedCaseError(problem)
    return last


def _take(
    played: list[e.Event],
    case: Case | None,
    number: int,
    fields: Mapping[str, Any],
    worked: Mapping[str, Any],
    context: Context,
    why: list[str],
) -> Case | None:
    name = str(fields.get("do", ""))
    taken = given.as_step(name, fields)
    if isinstance(taken, s.Receive):
        edition = str(worked.get("edition") or "housing-2024")
        taken = msgspec.structs.replace(taken, edition=edition)
    expected = {str(p) for p in given.as_list(fields.get("refused"))}
    try:
        later = take(played, case, taken, context)
    except no.StepRefusedError as refusal:
        found = set(refusal.provisions)
        if found != expected:
            why.append(
                f"step {number} ({name}): expected {_said(expected)}, "
                f"{_said(found)}: {refusal}"
            )
        return case
    if expected:
        why.append(f"step {number} ({name}): expected {_said(expected)}, was taken")
    return later


def take(
    played: list[e.Event], case: Case | None, taken: s.Step, context: Context
) -> Case:
    """Decide a step, add what comes of it to what was played, and fold.

    Raises StepRefusedError; `played` is then as it was.
    """
    made = decide(case, taken, context).events
    played += made
    if case is None or any(isinstance(event, e.Mended) for event in made):
        return fold(played, "case")
    for event in made:
        case = step(case, event)
    return case


def _said(provisions: set[str]) -> str:
    return f"refused by {', '.join(sorted(provisions))}" if provisions else "taken"


def outcome(case: Case | None, as_at: date, context: Context) -> dict[str, Any]:
    """Give what a worked case may expect of a case as it stands on a day."""
    if case is None:
        return dict.fromkeys(COUNTS, 0)
    return {
        "state": case.state,
        "stage_1": _stage(case, case.stage_1, as_at, context),
        "stage_2": _stage(case, case.stage_2, as_at, context),
        "joined": len(case.joined),
        "split": len(case.split),
        "open_actions": len(case.open_actions),
        "linked_complaints": len(case.linked_complaints),
    }


def _stage(
    case: Case, stage: StageRecord | None, as_at: date, context: Context
) -> dict[str, Any]:
    if stage is None:
        return {}
    limits = context.edition_of(case.edition).stages[stage.number]
    verdict = judge(stage.dates, limits, context.calendar, as_at, complete=True)
    told = {name: getattr(verdict, name) for name in CLOCK}
    told |= {
        "started_on": stage.started_on,
        "acknowledged_on": stage.acknowledged_on,
        "responded_on": stage.responded_on,
    }
    if case.state in ENDED and stage.open:
        told["response"] = "not_applicable"
        if stage.acknowledged_on is None:
            told["acknowledgement"] = "not_applicable"
    return told


def _differences(expected: Mapping[str, Any], actual: Mapping[str, Any]) -> list[str]:
    why = []
    for name, value in expected.items():
        found = actual.get(name)
        if isinstance(value, Mapping):
            inner = found if isinstance(found, Mapping) else {}
            why += [f"{name}.{line}" for line in _differences(value, inner)]
        elif _text(value) != _text(found):
            why.append(f"{name}: expected {_text(value)!r}, found {_text(found)!r}")
    return why


def _text(value: object) -> str:
    return "" if value is None or value in ({}, []) else str(value)
