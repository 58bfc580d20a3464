"""What a form offers to choose from: staff, teams, areas, categories."""

from datetime import date

from django.db.models import Q

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.permissions import Capability
from putright.apps.complaints.models import Category
from putright.apps.complaints.queries.cases import identity
from putright.apps.homes import queries as homes

Choices = list[tuple[str, str]]

BETWEEN = " › "
"""Between a category and its issue, shown and sent."""


def staff(today: date, capability: Capability | None = None) -> Choices:
    """Give the people at work on a day, or those who may do something, by name."""
    people = (
        accounts.working_on(today)
        if capability is None
        else accounts.people_who_can(capability, on=today)
    )
    return [(identity(person), person.name) for person in people]


def teams(today: date) -> Choices:
    """Give the teams of a day by name: a case keeps a team as it was called."""
    return [(team.name, team.name) for team in accounts.teams_on(today)]


def areas() -> Choices:
    """Give the areas by the names they have now."""
    return [(name, name) for name in sorted(homes.area_names().values())]


def categories(today: date) -> Choices:
    """Give the landlord's categories and issues that are in use on a day."""
    rows = Category.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))
    named = [BETWEEN.join(filter(None, (r.category, r.issue))) for r in rows]
    return [(name, name) for name in named]
