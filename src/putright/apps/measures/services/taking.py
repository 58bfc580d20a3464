"""Taking a file of records: read, measured, and its columns kept."""

import datetime
from collections.abc import Iterator

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.measures import keeping
from putright.apps.measures.opening import NotReadError, Source, explained, open_source
from putright.apps.measures.services.refusing import MeasuresRefusedError, draft
from putright.apps.measures.services.working import (
    answer_of,
    frames_after,
    keep_file,
    write,
)
from putright.core.measures.records import RecordsRefusedError, needs
from putright.core.tabular import TableError
from putright.rules.satisfaction_measures import measure_year, year_names

SHOWN = 10
"""How many cells that can't be read are told."""


@transaction.atomic
def take_records(
    *,
    number: int,
    kind: str,
    name: str,
    data: Iterator[bytes],
    by: User | None,
    now: datetime.datetime,
) -> int:
    """Take a file of `kind` for a draft and work its measures out; give its rows.

    `name` is the file's own, with its ending. Raises MeasuresRefusedError with the
    line and column of what can't be read; then nothing is kept.
    """
    found = draft(number)
    with keeping.laid_down(name, data) as (path, sha256):
        try:
            with explained(path):
                source = open_source(path)
                _need_columns(kind, source)
                frames = frames_after(found, kind, source.frame)
                answer = answer_of(found, frames)
                kept = keeping.keep(kind, source.frame)
                keep_file(found, kind, name, sha256, kept, by, now)
                write(found, frames, answer, now)
        except RecordsRefusedError as error:
            raise MeasuresRefusedError(_places(error, kind, source)) from error
        except (NotReadError, keeping.KeptGoneError) as error:
            raise MeasuresRefusedError(str(error)) from error
    return kept[1]


def _need_columns(kind: str, source: Source) -> None:
    """Refuse a file from which no measure of its kind can be told."""
    names = set(source.frame.collect_schema().names())
    wanted = [
        columns
        for code in _codes()
        for file, columns in needs(code).items()
        if file == kind
    ]
    if any(names.issuperset(columns) for columns in wanted):
        return
    least = min(wanted, key=lambda columns: len(set(columns) - names))
    raise MeasuresRefusedError(
        f"{source.path.name} has no column {', '.join(sorted(set(least) - names))}. "
        "Choose what the file holds, or name its columns as they are read."
    )


def _codes() -> list[str]:
    """Name the management measures; they are the same in every year known."""
    return [one.code for one in measure_year(year_names()[-1]).management]


def _places(error: RecordsRefusedError, kind: str, source: Source) -> str:
    """Say each fault with its file, line, column and value."""
    told = []
    for fault in error.faults[:SHOWN]:
        what = TableError(0, fault.column, fault.value, fault.why)
        where = source.place(fault.row) if fault.file == kind else fault.file
        told.append(f"{where}, {what}")
    more = len(error.faults) - SHOWN
    rest = [f"And {more:,} more."] if more > 0 else []
    return " ".join([*told, *rest, "Nothing was kept."])
