"""Opening a figure: the cases that it counted and left out, and why.

A figure's value never depends on who looks. Of restricted cases, those not named on
them are told only how many there are.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec
from django.db.models import F, Q, QuerySet

from putright.apps.accounts.models import User
from putright.apps.complaints.queries import counted as rows
from putright.apps.figures.queries.asking import BadQuestionError, Question
from putright.apps.figures.queries.plans import Plan, Planned, plan_of, planned
from putright.apps.figures.queries.splitting import checked
from putright.apps.figures.queries.sql import OUTSIDE, place
from putright.core.figures import Figure, figure
from putright.core.figures.figure import RATIO


class Member(msgspec.Struct, frozen=True):
    """A case of a figure: how it counted (`met`, `not_met`, `left_out`), and why."""

    reference: str
    counted: str
    why: str


class Members(msgspec.Struct, frozen=True):
    """The cases of a figure that a person may open, in order of reference.

    `restricted`: how many others are restricted. `elsewhere`: how many others are not
    the person's to open by their role. `more`: whether the list was cut short.
    """

    listed: tuple[Member, ...]
    restricted: int = 0
    elsewhere: int = 0
    more: bool = False


def members(
    code: str,
    question: Question,
    *,
    viewer: User | None = None,
    day: datetime.date | None = None,
    most: int | None = None,
) -> Members:
    """Open a figure: its cases, and for what each counted.

    `viewer` and the `day` on which they look limit the list to what they may open;
    without a viewer it is the system that asks, and all are listed. The question's
    splits are not looked at: a cell opens by `where`. Raises as `values` does.
    """
    checked(question)
    one = figure(code)
    listed: list[Member] = []
    restricted = elsewhere = 0
    for part in _parts(one):
        found, hidden, others = _members(part, question, viewer, day, most)
        listed += found
        restricted += hidden
        elsewhere += others
    more = most is not None and len(listed) > most
    return Members(tuple(listed[:most]), restricted, elsewhere, more)


def _parts(one: Figure) -> Iterator[Figure]:
    """A ratio opens to the cases of both its figures."""
    if one.measure == RATIO:
        yield from (figure(code) for code in one.over)
    else:
        yield one


def _members(
    one: Figure,
    question: Question,
    viewer: User | None,
    day: datetime.date | None,
    most: int | None,
) -> tuple[list[Member], int, int]:
    plan = plan_of(one)
    which = planned(plan, [one], question)
    query = which.query.annotate(
        of_place=place(one, which.setting, which.names), of_case=F(_reference(plan))
    ).exclude(of_place=OUTSIDE)
    restricted = elsewhere = 0
    if viewer is not None:
        if day is None:
            raise BadQuestionError("A list for someone needs the day they look at it.")
        mine = Q(
            **{f"{which.counted.case}__in": rows.seen_by(viewer, day).values("pk")}
        )
        others = query.exclude(mine)
        restricted = _counted(others, which, restricted=True)
        elsewhere = _counted(others, which, restricted=False)
        query = query.filter(mine)
    lines = query.order_by("of_case", "pk").values_list("of_case", "of_place")
    listed = lines if most is None else lines[: most + 1]
    return (
        [
            Member(name, one.sorts[number].counted, one.sorts[number].why)
            for name, number in listed
        ],
        restricted,
        elsewhere,
    )


def _reference(plan: Plan) -> str:
    return "reference" if plan.grain == "case" else "case__reference"


def _counted(others: QuerySet[Any], which: Planned, *, restricted: bool) -> int:
    return others.filter(**{which.names["restricted"]: restricted}).count()
