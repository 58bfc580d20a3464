"""A fieldwork file taken: each row kept, already there, or refused with its reason."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from putright.apps.accounts.models import User
from putright.apps.surveys.models import (
    Comment,
    Fieldwork,
    KeptMapping,
    PopulationRow,
    Response,
    SampledHome,
    Survey,
)
from putright.apps.surveys.services.forgetting import refuse_forgotten
from putright.apps.surveys.services.sampling import AT_ONCE
from putright.core.surveys import SurveyMapping, apply, read_text
from putright.core.surveys.population import ALL
from putright.core.surveys.taking import ResponseRow, columns_of, take_rows
from putright.core.tabular import RefusedRow, TableError
from putright.rules.satisfaction_measures import measure_year

FROM_HOMES = ("area", "category")
"""Characteristics that the sample knows of a household that was asked."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a file does: rows to keep, those here already, those refused.

    `left_out`: columns that nothing is taken from. `read` is the sum of the others.
    """

    rows: Sequence[ResponseRow]
    already: int
    refused: Sequence[RefusedRow]
    left_out: Sequence[str]

    @property
    def read(self) -> int:
        """Count every row of the file."""
        return len(self.rows) + self.already + len(self.refused)


def wanted_columns(survey: Survey) -> tuple[str, ...]:
    """Name the columns that are kept beside the format's own: what results need."""
    rules = measure_year(survey.year)
    rows = PopulationRow.objects.filter(survey=survey).exclude(characteristic=ALL)
    known = rows.order_by().values_list("characteristic", flat=True).distinct()
    codes = (one.code for one in rules.perception)
    return tuple(dict.fromkeys((*rules.filters, *codes, *FROM_HOMES, *sorted(known))))


def try_file(
    survey: Survey, *, name: str, data: bytes, mapping: SurveyMapping
) -> Trial:
    """Say what a file would do, and change nothing. Raises TableError."""
    wanted = wanted_columns(survey)
    table = apply(read_text(name, data), mapping, measure_year(survey.year))
    rows, refused = take_rows(table, survey.of, wanted)
    there = {one.reference: one for one in Response.objects.filter(survey=survey)}
    new, already = [], 0
    for row in rows:
        one = there.get(row.response)
        if one is None:
            new.append(row)
        elif _same(one, row):
            already += 1
        else:
            why = "A response of this number is here and says something else. Mend it."
            error = TableError(row.line, "response", row.response, why)
            refused.append(RefusedRow.of(error))
    refused.sort(key=lambda one: one.line)
    return Trial(new, already, refused, tuple(columns_of(table, wanted)))


def _same(one: Response, row: ResponseRow) -> bool:
    said = {
        name: text
        for name, text in one.answers.items()
        if name in row.answers or name not in FROM_HOMES
    }
    return (
        said == dict(row.answers)
        and one.household == row.household
        and one.stock_type == row.stock_type
        and one.method == row.method
        and one.answered_at == row.answered_at
    )


@transaction.atomic
def take_file(
    *,
    survey: Survey,
    name: str,
    data: bytes,
    mapping: SurveyMapping,
    by: User | None,
    now: datetime.datetime,
) -> Fieldwork:
    """Take a file: keep its new responses, and write down what came of every row.

    Raises TableError where it can't be read at all, SurveyRefusedError where it was
    forgotten which homes answered; then nothing is kept.
    """
    refuse_forgotten(Survey.objects.select_for_update().get(pk=survey.pk))
    trial = try_file(survey, name=name, data=data, mapping=mapping)
    sampled = {
        (one.stock_type, one.reference): one
        for one in SampledHome.objects.filter(survey=survey)
    }
    stray = [r for r in trial.rows if (r.stock_type, r.household) not in sampled]
    fieldwork = Fieldwork.objects.create(
        survey=survey,
        name=name.replace("\0", "�")[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        mapping=mapping.text(),
        taken_at=now,
        taken_by=by,
        read=trial.read,
        taken=len(trial.rows),
        already=trial.already,
        not_sampled=len(stray),
        refused=[[one.line, one.column, one.why] for one in trial.refused],
        left_out=[one.replace("\0", "�")[:100] for one in trial.left_out],
    )
    _keep_rows(fieldwork, trial.rows, sampled)
    _mark_answered(trial.rows, sampled, timezone.localtime(now).date())
    return fieldwork


def _keep_rows(
    fieldwork: Fieldwork,
    rows: Sequence[ResponseRow],
    sampled: Mapping[tuple[str, str], SampledHome],
) -> None:
    made = Response.objects.bulk_create(
        _response(fieldwork, row, sampled.get((row.stock_type, row.household)))
        for row in rows
    )
    Comment.objects.bulk_create(
        Comment(response=one, text=row.comment)
        for one, row in zip(made, rows, strict=True)
        if row.comment
    )


def _response(
    fieldwork: Fieldwork, row: ResponseRow, home: SampledHome | None
) -> Response:
    """Make a row; of a home that was asked the sample says what the file does not."""
    known = {name: getattr(home, name) for name in FROM_HOMES} if home else {}
    filled = {name: text for name, text in known.items() if text}
    return Response(
        survey=fieldwork.survey,
        fieldwork=fieldwork,
        reference=row.response,
        household=row.household,
        stock_type=row.stock_type,
        method=row.method,
        answered_at=row.answered_at,
        answers=filled | dict(row.answers),
    )


def _mark_answered(
    rows: Iterable[ResponseRow],
    sampled: dict[tuple[str, str], SampledHome],
    today: datetime.date,
) -> None:
    first: dict[int, datetime.date] = {}
    for row in rows:
        home = sampled.get((row.stock_type, row.household))
        if home is None:
            continue
        text = row.answered_at[:10]
        day = datetime.date.fromisoformat(text) if text else today
        known = first.get(home.pk, home.answered_on)
        if known is None or day < known:
            first[home.pk] = day
    for day, numbers in _by_day(first).items():
        for start in range(0, len(numbers), AT_ONCE):
            part = numbers[start : start + AT_ONCE]
            SampledHome.objects.filter(pk__in=part).update(answered_on=day)


def _by_day(first: Mapping[int, datetime.date]) -> dict[datetime.date, list[int]]:
    found: dict[datetime.date, list[int]] = {}
    for number, day in first.items():
        found.setdefault(day, []).append(number)
    return found


@transaction.atomic
def remove_mapping(*, name: str) -> None:
    """Keep a mapping no longer. Files that were taken by it hold their own."""
    KeptMapping.objects.filter(name=name).delete()


@transaction.atomic
def save_mapping(*, name: str, mapping: SurveyMapping, now: datetime.datetime) -> None:
    """Keep a mapping under a name, in place of one that had it."""
    KeptMapping.objects.update_or_create(
        name=name.strip()[:100],
        defaults={"mapping": mapping.text(), "saved_at": now},
    )
