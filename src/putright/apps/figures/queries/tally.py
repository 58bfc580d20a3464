"""The adding up, done by the database: a query for all figures that share their rows.

Each row takes its place among each figure's sorts; the database groups the rows by all
these places at once and by the split, and what comes back is only added together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from django.db.models import Count, F, Q, Sum

from putright.apps.figures.queries import splitting
from putright.apps.figures.queries.asking import Labels, Question
from putright.apps.figures.queries.plans import (
    Plan,
    groups,
    plan_of,
    planned,
    restricted,
)
from putright.apps.figures.queries.sql import OUTSIDE, place
from putright.core.figures import LEFT_OUT, MET, NOT_MET, Figure
from putright.core.figures.figure import (
    COUNT,
    MEAN,
    MEAN_OF_CASES,
    MEDIAN,
    SUM,
)

Key = tuple[Any, ...]


class Tally(msgspec.Struct):
    """How many rows of a cell met a figure, did not, and were left out and why.

    `restricted`: those among met and not met whose case is restricted. `histogram`:
    rows by the figure's value, for a mean or median. `sum` and `cases`: of the figure's
    column over what met it, for money.
    """

    met: int = 0
    not_met: int = 0
    restricted: int = 0
    left_out: dict[str, int] = msgspec.field(default_factory=dict)
    histogram: dict[int, int] = msgspec.field(default_factory=dict)
    sum: int = 0
    cases: int = 0

    @property
    def base(self) -> int:
        """How many rows the figure rests on."""
        return self.met + self.not_met


Tallies = dict[str, dict[Labels, Tally]]
"""By figure, then by cell. A figure that counted nothing has no cells."""


def added(cells: Iterable[Tally]) -> Tally:
    """Add up the cells of a split that holds each row once; `cases` are not added."""
    total = Tally()
    for cell in cells:
        total.met += cell.met
        total.not_met += cell.not_met
        total.restricted += cell.restricted
        for why, rows in cell.left_out.items():
            total.left_out[why] = total.left_out.get(why, 0) + rows
        for number, rows in cell.histogram.items():
            total.histogram[number] = total.histogram.get(number, 0) + rows
    return total


def tallied(
    figures: Sequence[Figure], question: Question, split: tuple[str, ...]
) -> Tallies:
    """Count figures for a split, or in all where it is empty."""
    plans: dict[Plan, list[Figure]] = defaultdict(list)
    for figure in figures:
        plans[plan_of(figure)].append(figure)
    found: dict[str, dict[Key, Tally]] = {figure.code: {} for figure in figures}
    for plan, sharing in plans.items():
        _count(plan, sharing, question, split, found)
        for figure in sharing:
            if figure.measure in (MEAN, MEDIAN):
                _values(plan, figure, question, split, found[figure.code])
            elif figure.measure in (SUM, MEAN_OF_CASES):
                _money(plan, figure, question, split, found[figure.code])
    return _labelled(found, split)


def _count(
    plan: Plan,
    figures: Sequence[Figure],
    question: Question,
    split: tuple[str, ...],
    found: dict[str, dict[Key, Tally]],
) -> None:
    which = planned(plan, figures, question)
    by = groups(which, plan, split)
    places = {
        f"place_{number}": place(figure, which.setting, which.names)
        for number, figure in enumerate(figures)
    }
    query = which.query.annotate(**by, **places, of_restricted=restricted(which))
    lines = (
        query.values_list(*by, *places, "of_restricted")
        .annotate(of_rows=Count("pk"))
        .order_by()
        .iterator(chunk_size=2000)
    )
    for line in lines:
        key, taken = line[: len(by)], line[len(by) : -2]
        for figure, number in zip(figures, taken, strict=True):
            if number != OUTSIDE:
                tally = found[figure.code].setdefault(key, Tally())
                _add(tally, figure, number, line[-1], hidden=line[-2])


def _add(tally: Tally, figure: Figure, number: int, rows: int, *, hidden: bool) -> None:
    sort = figure.sorts[number]
    if sort.counted == LEFT_OUT:
        tally.left_out[sort.why] = tally.left_out.get(sort.why, 0) + rows
        return
    if sort.counted == MET:
        tally.met += rows
    elif sort.counted == NOT_MET:
        tally.not_met += rows
    if hidden and (sort.counted == MET or figure.measure != COUNT):
        tally.restricted += rows


def _met(figure: Figure) -> Q:
    places = [n for n, sort in enumerate(figure.sorts) if sort.counted == MET]
    return Q(of_place__in=places)


def _values(
    plan: Plan,
    figure: Figure,
    question: Question,
    split: tuple[str, ...],
    cells: dict[Key, Tally],
) -> None:
    """How many rows have each value: a mean and a median are exact from that."""
    which = planned(plan, [figure], question)
    by = groups(which, plan, split)
    lines = (
        which.query.alias(of_place=place(figure, which.setting, which.names))
        .filter(_met(figure))
        .annotate(**by, of_value=F(which.names[figure.column]))
        .values_list(*by, "of_value")
        .annotate(of_rows=Count("pk"))
        .order_by()
    )
    for *key, number, rows in lines:
        histogram = cells.setdefault(tuple(key), Tally()).histogram
        histogram[number] = histogram.get(number, 0) + rows


def _money(
    plan: Plan,
    figure: Figure,
    question: Question,
    split: tuple[str, ...],
    cells: dict[Key, Tally],
) -> None:
    """What was offered, and over how many cases: of figures with one way to meet them,
    since a case counts once."""
    which = planned(plan, [figure], question)
    by = groups(which, plan, split)
    lines = (
        which.query.annotate(**by, of_place=place(figure, which.setting, which.names))
        .filter(_met(figure))
        .values_list(*by, "of_place")
        .annotate(
            of_total=Sum(which.names[figure.column]),
            of_cases=Count(which.counted.case, distinct=True),
        )
        .order_by()
    )
    for *key, _, total, cases in lines:
        tally = cells.setdefault(tuple(key), Tally())
        tally.sum, tally.cases = total, cases


def _labelled(
    found: Mapping[str, Mapping[Key, Tally]], split: tuple[str, ...]
) -> Tallies:
    """Give the cells by their labels, in order of label."""
    keys = {key for cells in found.values() for key in cells}
    labels = {
        key: tuple(splitting.shown(n, v) for n, v in zip(split, key, strict=True))
        for key in keys
    }
    if "handler" in split:
        at = split.index("handler")
        names = splitting.staff({one[at] for one in labels.values()})
        labels = {
            key: (*one[:at], names.get(one[at], one[at]), *one[at + 1 :])
            for key, one in labels.items()
        }
    return {
        code: dict(sorted(_by_label(cells, labels))) for code, cells in found.items()
    }


def _by_label(
    cells: Mapping[Key, Tally], labels: Mapping[Key, Labels]
) -> Iterable[tuple[Labels, Tally]]:
    return ((labels[key], tally) for key, tally in cells.items())
