"""A published report's figures beside what the records come to now."""

from collections.abc import Iterable, Sequence

from putright.apps.complaints.queries.since import written_since
from putright.apps.reports.models import FrozenFigure, Report
from putright.apps.reports.queries import frozen
from putright.apps.reports.queries.counting import Counted, counted, rules_version
from putright.core.reports.frozen import Kept
from putright.core.reports.restating import Moved, Restated, Since, changes, restate

NOTHING = Counted(title="", unit="", cells=(), left_out=())
"""What a figure comes to that this program no longer knows."""


def restated(found: Report, program: str) -> list[Restated]:
    """Restate every figure of a published report, with the cases that changed.

    Each is asked the same again: the same days, limit and splits, judged on the same
    day, from the records as they are now. `program` is this program's version. Raises
    `frozen.NotAsPublishedError`.
    """
    return _restated(found, found.figures.all(), program)


def restated_figure(row: FrozenFigure, program: str) -> Restated:
    """Restate one figure of a published report."""
    return _restated(row.report, [row], program)[0]


def changed_values(found: Report) -> int:
    """Count the figures of a published report with another value now.

    Cases are not looked at: one in and one out leave a value as it was.
    """
    kept = [frozen.figure(row) for row in found.figures.all()]
    now = _now(found, kept, members=False)
    since = Since(written=(), rules="", program="")
    return sum(
        restate(k, n.cells, (), since).changed for k, n in zip(kept, now, strict=True)
    )


def _restated(
    found: Report, rows: Iterable[FrozenFigure], program: str
) -> list[Restated]:
    there = list(rows)
    kept = [frozen.figure(row) for row in there]
    now = _now(found, kept, members=True)
    moved = [
        changes(frozen.members(row), after.members)
        for row, after in zip(there, now, strict=True)
    ]
    since = Since(
        written=_written(found, moved), rules=rules_version(), program=program
    )
    return [
        restate(one, after.cells, cases, since)
        for one, after, cases in zip(kept, now, moved, strict=True)
    ]


def _now(found: Report, kept: Sequence[Kept], *, members: bool) -> list[Counted]:
    assert found.as_at is not None
    asked = {one.asked: one.splits for one in kept}
    now = counted(asked, found.as_at, found.edition, members=members)
    return [now.get(one.asked, NOTHING) for one in kept]


def _written(found: Report, moved: Iterable[tuple[Moved, ...]]) -> set[str]:
    assert found.published_at is not None
    cases = {one.case for some in moved for one in some}
    return written_since(cases, found.published_at)
