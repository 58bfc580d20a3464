"""What a board member sees of single cases: coded fields, nobody's name or words."""

import datetime

import msgspec
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CaseRow, StageRow
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.lines import KINDS, STATES
from putright.core.calendar import quarter

VERDICTS = {
    "met": "In time",
    "met_with_extension": "In time, extended",
    "extension_unverified": "Extended; not shown that it was told in time",
    "late": "Late",
    "late_extension_invalid": "Late: the extension does not count",
    "cannot_tell": "Cannot be told",
    "not_applicable": "Does not apply",
}


class CodedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A case without reference, name, address or words."""

    code: str
    kind: str
    category: str
    quarter: str
    state: str
    acknowledged: str
    stage_1: str
    stage_2: str
    hazard: bool


def anonymised(user: User, day: datetime.date) -> QuerySet[CaseRow]:
    """Give the cases of a person's reach for the board's list.

    Restricted cases are left out whoever asks: where few know of a case, its fields
    alone may tell whose it is.
    """
    rows = visible_to(user, day, "see_anonymised")
    return rows.filter(restricted=False, counts=True)


def coded_lines(rows: list[CaseRow], day: datetime.date) -> list[CodedLine]:
    """Make the coded lines of some cases, as they stand on a day."""
    stages: dict[tuple[int, int], StageRow] = {
        (stage.case_id, stage.number): stage
        for stage in StageRow.objects.filter(case__in=rows, refused=False)
    }
    return [
        CodedLine(
            code=coded(row.pk),
            kind=KINDS.get(row.kind, row.kind),
            category=row.category,
            quarter=quarter(row.received_on),
            state=STATES.get(row.state, row.state),
            acknowledged=_acknowledged(stages.get((row.pk, 1)), day),
            stage_1=_answered(stages.get((row.pk, 1)), day),
            stage_2=_answered(stages.get((row.pk, 2)), day),
            hazard=row.hazard,
        )
        for row in rows
    ]


def _acknowledged(stage: StageRow | None, day: datetime.date) -> str:
    if stage is None:
        return ""
    return _said(stage.acknowledgement, stage.acknowledge_to_beat, day)


def _answered(stage: StageRow | None, day: datetime.date) -> str:
    return "" if stage is None else _said(stage.response, stage.date_to_beat, day)


def coded(number: int) -> str:
    """Give a case's code for the board: the same each time, and no way back."""
    made = salted_hmac("putright.anonymised", str(number)).hexdigest()
    return f"{made[:4]}-{made[4:8]}".upper()


def _said(
    verdict: str | None, to_beat: datetime.date | None, day: datetime.date
) -> str:
    if verdict:
        return VERDICTS.get(verdict, verdict.replace("_", " "))
    if to_beat is None:
        return ""
    return "Overdue" if to_beat < day else "Open, in time"
