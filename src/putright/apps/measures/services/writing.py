"""Targets, and what people write for the return and the summary."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.measures.models import Given, Target
from putright.apps.measures.services.refusing import draft


@transaction.atomic
def set_targets(
    *,
    name: str,
    values: Mapping[str, Decimal | None],
    by: User | None,
    now: datetime.datetime,
) -> None:
    """Set a year's targets by measure; None takes one away. They can change anytime."""
    for code, value in values.items():
        if value is None:
            Target.objects.filter(name=name, code=code).delete()
            continue
        Target.objects.update_or_create(
            name=name,
            code=code,
            defaults={"value": value, "set_by": by, "set_at": now},
        )


@transaction.atomic
def write_given(
    *,
    number: int,
    texts: Mapping[str, str],
    by: User | None,
    now: datetime.datetime,
) -> None:
    """Write down what a person typed, by key. Raises MeasuresRefusedError if signed."""
    found = draft(number)
    there = dict(Given.objects.filter(year=found).values_list("key", "text"))
    for key, text in texts.items():
        if there.get(key, "") == text:
            continue
        Given.objects.update_or_create(
            year=found,
            key=key,
            defaults={"text": text, "written_by": by, "written_at": now},
        )
