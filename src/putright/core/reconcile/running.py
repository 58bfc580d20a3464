"""Cumulative rows and columns: each is the sum of its periods so far."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from putright.core.reconcile import words
from putright.core.reconcile.evidence import (
    Test,
    evidence,
    found,
    half_hold,
    holding,
    telling,
    weigh,
)
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.printed import Number, show
from putright.core.reconcile.table import Series

Rows = tuple[int, ...]
SURE = 4.0
MOST_ROWS = 60
"""Cumulative rows of a table that are looked at."""


def running_rows(sheet: Sheet) -> list[Finding]:
    """Find rows called cumulative that are not the sum of the periods before them."""
    tests: list[Test] = []
    carried: list[Test] = []
    shares: list[Test] = []
    for row, rows in cumulative_rows(sheet):
        again = _repeated(sheet, row)
        (tests if again is None else carried).extend(hold_period_row(sheet, row, rows))
        shares.extend(_shares(sheet, row, rows))
    if not _meant(tests):
        return []
    results = [_carried(sheet, finding) for finding in found([*tests, *carried])]
    if holding(shares) > 2 * len(found(shares)):
        results.extend(found(shares))
    return results


def cumulative_rows(sheet: Sheet) -> Iterator[tuple[int, Rows]]:
    """Give each row called cumulative with the rows of the periods before it."""
    table = sheet.table
    periods: list[int] = []
    given = 0
    for row in range(len(table.rows)):
        if table.row_is(row, words.is_running):
            given += 1
            if periods and given <= MOST_ROWS:
                yield row, tuple(periods)
        elif not (
            table.row_is(row, words.is_aside) or table.row_is(row, words.is_total)
        ):
            periods.append(row)


def _meant(tests: Sequence[Test]) -> bool:
    """Judge rows called cumulative: half of the figures add up, two of them tellingly.

    A row carried over from the period before is not asked: it is wrong throughout.
    """
    return telling(tests) >= 2 and half_hold(tests)


def hold_period_row(
    sheet: Sheet, row: int, rows: Rows, columns: Sequence[Series] | None = None
) -> Iterator[Test]:
    """Hold a cumulative row to the periods before it, in every column of counts.

    Where a period is blank the row may show more, never less.
    """
    for series in columns or sheet.table.of_kind("count", "money"):
        number = series.numbers[row]
        known = [one for one in (series.numbers[at] for at in rows) if one is not None]
        if number is None or not known:
            continue
        value = sum((one.value for one in known), Fraction(0))
        slack = sum(one.slack for one in (number, *known))
        if abs(number.value - value) <= slack:
            yield Test(weigh(value))
            continue
        all_known = len(known) == len(rows)
        if not all_known and number.value > value:
            continue
        shown = " + ".join(show(one.value, one) for one in known)
        least = "" if all_known else "at least "
        yield Test(
            found=sheet.finding(
                row,
                series.column,
                kind="cumulative",
                should_be=show(value, number),
                certain=True,
                why=(
                    f"The periods so far add up to {least}{shown} = "
                    f"{show(value, number)}, but {number.text} is printed as their "
                    "running total."
                ),
                value=value,
                parts=tuple(sheet.place(at, series.column) for at in rows),
            )
        )


def _carried(sheet: Sheet, finding: Finding) -> Finding:
    """Say so where a whole row repeats the cumulative row before it."""
    before = _repeated(sheet, finding.place.row)
    if before is None:
        return finding
    again = f" The whole row repeats “{sheet.table.labels[before]}”."
    return replace(finding, why=finding.why + again)


def _repeated(sheet: Sheet, row: int) -> int | None:
    """Give the cumulative row before this one, where this one repeats it throughout."""
    table = sheet.table
    before = max((at for at, _ in cumulative_rows(sheet) if at < row), default=None)
    if before is None:
        return None
    columns = {series.column for series in table.series}
    alike = (
        table.rows[row][at].printed == table.rows[before][at].printed for at in columns
    )
    return before if len(columns) > 2 and all(alike) else None


def _shares(sheet: Sheet, row: int, rows: Rows) -> Iterator[Test]:
    """Hold each cumulative percentage to lie between those of its periods.

    However the periods weigh, a share of all of them lies between the least and the
    greatest of theirs; of one period it is that period's own.
    """
    for series in sheet.table.of_kind("share"):
        number = series.numbers[row]
        known = [one for one in (series.numbers[at] for at in rows) if one is not None]
        if number is None or len(known) < len(rows):
            continue
        low = min(one.value - one.slack for one in known)
        high = max(one.value + one.slack for one in known)
        if low - number.slack <= number.value <= high + number.slack:
            yield Test(1.0)
            continue
        alone = len(known) == 1
        texts = " and ".join(one.text for one in known[:6])
        yield Test(
            found=sheet.finding(
                row,
                series.column,
                kind="two_values" if alone else "cumulative",
                should_be=known[0].text if alone else "",
                certain=True,
                why=(
                    f"It is of the one period so far, printed there as {texts}: the "
                    f"same figure has two values, {texts} and {number.text}."
                    if alone
                    else f"{number.text} does not lie between the shares of its "
                    f"periods, {texts}; a share of them all must."
                ),
            )
        )


def running_columns(sheet: Sheet) -> list[Finding]:
    """Find rows where a column headed cumulative is not the sum of the rows so far."""
    results: list[Finding] = []
    counts = sheet.table.of_kind("count")
    for total in counts:
        if not words.is_running(sheet.table.name(total.column)):
            continue
        options = [
            list(hold_running(sheet, total, one))
            for one in counts
            if one.column != total.column
        ]
        best = max(options, key=evidence, default=[])
        if _meant(best) and evidence(best) > SURE:
            results.extend(found(best))
    return results


def hold_running(sheet: Sheet, total: Series, period: Series) -> Iterator[Test]:
    """Hold a running total to its column: to all rows so far, or the row before."""
    so_far, before = Fraction(0), Fraction(0)
    rows: list[int] = []
    added: list[Number] = []
    for row in range(len(sheet.table.rows)):
        number, one = total.numbers[row], period.numbers[row]
        if one is None or sheet.table.row_is(row, words.is_total):
            continue
        rows.append(row)
        so_far += one.value
        added.append(one)
        if number is None:
            continue
        slack = number.slack + sum(there.slack for there in added)
        gap = min(abs(number.value - so_far), abs(number.value - before - one.value))
        if gap <= slack:
            yield Test(weigh(one.value) if len(rows) > 1 else 0.1)
        else:
            yield Test(found=_off(sheet, total, row, so_far, rows, period))
        before = number.value


def _off(
    sheet: Sheet,
    total: Series,
    row: int,
    value: Fraction,
    rows: Sequence[int],
    period: Series,
) -> Finding:
    table, number = sheet.table, total.numbers[row]
    assert number is not None
    return sheet.finding(
        row,
        total.column,
        kind="cumulative",
        should_be=show(value, number),
        certain=True,
        why=(
            f"“{table.name(period.column)}” adds up to {show(value, number)} over the "
            f"{len(rows)} rows so far, but {number.text} is printed as the running "
            "total."
        ),
        value=value,
        parts=tuple(sheet.place(at, period.column) for at in rows),
    )
