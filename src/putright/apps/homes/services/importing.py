"""Homes come in from a file, every row accounted for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from putright.apps.accounts.models import User
from putright.apps.homes import queries
from putright.apps.homes.facts import COLUMNS, FIELDS, HomeFacts, given_facts
from putright.apps.homes.models import Area, AreaName, Home, HomeFact
from putright.apps.homes.services.record import fact_row
from putright.core.tabular import ImportOutcome, Row, Table, TableError, Tally, text

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class _Known:
    home_id: int
    fact_id: int
    starts_on: dt.date | None
    facts: HomeFacts


@dataclass(slots=True)
class _Plan:
    """What a file will write: new homes, and homes whose facts change."""

    known: dict[str, _Known]
    areas: dict[str, int]
    new: dict[str, HomeFacts] = field(default_factory=dict)
    changed: dict[str, HomeFacts] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def import_homes(
    table: Table,
    *,
    now: dt.datetime,
    by: User | None,
    progress: Callable[[int], None] = lambda _rows: None,
) -> ImportOutcome:
    """Take homes from a table with a `home` column. Gives what became of each row.

    An area that is not known yet is added. An empty cell changes nothing. `progress`
    is told how many rows were read, now and then. Raises TableError without the column.
    """
    table.need("home")
    plan = _Plan(_known_homes(), queries.area_numbers())
    tally = Tally()
    for count, row in enumerate(table.rows, start=1):
        try:
            _take(row, plan, tally)
        except TableError as error:
            tally.refuse(error)
        if count % BATCH == 0:
            progress(count)
    today = timezone.localtime(now).date()
    _write_changed(plan, today, now, by)
    _write_new(plan.new, now, by)
    progress(len(table.rows))
    return tally.outcome(table, unused=table.unknown(COLUMNS))


def _take(row: Row, plan: _Plan, tally: Tally) -> None:
    reference = text(row, "home", most=60)
    if not reference:
        raise TableError(row.line, "home", "", "The home's reference is missing.")
    if reference in plan.lines:
        why = f"This home stands on line {plan.lines[reference]} already. Keep one row."
        raise TableError(row.line, "home", reference, why)
    given = given_facts(row)
    area = str(given.pop("area", ""))
    known = plan.known.get(reference)
    facts = (known.facts if known else HomeFacts()).changed_with(given)
    if facts.owned_from and facts.owned_to and facts.owned_to < facts.owned_from:
        why = f"This is before owned_from, {facts.owned_from.isoformat()}."
        raise TableError(row.line, "owned_to", facts.owned_to.isoformat(), why)
    if area:
        facts = facts.changed_with({"area_id": _area_number(area, plan.areas)})
    plan.lines[reference] = row.line
    if known is None:
        plan.new[reference] = facts
        tally.taken += 1
    elif facts == known.facts:
        tally.already += 1
    else:
        plan.changed[reference] = facts
        tally.changed += 1


def _area_number(name: str, areas: dict[str, int]) -> int:
    number = areas.get(name.casefold())
    if number is None:
        area = Area.objects.create()
        AreaName.objects.create(area=area, name=name)
        number = areas[name.casefold()] = area.pk
    return number


def _known_homes() -> dict[str, _Known]:
    rows = HomeFact.objects.filter(ends_on__isnull=True).values_list(
        "home__reference", "home_id", "pk", "starts_on", *FIELDS
    )
    return {
        reference: _Known(home_id, fact_id, starts_on, HomeFacts(*facts))
        for reference, home_id, fact_id, starts_on, *facts in rows.iterator(BATCH)
    }


def _write_changed(
    plan: _Plan, today: dt.date, now: dt.datetime, by: User | None
) -> None:
    closing: list[HomeFact] = []
    opening: list[HomeFact] = []
    for reference, facts in plan.changed.items():
        known = plan.known[reference]
        day = max(today, known.starts_on or today)
        closing.append(HomeFact(pk=known.fact_id, ends_on=day))
        opening.append(
            fact_row(
                home_id=known.home_id,
                reference=reference,
                facts=facts,
                starts_on=day,
                now=now,
                by=by,
            )
        )
    HomeFact.objects.bulk_update(closing, ["ends_on"], batch_size=200)
    HomeFact.objects.bulk_create(opening, batch_size=BATCH)


def _write_new(new: dict[str, HomeFacts], now: dt.datetime, by: User | None) -> None:
    homes = Home.objects.bulk_create(
        [Home(reference=reference) for reference in new], batch_size=BATCH
    )
    HomeFact.objects.bulk_create(
        (
            fact_row(
                home_id=home.pk,
                reference=home.reference,
                facts=new[home.reference],
                starts_on=None,
                now=now,
                by=by,
            )
            for home in homes
        ),
        batch_size=BATCH,
    )
