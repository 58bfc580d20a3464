"""A table of text: headings, rows with their line, and rows that could not be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class TableError(Exception):
    """Something in a table that cannot be read: where, what it said, and why.

    `line` counts from 1 as a text editor or a spreadsheet does, 0 where no line can be
    named; `column` is the heading, empty where no one column is at fault.
    """

    def __init__(self, line: int, column: str, value: str, why: str) -> None:
        """Hold the place, the value and the reason, which ends with what to do."""
        super().__init__(line, column, value, why)
        self.line = line
        self.column = column
        self.value = value
        self.why = why

    def __str__(self) -> str:
        """Say it in one line, for a command's complaint."""
        where = f"Line {self.line}" if self.line else ""
        if self.column:
            where = f"{where}, {self.column}" if where else self.column
        what = f"“{shorten(self.value)}”: {self.why}" if self.value else self.why
        return f"{where}: {what}" if where else what

    def at(self, line: int, column: str) -> "TableError":
        """Give the same error placed on a line and in a column."""
        return TableError(line, column, self.value, self.why)


class Row(NamedTuple):
    """One row: the line it starts on, and its cells by heading, empty for none."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file held. `faults` are rows with a line that could not be read at all."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[TableError, ...] = ()

    @property
    def read(self) -> int:
        """Count every row of the file, those that could not be read included."""
        return len(self.rows) + len(self.faults)

    def need(self, *headings: str) -> None:
        """Refuse the table unless it has these headings.

        Raises TableError that names the missing one and those that are there.
        """
        for heading in headings:
            if heading not in self.headings:
                there = ", ".join(self.headings)
                raise TableError(
                    1,
                    heading,
                    "",
                    f"There is no column “{heading}”. The file has: {there}.",
                )

    def unknown(self, known: Iterable[str]) -> tuple[str, ...]:
        """Give the headings that are not among the known ones, in the file's order."""
        allowed = set(known)
        return tuple(one for one in self.headings if one not in allowed)


def shorten(value: str, limit: int = 80) -> str:
    """Give a value short enough to show in a message."""
    return value if len(value) <= limit else value[: limit - 1] + "…"


class Layout:
    """Where each heading stands, and how a row's cells are matched to it."""

    def __init__(self, line: int, cells: Sequence[str]) -> None:
        """Take the heading row. Raises TableError for none, or for one given twice."""
        self.width = len(cells)
        self.named: list[tuple[int, str]] = []
        self.unnamed: list[int] = []
        seen: set[str] = set()
        for position, cell in enumerate(cells):
            heading = cell.strip()
            if not heading:
                self.unnamed.append(position)
                continue
            if heading in seen:
                why = "Two columns have this heading. Rename or remove one of them."
                raise TableError(line, heading, heading, why)
            seen.add(heading)
            self.named.append((position, heading))
        if not self.named:
            why = "The first row holds no headings. Put the column names in it."
            raise TableError(line, "", "", why)
        self.headings = tuple(heading for _, heading in self.named)
        self.plain = not self.unnamed

    def row(self, line: int, cells: Sequence[str]) -> Row:
        """Match one row's cells to the headings. Raises TableError for a ragged row."""
        if len(cells) == self.width and self.plain:
            return Row(line, dict(zip(self.headings, cells, strict=True)))
        if len(cells) < self.width:
            raise TableError(
                line,
                "",
                "",
                f"The row has {len(cells)} cells and the heading row {self.width}. "
                "Put the missing commas back.",
            )
        for cell in (*(cells[at] for at in self.unnamed), *cells[self.width :]):
            if cell.strip():
                raise TableError(
                    line,
                    "",
                    cell,
                    "This cell stands under no heading. Name its column, or put text "
                    "that holds a comma between quotation marks.",
                )
        return Row(line, {heading: cells[at] for at, heading in self.named})
