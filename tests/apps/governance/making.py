"""Entries of the Ombudsman's register: invented, on fixed days."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from putright.apps.accounts.models import User
from putright.apps.governance import services

NOW = datetime(2026, 3, 11, 10, tzinfo=UTC)
TODAY = date(2026, 3, 11)
APRIL = date(2025, 4, 7)
SOURCE = "Letter of the Ombudsman"


def written(
    what: str,
    /,
    *,
    investigation: int | None = None,
    by: User | None = None,
    **own: object,
) -> int:
    """Write down an entry of a kind, with what is said of it."""
    values: Mapping[str, object] = {"source": SOURCE, **own}
    return services.add(
        kind=what, values=values, investigation=investigation, by=by, now=NOW
    )


def determined(reference: str, on: date | None, *kinds: str, case: str = "") -> int:
    """Write down a determination with one finding of each kind."""
    number = written(
        "investigation",
        hos_reference=reference,
        notified_on=min(on or APRIL, APRIL),
        determined_on=on,
        route="full_investigation",
        case=case,
    )
    for kind in kinds:
        written("finding", investigation=number, about="Damp", kind=kind)
    return number


def ordered(number: int, due_on: date | None, **own: object) -> int:
    """Write down an order of an investigation."""
    given: dict[str, object] = {
        "sort": "order",
        "kind": "repair",
        "text": "Mend the roof",
        "due_on": due_on,
    }
    return written("order", investigation=number, **(given | own))


def appointed(office: str, name: str, starts_on: date, **own: object) -> int:
    """Write down who holds an office."""
    return written(
        "appointment",
        office=office,
        name=name,
        starts_on=starts_on,
        minute="Board, item 6",
        minute_on=starts_on,
        **own,
    )
