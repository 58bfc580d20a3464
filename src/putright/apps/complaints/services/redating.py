"""What a list of bank holidays moves: `putright redate`, listed and applied."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec

from putright.apps.complaints.models import CaseRow, StageRow
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.queries.journals import journals
from putright.apps.complaints.queries.moving import Behind, behind, movable
from putright.apps.complaints.services import calendars, target_days, working_days
from putright.apps.complaints.services.refolding import BATCH, refold_many
from putright.core.calendar import Calendar
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context
from putright.core.complaints.fold import fold
from putright.core.complaints.summary import StageSummary, summarise

DATES = ("acknowledge_by", "respond_by", "extension_limit", "backstop")
VERDICTS = ("acknowledgement", "response", "within_backstop")
Stages = Mapping[int, Mapping[str, Any]]
"""A case's stages by number, each as its columns."""


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A date or verdict of a case's stage that a calendar changes.

    `letter_wrong` is true where a letter already sent states the old date.
    """

    reference: str
    stage: int
    what: str
    old: str
    new: str
    open: bool
    letter_wrong: bool


def moves(calendar: Calendar | None = None) -> list[Moved]:
    """List what a calendar (the adopted one by default) moves.

    Of an open stage everything; of an answered one only where a verdict flips. What is
    compared is what the summary rows hold now.
    """
    context = current_context()
    if calendar is not None:
        context = msgspec.structs.replace(context, calendar=calendar)
    found: list[Moved] = []
    listed = _listed(context)
    for _, group in groupby(listed, key=lambda one: (one.reference, one.stage)):
        of_stage = list(group)
        flips = any(one.what in VERDICTS for one in of_stage)
        if flips or of_stage[0].open:
            found += of_stage
    return found


def _listed(context: Context) -> Iterator[Moved]:
    for some in _batches(context.calendar):
        numbers = movable(context.calendar, some, written_down=False)
        rows = CaseRow.objects.filter(pk__in=numbers).order_by("pk")
        references = dict(rows.values_list("pk", "reference"))
        stages = _stages(numbers)
        for number, told in journals(references, words=False):
            case = fold([one.event for one in told], references[number])
            yield from _moved(case, stages.get(number, {}), context)


def _batches(calendar: Calendar) -> Iterator[list[Behind]]:
    cases = behind(calendar)
    for start in range(0, len(cases), BATCH):
        yield cases[start : start + BATCH]


def _stages(numbers: Sequence[int]) -> Mapping[int, Stages]:
    rows = StageRow.objects.filter(case__in=numbers).order_by("case", "number", "pk")
    found: dict[int, dict[int, dict[str, Any]]] = {}
    for row in rows.values("case", "number", *DATES, *VERDICTS):
        found.setdefault(row["case"], {})[row["number"]] = row
    return found


def _moved(case: Case, before: Stages, context: Context) -> Iterator[Moved]:
    kinds = {kind for _, kind in case.letters}
    for stage in summarise(case, context).stages:
        old = before.get(stage.number)
        if old is not None:
            letter = f"acknowledgement_{stage.number}" in kinds
            yield from _changes(case.reference, old, stage, letter=letter)


def _changes(
    reference: str, old: Mapping[str, Any], stage: StageSummary, *, letter: bool
) -> Iterator[Moved]:
    for what in (*DATES, *VERDICTS):
        before, after = old[what], getattr(stage, what)
        if before != after:
            yield Moved(
                reference=reference,
                stage=stage.number,
                what=what,
                old=str(before if before is not None else ""),
                new=str(after if after is not None else ""),
                open=stage.responded_on is None,
                letter_wrong=letter and what == "respond_by",
            )


def apply() -> int:
    """Make the rows anew of every case that the adopted calendar can move.

    Gives how many. The others keep their rows, which say the same by either. Some
    hundred cases to a transaction: stopped half way, it goes on where it was.
    """
    calendars.write_down_own()
    target_days.rewrite()
    working_days.rewrite()
    context = current_context()
    count = 0
    for some in _batches(context.calendar):
        numbers = movable(context.calendar, some, written_down=True)
        count += refold_many(numbers, context, texts=False)
        _unmoved(context.calendar, some)
    return count


def _unmoved(calendar: Calendar, cases: Sequence[Behind]) -> None:
    """Say of the cases that a calendar can't move that their rows are by it too."""
    # Looked at again: a step decided before the list was adopted may have been
    # written since, by the list before it.
    still = movable(calendar, cases, written_down=True)
    rows = CaseRow.objects.filter(pk__in=[one.number for one in cases])
    by_another = rows.exclude(pk__in=still).exclude(calendar_version=calendar.version)
    by_another.update(calendar_version=calendar.version)
