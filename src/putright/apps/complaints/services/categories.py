"""The landlord's own list of what complaints are about."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from putright.apps.complaints.models import Category


@transaction.atomic
def add_categories(*, listed: Iterable[tuple[str, str]]) -> int:
    """Add categories with their issues; those that are there stay. Gives how many."""
    there = set(Category.objects.values_list("category", "issue"))
    new = [pair for pair in dict.fromkeys(listed) if pair not in there]
    Category.objects.bulk_create(
        Category(category=category, issue=issue) for category, issue in new
    )
    return len(new)


class CategoryRefusedError(ValueError):
    """A category can't be kept: why, and what to do."""


@transaction.atomic
def add_category(*, category: str, issue: str = "") -> None:
    """Add a category, or an issue of one. Raises CategoryRefusedError.

    An issue's category is added with it where it is not there yet.
    """
    name, under = " ".join(category.split()), " ".join(issue.split())
    if not name:
        raise CategoryRefusedError("Give the category a name.")
    if not add_categories(listed=[(name, ""), (name, under)]):
        shown = f"{name}: {under}" if under else name
        raise CategoryRefusedError(f"“{shown}” is in the list already.")


@transaction.atomic
def end_category(*, number: int, ended_on: date | None) -> None:
    """Set the last day on which a category is offered, or none; its issues with it.

    Cases that have it keep it.
    """
    found = Category.objects.select_for_update().filter(pk=number).first()
    if found is None:
        return
    rows = Category.objects.filter(category=found.category)
    if found.issue:
        rows = rows.filter(issue=found.issue)
    rows.update(ended_on=ended_on)
