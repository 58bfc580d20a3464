"""A case's summary rows as plain cells: from what core worked out to the tables.

One way for one case and for many: a statement a table, however many cases.
"""

import datetime
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Model

from putright.apps.complaints.models import (
    ActionRow,
    AffectedPerson,
    CaseRow,
    CaseTeam,
    ClockEntryRow,
    ExtensionRow,
    ExtraCell,
    NamedPerson,
    PointRow,
    StageRow,
    StageTeam,
)
from putright.apps.complaints.services.inserting import insert, numbers, update
from putright.core.complaints.counting import ClockEntry
from putright.core.complaints.days_counted import days_counted
from putright.core.complaints.summary import CaseSummary, StageSummary

SUMMARY_FIELDS = tuple(
    name
    for name in CaseSummary.__struct_fields__
    if name
    not in {"reference", "stages", "actions", "affected", "named", "teams", "extra"}
)
CASE_FIELDS = (*SUMMARY_FIELDS, "days_from", "days_to")
STAGE_FIELDS = tuple(
    name
    for name in StageSummary.__struct_fields__
    if name not in {"teams", "extensions", "points"}
)
CLOCK_FIELDS = ClockEntry.__struct_fields__
ACTION_FIELDS = ("ref", "stage", "owner", "made_on", "by_when", "done_on")
BELOW_CASE = (
    StageRow,
    ActionRow,
    ClockEntryRow,
    ExtraCell,
    AffectedPerson,
    NamedPerson,
    CaseTeam,
)

_case_of = attrgetter(*SUMMARY_FIELDS)
_stage_of = attrgetter(*STAGE_FIELDS)
_action_of = attrgetter(*ACTION_FIELDS)
_clock_of = attrgetter(*CLOCK_FIELDS)
Cells = tuple[Any, ...]


class StageCells(NamedTuple):
    """A stage's row and the rows below it."""

    cells: Cells
    teams: tuple[str, ...]
    points: tuple[tuple[str, str], ...]
    extensions: tuple[tuple[datetime.date | None, datetime.date, bool], ...]


class RowCells(NamedTuple):
    """A case's own row (CASE_FIELDS) and the rows below it, with no numbers yet."""

    case: Cells
    stages: list[StageCells]
    actions: list[Cells]
    affected: tuple[str, ...]
    named: tuple[str, ...]
    teams: tuple[str, ...]
    extra: tuple[tuple[str, str], ...]
    clock: list[Cells]


def cells_of(summary: CaseSummary, clock: Sequence[ClockEntry]) -> RowCells:
    """Give the cells of a summary, and of the entries that move its clock."""
    return RowCells(
        case=(*_case_of(summary), *days_counted(summary.stages, clock)),
        stages=[_stage(stage) for stage in summary.stages],
        actions=[_action_of(action) for action in summary.actions],
        affected=summary.affected,
        named=summary.named,
        teams=tuple(dict.fromkeys(summary.teams)),
        extra=tuple(summary.extra),
        clock=[_clock_of(one) for one in clock],
    )


def _stage(stage: StageSummary) -> StageCells:
    return StageCells(
        cells=_stage_of(stage),
        teams=tuple(dict.fromkeys(stage.teams)),
        points=tuple((ref[:200], outcome) for ref, outcome in stage.points),
        extensions=stage.extensions,
    )


Numbered = Sequence[tuple[int, RowCells]]
"""Cases by the number of their row, and what their rows are to say."""


def replace(known: Numbered) -> None:
    """Write the rows of cases that are there in place of what they said."""
    update(CaseRow, CASE_FIELDS, [(number, *rows.case) for number, rows in known])
    replace_below(known)


def replace_below(known: Numbered) -> None:
    """Write the rows below cases in place of those that are there."""
    which = [number for number, _ in known]
    for model in BELOW_CASE:
        model._default_manager.filter(case__in=which).delete()
    insert_below(known)


def insert_below(known: Numbered) -> None:
    """Write the rows below cases that have none."""
    _insert_stages(known)
    for model, fields, cells in _children(known):
        insert(model, fields, cells)


def _insert_stages(known: Numbered) -> None:
    listed = [(number, stage) for number, rows in known for stage in rows.stages]
    found = list(zip(numbers(StageRow, len(listed)), listed, strict=True))
    insert(
        StageRow,
        ("id", "case", *STAGE_FIELDS),
        [(row, number, *stage.cells) for row, (number, stage) in found],
    )
    insert(
        StageTeam,
        ("stage", "team"),
        [(row, team) for row, (_, stage) in found for team in stage.teams],
    )
    insert(
        PointRow,
        ("stage", "ref", "outcome"),
        [(row, *point) for row, (_, stage) in found for point in stage.points],
    )
    insert(
        ExtensionRow,
        ("stage", "told_on", "to", "lifted"),
        [(row, *told) for row, (_, stage) in found for told in stage.extensions],
    )


def _children(
    known: Numbered,
) -> Iterator[tuple[type[Model], tuple[str, ...], list[Cells]]]:
    """Give the rows that hang on a case's row, a table at a time."""
    yield (
        ActionRow,
        ("case", *ACTION_FIELDS),
        [(number, *cells) for number, rows in known for cells in rows.actions],
    )
    yield (
        ClockEntryRow,
        ("case", *CLOCK_FIELDS),
        [(number, *cells) for number, rows in known for cells in rows.clock],
    )
    yield (
        ExtraCell,
        ("case", "name", "value"),
        [(number, *pair) for number, rows in known for pair in rows.extra],
    )
    for model, column, listed in (
        (AffectedPerson, "person", "affected"),
        (NamedPerson, "user", "named"),
        (CaseTeam, "team", "teams"),
    ):
        yield (
            model,
            ("case", column),
            [(number, one) for number, rows in known for one in getattr(rows, listed)],
        )
