"""A report built from the records: figures asked, the register and learning read.

The number of queries depends on the kind of report alone, never on how many cases,
findings or improvements there are.
"""

import datetime as dt
from importlib.metadata import version

from django.db import transaction
from django.db.models import Min

from putright.apps.accounts import queries as accounts
from putright.apps.complaints.queries import counted as cases
from putright.apps.figures import queries as figures
from putright.apps.reports.queries.learned import improvements
from putright.apps.reports.queries.registered import assessed, register
from putright.core.calendar import Span
from putright.core.figures.grains import CASE
from putright.core.reports.asks import calls, span_of
from putright.core.reports.given import LAST_YEAR, NOW, Answered, Given
from putright.core.reports.kinds import Kind, ReportError, check_period, kind_of
from putright.core.reports.values import Report
from putright.rules.handling_code import (
    NoEditionError,
    edition_names,
    ombudsman_edition_on,
)


def built(
    kind: str, *, first: dt.date, last: dt.date, as_at: dt.date, edition: str = ""
) -> Report:
    """Build a report of a kind for a period, both its days in it, as at a day.

    `edition` limits it to the cases handled under one Code edition. Raises ReportError:
    an unknown kind, a period that does not fit it, an unknown edition.
    """
    wanted = kind_of(kind)
    check_period(wanted, first, last)
    if first > as_at:
        raise ReportError(
            "The period has not begun on the day that the records are judged on. "
            "Choose an earlier period, or a later day."
        )
    return wanted.build(gathered(wanted, first, last, as_at, edition))


@transaction.atomic
def gathered(
    kind: Kind, first: dt.date, last: dt.date, as_at: dt.date, edition: str = ""
) -> Given:
    """Gather all that a kind of report is built from."""
    name = _edition(edition, last)
    asked = _figures(kind, first, last, as_at, edition)
    learned = improvements(first, last, as_at, edition) if kind.improvements else ()
    counted = asked.get((NOW, "improvements"))
    total = int(counted.total.value or 0) if counted else 0
    before = span_of(LAST_YEAR, first, last, as_at)
    return Given(
        first=first,
        last=last,
        as_at=as_at,
        edition=name,
        only=bool(edition),
        landlord=accounts.landlord().name,
        program=version("putright"),
        records_from=_records_from(as_at),
        figures=asked,
        register=register(Span(first, last), as_at) if kind.register else None,
        register_before=register(before, as_at) if kind.register_before else None,
        assessment=assessed(last) if kind.assessment else None,
        improvements=learned,
        unlisted=max(total - len(learned), 0),
    )


def _edition(asked: str, last: dt.date) -> str:
    if asked:
        if asked not in edition_names():
            names = ", ".join(edition_names())
            raise ReportError(f"There is no edition {asked!r}. There are: {names}.")
        return asked
    try:
        return ombudsman_edition_on(last).name
    except NoEditionError as error:
        raise ReportError(f"{error} Choose a later period.") from error


def _records_from(as_at: dt.date) -> dt.date | None:
    rows = cases.counted(CASE, as_at).rows
    found: dt.date | None = rows.aggregate(first=Min("received_on"))["first"]
    return found


def _figures(
    kind: Kind, first: dt.date, last: dt.date, as_at: dt.date, edition: str
) -> dict[tuple[str, str], Answered]:
    found: dict[tuple[str, str], Answered] = {}
    for call in calls(kind.asks):
        span = span_of(call.window, first, last, as_at)
        question = figures.Question(
            first=span.first, last=span.last, as_at=as_at, by=call.by, edition=edition
        )
        for result in figures.values(call.codes, question):
            place = (call.window, result.figure.code)
            found[place] = _answered(result, span)
    return found


def _answered(result: figures.Result, span: Span) -> Answered:
    return Answered(
        figure=result.figure,
        span=span,
        total=result.total,
        left_out=result.left_out,
        by=result.by,
        overlaps=result.overlaps,
    )
