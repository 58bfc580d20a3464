"""From a mapping, as a file or a form gives it, to a step.

Any text that is not blank counts as given; `false` and an empty list do not. A field
the step does not have is left alone; one with nothing in it takes the step's default.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from putright.core.complaints import steps as s

StepType = type[s.Step]

NAMES: Mapping[str, StepType] = {
    "receive": s.Receive,
    "offer_choice": s.OfferChoice,
    "dissatisfied": s.Dissatisfied,
    "stage_0": s.StageZero,
    "triage": s.Triage,
    "categorise": s.Categorise,
    "set_people": s.SetPeople,
    "set_teams": s.SetTeams,
    "refuse": s.Refuse,
    "refuse_stage_2": s.RefuseStageTwo,
    "order_to_accept": s.OrderToAccept,
    "acknowledge": s.Acknowledge,
    "clarify": s.Clarify,
    "contact": s.Contact,
    "add_note": s.AddNote,
    "add_evidence": s.AddEvidence,
    "request_information": s.RequestInformation,
    "chase_information": s.ChaseInformation,
    "receive_information": s.ReceiveInformation,
    "assign": s.Assign,
    "declare_conflict": s.DeclareConflict,
    "extend": s.Extend,
    "agree_updates": s.AgreeUpdates,
    "give_update": s.GiveUpdate,
    "add_issue": s.AddIssue,
    "respond": s.Respond,
    "request_stage_2": s.RequestStageTwo,
    "request_stage_3": s.RequestStageThree,
    "add_action": s.AddAction,
    "move_action": s.MoveAction,
    "complete_action": s.CompleteAction,
    "approve_compensation": s.ApproveCompensation,
    "adjust": s.Adjust,
    "review_adjustment": s.ReviewAdjustment,
    "restrict_contact": s.RestrictContact,
    "review_restriction": s.ReviewRestriction,
    "name_representative": s.NameRepresentative,
    "issue_letter": s.IssueLetter,
    "bounce_letter": s.BounceLetter,
    "withdraw": s.Withdraw,
    "close": s.Close,
    "close_request": s.CloseRequest,
    "reopen": s.Reopen,
    "mend": s.Mend,
    "propose_void": s.ProposeVoid,
    "confirm_void": s.ConfirmVoid,
    "mark_duplicate": s.MarkDuplicate,
    "restrict_access": s.RestrictAccess,
    "open_access": s.OpenAccess,
}
"""A step's name in worked cases, and its type."""


LONGEST_WHOLE = 9
"""Digits: days, entries and pence have no more, and a store's column holds them."""


class NotAStepError(ValueError):
    """A mapping can't be read as a step: which field, which value, what to do."""


def as_step(name: str, fields: Mapping[str, Any]) -> s.Step:
    """Read a step; `date` in the mapping is the step's `on`.

    Raises NotAStepError for an unknown name, a day that is none, or a missing day.
    """
    kind = NAMES.get(name)
    if kind is None:
        problem = f"There is no step “{name}”. Steps are: {', '.join(NAMES)}."
        raise NotAStepError(problem)
    on = as_date(fields.get("date"), "date")
    if on is None:
        problem = f"The step “{name}” has no date: give it as YYYY-MM-DD."
        raise NotAStepError(problem)
    values = _values(kind, fields)
    values["on"] = on
    return kind(**values)


def _values(kind: type[msgspec.Struct], fields: Mapping[str, Any]) -> dict[str, Any]:
    values = {}
    for name, hint in _hints(kind):
        if as_text(fields.get(name)).strip():
            values[name] = _value(name, hint, fields[name])
    return values


@cache
def _hints(kind: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    return tuple((n, h) for n, h in get_type_hints(kind).items() if n != "on")


def _value(name: str, hint: Any, value: Any) -> Any:
    if hint is str:
        return as_text(value)
    if hint is bool:
        return value is True
    if get_origin(hint) is tuple:
        return tuple(_item(name, get_args(hint)[0], v) for v in as_list(value))
    if get_origin(hint) is dict:
        return {str(k): as_text(v) for k, v in _named(name, value).items()}
    if hint is int:
        return as_whole(value) or 0
    kinds = get_args(hint)
    if date in kinds:
        return as_date(value, name)
    if name == "amount":
        return None if value is False else value
    return as_stage(value) if name == "stage" else as_whole(value)


def _item(name: str, hint: Any, value: Any) -> Any:
    if not (isinstance(hint, type) and issubclass(hint, msgspec.Struct)):
        return as_text(value)
    return hint(**_values(hint, _named(name, value)))


def _named(name: str, value: object) -> Mapping[Any, Any]:
    if isinstance(value, Mapping):
        return value
    if not as_text(value).strip():
        return {}
    problem = f"In “{name}”, “{value}” is not a list of named fields."
    raise NotAStepError(problem)


def as_text(value: object) -> str:
    """Give a value as text; nothing, `false` and an empty list as no text."""
    return "" if value is None or value is False or value == [] else str(value)


def as_list(value: object) -> Sequence[object]:
    """Give a value as a list: a single text is a list of one, nothing is empty."""
    if isinstance(value, list | tuple):
        return [item for item in value if as_text(item).strip()]
    return [value] if as_text(value).strip() else []


def as_date(value: object, name: str) -> date | None:
    """Give a day: a date, an ISO text, or nothing. Raises NotAStepError else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = as_text(value).strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # the reader takes more than it says
        problem = f"“{text}” ({name}) is not a day: write it as YYYY-MM-DD."
        raise NotAStepError(problem)
    return day


def as_stage(value: object) -> int | None:
    """Give a stage, 1 or 2, quoted or not; None for anything else."""
    return {"1": 1, "2": 2}.get(as_text(value).strip())


def as_whole(value: object) -> int | None:
    """Give a whole number above 0, of at most 9 digits; None for anything else."""
    text = as_text(value).strip()
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_WHOLE:
        return None
    return int(text) or None
