"""Adopting a list of bank holidays, and what it moves."""

import datetime
from collections.abc import Iterator

import msgspec
from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CalendarAdoption, CaseRow, StageRow
from putright.apps.complaints.queries.cases import open_case
from putright.apps.complaints.queries.context import calendar_of, current_context
from putright.apps.complaints.services import target_days
from putright.apps.complaints.services.append import refold
from putright.core.calendar import Calendar
from putright.core.complaints.summary import StageSummary, summarise

DATES = ("acknowledge_by", "respond_by", "extension_limit", "backstop")
VERDICTS = ("acknowledgement", "response", "within_backstop")


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


@transaction.atomic
def adopt(
    *, text: str, reason: str, by: User | None, now: datetime.datetime
) -> CalendarAdoption:
    """Adopt a list of bank holidays (TOML). Raises ValueError with what is wrong.

    Nothing moves until `apply`: `redate` lists what would.
    """
    calendar = calendar_of(text)
    return CalendarAdoption.objects.create(
        text=text,
        version=calendar.version,
        reason=reason[:200],
        adopted_by=by,
        adopted_at=now,
    )


def redate(calendar: Calendar | None = None, *, every: bool = False) -> Iterator[Moved]:
    """List what a calendar (the adopted one by default) would move.

    Open cases, and with `every` the answered ones whose verdict flips too. What is
    compared is what the summary rows hold now.
    """
    context = current_context()
    if calendar is not None:
        context = msgspec.structs.replace(context, calendar=calendar)
    found = CaseRow.objects.filter(stages__isnull=False).distinct().order_by("pk")
    if not every:
        found = found.filter(beat_on__isnull=False)
    found = found.exclude(calendar_version=context.calendar.version)
    for row in found.iterator(chunk_size=500):
        opened = open_case(row)
        told = {kind for _, kind in opened.case.letters}
        summary = summarise(opened.case, context)
        before = {stage.number: stage for stage in row.stages.all()}
        for stage in summary.stages:
            old = before.get(stage.number)
            if old is not None:
                letter = _told(stage, told)
                yield from _moves(row.reference, old, stage, letter=letter)


def _told(stage: StageSummary, kinds: set[str]) -> bool:
    return f"acknowledgement_{stage.number}" in kinds


def _moves(
    reference: str, old: StageRow, stage: StageSummary, *, letter: bool
) -> Iterator[Moved]:
    for what in (*DATES, *VERDICTS):
        before, after = getattr(old, what), getattr(stage, what)
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
    """Make the summary rows of every case anew by the adopted calendar.

    Gives how many cases were made anew. Each in a transaction of its own: stopped half
    way, it goes on where it was.
    """
    target_days.rewrite()
    context = current_context()
    count = 0
    version = context.calendar.version
    while True:
        behind = CaseRow.objects.exclude(calendar_version=version).order_by("pk")
        numbers = list(behind.values_list("pk", flat=True)[:500])
        if not numbers:
            return count
        for number in numbers:
            with transaction.atomic():
                row = CaseRow.objects.select_for_update().get(pk=number)
                refold(row, context)
            count += 1
