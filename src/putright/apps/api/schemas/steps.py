"""Every step as it is sent: the same words as in worked cases, one shape a step.

The shapes are made from the core's steps, so that a field of a step is a field here.
Who takes a step is never a field: it is the token's own person.
"""

import datetime
from functools import reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from ninja import Schema
from pydantic import Field, RootModel, create_model

from putright.apps.api.schemas.base import (
    Code,
    Day,
    Identity,
    In,
    Line,
    Name,
    Reference,
    Sha256,
    Time,
    Words,
)
from putright.apps.complaints.forms.steps import FORMS
from putright.apps.complaints.forms.steps.beginning import LEVELS
from putright.core.complaints import parts
from putright.core.complaints import steps as s
from putright.core.complaints.given import NAMES

NOT_HERE = ("receive", "add_evidence", "mend", "restrict_access", "open_access")
"""A contact is logged and a file is put with a case at addresses of their own; the
others are taken on the pages, where what they change is seen or two people decide."""
OURS = ("by", "confirmed_by", "new_reference", "sha256", "kind", "size", "on")
"""Fields that the program fills in itself; `kind` is somebody's only in two steps."""
MOST = 100
"""Points, findings, promises or people in one step."""

Levels = Literal["low", "medium", "high"]
assert get_args(Levels) == tuple(code for code, _ in LEVELS)
Channel = Literal[
    "telephone",
    "email",
    "web",
    "letter",
    "in_person",
    "social_media",
    "survey",
    "other",
]
assert get_args(Channel) == parts.CHANNELS
Tenure = Literal["LCRA", "LCHO", "leaseholder", "applicant", "other"]
assert get_args(Tenure) == parts.TENURES
Finding = Literal["upheld", "partially_upheld", "not_upheld", "not_ours"]
assert get_args(Finding) == parts.FINDINGS
Raised = Literal["self", "representative", "councillor", "mp", "other"]
assert get_args(Raised) == parts.RAISED_BY

Amount = (
    Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,2})?$", max_length=12)]
    | Annotated[int, Field(strict=True, ge=0, le=10**9)]
    | Annotated[float, Field(strict=True, ge=0, le=10**9, allow_inf_nan=False)]
)
Stage = Literal[1, 2, "1", "2"]
Flag = Annotated[bool, Field(strict=True)]
Days = Annotated[int, Field(strict=True, ge=1, le=365)]
Pence = Annotated[int, Field(strict=True, ge=1, le=999_999_999)]

TYPES: dict[str, Any] = {
    "actions": "nested",
    "affected": list[Reference],
    "amount": Amount | None,
    "area": Name,
    "at": Time | Literal[""],
    "body": Name,
    "category": Name,
    "channel": Channel | Literal[""],
    "chose": Literal["complaint", "service_request", ""],
    "complexity": Levels | Literal[""],
    "earlier_case": Reference,
    "edition": Reference,
    "every_days": Days | None,
    "file": Sha256 | Literal[""],
    "findings": "nested",
    "ground": Reference,
    "handler": Identity | Literal[""],
    "home": Reference,
    "issue": Name,
    "letter": Reference,
    "linked_to": Reference,
    "of": Name,
    "outcome": Finding | Literal[""],
    "owner": Identity | Literal[""],
    "ours": list[Code],
    "not_ours": list[Code],
    "pence": Pence | None,
    "person": Reference,
    "point": Code | Literal[""],
    "points": list[Code],
    "raised_by": Raised,
    "ref": Code | Literal[""],
    "remedies": "nested",
    "request": Code | Literal[""],
    "risk": Levels | Literal[""],
    "stage": Stage | None,
    "subject": Line,
    "team": Name,
    "teams": list[Name],
    "tenure": Tenure | Literal[""],
    "texts": dict[Code, Words],
    "update_every_days": Days | None,
    "who": Identity | Literal[""],
}
"""What a field of that name is, in every step; of those not here the core's own type
decides: a text is words."""
OF_STEP: dict[tuple[str, str], Any] = {
    ("triage", "route"): Literal["early", "investigate", ""],
    ("review_adjustment", "adjustment"): Code | Literal[""],
    ("review_restriction", "restriction"): Code | Literal[""],
    ("adjust", "adjustment"): Line,
    ("restrict_contact", "restriction"): Line,
    ("add_action", "what"): Line,
    ("move_action", "what"): Line,
    ("complete_action", "what"): Line,
    ("ActionGiven", "what"): Line,
    ("RemedyGiven", "kind"): Code | Literal[""],
}
NESTED = {
    "actions": s.ActionGiven,
    "findings": s.FindingGiven,
    "remedies": s.RemedyGiven,
}


