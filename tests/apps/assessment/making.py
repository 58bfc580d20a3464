"""Assessments for tests: invented answers, on fixed days."""

from datetime import UTC, date, datetime

from putright.apps.accounts.models import User
from putright.apps.assessment import services
from putright.apps.assessment.models import Row
from putright.core.assessment import Answer, on_form
from putright.core.tabular import Table, read, write_csv

CODE = "housing-2024"
FORM = on_form(CODE)
NOW = datetime(2026, 3, 11, 10, tzinfo=UTC)
TODAY = date(2026, 3, 11)
YEAR = "2025-26"
LANDLORD = "Otterdale Homes"


def started(
    year: str = YEAR, *, carried_from: int | None = None, by: User | None = None
) -> int:
    """Start a year's assessment."""
    return services.start(
        landlord=LANDLORD,
        year=year,
        edition=CODE,
        carried_from=carried_from,
        by=by,
        now=NOW,
    )


def said(number: int, provision: str, answer: str, **own: object) -> None:
    """Answer one provision, with a commentary unless told otherwise."""
    row = Row.objects.get(assessment=number, provision=provision)
    given: dict[str, object] = {"commentary": "Policy, section 3", **own}
    services.answer(
        assessment=number,
        given=Answer(provision=provision, answer=answer, **given),  # type: ignore[arg-type] # a test's own fields
        revision=row.revision,
        by=None,
        now=NOW,
    )


def answered(number: int, *besides: str) -> None:
    """Answer yes to every provision but some."""
    Row.objects.filter(assessment=number).exclude(provision__in=besides).update(
        answer="yes", commentary="Policy, section 3"
    )


def signed(number: int, *, day: date = TODAY, by: User | None = None) -> None:
    """Sign an assessment off, by two people."""
    services.sign(
        number=number,
        signatories=(
            services.Signatory("Member Responsible for Complaints", "Ada North", day),
            services.Signatory("Senior lead", "Ben South", day),
        ),
        approved_on=day,
        minute="Board, item 6",
        program="0.1.0",
        by=by,
        now=NOW,
        day=day,
    )


def form_file(*rows: dict[str, str]) -> Table:
    """Give a file of the form, as it would be read."""
    full = [
        {
            "landlord": "Weir Homes",
            "assessment": "2024",
            "comply": "yes",
            "commentary": "Policy",
            **row,
        }
        for row in rows
    ]
    headings = list(dict.fromkeys(name for row in full for name in row))
    cells = [[row.get(name, "") for name in headings] for row in full]
    return read("form.csv", write_csv(headings, cells))
