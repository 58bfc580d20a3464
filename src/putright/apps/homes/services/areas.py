"""Areas are added and renamed; their names keep their dates."""

import datetime as dt

from django.db import transaction

from putright.apps.homes.models import Area, AreaName


class AreaRefusedError(Exception):
    """An area could not be added or renamed; the message says why and what to do."""


@transaction.atomic
def add_area(*, name: str, starts_on: dt.date | None = None) -> int:
    """Add an area under a name, from a day or as far back as known. Gives its number.

    Raises AreaRefusedError where an area has that name now.
    """
    _refuse_taken(name)
    area = Area.objects.create()
    AreaName.objects.create(area=area, name=name, starts_on=starts_on)
    return area.pk


@transaction.atomic
def rename_area(*, area_id: int, name: str, from_day: dt.date) -> None:
    """Give an area another name from a day on. The old one stays until that day.

    Raises AreaRefusedError where the area is unknown, already has the name, another
    area has it, or the day is not after the one its present name began on.
    """
    now = (
        AreaName.objects.select_for_update()
        .filter(area_id=area_id, ends_on__isnull=True)
        .first()
    )
    if now is None:
        raise AreaRefusedError("There is no such area. Go back to the list of areas.")
    if now.name == name:
        raise AreaRefusedError(f"The area is already called {name}.")
    if now.starts_on is not None and from_day <= now.starts_on:
        began = f"{now.starts_on.day} {now.starts_on:%B %Y}"
        raise AreaRefusedError(
            f"The present name began on {began}. Choose a later day."
        )
    _refuse_taken(name, besides=area_id)
    now.ends_on = from_day
    now.save(update_fields=["ends_on"])
    AreaName.objects.create(area_id=area_id, name=name, starts_on=from_day)


def _refuse_taken(name: str, *, besides: int | None = None) -> None:
    taken = AreaName.objects.filter(ends_on__isnull=True, name__iexact=name)
    if besides is not None:
        taken = taken.exclude(area_id=besides)
    if taken.exists():
        raise AreaRefusedError(
            f"There is already an area called {name}. Choose another name."
        )
