"""What a report's figures come to, each with its cases: what is frozen and compared."""

from collections.abc import Mapping
from datetime import date

import msgspec

from putright.apps.complaints.queries.context import current_calendar
from putright.apps.figures import queries as figures
from putright.apps.figures.queries.standing import Standing, standings
from putright.core.complaints.fold import FOLD_VERSION
from putright.core.figures import FIGURES, Cell
from putright.core.reports.asks import Ask, calls
from putright.core.reports.frozen import Asked, KeptCell, Labels, Member, Where

Splits = Mapping[Asked, tuple[str, ...]]
"""What is asked of each figure, with the splits that are shown of it."""


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A figure's values for what was asked, and its cases where they were wanted."""

    title: str
    unit: str
    cells: tuple[KeptCell, ...]
    left_out: tuple[tuple[str, int], ...]
    members: tuple[Member, ...] = ()


def rules_version() -> str:
    """Name the rules that summary rows were made by: the fold and the calendar."""
    return f"{FOLD_VERSION}/{current_calendar().version}"


def counted(
    asked: Splits, as_at: date, edition: str, *, members: bool
) -> dict[Asked, Counted]:
    """Answer what a report asks, judged on a day; unknown figures are left out.

    What is asked for the same days and limit is counted together: the number of queries
    depends on the periods, the kinds of row and the splits, not on how many figures.
    """
    windows: dict[tuple[date, date, Where], str] = {}
    asks: list[Ask] = []
    for one in asked:
        if one.code in FIGURES:
            window = windows.setdefault(_days(one), str(len(windows)))
            splits = tuple(tuple(name.split(",")) for name in asked[one])
            asks.append(Ask((one.code,), splits, window))
    days = {window: span for span, window in windows.items()}
    found: dict[Asked, Counted] = {}
    for call in calls(asks):
        first, last, where = days[call.window]
        question = figures.Question(
            first=first,
            last=last,
            as_at=as_at,
            by=call.by,
            where=where,
            edition=edition,
        )
        sharing = [Asked(code, first, last, where) for code in call.codes]
        found |= _together(sharing, asked, question, members=members)
    return {one: found[one] for one in asked if one in found}


def _days(one: Asked) -> tuple[date, date, Where]:
    return (one.first, one.last, one.where)


def _together(
    sharing: list[Asked], asked: Splits, question: figures.Question, *, members: bool
) -> dict[Asked, Counted]:
    codes = [one.code for one in sharing]
    splits = [",".join(split) for split in question.by]
    results = figures.values(codes, question)
    rows = standings(codes, question) if members else {}
    found = {}
    for one, result in zip(sharing, results, strict=True):
        own = [splits.index(name) for name in asked[one]]
        found[one] = Counted(
            title=result.figure.title,
            unit=result.figure.unit,
            cells=_cells(result, asked[one]),
            left_out=tuple(result.left_out.items()),
            members=tuple(_member(row, own) for row in rows.get(one.code, ())),
        )
    return found


def _member(row: Standing, own: list[int]) -> Member:
    return Member(
        case=row.reference,
        counted=row.counted,
        why=row.why,
        number=row.number,
        labels=tuple(row.labels[place] for place in own),
    )


def _cells(result: figures.Result, splits: tuple[str, ...]) -> tuple[KeptCell, ...]:
    parts = [
        _cell(name, labels, cell)
        for name in splits
        for labels, cell in result.by[name].items()
    ]
    return (_cell("", (), result.total), *parts)


def _cell(split: str, labels: Labels, cell: Cell) -> KeptCell:
    return KeptCell(
        split=split,
        labels=labels,
        value=cell.value,
        numerator=cell.numerator,
        denominator=cell.denominator,
        base=cell.base,
        hidden=cell.hidden,
    )
