"""Every row of many figures at once, with the labels it has in each split.

For whoever keeps a figure with its cases: a query for all figures that share their
rows, and one more for each split, however many figures there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from django.db.models import F

from putright.apps.figures.queries import splitting
from putright.apps.figures.queries.asking import Labels, Question
from putright.apps.figures.queries.plans import Plan, Planned, groups, plan_of, planned
from putright.apps.figures.queries.splitting import checked
from putright.apps.figures.queries.sql import OUTSIDE, place
from putright.core.figures import MET, Figure, figure
from putright.core.figures.figure import RATIO
from putright.core.figures.grains import EQUALITY

CHUNK = 5_000
Split = tuple[str, ...]
LabelsOf = Mapping[Any, Sequence[Labels]]
"""By a row's key, the cells of one split that it stands in."""


class Standing(msgspec.Struct, frozen=True):
    """How a row stands to a figure: its case, how it counted, and why.

    `number` is what it adds in the figure's column, for one that has a column and where
    it met the figure. `labels`: for each split of the question, the cells it is in;
    none for a split by an equality answer, which leads to no case.
    """

    reference: str
    counted: str
    why: str
    number: int | None
    labels: tuple[tuple[Labels, ...], ...]


def standings(codes: Iterable[str], question: Question) -> dict[str, list[Standing]]:
    """Give the rows of figures, by code, as the system sees them.

    A ratio has the rows of both its figures. Raises as `values` does.
    """
    checked(question)
    wanted = {code: list(_parts(figure(code))) for code in codes}
    parts = {one.code: one for found in wanted.values() for one in found}
    plans: dict[Plan, list[Figure]] = defaultdict(list)
    for one in parts.values():
        plans[plan_of(one)].append(one)
    found: dict[str, list[Standing]] = {}
    for plan, sharing in plans.items():
        found |= _rows(plan, sharing, question)
    return {
        code: [row for one in figures for row in found[one.code]]
        for code, figures in wanted.items()
    }


def _parts(one: Figure) -> Iterable[Figure]:
    if one.measure == RATIO:
        return (figure(code) for code in one.over)
    return (one,)


def _rows(
    plan: Plan, figures: Sequence[Figure], question: Question
) -> dict[str, list[Standing]]:
    which = planned(plan, figures, question)
    splits = [
        {} if split[0].startswith(EQUALITY) else _labels(which, plan, split)
        for split in question.by
    ]
    places = {
        f"place_{number}": place(one, which.setting, which.names)
        for number, one in enumerate(figures)
    }
    columns = {one.column: F(which.names[one.column]) for one in figures if one.column}
    named = {f"of_{name}": column for name, column in columns.items()}
    case = "reference" if plan.grain == "case" else "case__reference"
    lines = (
        which.query.annotate(**places, **named, of_reference=F(case))
        .order_by("of_reference", "pk")
        .values_list("pk", "of_reference", *places, *named)
        .iterator(chunk_size=CHUNK)
    )
    found: dict[str, list[Standing]] = {one.code: [] for one in figures}
    for key, reference, *taken in lines:
        labels = tuple(tuple(split.get(key, ())) for split in splits)
        numbers = dict(zip(columns, taken[len(figures) :], strict=True))
        for one, number in zip(figures, taken, strict=False):
            if number != OUTSIDE:
                sort = one.sorts[number]
                adds = numbers.get(one.column) if sort.counted == MET else None
                found[one.code].append(
                    Standing(reference, sort.counted, sort.why, adds, labels)
                )
    return found


def _labels(which: Planned, plan: Plan, split: Split) -> LabelsOf:
    """Give the cells of a split by row: several where a case concerns several teams."""
    by = groups(which, plan, split)
    lines = which.query.annotate(**by).order_by().values_list("pk", *by)
    found: dict[Any, list[list[str]]] = defaultdict(list)
    for key, *values in lines.iterator(chunk_size=CHUNK):
        shown = [splitting.shown(n, v) for n, v in zip(split, values, strict=True)]
        found[key].append(shown)
    if "handler" in split:
        _name_staff(found.values(), split.index("handler"))
    return {key: sorted({*map(tuple, labels)}) for key, labels in found.items()}


def _name_staff(rows: Iterable[list[list[str]]], at: int) -> None:
    """Put the names of members of staff where a split has them by number."""
    every = [labels for row in rows for labels in row]
    names = splitting.staff({labels[at] for labels in every})
    for labels in every:
        labels[at] = names.get(labels[at], labels[at])
