"""Reports for tests: of invented cases, on fixed days."""

from datetime import UTC, date, datetime

from tests.apps.figures.making import registered

from putright.apps.accounts.models import User
from putright.apps.reports import services
from putright.apps.reports.models import Report
from putright.apps.reports.queries import reports

FIRST, LAST = date(2024, 10, 1), date(2024, 12, 31)
TODAY = date(2026, 7, 1)
NOW = datetime(2026, 7, 1, 10, tzinfo=UTC)
"""After every row of the tests' registers was written down."""
LATER = datetime(2026, 8, 1, 10, tzinfo=UTC)
PROGRAM = "0.1.0"
LANDLORD = "Otterdale Homes"
TEXT = "poster.counted"
"""The one text of a poster."""


def quarter_of_cases() -> None:
    """Take eight complaints of October 2024, two of them late."""
    registered(*(_row(number) for number in range(1, 9)))


def _row(number: int) -> dict[str, str]:
    late = number > 6
    return {
        "reference": f"R{number}",
        "received_on": f"2024-10-{number + 6:02d}",
        "s1_acknowledged_on": f"2024-10-{number + 7:02d}",
        "s1_responded_on": "2024-12-09" if late else f"2024-10-{number + 13:02d}",
        "s1_outcome": "upheld" if number % 2 else "not_upheld",
        "category": "Repairs" if number % 3 else "Staff",
        "teams": "Housing" if number % 2 else "Property",
        "area": "North",
    }


def started(
    kind: str = "poster",
    *,
    first: date = FIRST,
    last: date = LAST,
    by: User | None = None,
    earlier: int | None = None,
    as_at: date | None = None,
) -> int:
    """Start a report."""
    return services.start(
        kind=kind,
        first=first,
        last=last,
        by=by,
        now=NOW,
        day=TODAY,
        landlord=LANDLORD,
        program=PROGRAM,
        earlier=earlier,
        as_at=as_at,
    )


def final(number: int, *, by: User | None = None, reason: str = "") -> None:
    """Mark a report final."""
    services.mark_final(
        number=number, by=by, now=NOW, day=TODAY, program=PROGRAM, reason=reason
    )


def publish(number: int, *, by: User | None = None, now: datetime = NOW) -> None:
    """Publish a final report."""
    services.publish(number=number, by=by, now=now, day=TODAY, program=PROGRAM)


def published(
    number: int | None = None, *, kind: str = "poster", by: User | None = None
) -> int:
    """Mark a report final and publish it; start one where none is named."""
    there = started(kind, by=by) if number is None else number
    final(there, by=by)
    publish(there, by=by)
    return there


def written(number: int, key: str, text: str, *, revision: int = 0) -> None:
    """Write a paragraph's text."""
    services.write_text(
        number=number,
        key=key,
        text=text,
        drafted="",
        revision=revision,
        by=None,
        now=NOW,
    )


def read(number: int) -> Report:
    """Read a report again."""
    found = reports.report(number)
    assert found is not None
    return found


def place_of(number: int, code: str) -> int:
    """Give the place of a figure in a published report."""
    rows = reports.figures(read(number)).filter(code=code)
    return int(rows.values_list("position", flat=True)[0])
