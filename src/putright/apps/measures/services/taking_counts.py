"""Taking perception results from a survey, and counts from a file or a form."""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.measures.models import (
    FileKind,
    InputFile,
    Result,
    Source,
    Survey,
    Year,
)
from putright.apps.measures.services.refusing import MeasuresRefusedError, draft
from putright.apps.surveys.queries import provenance, surveys
from putright.apps.surveys.queries.working_out import NoResultError, worked_out
from putright.core.measures.counts import ColumnError, find_columns
from putright.core.measures.perception import (
    PerceptionCounts,
    SampleDrawn,
    SurveyAccount,
    account_of,
    counts_of,
)
from putright.core.measures.standing import Standing, from_counts
from putright.core.surveys import (
    NoPopulationError,
    WeightingError,
    read_population,
    read_responses,
    read_text,
    work_out,
)
from putright.core.surveys import Result as SurveyResult
from putright.core.tabular import Table, TableError, read
from putright.rules.satisfaction_measures import measure_year

SHOWN = 10


@transaction.atomic
def take_survey(
    *,
    number: int,
    responses: tuple[str, bytes],
    population: tuple[str, bytes],
    weight_by: Sequence[str],
    by: User | None,
    now: datetime.datetime,
) -> int:
    """Work out a survey from its responses and households; give how many were kept.

    Each file is its name and bytes; neither is kept, only what they come to. Raises
    MeasuresRefusedError with the line and column of what is wrong.
    """
    found = draft(number)
    results = _worked(found, responses, population, weight_by)
    _write_survey(found, results, {})
    for kind, (name, data) in (
        (FileKind.SURVEY, responses),
        (FileKind.POPULATION, population),
    ):
        _noted(found, kind, name, data, by, now)
    return sum(one.kept for one in results.values())


@transaction.atomic
def take_recorded_survey(*, number: int) -> int:
    """Take the surveys of the year that were done here; give how many were kept.

    Raises MeasuresRefusedError where there is none, or one has no result.
    """
    found = draft(number)
    results: dict[str, SurveyResult] = {}
    rests_on: dict[str, tuple[SampleDrawn | None, str]] = {}
    for survey in surveys.of_year(found.name):
        try:
            worked = worked_out(survey)
        except NoResultError as error:
            raise MeasuresRefusedError(f"{survey.name}: {error}") from error
        twice = results.keys() & worked.keys()
        if twice:
            raise MeasuresRefusedError(
                f"Two surveys of {found.name} have responses of {', '.join(twice)}, "
                "so which one counts is not known. Load the files of one of them."
            )
        results |= worked
        sampled, print_ = provenance.drawn(survey), provenance.fingerprint(survey)
        rests_on |= {stock: (sampled.get(stock), print_) for stock in worked}
    if not results:
        raise MeasuresRefusedError(f"No survey of {found.name} is recorded here.")
    _write_survey(found, results, rests_on)
    InputFile.objects.filter(
        year=found, kind__in=[FileKind.SURVEY, FileKind.POPULATION]
    ).delete()
    return sum(one.kept for one in results.values())


def _write_survey(
    found: Year,
    results: Mapping[str, SurveyResult],
    rests_on: Mapping[str, tuple[SampleDrawn | None, str]],
) -> None:
    """Write a survey's measures down in place of whatever was there of them.

    `rests_on`: of one done here, by stock type, its sample and its fingerprint.
    """
    Survey.objects.filter(year=found).delete()
    _forget(found, [Source.SURVEY, Source.COUNTS, Source.TYPED], perception=True)
    rules = measure_year(found.name)
    for stock, one in results.items():
        sample, fingerprint = rests_on.get(stock, (None, ""))
        account = msgspec.structs.replace(
            account_of(one, found.name), sample=sample, fingerprint=fingerprint
        )
        take_account(found, stock, account)
        for counted in counts_of(stock, one):
            standing = from_counts(rules, counted.code, stock, counted.counts)
            _write(found, standing, Source.SURVEY, counted)


def take_account(year: Year, stock_type: str, account: SurveyAccount) -> None:
    """Write down how the survey of a stock type was done."""
    plain = msgspec.json.decode(msgspec.json.encode(account))
    Survey.objects.create(year=year, stock_type=stock_type, account=plain)


def _worked(
    year: Year,
    responses: tuple[str, bytes],
    population: tuple[str, bytes],
    weight_by: Sequence[str],
) -> dict[str, SurveyResult]:
    name = population[0]
    try:
        households = read_population(read(*population))
        name = responses[0]
        table = read_text(*responses)
        answers = read_responses(table)
        rules = measure_year(year.name)
        return work_out(answers, households, tuple(weight_by), rules)
    except WeightingError as error:
        where = "" if error.row is None else f"Line {table.line(error.row)}: "
        raise MeasuresRefusedError(f"{name}: {where}{error}") from error
    except (TableError, NoPopulationError) as error:
        raise MeasuresRefusedError(f"{name}: {error}") from error
    except UnicodeDecodeError as error:
        why = "is not in UTF-8. Save it as CSV UTF-8."
        raise MeasuresRefusedError(f"{name} {why}") from error


