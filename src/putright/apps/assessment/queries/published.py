"""An assessment as it goes out: the Ombudsman's columns, or the form as it came in."""

from collections.abc import Mapping, Sequence
from typing import Any

from putright.apps.assessment.models import Assessment, Row
from putright.apps.assessment.queries.assessments import answer_of, lines
from putright.core.assessment import FormRow
from putright.core.assessment.form import COLUMNS, cells
from putright.core.calendar import long_date

HEADINGS = (
    "Code provision",
    "Code requirement",
    "Comply: Yes / No",
    "Evidence",
    "Commentary / explanation",
)
"""The columns in which the Ombudsman asks for it."""
SAID = {"yes": "Yes", "no": "No", "": ""}


def published(found: Assessment) -> list[tuple[str, ...]]:
    """Give each provision in the Ombudsman's five columns.

    Evidence is the landlord's document or sentence and, once it was signed, what the
    records showed then: values, and never a case.
    """
    return [
        (
            line.row.provision,
            line.requirement,
            SAID[line.row.answer],
            "\n".join(_evidence(line.row)),
            "\n".join(_commentary(line.row)),
        )
        for line in lines(found)
    ]


def _evidence(row: Row) -> Sequence[str]:
    frozen: Sequence[Mapping[str, Any]] = row.frozen or ()
    shown = [f"{one['title']}: {one['said']}" for one in frozen]
    return [row.evidence, *shown] if row.evidence else shown


def _commentary(row: Row) -> Sequence[str]:
    told = [row.commentary] if row.commentary else []
    if row.action:
        owner = f" Owner: {row.owner}." if row.owner else ""
        when = f" By {long_date(row.by_when)}." if row.by_when else ""
        told.append(f"Action: {row.action}{owner}{when}")
    return told


def form(found: Assessment) -> tuple[list[str], list[list[str]]]:
    """Give an assessment as a file of the form: its headings, and its rows.

    Columns of the file that it came in with stand where they stood, after ours.
    """
    rows = list(found.rows.all())
    own = dict.fromkeys(name for row in rows for name in row.own)
    headings = [*COLUMNS, *own]
    told = []
    for row in rows:
        line = FormRow(
            line=row.position,
            landlord=found.landlord,
            assessment=found.year,
            answer=answer_of(row),
            change=row.change,
            own=row.own,
        )
        given = cells(line)
        told.append([given.get(heading, "") for heading in headings])
    return headings, told
