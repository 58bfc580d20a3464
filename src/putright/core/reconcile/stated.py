"""Relations that the reader states: what should hold, whatever the other rows do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from putright.core.reconcile import words
from putright.core.reconcile.bases import hold_base
from putright.core.reconcile.evidence import Test, found
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.printed import Number
from putright.core.reconcile.rates import Rate, hold_rate
from putright.core.reconcile.running import (
    cumulative_rows,
    hold_period_row,
    hold_running,
)
from putright.core.reconcile.same import hold_same, same_cells
from putright.core.reconcile.shares import hold_row_shares, hold_shares
from putright.core.reconcile.sums import hold_sum
from putright.core.reconcile.table import Kind, Series, Table
from putright.core.reconcile.totals import hold_rows
from putright.core.tabular import TableError

Given = Mapping[str, object]


def stated(sheet: Sheet, tables: Sequence[Table]) -> Iterator[Finding]:
    """Hold a table to each relation stated for it.

    Raises TableError where one has no known kind, or names what the table has not.
    """
    for at, given in enumerate(sheet.table.relations, 1):
        kind = given.get("kind")
        reader = KINDS.get(kind) if isinstance(kind, str) else None
        if reader is None:
            why = f"Relation {at} has no known kind. Use one of: {', '.join(KINDS)}."
            raise TableError(0, "relations", str(kind), why)
        yield from found(list(reader(Relation(sheet, at, given, tables))))


@dataclass(frozen=True)
class Relation:
    """One stated relation, and how its words are read."""

    sheet: Sheet
    at: int
    given: Given
    tables: Sequence[Table]

    def word(self, *names: str) -> object:
        """Give what stands under the first of some names that is there."""
        return next((self.given[one] for one in names if one in self.given), None)

    def need(self, *names: str) -> object:
        """Give what stands under one of some names, which must be there."""
        value = self.word(*names)
        if value is None:
            raise self.wrong(names[0], "", "It is missing. Add it.")
        return value

    def wrong(self, name: str, value: object, why: str) -> TableError:
        """Make the error of this relation's word."""
        kind = self.given.get("kind")
        return TableError(0, f"relation {self.at} ({kind}), {name}", str(value), why)

    def column(self, *names: str) -> int:
        """Read a column, by its key or its heading."""
        return self.column_of(self.need(*names), names[0])

    def column_of(self, value: object, name: str, table: Table | None = None) -> int:
        """Read one column named in a relation."""
        columns = (table or self.sheet.table).columns
        names = [[one.key for one in columns], [one.label for one in columns]]
        for known in names:
            if isinstance(value, str) and value in known:
                return known.index(value)
        there = ", ".join(one.key for one in columns)
        raise self.wrong(name, value, f"There is no such column. There are: {there}.")

    def columns(self, *names: str) -> list[int]:
        """Read a list of columns."""
        value = self.need(*names)
        if not isinstance(value, list) or not value:
            raise self.wrong(names[0], value, "It is a list of columns. Write a list.")
        return [self.column_of(one, names[0]) for one in value]

    def row_of(self, value: object, name: str, table: Table | None = None) -> int:
        """Read a row: its number from 1, or a label that only it has."""
        one = table or self.sheet.table
        if isinstance(value, int) and 1 <= value <= len(one.rows):
            return value - 1
        matching = [
            at
            for at, labels in enumerate(one.whole_labels)
            if value in labels or value == one.labels[at]
        ]
        if len(matching) != 1:
            why = (
                f"{len(matching) or 'No'} rows have this label. Give the row’s number."
            )
            raise self.wrong(name, value, why)
        return matching[0]

    def rows(self, *names: str) -> tuple[int, ...] | None:
        """Read a list of rows; None where none is given."""
        value = self.word(*names)
        if value is None:
            return None
        if not isinstance(value, list):
            raise self.wrong(names[0], value, "It is a list of rows. Write a list.")
        return tuple(self.row_of(one, names[0]) for one in value)

    def series(self, column: int, kind: Kind | None = None) -> Series:
        """Give a column's figures, whatever they are of."""
        table = self.sheet.table
        percent = words.is_percent(table.name(column))
        numbers = [_figure(row[column].number, percent) for row in table.rows]
        return Series(column, 0, kind or "other", tuple(numbers))

    def shares(self, column: int) -> Series:
        """Give a column's percentages: the number with % of each cell."""
        table = self.sheet.table
        made = []
        for row in table.rows:
            numbers = row[column].numbers
            marked = next((one for one in numbers if one.unit == "%"), None)
            made.append(marked or (numbers[0] if numbers else None))
        return Series(column, 0, "share", tuple(made))


def _figure(number: Number | None, percent: bool) -> Number | None:  # noqa: FBT001
    if number is not None and percent and not number.unit:
        return replace(number, unit="%")
    return number


def _sum(relation: Relation) -> Iterable[Test]:
    row = relation.word("total_row", "row")
    if row is None:
        total = relation.series(relation.column("total", "sum", "result", "column"))
        parts = relation.columns("parts", "columns", "of")
        parts = [one for one in parts if one != total.column]
        return hold_sum(
            relation.sheet,
            total,
            tuple(relation.series(one) for one in parts),
            aside=True,
        )
    at = relation.row_of(row, "total_row")
    rows = relation.rows("rows", "parts", "of") or tuple(
        one for one in range(len(relation.sheet.table.rows)) if one != at
    )
    return hold_rows(relation.sheet, at, rows, _chosen(relation))


