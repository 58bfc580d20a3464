"""Surveys, their households, files and kept mappings."""

from dataclasses import dataclass

from django.db.models import Count

from putright.apps.surveys.models import (
    Comment,
    Fieldwork,
    KeptMapping,
    PopulationRow,
    Survey,
    Theme,
)
from putright.core.surveys import Population
from putright.core.surveys.population import ALL


@dataclass(frozen=True, slots=True)
class Listed:
    """A survey, and how many responses were taken for it."""

    survey: Survey
    responses: int


def listed() -> list[Listed]:
    """Give all surveys, the latest year first."""
    rows = Survey.objects.annotate(n=Count("responses"))
    return [Listed(row, row.n) for row in rows]


def survey(number: int) -> Survey | None:
    """Give a survey by its row's number."""
    return Survey.objects.filter(pk=number).select_related("created_by").first()


def of_year(year: str) -> list[Survey]:
    """Give the surveys of a reporting year."""
    return list(Survey.objects.filter(year=year))


def population(one: Survey) -> dict[str, Population]:
    """Give a survey's households, by stock type."""
    found: dict[str, Population] = {}
    for row in PopulationRow.objects.filter(survey=one):
        kept = found.setdefault(row.stock_type, Population())
        if row.characteristic == ALL:
            kept.households = row.households
        else:
            margin = kept.margins.setdefault(row.characteristic, {})
            margin[row.value] = row.households
    return found


def characteristics(one: Survey) -> list[str]:
    """Name what every stock type's households are known by."""
    margins = [kept.margins for kept in population(one).values()]
    first = margins[0] if margins else {}
    return [name for name in first if all(name in margin for margin in margins)]


def files(one: Survey) -> list[Fieldwork]:
    """Give the fieldwork files that were taken, the newest first."""
    return list(Fieldwork.objects.filter(survey=one).select_related("taken_by"))


def file(one: Survey, number: int) -> Fieldwork | None:
    """Give one of a survey's files by its row's number."""
    return Fieldwork.objects.filter(survey=one, pk=number).first()


def mappings() -> list[KeptMapping]:
    """Give the mappings that were kept, by name."""
    return list(KeptMapping.objects.all())


def theme(one: Survey, number: int) -> Theme | None:
    """Give one of a survey's themes by its row's number."""
    return Theme.objects.filter(survey=one, pk=number).first()


def comment(one: Survey, number: int) -> Comment | None:
    """Give one of a survey's comments, not erased, by its row's number."""
    rows = Comment.objects.filter(response__survey=one, erased_at__isnull=True)
    return rows.select_related("theme").filter(pk=number).first()
