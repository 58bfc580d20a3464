"""A survey set up, changed and removed, and the households that it stands for."""

import datetime
import secrets
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from django.db import IntegrityError, transaction

from putright.apps.accounts.models import User
from putright.apps.homes import queries as homes
from putright.apps.surveys.models import PopulationRow, Survey
from putright.apps.surveys.services.errors import SurveyRefusedError
from putright.core.surveys import Population
from putright.core.surveys.population import ALL

COMBINED = "combined"
HOMES_OF = {
    "LCRA": ("LCRA",),
    "LCHO": ("LCHO",),
    COMBINED: ("LCRA", "LCHO"),
}
"""Which homes a stock type of the measures is of."""


@transaction.atomic
def add_survey(
    *,
    year: str,
    name: str,
    stock_types: Collection[str],
    counted_on: datetime.date,
    quota_by: str,
    note: str,
    by: User | None,
    now: datetime.datetime,
    seed: str = "",
) -> Survey:
    """Set a survey up, and count its households from the homes of a day.

    `seed` draws its sample; a random one where none is given.
    Raises SurveyRefusedError where another survey of that year is of the same homes:
    a measure has one result a year.
    """
    _refuse_overlap(year, stock_types)
    survey = Survey(
        year=year,
        name=name,
        stock_types=",".join(stock_types),
        counted_on=counted_on,
        quota_by=quota_by,
        note=note,
        seed=seed or secrets.token_hex(16),
        created_at=now,
        created_by=by,
    )
    _save(survey, None)
    count_population(survey=survey)
    return survey


def _save(survey: Survey, fields: Sequence[str] | None) -> None:
    try:
        with transaction.atomic():
            survey.save(update_fields=fields)
    except IntegrityError as error:
        why = "That year has a survey of this name. Give another."
        raise SurveyRefusedError(why) from error


def _refuse_overlap(year: str, stock_types: Collection[str]) -> None:
    if COMBINED in stock_types and len(stock_types) > 1:
        raise SurveyRefusedError(
            "Combined already holds rental and ownership. Choose it alone, or not."
        )
    wanted = {home for one in stock_types for home in HOMES_OF[one]}
    for other in Survey.objects.select_for_update().filter(year=year):
        if wanted & {home for one in other.of for home in HOMES_OF[one]}:
            raise SurveyRefusedError(
                f"“{other.name}” is of these homes in {year} already, and a measure "
                "has one result a year. Go on with that one, or remove it first."
            )


@transaction.atomic
def change_survey(
    *, survey: Survey, name: str, note: str, weight_by: Sequence[str]
) -> None:
    """Change what a survey is called, what is said of it, and what it is weighted by.

    Raises SurveyRefusedError where that year has another of the name.
    """
    survey.name, survey.note = name, note
    survey.weight_by = ",".join(weight_by)
    _save(survey, ["name", "note", "weight_by"])


@transaction.atomic
def remove_survey(*, survey: Survey) -> None:
    """Remove a survey that nobody answered. Raises SurveyRefusedError otherwise."""
    if survey.responses.exists():
        raise SurveyRefusedError("It has answers. A survey with answers stays.")
    survey.delete()


@transaction.atomic
def count_population(*, survey: Survey) -> None:
    """Count a survey's households from the homes of its day, by area and category.

    A home is taken as one household. Homes whose area or category is not known are in
    the whole and in no margin of it.
    """
    found: dict[str, Population] = {}
    for stock_type in survey.of:
        rows = homes.owned_strata(survey.counted_on, HOMES_OF[stock_type])
        if not rows:
            continue
        one = found[stock_type] = Population(float(len(rows)))
        for name in ("area", "category"):
            counts = Counter(str(getattr(row, name)) for row in rows)
            margin = {v: float(n) for v, n in sorted(counts.items()) if v}
            if margin:
                one.margins[name] = margin
    set_population(survey=survey, population=found)


@transaction.atomic
def set_population(*, survey: Survey, population: Mapping[str, Population]) -> None:
    """Put these households in the place of those that were there.

    Raises SurveyRefusedError where a stock type is none of the survey's, or a name or
    value is longer than is kept.
    """
    rows: list[PopulationRow] = []
    for stock_type, one in population.items():
        if stock_type not in survey.of:
            raise SurveyRefusedError(
                f"This survey is of {', '.join(survey.of)}, and the file has "
                f"{stock_type}. Leave those rows out."
            )
        cells = [(ALL, "", one.households)] + [
            (name, value, number)
            for name, margin in one.margins.items()
            for value, number in margin.items()
        ]
        for name, value, number in cells:
            if len(name) > 100 or len(value) > 100 or "," in name:
                raise SurveyRefusedError(
                    f"“{name[:40]}”, “{value[:40]}”: a characteristic has no comma, "
                    "and neither it nor its value over 100 letters. Shorten it."
                )
            rows.append(
                PopulationRow(
                    survey=survey,
                    stock_type=stock_type,
                    characteristic=name,
                    value=value,
                    households=number,
                )
            )
    PopulationRow.objects.filter(survey=survey).delete()
    PopulationRow.objects.bulk_create(rows)
