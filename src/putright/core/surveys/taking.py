"""The rows of a fieldwork file, each taken or refused with its line and its reason.

Only what a result needs is taken: the columns of the format, the characteristics asked
for, and a comment. Nothing else of a file is carried further.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from putright.core.surveys.reading import ROW, TextTable
from putright.core.surveys.responses import METHODS, moment_of
from putright.core.tabular import RefusedRow, TableError

COMMENT = "comment"
"""The column of a mapping that holds what people wrote in their own words."""
OWN = ("response", "household", "stock_type", "method", "answered_on", COMMENT)
LONGEST = 100
"""Characters of a reference or a characteristic."""
LONGEST_COMMENT = 5000


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """A response that can be kept, in the format's words.

    `answered_at`: a day or a moment in ISO form, or empty. `answers`: by column, those
    that are not empty: measures, filters and characteristics.
    """

    line: int
    response: str
    household: str
    stock_type: str
    method: str
    answered_at: str
    answers: Mapping[str, str]
    comment: str


def take_rows(
    table: TextTable, stock_types: Collection[str], wanted: Collection[str]
) -> tuple[list[ResponseRow], list[RefusedRow]]:
    """Read the rows of a table whose mapping was applied.

    `stock_types`: those that the survey is of. `wanted`: measures, filters and
    characteristics to keep. Raises TableError where `response`, `stock_type` or TP01 is
    no column of the table.
    """
    table.need("response", "stock_type", "TP01")
    taken: list[ResponseRow] = []
    refused: list[RefusedRow] = []
    seen: dict[str, int] = {}
    lines = table.lines()
    for cells in table.frame.iter_rows(named=True):
        line = lines[cells[ROW]]
        try:
            row = _row(line, cells, stock_types, wanted)
            if row.response in seen:
                why = f"Line {seen[row.response]} has the same response. Keep one."
                raise TableError(line, "response", row.response, why)
        except TableError as error:
            refused.append(RefusedRow.of(error))
            continue
        seen[row.response] = line
        taken.append(row)
    return taken, refused


def _row(
    line: int,
    cells: Mapping[str, str],
    stock_types: Collection[str],
    wanted: Collection[str],
) -> ResponseRow:
    response, household = _short(line, cells, "response"), _short(line, cells, _HOME)
    if not response:
        why = "The response has no number of its own. Give each one."
        raise TableError(line, "response", "", why)
    answers = {
        name: text for name in wanted if (text := _short(line, cells, name)) != ""
    }
    return ResponseRow(
        line=line,
        response=response,
        household=household,
        stock_type=_one_of(line, cells, "stock_type", stock_types),
        method=_one_of(line, cells, "method", ("", *METHODS)),
        answered_at=_moment(line, cells),
        answers=answers,
        comment=cells.get(COMMENT, "").replace("\0", "�")[:LONGEST_COMMENT],
    )


_HOME = "household"


def _short(line: int, cells: Mapping[str, str], column: str) -> str:
    text = cells.get(column, "")
    if len(text) > LONGEST or "\0" in text:
        why = f"This is longer than {LONGEST} characters, or no text. Mend it."
        raise TableError(line, column, text[:LONGEST], why)
    return text


def _one_of(
    line: int, cells: Mapping[str, str], column: str, words: Collection[str]
) -> str:
    text = cells.get(column, "")
    known = {word.lower(): word for word in words}
    if text.lower() not in known:
        listed = ", ".join(filter(None, words))
        why = f"This is not one of: {listed}. Mend it, or say which word means which."
        raise TableError(line, column, text[:LONGEST], why)
    return known[text.lower()]


def _moment(line: int, cells: Mapping[str, str]) -> str:
    text = cells.get("answered_on", "")
    if not text:
        return ""
    moment = moment_of(text)
    if moment is None:
        why = "This is not a date. Write 2024-10-07 or 07/10/2024."
        raise TableError(line, "answered_on", text[:LONGEST], why)
    plain_day = not (moment.hour or moment.minute or moment.second)
    return moment.date().isoformat() if plain_day else moment.isoformat(" ", "seconds")


def columns_of(table: TextTable, wanted: Collection[str]) -> Iterator[str]:
    """Name the columns of a table that nothing is taken from."""
    known = {*OWN, *wanted}
    return (heading for heading in table.headings if heading not in known)
