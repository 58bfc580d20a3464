"""Mappings of landlords' own spreadsheets, kept under their names."""

import datetime

from django.db import transaction

from putright.apps.complaints.models import ImportMapping
from putright.core.complaints.register import Mapping


@transaction.atomic
def save_mapping(*, name: str, mapping: Mapping, now: datetime.datetime) -> None:
    """Keep a mapping under a name, in place of one that had it."""
    ImportMapping.objects.update_or_create(
        name=name.strip()[:100],
        defaults={"columns": mapping.text(), "saved_at": now},
    )


@transaction.atomic
def delete_mapping(*, number: int) -> None:
    """Delete a mapping; what was taken by it stays."""
    ImportMapping.objects.filter(pk=number).delete()
