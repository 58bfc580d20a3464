"""What administrators look after: categories, bank holidays, editions, seals."""

from datetime import date
from itertools import groupby

import msgspec
from django.db.models import QuerySet

from putright.apps.accounts.models import User
from putright.apps.complaints.models import (
    CalendarAdoption,
    CaseRow,
    Category,
    ImportMapping,
    PolicyAdoption,
    Seal,
)
from putright.apps.complaints.queries.cases import identity
from putright.apps.complaints.queries.moving import otherwise
from putright.core.calendar import Calendar
from putright.rules.bank_holidays import BankHoliday
from putright.rules.handling_code import Edition, edition, edition_names


class CategoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """A category, or an issue of one, with its last day where it ended."""

    number: int
    category: str
    issue: str
    ended_on: date | None


def categories() -> list[CategoryLine]:
    """Give the landlord's list in its order, a category before its issues."""
    return [
        CategoryLine(
            number=row.pk,
            category=row.category,
            issue=row.issue,
            ended_on=row.ended_on,
        )
        for row in Category.objects.order_by("category", "issue")
    ]


def category(number: int) -> Category | None:
    """Give a category by its number."""
    return Category.objects.filter(pk=number).first()


def mappings() -> list[ImportMapping]:
    """Give the mappings that were kept, by name."""
    return list(ImportMapping.objects.order_by("name"))


def restricted_from(person: User) -> int:
    """Count the restricted cases that a person is not named on."""
    return _hidden(person).count()


def hidden_from(person: User) -> frozenset[str]:
    """Give the references of the restricted cases that a person is not named on."""
    return frozenset(_hidden(person).values_list("reference", flat=True))


def _hidden(person: User) -> QuerySet[CaseRow]:
    named = CaseRow.objects.filter(named__user=identity(person))
    return CaseRow.objects.filter(restricted=True).exclude(pk__in=named.values("pk"))


def holidays_by_year(calendar: Calendar) -> list[tuple[int, list[BankHoliday]]]:
    """Give a calendar's bank holidays, the latest year first."""
    days = calendar.bank_holidays.days
    by_year = [(y, list(d)) for y, d in groupby(days, key=lambda one: one.day.year)]
    return by_year[::-1]


def adoptions() -> list[CalendarAdoption]:
    """Give the lists of bank holidays that were adopted, the latest first."""
    rows = CalendarAdoption.objects.select_related("adopted_by").order_by("-pk")
    return list(rows)


def policy_adoptions() -> list[PolicyAdoption]:
    """Give the policies that were adopted, the latest first."""
    rows = PolicyAdoption.objects.select_related("adopted_by").order_by("-pk")
    return list(rows)


def cases_behind(calendar: Calendar, most: int) -> int:
    """Count the cases that another calendar made and this one may move, as far as one
    more than `most`: how many there are beyond is not counted."""
    rows = CaseRow.objects.filter(otherwise(calendar)).order_by()
    return rows[: most + 1].count()


def editions() -> list[Edition]:
    """Give every edition of the codes, the latest first."""
    known = [edition(name) for name in edition_names()]
    return sorted(known, key=lambda one: one.in_force_from, reverse=True)


def seals() -> "QuerySet[Seal]":
    """Give the seals, the latest first."""
    return Seal.objects.order_by("-day")
