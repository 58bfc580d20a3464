"""Writing down where a report is published, and the response to it (8.2)."""

import datetime

import msgspec
from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.reports.models import Response, State
from putright.apps.reports.services.refusing import ReportRefusedError, held


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a report's publication: any part may come later."""

    considered_on: datetime.date | None = None
    minute: str = ""
    response: str = ""
    published_on: datetime.date | None = None
    report_at: str = ""
    response_at: str = ""


@transaction.atomic
def record_response(
    *, number: int, said: Said, by: User | None, now: datetime.datetime
) -> None:
    """Write down what is known of a published report's publication; what was written
    before stays beneath.

    Raises ReportRefusedError where it isn't published, or nothing new is said.
    """
    found = held(number, State.PUBLISHED)
    last = found.responses.first()
    if last is not None and said == of(last):
        raise ReportRefusedError("Nothing of it is new. Change what is to be added.")
    Response.objects.create(
        report=found,
        recorded_by=by,
        recorded_at=now,
        **msgspec.structs.asdict(said),
    )


def of(row: Response) -> Said:
    """Give a row as the value that it was written from."""
    return Said(**{name: getattr(row, name) for name in Said.__struct_fields__})
