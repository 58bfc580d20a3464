"""Working a year's management measures out, from kept files and from casework."""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl
from django.db import transaction

from putright.apps.complaints.queries.context import current_context
from putright.apps.measures import keeping
from putright.apps.measures.models import FileKind, InputFile, Result, Source, Year
from putright.apps.measures.queries.casework import count_casework
from putright.apps.measures.queries.records import frames_of, in_time_parts
from putright.apps.measures.services.refusing import MeasuresRefusedError, draft
from putright.core.measures.numbers import shown
from putright.core.measures.records import Answer, Asked, Check, Measured, measure
from putright.rules.satisfaction_measures import measure_year

OWN = (Source.NONE, Source.RECORDS, Source.CASEWORK)
"""Sources that working out replaces; what was loaded or typed it leaves alone."""
Frames = Mapping[str, pl.LazyFrame]


@transaction.atomic
def work_out(
    *,
    number: int,
    as_at: datetime.date,
    combined: bool,
    trust_extensions: bool,
    now: datetime.datetime,
) -> None:
    """Work the management measures out anew, as they stand on `as_at`.

    Raises MeasuresRefusedError where it is signed off, or a kept file is gone.
    """
    found = draft(number)
    found.as_at, found.combined = as_at, combined
    found.trust_extensions = trust_extensions
    try:
        frames = frames_of(found)
        write(found, frames, answer_of(found, frames), now)
    except keeping.KeptGoneError as error:
        raise MeasuresRefusedError(str(error)) from error


def asked_of(year: Year) -> Asked:
    """Say what is asked of a year's records."""
    return Asked(
        measure_year(year.name),
        year.as_at,
        trust=year.trust_extensions,
        combined=year.combined,
    )


def answer_of(year: Year, frames: Frames) -> Answer:
    """Measure some records. Raises RecordsRefusedError as `measure` does."""
    return measure(frames, asked_of(year), current_context())


def write(year: Year, frames: Frames, answer: Answer, now: datetime.datetime) -> None:
    """Write the results of an answer down, complaints from casework without a register.

    A result that was loaded as a count or typed in stays.
    """
    found = {(one.measure.code, one.stock_type): one for one in answer.measures}
    checks = list(answer.checks)
    parts: dict[tuple[str, str], dict[str, str]] = {}
    sources = dict.fromkeys(found, Source.RECORDS)
    if FileKind.REGISTER in frames:
        parts = in_time_parts(year, asked_of(year), frames)
    else:
        counted = count_casework(year, frames.get(FileKind.HOMES))
        found |= counted.measures
        checks += counted.checks
        parts = counted.parts
        sources |= dict.fromkeys(counted.measures, Source.CASEWORK)
    Result.objects.filter(year=year, source__in=OWN).delete()
    kept = set(Result.objects.filter(year=year).values_list("code", "stock_type"))
    Result.objects.bulk_create(
        _row(year, one, sources[key], checks, parts.get(key, {}))
        for key, one in found.items()
        if key not in kept
    )
    year.worked_at = now
    year.save()


def _row(
    year: Year,
    one: Measured,
    source: str,
    checks: list[Check],
    parts: Mapping[str, str],
) -> Result:
    cell = one.total
    missing = cell.status == "missing"
    code = one.measure.code
    return Result(
        year=year,
        code=code,
        stock_type=one.stock_type,
        source=Source.NONE if missing else source,
        numerator="" if cell.numerator is None else str(cell.numerator),
        denominator="" if cell.denominator is None else str(cell.denominator),
        result=cell.result or "",
        exact=_exact(one),
        status=cell.status,
        problem=one.missing,
        parts=dict(parts),
        left_out=dict(one.left_out),
        checks=[_plain(check) for check in checks if check.measure in (code, "")],
    )


def _exact(one: Measured) -> str:
    """Give a result to ten decimals, blank where there is none."""
    cell = one.total
    if cell.status != "ok" or cell.numerator is None or not cell.denominator:
        return ""
    return shown(Fraction(one.measure.times * cell.numerator, cell.denominator), 10)


def _plain(check: Check) -> dict[str, Any]:
    return {
        "check": check.check,
        "count": check.count,
        "records": list(check.records),
    }


def frames_after(year: Year, kind: str, frame: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    """Give a year's frames as they would be with another file of a kind."""
    return {**frames_of(year), kind: frame}


def keep_file(
    year: Year,
    kind: str,
    name: str,
    sha256: str,
    kept: tuple[str, int],
    by: Any,
    now: datetime.datetime,
) -> None:
    """Write down which file a year now has of a kind, in place of the one before.

    What was kept of that one goes, unless another number of the year rests on it.
    """
    before = InputFile.objects.filter(year=year, kind=kind).first()
    InputFile.objects.update_or_create(
        year=year,
        kind=kind,
        defaults={
            "name": name[:200],
            "sha256": sha256,
            "kept": kept[0],
            "rows": kept[1],
            "taken_by": by,
            "taken_at": now,
        },
    )
    if before and before.kept not in ("", kept[0]):
        gone = before.kept
        if not InputFile.objects.filter(kept=gone).exists():
            transaction.on_commit(lambda: keeping.forget(gone))
