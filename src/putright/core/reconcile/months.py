"""A cell that lists a count for each month, held to the count in its row."""

import re
from collections.abc import Iterator
from fractions import Fraction

from putright.core.reconcile import words
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.printed import Number, show

_MONTH = re.compile(
    r"\b(?P<n>[0-9]{1,6}) (?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]{0,6}\b(?! ?(?:[0-9]{2}|20[0-9]{2})\b)",
    re.I,
)
LEAST = 6
YEAR = 12
NEAR = Fraction(1, 4)


def month_lists(sheet: Sheet) -> list[Finding]:
    """Find rows whose count is not the sum of the months that a cell of it lists.

    Certain where all twelve months are listed once, and another list of the table adds
    up to its row's count; a list of fewer may leave some out.
    """
    table = sheet.table
    held, results = 0, []
    for row in range(len(table.rows)):
        for numbers, months in _lists(sheet, row):
            counts = list(_counts(sheet, row))
            total = sum(numbers)
            if any(number.value == total for _, number in counts):
                held += 1
                continue
            near = [one for one in counts if abs(one[1].value - total) <= NEAR * total]
            if near:
                results.append((row, *near[-1], total, months))
    return [_finding(sheet, *one, held=held) for one in results]


def _lists(sheet: Sheet, row: int) -> Iterator[tuple[list[int], int]]:
    for cell in sheet.table.rows[row]:
        found = list(_MONTH.finditer(cell.printed[:2000]))
        months = {one["month"].lower() for one in found}
        if len(found) == len(months) >= LEAST:
            yield [int(one["n"]) for one in found], len(months)


def _counts(sheet: Sheet, row: int) -> Iterator[tuple[int, Number]]:
    for series in sheet.table.of_kind("count"):
        number = series.numbers[row]
        if number is not None and not words.is_aside(sheet.table.name(series.column)):
            yield series.column, number


def _finding(
    sheet: Sheet,
    row: int,
    column: int,
    number: Number,
    total: int,
    months: int,
    *,
    held: int,
) -> Finding:
    return sheet.finding(
        row,
        column,
        kind="sum",
        should_be=show(Fraction(total), number),
        certain=months == YEAR and held > 0,
        why=(
            f"The {months} months listed in the same row add up to {total:,}, but "
            f"{number.text} is printed."
        ),
        value=Fraction(total),
    )
