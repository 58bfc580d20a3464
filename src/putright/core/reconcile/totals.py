"""Rows that are the total of other rows: at the foot of a table, a part, or a group."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from putright.core.reconcile import words
from putright.core.reconcile.evidence import (
    Test,
    evidence,
    found,
    half_hold,
    holding,
    nearly_all,
    weigh,
)
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.printed import show
from putright.core.reconcile.sums import is_close, less_sure
from putright.core.reconcile.table import Series

Rows = tuple[int, ...]
MOST_TOTALS = 60
MOST_PARTS = 12
"""Totals above a grand total that may be its parts."""
MOST_GROUPS = 40
GROUPS_SURE = 8.0


def row_totals(sheet: Sheet) -> list[Finding]:
    """Find columns in which a total row is not the sum of the rows above or below."""
    results: list[Finding] = []
    totals = [row for row in _every(sheet) if sheet.table.row_is(row, words.is_total)]
    totals = totals[:MOST_TOTALS]
    for row in totals:
        best: list[Test] = []
        for rows in _candidates(sheet, row, totals):
            tests = list(hold_rows(sheet, row, rows))
            if _score(tests) > _score(best) or not best:
                best = tests
        if _is_meant(sheet, row, best):
            results.extend(found(best))
    results.extend(_unnamed_total(sheet, totals))
    return results


def _every(sheet: Sheet) -> range:
    return range(len(sheet.table.rows))


def _score(tests: Sequence[Test]) -> tuple[int, float]:
    return holding(tests), evidence(tests)


def _candidates(sheet: Sheet, total: int, totals: Sequence[int]) -> Iterator[Rows]:
    """Give the rows that a total may be of: nearest above first, below last."""
    before = [row for row in totals if row < total]
    after = [row for row in totals if row > total]
    start = before[-1] + 1 if before else 0
    end = after[0] if after else len(sheet.table.rows)
    spans = [range(start, total), range(total), range(total + 1, end)]
    for span in spans:
        rows = tuple(row for row in span if _is_part(sheet, row, totals))
        if len(rows) > 1:
            yield rows
    before = before[-MOST_PARTS:]
    for first in range(len(before) - 1):
        for last in range(first + 2, len(before) + 1):
            yield tuple(before[first:last])


def _is_part(sheet: Sheet, row: int, totals: Sequence[int]) -> bool:
    table = sheet.table
    return not (
        row in totals
        or table.row_is(row, words.is_aside)
        or table.row_is(row, words.is_running)
        or table.row_is(row, words.is_rounded)
    )


def _is_meant(sheet: Sheet, row: int, tests: Sequence[Test]) -> bool:
    """Judge a row called Total: half its columns add up, or its only one comes close.

    Where the parts overlap (a case under two teams) nothing adds up, and nothing is
    said.
    """
    if holding(tests):
        return half_hold(tests)
    last = row == len(sheet.table.rows) - 1
    named = last or sheet.table.row_is(row, words.is_bare_total)
    return len(tests) == 1 and named and all(is_close(one) for one in found(tests))


def _unnamed_total(sheet: Sheet, totals: Sequence[int]) -> list[Finding]:
    """Look at a last row that nothing calls a total and that adds up like one."""
    last = len(sheet.table.rows) - 1
    rows = tuple(row for row in range(last) if _is_part(sheet, row, totals))
    if totals or len(rows) < 2:
        return []
    tests = list(hold_rows(sheet, last, rows))
    telling = sum(test.weight > 1 for test in tests)
    sure = telling >= 3 and nearly_all(tests) and evidence(tests) > 10
    return less_sure(sheet, tests) if sure else []


def hold_rows(
    sheet: Sheet, total: int, rows: Rows, columns: Sequence[Series] | None = None
) -> Iterator[Test]:
    """Hold a row to the sum of others, in every column of counts.

    A column in which a part is not known (n/a) is passed over.
    """
    for series in columns or sheet.table.of_kind("count", "money"):
        number = series.numbers[total]
        added = _added(sheet, series, rows)
        if number is None or added is None:
            continue
        value, nonzero = added
        there = [one for one in (series.numbers[row] for row in rows) if one]
        if abs(number.value - value) <= sum(one.slack for one in (number, *there)):
            yield Test(weigh(value) if nonzero > 1 else 0.1)
        else:
            yield Test(found=_missed(sheet, series, total, rows, value))


def _added(sheet: Sheet, series: Series, rows: Rows) -> tuple[Fraction, int] | None:
    value, nonzero, known = Fraction(0), 0, 0
    for row in rows:
        number = series.numbers[row]
        if number is not None:
            value += number.value
            known += 1
            nonzero += bool(number.value)
        elif not sheet.table.rows[row][series.column].blank:
            return None
    return (value, nonzero) if known > 1 else None


def _missed(
    sheet: Sheet, series: Series, total: int, rows: Rows, value: Fraction
) -> Finding:
    table, number = sheet.table, series.numbers[total]
    assert number is not None
    numbers = [series.numbers[row] for row in rows]
    shown = [show(one.value, one) for one in numbers if one is not None]
    added = " + ".join(shown if len(shown) <= 14 else [*shown[:4], "…", shown[-1]])
    return sheet.finding(
        total,
        series.column,
        kind="sum",
        should_be=show(value, number),
        certain=True,
        why=(
            f"{added} = {show(value, number)}, but {number.text} is printed as the "
            f"total of {len(shown)} rows, “{table.labels[rows[0]]}” to "
            f"“{table.labels[rows[-1]]}”."
        ),
        value=value,
        parts=tuple(sheet.place(row, series.column) for row in rows),
    )


def group_totals(sheet: Sheet) -> list[Finding]:
    """Find groups of a long table whose total is not the sum of the group's rows.

    A long table names a row by several labels (list, month, team). The rows where one
    label says all, a quarter or nothing may each be the total of those that are alike
    in every other label.
    """
    table = sheet.table
    if len(table.label_columns) < 2:
        return []
    results: list[Finding] = []
    for at in range(len(table.label_columns)):
        values = {labels[at] for labels in table.whole_labels}
        grouping = sorted(filter(words.is_grouping, values))
        for value in grouping[:MOST_GROUPS]:
            results.extend(_groups(sheet, at, value))
    return results


def _groups(sheet: Sheet, at: int, value: str) -> list[Finding]:
    """Hold each group with a row of this label to that row, if nearly all add up."""
    table = sheet.table
    totals: dict[tuple[str, ...], list[int]] = defaultdict(list)
    parts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, labels in enumerate(table.whole_labels):
        others = labels[:at] + labels[at + 1 :]
        if labels[at] == value:
            totals[others].append(row)
        elif words.level(labels[at]) < words.level(value):
            parts[others].append(row)
    by_column: dict[int, list[Test]] = defaultdict(list)
    for others, rows in totals.items():
        if len(rows) != 1 or len(parts[others]) < 2:
            continue
        levels = [words.level(table.whole_labels[row][at]) for row in parts[others]]
        nearest = tuple(
            row
            for row, level in zip(parts[others], levels, strict=True)
            if level == max(levels)
        )
        for series in table.of_kind("count", "money"):
            added = hold_rows(sheet, rows[0], nearest, [series])
            by_column[series.column].extend(added)
    every = [test for tests in by_column.values() for test in tests]
    telling = sum(test.weight > 1 for test in every)
    if telling < 3 or not nearly_all(every) or evidence(every) < GROUPS_SURE:
        return []
    return found(every)
