"""What does not agree: the cell, what it should be, and why in a sentence."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from putright.core.reconcile.table import Table

FindingKind = Literal[
    "sum", "rate", "rounding", "impossible", "cumulative", "two_bases", "two_values"
]


class Place(NamedTuple):
    """A cell: which table, row and column, from 0. Row -1 is the column as a whole."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Finding:
    """One disagreement.

    `certain` only where arithmetic alone settles it. `value` is what `should_be` says,
    as a number, where it is one; `parts` are the cells that were added up, where some
    of them may be at fault instead.
    """

    place: Place
    table: str
    row: str
    column: str
    printed: str
    should_be: str
    kind: FindingKind
    certain: bool
    why: str
    value: Fraction | None = field(default=None, compare=False)
    parts: tuple[Place, ...] = field(default=(), compare=False)

    def as_json(self) -> dict[str, object]:
        """Give it as plain values. `row_number` counts the rows under the headings."""
        return {
            "table": self.table,
            "row": self.row,
            "row_number": self.place.row + 1 or None,
            "column": self.column,
            "printed": self.printed,
            "should_be": self.should_be,
            "kind": self.kind,
            "certain": self.certain,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its number among those held together: makes findings in it."""

    number: int
    table: Table

    def place(self, row: int, column: int) -> Place:
        """Give the place of a cell."""
        return Place(self.number, row, column)

    def finding(  # the parts of a finding, each under its name
        self,
        row: int,
        column: int,
        *,
        kind: FindingKind,
        should_be: str,
        certain: bool,
        why: str,
        value: Fraction | None = None,
        parts: tuple[Place, ...] = (),
        printed: str = "",
    ) -> Finding:
        """Make a finding in a cell of this table; row -1 is a whole column."""
        table = self.table
        cell = "" if row < 0 else table.rows[row][column].printed
        return Finding(
            place=self.place(row, column),
            table=table.id,
            row="" if row < 0 else table.labels[row],
            column=table.columns[column].key,
            printed=printed or cell,
            should_be=should_be,
            kind=kind,
            certain=certain,
            why=why,
            value=value,
            parts=parts,
        )


def listed(texts: list[str], most: int = 4) -> str:
    """Write some texts as a list in a sentence, shortened in the middle."""
    if len(texts) > most:
        return f"{texts[0]}, {texts[1]} … {texts[-1]}"
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"
