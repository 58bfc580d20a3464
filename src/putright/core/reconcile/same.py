"""Two columns of one table that show the same figures, perhaps to fewer places."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from putright.core.reconcile import words
from putright.core.reconcile.evidence import Test, found, nearly_all, sampled
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.printed import Number, show, verdict
from putright.core.reconcile.table import Series

MOST_SERIES = 30
LEAST_ROWS = 8
ALIKE = Fraction(9, 10)


def same_columns(sheet: Sheet) -> list[Finding]:
    """Find rows in which two columns that are alike everywhere else are not.

    Never certain: one may be a part that is nearly always the whole.
    """
    results: list[Finding] = []
    for one, other in combinations(sheet.table.series[:MOST_SERIES], 2):
        if one.kind != other.kind or not _alike(sheet, one, other):
            continue
        if not nearly_all(sampled(hold_same(sheet, one, other)), ALIKE / 2):
            continue
        tests = list(hold_same(sheet, one, other))
        values = {one.value(row) for row in one.rows}
        if len(tests) >= LEAST_ROWS and len(values) > 4 and nearly_all(tests, ALIKE):
            results.extend(found(tests))
    return results


def _alike(sheet: Sheet, one: Series, other: Series) -> bool:
    """Pass over targets, and columns that tell two periods of one measure."""
    names = [sheet.table.name(series.column) for series in (one, other)]
    first, second = (words.without_period(name) for name in names)
    aside = any(words.is_aside(name) for name in names)
    return one.column != other.column and first != second and not aside


def hold_same(
    sheet: Sheet, one: Series, other: Series, *, certain: bool = False
) -> Iterator[Test]:
    """Hold two columns to show the same figure, each to its own places."""
    table = sheet.table
    for row in one.rows:
        here, there = one.numbers[row], other.numbers[row]
        if here is None or there is None:
            continue
        if agree(here, there):
            yield Test(1.0)
            continue
        at, beside = one.column, other.column
        if here.places > there.places:
            at, beside, here, there = beside, at, there, here
        yield Test(
            found=sheet.finding(
                row,
                at,
                kind="two_values",
                should_be=show(there.value, here),
                certain=certain,
                why=(
                    f"“{table.name(at)}” says {here.text} and "
                    f"“{table.name(beside)}” says {there.text}, where the two "
                    "should be the same."
                ),
                value=there.value,
                parts=(sheet.place(row, beside),),
            )
        )


def agree(one: Number, other: Number) -> bool:
    """Say whether two printed numbers can show one figure, rounded or cut off."""
    if one.places == other.places:
        return one.value == other.value
    fine, coarse = sorted((one, other), key=lambda number: -number.places)
    low, high = fine.value - fine.step / 2, fine.value + fine.step
    return verdict(coarse, fine.value) != "wrong" or (
        low <= coarse.value - coarse.step / 2 <= high
        or low <= coarse.value + coarse.step / 2 <= high
    )


def same_cells(places: Sequence[tuple[Sheet, int, int]]) -> Iterator[Test]:
    """Hold cells to show one figure, the first of them."""
    sheet, row, column = places[0]
    first = sheet.table.rows[row][column]
    for other, at, beside in places[1:]:
        cell = other.table.rows[at][beside]
        if first.number and cell.number and agree(first.number, cell.number):
            yield Test(1.0)
            continue
        yield Test(
            found=other.finding(
                at,
                beside,
                kind="two_values",
                should_be=first.printed,
                certain=True,
                why=(
                    f"{cell.printed or 'Nothing'} is printed here, and "
                    f"{first.printed or 'nothing'} in {sheet.table.id} for the same "
                    f"figure (“{sheet.table.labels[row]}”)."
                ),
            )
        )
