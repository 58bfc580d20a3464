"""A table as printed, and its columns as series of numbers of one kind."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from putright.core.reconcile import words
from putright.core.reconcile.cells import Cell
from putright.core.reconcile.printed import Number

Kind = Literal["count", "money", "share", "other"]
CENTURIES = (19, 20)
MOST_LABEL = 160
_YES_NO = frozenset({"yes", "no", "y", "n", "true", "false", "✓", "✗"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key that findings name it by, and its printed heading."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one kind in a column, by row; None where the row has none.

    `count`: whole numbers that nothing was rounded to. `money`: pounds. `share`:
    percentages. `other`: rates and averages. `part` is which number of the cell, 0 for
    the first.
    """

    column: int
    part: int
    kind: Kind
    numbers: tuple[Number | None, ...]

    def value(self, row: int) -> Fraction | None:
        """Give the value in a row."""
        number = self.numbers[row]
        return None if number is None else number.value

    @property
    def rows(self) -> Iterator[int]:
        """Give the rows in which it has a number."""
        return (row for row, one in enumerate(self.numbers) if one is not None)


@dataclass(frozen=True)
class Table:
    """A table. `rows` hold a cell for each column; `lines` say where each row stood.

    `relations` are what the reader says should hold, as given.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    lines: tuple[int, ...] = ()
    relations: tuple[Mapping[str, object], ...] = field(default=())

    def name(self, column: int) -> str:
        """Give a column's heading, or its key where nothing is printed over it."""
        one = self.columns[column]
        return one.label or one.key

    @cached_property
    def label_columns(self) -> tuple[int, ...]:
        """The columns that say what a row is of: mostly words, or years at first."""
        return tuple(at for at in range(len(self.columns)) if self._is_label(at))

    def _is_label(self, column: int) -> bool:
        cells = [row[column] for row in self.rows if not row[column].blank]
        if not cells or all(cell.printed.lower() in _YES_NO for cell in cells):
            return False
        if 2 * sum(cell.words for cell in cells) > len(cells):
            return True
        return column == 0 and self._is_years(column)

    def _is_years(self, column: int) -> bool:
        """Say whether a column says years: every number of it could be one."""
        numbers = [row[column].number for row in self.rows]
        there = [one for one in numbers if one is not None]
        named = column == 0 or "year" in self.name(column).lower()
        return named and all(_could_be_year(one) for one in there)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What names each row: a label that no other row has, else all of them."""
        unique = [Counter(labels) for labels in zip(*self.whole_labels, strict=True)]
        return tuple(
            self._told_apart(row, labels, unique)
            for row, labels in enumerate(self.whole_labels, 1)
        )

    def _told_apart(
        self, row: int, labels: tuple[str, ...], unique: Sequence[Counter[str]]
    ) -> str:
        for label, counted in zip(labels, unique, strict=True):
            if label and len(label) <= MOST_LABEL and counted[label] == 1:
                return label
        texts = [text for text in labels if text and len(text) <= MOST_LABEL]
        return ", ".join(texts[:4]) or f"row {row}"

    @cached_property
    def whole_labels(self) -> tuple[tuple[str, ...], ...]:
        """The texts of each row's label columns."""
        return tuple(
            tuple(row[at].printed for at in self.label_columns) for row in self.rows
        )

    def row_is(self, row: int, question: Callable[[str], bool]) -> bool:
        """Ask something of a row's short labels."""
        return any(len(one) <= 80 and question(one) for one in self.whole_labels[row])

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Every series of the table, in the order of the columns."""
        found: list[Series] = []
        for at in range(len(self.columns)):
            if not (
                at in self.label_columns
                or words.is_reference(self.name(at))
                or self._is_years(at)
            ):
                found.extend(self._series_of(at))
        return tuple(found)

    def of_kind(self, *kinds: Kind) -> list[Series]:
        """Give the series of some kinds."""
        return [one for one in self.series if one.kind in kinds]

    def _series_of(self, column: int) -> Iterator[Series]:
        made: dict[tuple[Kind, int], list[Number | None]] = {}
        for row, cells in enumerate(self.rows):
            for part, number in enumerate(cells[column].numbers):
                kind, told = self._told(row, column, number)
                place = (kind, part)
                made.setdefault(place, [None] * len(self.rows))[row] = told
        for (kind, part), numbers in made.items():
            yield Series(column, part, kind, tuple(numbers))

    @cached_property
    def _fractions(self) -> frozenset[int]:
        """The columns a spreadsheet gives as 0.883 for 88.3%: all within 0 and 1."""
        found = set()
        for column in range(len(self.columns)):
            firsts = [row[column].number for row in self.rows]
            there = [one for one in firsts if one is not None]
            whole = all(not one.unit and 0 <= one.value <= 1 for one in there)
            if whole and any(one.places > 1 for one in there):
                found.add(column)
        return frozenset(found)

    def _told(self, row: int, column: int, number: Number) -> tuple[Kind, Number]:
        """Say what kind of number it is, by its unit, its heading and its row."""
        heading = self.name(column)
        alone = len(self.rows[row][column].numbers) == 1
        if not number.unit and alone and words.is_percent(heading):
            if column in self._fractions:
                return "other", number
            number = replace(number, unit="%")
        if number.unit == "%":
            return "share", number
        if words.is_rounded(heading) or words.is_change(heading):
            return "other", number
        if self.row_is(row, words.is_rounded):
            return "other", number
        if number.unit == "£":
            return "money", number
        return ("count" if number.exact else "other"), number


def _could_be_year(number: Number) -> bool:
    return not number.places and int(number.value) // 100 in CENTURIES
