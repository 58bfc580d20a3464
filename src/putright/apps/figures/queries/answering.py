"""Answering: tallies made into values, split by split."""

from collections.abc import Iterable, Mapping

from putright.apps.figures.queries.asking import Labels, Question, Result
from putright.apps.figures.queries.homes_counted import HomesCounted
from putright.apps.figures.queries.splitting import checked, every_period
from putright.apps.figures.queries.tally import Tally, tallied
from putright.core.calendar import long_date
from putright.core.figures import FIGURES, Cell, Figure, disclosure, figure
from putright.core.figures import values as core
from putright.core.figures.figure import (
    COUNT,
    MEAN,
    MEAN_OF_CASES,
    MEDIAN,
    PER_1000,
    PERCENT,
    RATIO,
    SUM,
)
from putright.core.figures.grains import EQUALITY, OVERLAPPING
from putright.core.figures.values import HIDDEN

SMALL = 5
"""A cell that counts fewer, and holds a restricted case, is not shown."""
NONE = core.count(0)


def value(code: str, question: Question) -> Result:
    """Answer one figure. Errors as for `values`."""
    return values([code], question)[0]


def values(codes: Iterable[str] | None, question: Question) -> list[Result]:
    """Answer figures by their codes, or all of them, in their order.

    Raises NoSuchFigureError, and BadQuestionError for a split that there is not or a
    period that ends before it begins.
    """
    checked(question)
    wanted = [figure(code) for code in (FIGURES if codes is None else codes)]
    parts = [figure(code) for one in wanted for code in one.over if code]
    whole = {one.code: one for one in (*wanted, *parts) if one.measure != RATIO}
    counted = list(whole.values())
    splits = [(), *question.by]
    homes = HomesCounted(question)
    tallies = tallied(counted, question, splits)
    found = {
        one.code: _result(
            one, {s: tallies[s][one.code] for s in splits}, question, homes
        )
        for one in counted
    }
    return [
        _ratio(one, found) if one.measure == RATIO else found[one.code]
        for one in wanted
    ]


def _result(
    one: Figure,
    tallies: Mapping[tuple[str, ...], Mapping[Labels, Tally]],
    question: Question,
    homes: HomesCounted,
) -> Result:
    total = tallies[()].get((), Tally())
    by = {
        ",".join(split): _cells(one, split, tallies[split], question, homes)
        for split in question.by
    }
    overlaps = tuple(
        ",".join(split)
        for split in question.by
        if OVERLAPPING in split
        and sum(tally.base for tally in tallies[split].values()) > total.base
    )
    whole = _cell(one, total, homes, (), ())
    return Result(
        figure=one,
        total=whole,
        left_out={why: total.left_out.get(why, 0) for why in one.reasons},
        by=by,
        overlaps=overlaps,
        restricted=total.restricted,
        missing=_missing(one, whole, question),
    )


def _missing(one: Figure, total: Cell, question: Question) -> str:
    """Say which day's homes a rate lacks."""
    if one.measure != PER_1000 or total.denominator != 0:
        return ""
    return (
        f"No home that it counts is recorded as owned on {long_date(question.last)}, "
        "so there is no rate. Import the homes with the days from and to which they "
        "were owned."
    )


def _cells(
    one: Figure,
    split: tuple[str, ...],
    tallies: Mapping[Labels, Tally],
    question: Question,
    homes: HomesCounted,
) -> dict[Labels, Cell]:
    shown = dict(tallies)
    if not one.snapshot:
        for labels in every_period(split, question):
            shown.setdefault(labels, Tally())
    if split[0].startswith(EQUALITY):
        hidden = disclosure.withheld({k: _sizes(one, t) for k, t in tallies.items()})
    else:
        hidden = _hidden(one, tallies, overlapping=OVERLAPPING in split)
    return {
        labels: HIDDEN if labels in hidden else _cell(one, tally, homes, split, labels)
        for labels, tally in sorted(shown.items())
    }


def _sizes(one: Figure, tally: Tally) -> disclosure.Sizes:
    """Give the numbers that a cell would print."""
    if one.measure == PERCENT:
        return tally.base, tally.met, tally.not_met
    if one.measure in (SUM, MEAN_OF_CASES):
        return tally.met, tally.cases
    return (tally.met,)


def _hidden(
    one: Figure, tallies: Mapping[Labels, Tally], *, overlapping: bool
) -> set[Labels]:
    """Name the cells not shown: small ones that hold a restricted case.

    Where only one is, the total would give it away, and the smallest other goes too.
    """
    sizes = {
        labels: tally.met if one.measure == COUNT else tally.base
        for labels, tally in tallies.items()
    }
    hidden = {
        labels
        for labels, tally in tallies.items()
        if tally.restricted and sizes[labels] < SMALL
    }
    if len(hidden) == 1 and not overlapping:
        others = [(size, n) for n, size in sizes.items() if n not in hidden and size]
        if others:
            hidden.add(min(others)[1])
    return hidden


def _cell(
    one: Figure,
    tally: Tally,
    homes: HomesCounted,
    split: tuple[str, ...],
    labels: Labels,
) -> Cell:
    if one.measure == COUNT:
        return core.count(tally.met)
    if one.measure == PERCENT:
        return core.over(tally.met, tally.base, 100, base=tally.base)
    if one.measure == MEAN:
        return core.mean(tally.histogram)
    if one.measure == MEDIAN:
        return core.median(tally.histogram)
    if one.measure == PER_1000:
        return core.rate(tally.met, homes.for_cell(split, labels, one.homes))
    if one.measure == MEAN_OF_CASES:
        return core.mean_of_money(tally.sum, tally.cases)
    return core.money(tally.sum, tally.cases)


def _ratio(one: Figure, found: Mapping[str, Result]) -> Result:
    """Put one figure over another, cell by cell."""
    upper, lower = (found[code] for code in one.over)
    by = {
        name: {
            labels: _over(cells.get(labels, NONE), lower.by[name].get(labels, NONE))
            for labels in sorted({*cells, *lower.by[name]})
        }
        for name, cells in upper.by.items()
    }
    return Result(
        figure=one,
        total=_over(upper.total, lower.total),
        left_out={},
        by=by,
        overlaps=tuple(dict.fromkeys((*upper.overlaps, *lower.overlaps))),
        restricted=upper.restricted + lower.restricted,
    )


def _over(upper: Cell, lower: Cell) -> Cell:
    if upper.hidden or lower.hidden:
        return HIDDEN
    return core.over(
        upper.numerator or 0, lower.numerator or 0, base=upper.base + lower.base
    )
