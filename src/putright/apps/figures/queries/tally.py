"""The adding up, done by the database: a query for all figures that share their rows.

Each row takes its place among each figure's sorts; the database groups the rows by all
these places at once and by the split, and what comes back is only added together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.db.models import Case, Count, F, Q, Sum, When
from django.db.models.expressions import Combinable

from putright.apps.figures.queries import splitting
from putright.apps.figures.queries.asking import Labels, Question
from putright.apps.figures.queries.grouping import Group, Split, as_text, grouped
from putright.apps.figures.queries.plans import (
    Plan,
    Planned,
    dimensions,
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
from putright.core.figures.grains import EQUALITY, OVERLAPPING


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


Found = dict[Split, dict[str, dict[Group, Tally]]]
Tallies = dict[str, dict[Labels, Tally]]
"""By figure, then by cell. A figure that counted nothing has no cells."""


def tallied(
    figures: Sequence[Figure], question: Question, splits: Sequence[Split]
) -> dict[Split, Tallies]:
    """Count figures for each of some splits; in all for the empty one."""
    plans: dict[Plan, list[Figure]] = defaultdict(list)
    for figure in figures:
        plans[plan_of(figure)].append(figure)
    found: Found = {split: {figure.code: {} for figure in figures} for split in splits}
    for plan, sharing in plans.items():
        for together in _together(splits):
            _count(plan, sharing, question, together, found)
            for figure in sharing:
                if figure.measure in (SUM, MEAN_OF_CASES):
                    _money(plan, figure, question, together, found)
    return {split: _labelled(cells, split) for split, cells in found.items()}


def _together(splits: Sequence[Split]) -> list[list[Split]]:
    """Put the splits together that hold each row once, and can share its reading.

    Answers to equality questions are grouped with nothing else.
    """
    apart = [
        split for split in splits if OVERLAPPING in split or split in _equality(splits)
    ]
    shared = [split for split in splits if split not in apart]
    return [*([shared] if shared else []), *([split] for split in apart)]


def _equality(splits: Sequence[Split]) -> list[Split]:
    return [split for split in splits if split and split[0].startswith(EQUALITY)]


def _count(
    plan: Plan,
    figures: Sequence[Figure],
    question: Question,
    splits: Sequence[Split],
    found: Found,
) -> None:
    """How many rows each figure counts; of those with a mean or median also how many
    rows have each value, from which both are exact."""
    which = planned(plan, figures, question)
    places = {
        f"place_{number}": place(figure, which.setting, which.names)
        for number, figure in enumerate(figures)
    }
    query = which.query.annotate(**places, of_restricted=restricted(which))
    alike = _of_values(figures)
    values = {
        f"value_{number}": _value(which, figures.index(same[0]), same[0])
        for number, same in enumerate(alike)
    }
    columns = [*places, *values, "of_restricted"]
    by = dimensions(which, plan, splits)
    for line in grouped(query.annotate(**values), splits, by, columns):
        of_split = found[line.split]
        for figure, number in zip(figures, line.columns, strict=False):
            if number != OUTSIDE:
                tally = of_split[figure.code].setdefault(line.group, Tally())
                _add(tally, figure, number, line.rows, hidden=line.columns[-1])
        for same, value in zip(alike, line.columns[len(figures) : -1], strict=True):
            for one in same if value is not None else ():
                histogram = of_split[one.code][line.group].histogram
                histogram[value] = histogram.get(value, 0) + line.rows


def _value(which: Planned, number: int, figure: Figure) -> Combinable:
    """What a row that met a figure adds to its mean; null for one that did not."""
    met = Q((f"place_{number}__in", _met(figure)))
    return Case(When(met, then=F(which.names[figure.column])), default=None)


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


def _met(figure: Figure) -> list[int]:
    return [n for n, sort in enumerate(figure.sorts) if sort.counted == MET]


def _of_values(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Put means and medians together that are of the same values of the same rows."""
    alike: dict[object, list[Figure]] = defaultdict(list)
    for one in figures:
        if one.measure in (MEAN, MEDIAN):
            alike[one.population, one.sorts, one.column].append(one)
    return list(alike.values())


def _money(
    plan: Plan,
    figure: Figure,
    question: Question,
    splits: Sequence[Split],
    found: Found,
) -> None:
    """What was offered, and over how many cases: of figures with one way to meet them,
    since a case counts once; in each split anew, for its cells may share a case."""
    which = planned(plan, [figure], question)
    for split in splits:
        cells = found[split][figure.code]
        _offered(which, plan, figure, split, cells)


def _offered(
    which: Planned,
    plan: Plan,
    figure: Figure,
    split: Split,
    cells: dict[Group, Tally],
) -> None:
    by = groups(which, plan, split)
    lines = (
        which.query.annotate(**by, of_place=place(figure, which.setting, which.names))
        .filter(of_place__in=_met(figure))
        .values_list(*by, "of_place")
        .annotate(
            of_total=Sum(which.names[figure.column]),
            of_cases=Count(which.counted.case, distinct=True),
        )
        .order_by()
    )
    for *key, _, total, cases in lines:
        tally = cells.setdefault(as_text(key), Tally())
        tally.sum, tally.cases = total, cases


def _labelled(
    found: Mapping[str, Mapping[Group, Tally]], split: tuple[str, ...]
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
    cells: Mapping[Group, Tally], labels: Mapping[Group, Labels]
) -> Iterable[tuple[Labels, Tally]]:
    return ((labels[key], tally) for key, tally in cells.items())
