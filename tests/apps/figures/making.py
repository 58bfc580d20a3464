"""Making cases for figures: rows of a register, lives as events, questions asked."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.services import bulk
from putright.apps.complaints.services.append import append
from putright.apps.complaints.services.importing import import_register
from putright.apps.figures.queries import Question, Result, value
from putright.apps.homes.services import import_homes
from putright.core.complaints import events as e
from putright.core.tabular import read, write_csv

FIRST = date(2024, 10, 1)
LAST = date(2024, 12, 31)
LATER = date(2025, 6, 30)
"""A day on which nothing that began in the period is still to come."""
READ_ON = date(2026, 6, 30)
"""The day on which registers are read: all that any test puts in one has happened."""


def october(day: int) -> date:
    """Give a day of October 2024; the 7th is a Monday."""
    return date(2024, 10, day)


def november(day: int) -> date:
    """Give a day of November 2024; the 4th is a Monday."""
    return date(2024, 11, day)


def at_ten(day: date) -> datetime:
    """Give ten in the morning of a day."""
    return datetime.combine(day, time(10), tzinfo=UTC)


def registered(*rows: Mapping[str, str], unanswered: str = "unknown") -> None:
    """Take rows of a register; each is a complaint unless it says otherwise."""
    full = [
        {"reference": f"R{number}", "kind": "complaint", **row}
        for number, row in enumerate(rows, 1)
    ]
    headings = list(dict.fromkeys(name for row in full for name in row))
    cells = [[row.get(name, "") for name in headings] for row in full]
    outcome = import_register(
        read("register.csv", write_csv(headings, cells)),
        who="system",
        now=at_ten(READ_ON),
        unanswered=unanswered,
    )
    assert not outcome.refused, outcome.refused


def lived(
    reference: str,
    events: Sequence[e.Event],
    *,
    recorded: Mapping[int, date] | None = None,
) -> None:
    """Store a case by what happened, each event written down on its own day.

    `recorded` says otherwise for some, by their place, the first being 0.
    """
    days = recorded or {}
    happened = tuple(
        bulk.Happened(
            event=event, who="u1", recorded_at=at_ten(days.get(place, event.on))
        )
        for place, event in enumerate(events)
    )
    case = bulk.NewCase(reference=reference, happened=happened)
    bulk.append_many([case], context=current_context())


def then(reference: str, *events: e.Event) -> None:
    """Append what happened later to a case."""
    row = CaseRow.objects.get(reference=reference)
    append(row, events, context=current_context(), who="u1", now=at_ten(events[-1].on))


def homes(*rows: tuple[str, str, str, str]) -> None:
    """Take homes: reference, area, stock type and the last day owned, or ""."""
    headings = ("home", "area", "stock_type", "owned_to", "owned_from")
    cells = [(*row, "2010-04-01") for row in rows]
    import_homes(
        read("homes.csv", write_csv(headings, cells)), now=at_ten(FIRST), by=None
    )


def asked(
    code: str,
    *by: str,
    first: date = FIRST,
    last: date = LAST,
    as_at: date = LATER,
    where: Mapping[str, str] | None = None,
) -> Result:
    """Ask one figure of October to December 2024, judged when all was over."""
    question = question_of(*by, first=first, last=last, as_at=as_at, where=where)
    return value(code, question)


def question_of(
    *by: str,
    first: date = FIRST,
    last: date = LAST,
    as_at: date = LATER,
    where: Mapping[str, str] | None = None,
) -> Question:
    """Make a question; each split is written as on the command line."""
    return Question(
        first=first,
        last=last,
        as_at=as_at,
        by=tuple(tuple(split.split(",")) for split in by),
        where=tuple((where or {}).items()),
    )


def parts(result: Result) -> tuple[object, object]:
    """Give numerator and denominator."""
    return result.total.numerator, result.total.denominator


def split(result: Result, name: str) -> dict[str, object]:
    """Give the values of a split by one dimension."""
    return {labels[0]: cell.value for labels, cell in result.by[name].items()}
