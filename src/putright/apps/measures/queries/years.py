"""Which years of measures there are, and what stands in one."""

from collections.abc import Mapping

import msgspec

from putright.apps.measures.models import (
    Given,
    InputFile,
    Result,
    State,
    Survey,
    Target,
    Year,
)
from putright.core.measures.perception import SurveyAccount
from putright.core.measures.standing import Standing
from putright.rules.satisfaction_measures import PERCEPTION, Measure, MeasureYear

LCRA, LCHO, COMBINED = "LCRA", "LCHO", "combined"


def years() -> list[Year]:
    """Give every year with its corrections, the latest first."""
    return list(Year.objects.select_related("signed_by"))


def year(name: str, number: int | None = None) -> Year | None:
    """Give a year's measures: the latest of it, or one by its number."""
    found = Year.objects.filter(name=name)
    if number is not None:
        found = found.filter(number=number)
    return found.first()


def signed_before(name: str) -> Year | None:
    """Give the measures of the year before; None for none.

    The latest that were signed off, as they were published; a draft where none was.
    """
    start = int(name[:4]) - 1
    found = Year.objects.filter(name=f"{start}-{(start + 1) % 100:02d}")
    return found.filter(state=State.SIGNED).first() or found.first()


def results(found: Year | None) -> dict[tuple[str, str], Result]:
    """Give a year's results, by measure and stock type."""
    if found is None:
        return {}
    rows = Result.objects.filter(year=found)
    return {(row.code, row.stock_type): row for row in rows}


def standings(found: Year) -> dict[tuple[str, str], Standing]:
    """Give a year's results as the core's values."""
    return {key: standing_of(row) for key, row in results(found).items()}


def standing_of(row: Result) -> Standing:
    """Give one result as the core's value."""
    return Standing(
        row.code,
        row.stock_type,
        row.numerator,
        row.denominator,
        row.result,
        row.exact,
        row.status,
        row.problem,
        {name: str(text) for name, text in row.parts.items()},
    )


def surveys(found: Year) -> dict[str, SurveyAccount]:
    """Give how each stock type's survey was done, rented homes first."""
    rows = dict(Survey.objects.filter(year=found).values_list("stock_type", "account"))
    return {
        stock: msgspec.convert(rows[stock], SurveyAccount, strict=False)
        for stock in (LCRA, LCHO, COMBINED)
        if stock in rows
    }


def given(found: Year) -> dict[str, str]:
    """Give what people wrote in a year, by key; what they emptied is blank."""
    return dict(Given.objects.filter(year=found).values_list("key", "text"))


def targets(name: str) -> dict[str, Target]:
    """Give a year's targets, by measure."""
    return {one.code: one for one in Target.objects.filter(name=name)}


def files(found: Year) -> list[InputFile]:
    """Give the files that a year was worked out from."""
    return list(InputFile.objects.filter(year=found).select_related("taken_by"))


def reported(
    measure: Measure,
    found: Mapping[tuple[str, str], Result],
    rules: MeasureYear,
    *,
    combined: bool,
) -> tuple[str, ...]:
    """Give the stock types for which a measure is told here.

    Rented homes always; shared ownership where the landlord has enough homes of it or
    asked them; both together where it may combine them.
    """
    if len(measure.stock_types) == 1:
        return measure.stock_types
    together = combined or _has(found, COMBINED, rules)
    if together and COMBINED in measure.stock_types:
        return (COMBINED,)
    if LCHO in measure.stock_types and (
        _has(found, LCHO, rules) or _enough(found, rules.sizes.lcho_separately_from)
    ):
        return (LCRA, LCHO)
    return (LCRA,)


def _has(
    found: Mapping[tuple[str, str], Result], stock: str, rules: MeasureYear
) -> bool:
    """Whether anybody of a stock type was asked, or counts of it were loaded.

    Only measures that are told for several stock types say so: the safety checks of a
    landlord are always of both together.
    """
    return any(
        stock == name
        and row.source in ("survey", "counts", "typed")
        and len(rules.measures[code].stock_types) > 1
        for (code, name), row in found.items()
        if code in rules.measures
    )


def _enough(found: Mapping[tuple[str, str], Result], enough: int) -> bool:
    row = found.get(("CH01_1", LCHO))
    return bool(row and row.denominator.isdigit() and int(row.denominator) >= enough)


def is_perception(measure: Measure) -> bool:
    """Whether a measure comes from the survey."""
    return measure.kind == PERCEPTION