def _fields(name: str, kind: type[Any]) -> dict[str, Any]:
    """Give a step's fields with their types and what stands where one is left out."""
    found: dict[str, Any] = {}
    for field, hint in get_type_hints(kind).items():
        if field in OURS and (name, field) not in OF_STEP:
            continue
        made = _type(name, field, hint)
        found[field] = (made, _default(made))
    return found


def _type(name: str, field: str, hint: Any) -> Any:
    made = OF_STEP.get((name, field), TYPES.get(field))
    if made == "nested":
        of: Any = _nested(NESTED[field])
        made = list[of]
    if made is not None:
        if get_origin(made) in (list, dict):
            return Annotated[made, Field(max_length=MOST)]
        return made
    if hint is str:
        return Words
    if hint is bool:
        return Flag
    if datetime.date in get_args(hint):
        return Day | None
    raise TypeError(f"What may the field {field} of {name} be? Say it in TYPES.")


def _default(made: Any) -> Any:
    base = get_args(made)[0] if get_origin(made) is Annotated else made
    if base is bool:
        return False
    if get_origin(base) in (list, dict):
        return Field(default_factory=get_origin(base))
    nothing = isinstance(made, UnionType) or get_origin(made) is Union
    if nothing and type(None) in get_args(made):
        return None
    return "self" if made is Raised else ""


def _nested(kind: type[Any]) -> type[Schema]:
    if kind not in _made:
        fields = _fields(kind.__name__, kind)
        _made[kind] = create_model(
            kind.__name__, __base__=In, __doc__=kind.__doc__, **fields
        )
    return _made[kind]


_made: dict[type[Any], type[Schema]] = {}


def _more(name: str) -> dict[str, Any]:
    """Give the fields that a step has here alone: its letter's file, what was seen."""
    seen = Annotated[int, Field(strict=True, ge=1, le=10**6)] | None
    more: dict[str, Any] = {"seen": (seen, None)}
    if FORMS[name].by_hand if name in FORMS else False:
        more["letter_file"] = (Sha256 | Literal[""], "")
    if name == "issue_letter":
        more["letter_file"] = (Sha256 | Literal[""], "")
        more["kind"] = (Reference, "")
    return more


def _step(name: str, kind: type[s.Step]) -> type[Schema]:
    fields = _fields(name, kind)
    if name == "issue_letter":
        fields.pop("letter")
    made: dict[str, Any] = {"do": (Literal[name], ...), "date": (Day, ...)}
    made |= fields | _more(name)
    title = "".join(part.capitalize() for part in name.split("_"))
    return create_model(title, __base__=In, __doc__=kind.__doc__, **made)


SHAPES: dict[str, type[Schema]] = {
    name: _step(name, kind) for name, kind in NAMES.items() if name not in NOT_HERE
}
"""Each step's name and its shape."""


ANY: Any = reduce(or_, SHAPES.values())


class Step(RootModel[Any]):
    """One step: what is done, its day, and the fields of that step."""

    root: Annotated[ANY, Field(discriminator="do")]


Receive: type[Schema] = create_model(
    "Receive",
    __base__=In,
    __doc__="A contact as a resident made it, with the day any colleague first had it.",
    date=(Day, ...),
    hazard=(Flag, False),
    **{
        **_fields("receive", s.Receive),
        "kind": (
            Literal[(*parts.KINDS, "dissatisfaction")],
            "complaint",
        ),
        "channel": (Channel, ...),
        "text": (Annotated[Words, Field(min_length=1)], ...),
    },
)
"""The shape of a contact to log. `hazard`: there may be a hazard in the home."""
