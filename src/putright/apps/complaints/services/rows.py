"""Writing a case's summary rows from what core worked out."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

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
from putright.core.complaints.counting import ClockEntry
from putright.core.complaints.summary import CaseSummary, StageSummary

CASE_FIELDS = tuple(
    name
    for name in CaseSummary.__struct_fields__
    if name
    not in {"reference", "stages", "actions", "affected", "named", "teams", "extra"}
)
STAGE_FIELDS = tuple(
    name
    for name in StageSummary.__struct_fields__
    if name not in {"teams", "extensions", "points"}
)
CLOCK_FIELDS = ClockEntry.__struct_fields__
ACTION_FIELDS = ("ref", "stage", "owner", "made_on", "by_when", "done_on")


def write(row: CaseRow, summary: CaseSummary) -> None:
    """Write one case's rows in place of what was there."""
    fill(row, summary)
    row.save()
    StageRow.objects.filter(case=row).delete()
    ActionRow.objects.filter(case=row).delete()
    AffectedPerson.objects.filter(case=row).delete()
    NamedPerson.objects.filter(case=row).delete()
    CaseTeam.objects.filter(case=row).delete()
    ExtraCell.objects.filter(case=row).delete()
    write_children([(row, summary)])


def fill(row: CaseRow, summary: CaseSummary) -> None:
    """Put a summary's fields on a case's row."""
    for name in CASE_FIELDS:
        setattr(row, name, getattr(summary, name))


def write_children(pairs: Iterable[tuple[CaseRow, CaseSummary]]) -> None:
    """Write the rows below many cases: a statement a table, however many cases."""
    listed = list(pairs)
    stages = [(row, stage) for row, summary in listed for stage in summary.stages]
    made = _create(
        StageRow, [StageRow(case=row, **_stage(stage)) for row, stage in stages]
    )
    joined = [(row, stage) for row, (_, stage) in zip(made, stages, strict=True)]
    _create(
        StageTeam,
        [
            StageTeam(stage=row, team=team)
            for row, stage in joined
            for team in dict.fromkeys(stage.teams)
        ],
    )
    _create(
        PointRow,
        [
            PointRow(stage=row, ref=ref[:200], outcome=outcome)
            for row, stage in joined
            for ref, outcome in stage.points
        ],
    )
    _create(
        ExtensionRow,
        [
            ExtensionRow(stage=row, told_on=told_on, to=to, lifted=lifted)
            for row, stage in joined
            for told_on, to, lifted in stage.extensions
        ],
    )
    _create(
        ActionRow,
        [
            ActionRow(case=row, **{n: getattr(action, n) for n in ACTION_FIELDS})
            for row, summary in listed
            for action in summary.actions
        ],
    )
    _create(
        AffectedPerson,
        [AffectedPerson(case=r, person=p) for r, s in listed for p in s.affected],
    )
    _create(
        NamedPerson, [NamedPerson(case=r, user=u) for r, s in listed for u in s.named]
    )
    _create(
        CaseTeam,
        [
            CaseTeam(case=r, team=team)
            for r, s in listed
            for team in dict.fromkeys(s.teams)
        ],
    )
    _create(
        ExtraCell,
        [
            ExtraCell(case=row, name=name, value=value)
            for row, summary in listed
            for name, value in summary.extra
        ],
    )


def write_clock(row: CaseRow, entries: Iterable[ClockEntry]) -> None:
    """Write how late a case's clock entries were written down, in place of before."""
    ClockEntryRow.objects.filter(case=row).delete()
    _create(
        ClockEntryRow,
        [
            ClockEntryRow(case=row, **{n: getattr(one, n) for n in CLOCK_FIELDS})
            for one in entries
        ],
    )


def _stage(stage: StageSummary) -> Mapping[str, object]:
    return {name: getattr(stage, name) for name in STAGE_FIELDS}


Row = TypeVar("Row", bound=Model)


def _create(model: type[Row], rows: list[Row]) -> list[Row]:
    return model._default_manager.bulk_create(rows, batch_size=500) if rows else []
