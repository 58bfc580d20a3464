"""Residents come in from a file, every row accounted for."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.homes import queries as homes
from putright.apps.residents.facts import COLUMNS, PersonFacts, given_facts
from putright.apps.residents.services.plan import (
    KnownStay,
    Plan,
    Stay,
    known_people,
    known_stays,
)
from putright.apps.residents.services.writing import write
from putright.core.complaints.parts import TENURES
from putright.core.tabular import (
    ImportOutcome,
    Row,
    Table,
    TableError,
    Tally,
    choice,
    day,
    text,
)

BATCH = 1_000


@transaction.atomic
def import_residents(
    table: Table,
    *,
    now: dt.datetime,
    by: User | None,
    progress: Callable[[int], None] = lambda _rows: None,
) -> ImportOutcome:
    """Take people and their homes from a table with a `person` column.

    One row is one person at one home; someone with several has several rows. An empty
    cell changes nothing. `progress` is told how many rows were read, now and then.
    Raises TableError without the column.
    """
    table.need("person")
    plan = Plan(homes=homes.home_ids(), people=known_people(), stays=known_stays())
    tally = Tally()
    for count, row in enumerate(table.rows, start=1):
        try:
            _take(row, plan, tally)
        except TableError as error:
            tally.refuse(error)
        if count % BATCH == 0:
            progress(count)
    write(plan, now=now, by=by)
    progress(len(table.rows))
    return tally.outcome(table, unused=table.unknown(COLUMNS))


def _take(row: Row, plan: Plan, tally: Tally) -> None:
    """Decide one row; nothing in the plan changes unless all of it can be read."""
    reference = text(row, "person", most=60)
    if not reference:
        raise TableError(row.line, "person", "", "The person's reference is missing.")
    given = given_facts(row)
    _same_as_before(row, plan, reference, given)
    known = plan.people.get(reference)
    if known is None and "name" not in given:
        raise TableError(row.line, "name", "", "The person's name is missing.")
    stay = _stay(row, plan)
    matched = plan.match(reference, stay, row.line) if stay else None
    merged = _merged(row, stay, matched) if stay else None
    facts = (known.facts if known else PersonFacts()).changed_with(given)
    is_new = known is None or (merged is not None and matched is None)
    facts_changed = known is None or facts != known.facts
    stay_changed = merged is not None and (matched is None or merged != matched.stay)
    plan.say(reference, row.line, given)
    if facts_changed:
        plan.set_facts(reference, facts)
    if merged is not None:
        plan.set_stay(reference, merged, matched, row.line)
    if is_new:
        tally.taken += 1
    elif facts_changed or stay_changed:
        tally.changed += 1
    else:
        tally.already += 1


def _same_as_before(
    row: Row, plan: Plan, reference: str, given: dict[str, Any]
) -> None:
    """Refuse a second row on a person that says another thing than the first."""
    for column, value in given.items():
        before = plan.said.get(reference, {}).get(column)
        if before is not None and before[1] != value:
            raise TableError(
                row.line,
                column,
                row.cells[column],
                f"Line {before[0]} says something else of the same person. Make them "
                "agree.",
            )


def _stay(row: Row, plan: Plan) -> Stay | None:
    """Read where the row says that its person lives, or None where it says nothing."""
    home = text(row, "home", most=60)
    stay = Stay(
        home_id=plan.homes.get(home),
        tenure=choice(row, "tenure", TENURES),
        starts_on=day(row, "from"),
        ends_on=day(row, "to"),
    )
    if home and stay.home_id is None:
        why = "There is no home with this reference. Import the homes first."
        raise TableError(row.line, "home", home, why)
    return stay if home or stay != Stay() else None


def _merged(row: Row, stay: Stay, matched: KnownStay | None) -> Stay:
    """Give the stay with what is known already put under it."""
    merged = stay if matched is None else matched.stay.with_more(stay)
    if merged.starts_on and merged.ends_on and merged.ends_on < merged.starts_on:
        first = merged.starts_on.isoformat()
        column = "to" if stay.ends_on else "from"
        why = f"The last day is before the first, {first}. Correct one of them."
        raise TableError(row.line, column, row.cells.get(column, ""), why)
    return merged
