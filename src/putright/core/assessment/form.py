"""A self-assessment's rows as they stand in a file: the form in and out.

The columns that must be there are `landlord`, `assessment`, `provision` and `comply`;
columns of the file's own are kept with their row and go out again.
"""

import re
from collections.abc import Mapping

import msgspec

from putright.core.assessment.answers import ANSWERS, Answer
from putright.core.tabular import Row, Table, TableError, choice, day, text

NEEDED = ("landlord", "assessment", "provision", "comply")
COLUMNS = (
    "landlord",
    "assessment",
    "provision",
    "comply",
    "evidence",
    "commentary",
    "action",
    "owner",
    "by_when",
    "change",
)
"""Every column that is known, in the order in which it goes out."""
LONG = 10_000
_NUMBER = re.compile(r"[1-9][0-9]?\.[1-9][0-9]?")


class FormRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row: whose assessment, which one, the answer, and what changed in words.

    `own`: the columns of the file's own, as they stood.
    """

    line: int
    landlord: str
    assessment: str
    answer: Answer
    change: str = ""
    own: Mapping[str, str] = {}

    @property
    def key(self) -> tuple[str, str]:
        """Which assessment it belongs to."""
        return self.landlord, self.assessment


def read_form(table: Table) -> tuple[list[FormRow], list[TableError]]:
    """Read every row of a file; give the rows, and why others can't be read.

    Raises TableError where a column is missing.
    """
    table.need(*NEEDED)
    rows: list[FormRow] = []
    refused: list[TableError] = []
    own = table.unknown(COLUMNS)
    seen: dict[tuple[str, str, str], int] = {}
    for row in table.rows:
        try:
            read = _read(row, own)
            place = (*read.key, read.answer.provision)
            if place in seen:
                why = f"Line {seen[place]} has this provision already. Remove one."
                raise TableError(row.line, "provision", read.answer.provision, why)
        except TableError as error:
            refused.append(error)
            continue
        seen[place] = row.line
        rows.append(read)
    return rows, refused


def _read(row: Row, own: tuple[str, ...]) -> FormRow:
    number = text(row, "provision", most=20)
    if not _NUMBER.fullmatch(number):
        why = "This is not the number of a provision, such as 6.3. Correct it."
        raise TableError(row.line, "provision", number, why)
    return FormRow(
        line=row.line,
        landlord=_needed(row, "landlord", 150),
        assessment=_needed(row, "assessment", 20),
        answer=Answer(
            provision=number,
            answer=choice(row, "comply", ANSWERS),
            evidence=text(row, "evidence", most=LONG),
            commentary=text(row, "commentary", most=LONG),
            action=text(row, "action", most=LONG),
            owner=text(row, "owner", most=150),
            by_when=day(row, "by_when"),
        ),
        change=text(row, "change", most=500),
        own={name: row.cells.get(name, "") for name in own},
    )


def _needed(row: Row, column: str, most: int) -> str:
    given = text(row, column, most=most)
    if not given:
        raise TableError(row.line, column, "", "This cell is empty. Fill it in.")
    return given


def cells(row: FormRow) -> dict[str, str]:
    """Give a row's cells by heading, as it goes out."""
    answer = row.answer
    known = {
        "landlord": row.landlord,
        "assessment": row.assessment,
        "provision": answer.provision,
        "comply": answer.answer,
        "evidence": answer.evidence,
        "commentary": answer.commentary,
        "action": answer.action,
        "owner": answer.owner,
        "by_when": answer.by_when.isoformat() if answer.by_when else "",
        "change": row.change,
    }
    return {**known, **row.own}
