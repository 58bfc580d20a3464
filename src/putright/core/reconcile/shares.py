"""Shares of one whole: they add up to 100 within what rounding allows."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from putright.core.reconcile import words
from putright.core.reconcile.evidence import NEARLY_ALL, Test, found, holding, sampled
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.printed import Number, spell
from putright.core.reconcile.table import Series

WHOLE = Fraction(100)
NEAR = Fraction(5)
"""How far from 100 shares may add up and still be meant to."""

Rows = tuple[int, ...]


def share_columns(sheet: Sheet) -> list[Finding]:
    """Find columns of shares that do not add up to 100 though the others like them do.

    Groups within a column (by type, by patch) are looked at where the whole column
    does not add up.
    """
    tests: list[Test] = []
    for series in sheet.table.of_kind("share"):
        tests.extend(_tests_of_column(sheet, series))
    held, missed = holding(tests), len(found(tests))
    return found(tests) if held >= 2 and held > missed else []


def _tests_of_column(sheet: Sheet, series: Series) -> Iterator[Test]:
    rows = tuple(row for row in series.rows if _is_part(sheet, row))
    whole = _test(sheet, series, rows)
    if whole is not None:
        yield whole
        return
    for group in _groups(sheet, rows):
        test = _test(sheet, series, group)
        if test is not None:
            yield test


def _is_part(sheet: Sheet, row: int) -> bool:
    table = sheet.table
    return not (
        table.row_is(row, words.is_total)
        or table.row_is(row, words.is_aside)
        or table.row_is(row, words.is_running)
    )


def _groups(sheet: Sheet, rows: Rows) -> Iterator[Rows]:
    """Part rows by the label that several of them in a row share."""
    table = sheet.table
    for at in range(len(table.label_columns)):
        groups: dict[str, list[int]] = {}
        for row in rows:
            groups.setdefault(table.whole_labels[row][at], []).append(row)
        if 1 < len(groups) < len(rows):
            yield from (tuple(group) for group in groups.values())
            return


def _test(sheet: Sheet, series: Series, rows: Rows) -> Test | None:
    """Hold some shares of a column to 100; None where they are nowhere near it."""
    numbers = [one for one in (series.numbers[row] for row in rows) if one is not None]
    meant = _is_meant(numbers)
    return hold_shares(sheet, series, rows) if meant else None


def hold_shares(
    sheet: Sheet, series: Series, rows: Rows, *, total: Fraction = WHOLE
) -> Test:
    """Hold some shares of a column to add up to a whole, within their rounding."""
    numbers = [one for one in (series.numbers[row] for row in rows) if one is not None]
    added = sum((one.value for one in numbers), Fraction(0))
    if abs(added - total) <= slack(numbers):
        return Test(1.0)
    places = max((one.places for one in numbers), default=0)
    table = sheet.table
    return Test(
        found=sheet.finding(
            -1,
            series.column,
            kind="sum",
            should_be=f"{spell(total)}%",
            certain=True,
            printed=", ".join(one.text for one in numbers[:12]),
            why=(
                f"The {len(numbers)} shares of “{table.name(series.column)}”, "
                f"“{table.labels[rows[0]]}” to “{table.labels[rows[-1]]}”, add up to "
                f"{spell(added, places=places)}%. Rounding can put them no more than "
                f"{spell(slack(numbers), places=places + 1)} off {spell(total)}."
            ),
            value=total,
        )
    )


def slack(numbers: Sequence[Number]) -> Fraction:
    """Give how far rounding can put a sum of printed shares off 100."""
    return sum((one.slack for one in numbers), Fraction(0))


def _is_meant(numbers: Sequence[Number]) -> bool:
    """Say whether shares come so near 100 that they are meant to add up to it."""
    if len(numbers) < 2 or any(one.value < 0 for one in numbers):
        return False
    if max(one.value for one in numbers) >= WHOLE:
        return False
    miss = abs(sum((one.value for one in numbers), Fraction(0)) - WHOLE)
    return miss <= slack(numbers) or (len(numbers) > 2 and miss <= NEAR)


def share_rows(sheet: Sheet) -> list[Finding]:
    """Find rows whose shares do not add up to 100 though nearly all rows' do."""
    series = sheet.table.of_kind("share")
    best: list[Test] = []
    for first in range(len(series) - 2):
        for last in range(first + 3, min(len(series), first + 12) + 1):
            parts = series[first:last]
            tests = sampled(hold_row_shares(sheet, parts))
            if holding(tests) > holding(best):
                best = list(hold_row_shares(sheet, parts))
    enough = holding(best) >= 3 and holding(best) >= NEARLY_ALL * len(best)
    return found(best) if enough else []


def hold_row_shares(
    sheet: Sheet, parts: Sequence[Series], *, total: Fraction = WHOLE
) -> Iterator[Test]:
    """Hold every row's shares to add up to a whole."""
    table = sheet.table
    for row in range(len(table.rows)):
        there = [one for one in (part.numbers[row] for part in parts) if one]
        if len(there) < len(parts):
            continue
        added = sum((one.value for one in there), Fraction(0))
        if abs(added - total) <= slack(there):
            yield Test(1.0)
            continue
        places = max(one.places for one in there)
        yield Test(
            found=sheet.finding(
                row,
                parts[-1].column,
                kind="sum",
                should_be="",
                certain=True,
                why=(
                    f"{' + '.join(one.text for one in there)} = "
                    f"{spell(added, places=places)}%, which rounding cannot put so far "
                    f"off {spell(total)}%."
                ),
            )
        )