@transaction.atomic
def take_counts(
    *,
    number: int,
    name: str,
    data: bytes,
    by: User | None,
    now: datetime.datetime,
) -> int:
    """Take counts already made, a row a measure; give how many rows were taken.

    Rows of other years are refused, and so is a file with any row that can't be
    judged. Raises MeasuresRefusedError that names each line.
    """
    found = draft(number)
    try:
        table = read(name, data)
        for fault in table.faults:
            raise fault
        find_columns(table.headings)
    except (TableError, ColumnError) as error:
        raise MeasuresRefusedError(f"{name}: {error}") from error
    standings, wrong = _judged(found, table)
    if wrong:
        more = len(wrong) - SHOWN
        rest = [f"And {more:,} more."] if more > 0 else []
        told = [f"{name}, {one}" for one in wrong[:SHOWN]]
        raise MeasuresRefusedError(" ".join([*told, *rest, "Nothing was taken."]))
    if not standings:
        raise MeasuresRefusedError(f"{name} has no row. Choose another file.")
    for standing in standings:
        _write(found, standing, Source.COUNTS, None)
    _noted(found, FileKind.COUNTS, name, data, by, now, rows=len(standings))
    return len(standings)


def _judged(year: Year, table: Table) -> tuple[list[Standing], list[str]]:
    rules = measure_year(year.name)
    standings: dict[tuple[str, str], Standing] = {}
    wrong = []
    for row in table.rows:
        cells = {name.strip(): text.strip() for name, text in row.cells.items()}
        code, stock = cells["measure"], cells["stock_type"]
        if cells["year"] != year.name:
            wrong.append(f"line {row.line}: this row is of {cells['year']!r}.")
            continue
        one = from_counts(rules, code, stock, _counts(cells))
        if one.status == "invalid":
            wrong.append(f"line {row.line}: {one.problem}.")
        elif (code, stock) in standings:
            wrong.append(f"line {row.line}: {code} {stock} stands twice.")
        standings[code, stock] = one
    return list(standings.values()), wrong


_NAMES = (
    "numerator",
    "denominator",
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
    "not_applicable",
    "filter_yes",
    "filter_no",
    "in_time",
    "extended",
)


def _counts(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: cells.get(name, "") for name in _NAMES}


@transaction.atomic
def type_counts(
    *, number: int, code: str, stock_type: str, counts: Mapping[str, str]
) -> None:
    """Write down counts that a person typed for one measure.

    `counts`: texts by the columns of counts. Raises MeasuresRefusedError where they
    can't be judged.
    """
    found = draft(number)
    one = from_counts(measure_year(found.name), code, stock_type, counts)
    if one.status == "invalid":
        raise MeasuresRefusedError(f"{one.problem[:1].upper()}{one.problem[1:]}.")
    _write(found, one, Source.TYPED, None)


def _write(
    year: Year, one: Standing, source: str, counted: PerceptionCounts | None
) -> None:
    checks: list[dict[str, Any]] = []
    if counted is not None:
        checks = [
            {"check": check, "count": count, "records": []}
            for check, count in counted.checks.items()
        ]
    Result.objects.update_or_create(
        year=year,
        code=one.code,
        stock_type=one.stock_type,
        defaults={
            "source": source,
            "numerator": one.numerator,
            "denominator": one.denominator,
            "result": one.result,
            "exact": one.exact,
            "status": one.status,
            "problem": one.problem,
            "parts": dict(one.parts),
            "left_out": {},
            "checks": checks,
            "low": counted.low if counted else None,
            "high": counted.high if counted else None,
        },
    )


def _forget(year: Year, sources: Sequence[str], *, perception: bool) -> None:
    """Remove results of some sources, of the survey's measures or of the others."""
    rules = measure_year(year.name)
    group = rules.perception if perception else rules.management
    codes = [one.code for one in group]
    Result.objects.filter(year=year, source__in=sources, code__in=codes).delete()


def _noted(
    year: Year,
    kind: str,
    name: str,
    data: bytes,
    by: User | None,
    now: datetime.datetime,
    rows: int = 0,
) -> None:
    """Write down which file was read; nothing of it is kept."""
    if kind != FileKind.COUNTS:
        InputFile.objects.filter(year=year, kind=kind).delete()
    InputFile.objects.create(
        year=year,
        kind=kind,
        name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        rows=rows,
        taken_by=by,
        taken_at=now,
    )