def _rate(relation: Relation) -> Iterable[Test]:
    shown = relation.shares(
        relation.column("rate", "share", "result", "column", "percentage")
    )
    top = relation.word("numerator", "top", "part", "count")
    base = relation.need("denominator", "base", "whole", "of")
    bases = _bases(relation, base)
    if top is None:
        return hold_base(relation.sheet, shown, bases)
    numerator = relation.series(relation.column_of(top, "numerator"))
    name = f"“{base}”" if isinstance(base, str) else f"{base:,}"
    return hold_rate(
        relation.sheet,
        Rate(shown, numerator, bases, _multiplier(relation, shown), name),
    )


def _multiplier(relation: Relation, shown: Series) -> int:
    given = relation.word("multiplier", "per")
    if given is None:
        heading = relation.sheet.table.name(shown.column)
        return 1000 if words.is_per_1000(heading) else 100
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        why = "It is a whole number, such as 100 or 1000. Put one."
        raise relation.wrong("multiplier", given, why)
    return given


def _bases(relation: Relation, base: object) -> tuple[Fraction | None, ...]:
    """Read a base: a column, a number for all rows, or a row that holds the total."""
    rows = len(relation.sheet.table.rows)
    if isinstance(base, int) and not isinstance(base, bool):
        return (Fraction(base),) * rows
    series = relation.series(relation.column_of(base, "denominator"))
    return tuple(series.value(row) for row in range(rows))


def _share(relation: Relation) -> Iterable[Test]:
    if relation.word("denominator", "base", "whole", "of") is not None:
        return _rate(relation)
    given = relation.word("columns", "parts")
    if given is not None:
        columns = relation.columns("columns", "parts")
        series = [relation.shares(one) for one in columns]
        return hold_row_shares(relation.sheet, series, total=_whole(relation))
    shares = relation.shares(relation.column("column", "share"))
    rows = relation.rows("rows") or tuple(
        row
        for row in shares.rows
        if not relation.sheet.table.row_is(row, words.is_total)
    )
    return [hold_shares(relation.sheet, shares, rows, total=_whole(relation))]


def _whole(relation: Relation) -> Fraction:
    given = relation.word("total", "sum")
    if given is None:
        return Fraction(100)
    if isinstance(given, bool) or not isinstance(given, int):
        raise relation.wrong("total", given, "It is a whole number. Put 100, say.")
    return Fraction(given)


def _cumulative(relation: Relation) -> Iterable[Test]:
    if relation.word("of", "parts", "period") and not relation.word("row"):
        total = relation.series(relation.column("column", "total", "cumulative"))
        period = relation.series(relation.column("of", "parts", "period"))
        return hold_running(relation.sheet, total, period)
    row = relation.word("row", "total_row")
    if row is None:
        pairs = list(cumulative_rows(relation.sheet))
    else:
        rows = relation.rows("rows", "of", "parts") or ()
        pairs = [(relation.row_of(row, "row"), rows)]
    columns = _chosen(relation)
    return [
        test
        for at, rows in pairs
        for test in hold_period_row(relation.sheet, at, rows, columns)
    ]


def _chosen(relation: Relation) -> list[Series] | None:
    """Give the columns that a relation between rows is of; None for all."""
    if relation.word("columns") is not None:
        return [relation.series(one) for one in relation.columns("columns")]
    if relation.word("column") is not None:
        return [relation.series(relation.column("column"))]
    return None


def _same(relation: Relation) -> Iterable[Test]:
    cells = relation.word("cells")
    if cells is None:
        one, other = (relation.series(at) for at in _two_columns(relation))
        return hold_same(relation.sheet, one, other, certain=True)
    if not isinstance(cells, list) or len(cells) < 2:
        why = "It is a list of cells, each with its row and column. Write two or more."
        raise relation.wrong("cells", cells, why)
    places = [_cell(relation, one) for one in cells]
    return same_cells(places)


def _two_columns(relation: Relation) -> list[int]:
    columns = relation.columns("columns", "of")
    if len(columns) != 2:
        raise relation.wrong("columns", len(columns), "There must be two. Name two.")
    return columns


def _cell(relation: Relation, given: object) -> tuple[Sheet, int, int]:
    if not isinstance(given, dict):
        why = "A cell is an object with “row” and “column”. Write it so."
        raise relation.wrong("cells", given, why)
    sheet = relation.sheet
    called = given.get("table", sheet.table.id)
    for number, table in enumerate(relation.tables):
        if table.id == called:
            sheet = Sheet(number, table)
            break
    else:
        raise relation.wrong("cells", called, "There is no such table. Check its id.")
    row = relation.row_of(given.get("row"), "cells", sheet.table)
    return sheet, row, relation.column_of(given.get("column"), "cells", sheet.table)


KINDS: dict[str, Callable[[Relation], Iterable[Test]]] = {
    "sum": _sum,
    "rate": _rate,
    "share": _share,
    "cumulative": _cumulative,
    "same": _same,
}
"""Every kind of relation, and what reads it."""
