"""What cells give as their numerator and base, held to the columns that print it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from putright.core.reconcile.evidence import Test, found, nearly_all
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.printed import show, spell
from putright.core.reconcile.table import Series

LEAST_ROWS = 3
Which = Literal["numerator", "base"]


def given_in_columns(sheet: Sheet) -> list[Finding]:
    """Find counts that differ from the numerator or base that figures beside them give.

    A column is taken to print them where nearly all rows do, three at least.
    """
    results: list[Finding] = []
    for column in range(len(sheet.table.columns)):
        if any(row[column].base for row in sheet.table.rows):
            for which in ("numerator", "base"):
                results.extend(_of(sheet, column, which))
    return results


def _of(sheet: Sheet, column: int, which: Which) -> Iterator[Finding]:
    for series in sheet.table.of_kind("count"):
        if series.column == column:
            continue
        tests = list(_tests(sheet, column, which, series))
        telling = sum(test.weight > 0 for test in tests)
        if telling >= LEAST_ROWS and nearly_all(tests):
            yield from found(tests)


def _tests(sheet: Sheet, column: int, which: Which, series: Series) -> Iterator[Test]:
    table = sheet.table
    for row in series.rows:
        number = series.numbers[row]
        own = _own(sheet, row, column, which)
        if number is None or own is None:
            continue
        if number.value == own:
            yield Test(1.0 if number.value > 1 else 0.0)
            continue
        yield Test(
            found=sheet.finding(
                row,
                series.column,
                kind="two_values",
                should_be=show(own, number),
                certain=True,
                why=(
                    f"{number.text} is printed, and “{table.name(column)}” of the same "
                    f"row is worked out with {spell(own)} as its {which}."
                ),
                value=own,
            )
        )


def _own(sheet: Sheet, row: int, column: int, which: Which) -> Fraction | None:
    cell = sheet.table.rows[row][column]
    return cell.top if which == "numerator" else cell.base
