"""Columns that are the sum, or the difference, of other columns in every row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import combinations, islice, permutations
from math import log

from putright.core.reconcile import words
from putright.core.reconcile.evidence import (
    SAMPLE,
    Test,
    evidence,
    found,
    half_hold,
    holding,
    nearly_all,
    sampled,
    telling,
    weigh,
)
from putright.core.reconcile.findings import Finding, Sheet, listed
from putright.core.reconcile.printed import Number, show
from putright.core.reconcile.table import Series

MOST_COLUMNS = 24
"""Columns looked through for pairs that add up to a third."""
CLOSE = Fraction(1, 4)
"""How near a lone total must come to its sum to be meant as one."""
SURE = 6.0
VERY_MANY = 20
MOST_OF_MANY = Fraction(19, 20)
YEAR = 2
MOST_HOLD = Fraction(2, 3)
FAIRLY_SURE = 2.0
HOPELESS = -20.0
MOST_NEAR = 12
"""Columns nearest to a change that it may be between."""

Parts = tuple[Series, ...]


def column_sums(sheet: Sheet) -> list[Finding]:
    """Find rows in which a column is not the sum of those it is made of."""
    counts = sheet.table.of_kind("count", "money")
    results: list[Finding] = []
    for total in counts:
        best = _best(sheet, total, counts)
        if best is None:
            continue
        name = sheet.table.name(total.column)
        named = words.is_total(name) or words.level(name) == YEAR
        results.extend(found(best) if named else less_sure(sheet, best))
    return results


def less_sure(sheet: Sheet, tests: Sequence[Test]) -> list[Finding]:
    """Doubt a sum that no heading names, where more is printed than its parts make.

    A part that is nearly always nil may not be printed. Very many rows outweigh that.
    """
    findings = found(tests)
    if telling(tests) >= VERY_MANY and nearly_all(tests, MOST_OF_MANY):
        return findings
    return [replace(one, certain=not _is_over(sheet, one)) for one in findings]


def _is_over(sheet: Sheet, finding: Finding) -> bool:
    number = sheet.table.rows[finding.place.row][finding.place.column].number
    return number is None or finding.value is None or number.value > finding.value


def _best(sheet: Sheet, total: Series, counts: Sequence[Series]) -> list[Test] | None:
    """Give the tests of the parts that a column is most surely the sum of."""
    labelled = words.is_total(sheet.table.name(total.column))
    candidates = list(_candidates(total, counts))
    scored = [(_score(sheet, total, parts), parts) for parts in candidates]
    scored = [one for one in scored if one[0] > 0 or labelled]
    if not scored:
        return None
    parts = max(scored, key=lambda one: one[0])[1]
    tests = list(hold_sum(sheet, total, parts))
    if labelled:
        return tests if _holds_by_name(tests) else None
    if words.level(sheet.table.name(total.column)) == YEAR and _periods(sheet, parts):
        return tests if telling(tests) >= 2 and nearly_all(tests, MOST_HOLD) else None
    cost = SURE + log(1 + len(candidates))
    sure = telling(tests) >= 3 and nearly_all(tests) and evidence(tests) > cost
    return tests if sure else None


def _periods(sheet: Sheet, parts: Parts) -> bool:
    """Say whether every part is headed by a quarter or a month."""
    names = [sheet.table.name(part.column) for part in parts]
    return all(words.is_short_period(name) for name in names)


def _holds_by_name(tests: Sequence[Test]) -> bool:
    """Judge a column headed Total: half must add up, or the only one come close."""
    if holding(tests):
        return half_hold(tests)
    return len(tests) == 1 and all(is_close(finding) for finding in found(tests))


def is_close(finding: Finding) -> bool:
    """Say whether what is printed comes near the sum: it was meant as one."""
    value = finding.value
    if value is None or not value:
        return False
    digits = "".join(one for one in finding.printed.partition("(")[0] if one.isdigit())
    return bool(digits) and abs(int(digits) - value) <= CLOSE * value


def _candidates(total: Series, counts: Sequence[Series]) -> Iterator[Parts]:
    """Give runs of columns on either side, and every two columns."""
    at = counts.index(total)
    for side in (counts[max(at - MOST_COLUMNS, 0) : at], counts[at + 1 :]):
        side = side[:MOST_COLUMNS]
        for first in range(len(side) - 1):
            for last in range(first + 2, len(side) + 1):
                yield tuple(side[first:last])
    if len(counts) <= MOST_COLUMNS:
        others = [one for one in counts if one.column != total.column]
        for pair in combinations(others, 2):
            if pair[0].column != pair[1].column:
                yield pair


def _score(sheet: Sheet, total: Series, parts: Parts) -> float:
    """Give how well a sum comes out in the first rows; give up where it does not."""
    score = 0.0
    for row in islice(total.rows, SAMPLE):
        if score < HOPELESS:
            break
        added = _added(sheet, row, parts)
        if added is None:
            continue
        value, nonzero = added
        if value == total.value(row):
            score += weigh(value) if nonzero > 1 else 0.1
        else:
            score -= 3
    return score


def _added(sheet: Sheet, row: int, parts: Parts) -> tuple[Fraction, int] | None:
    """Add up a row's parts, and count those that are not nil. None: not all known."""
    cells = sheet.table.rows[row]
    value, nonzero, known = Fraction(0), 0, 0
    for part in parts:
        number = part.numbers[row]
        if number is not None:
            value += number.value
            known += 1
            nonzero += bool(number.value)
        elif not cells[part.column].blank:
            return None
    return (value, nonzero) if known else None


def hold_sum(
    sheet: Sheet, total: Series, parts: Parts, *, aside: bool = False
) -> Iterator[Test]:
    """Hold every row to a sum of columns; rows of targets only if `aside`."""
    table = sheet.table
    names = listed([f"“{table.name(part.column)}”" for part in parts])
    for row in total.rows:
        number, added = total.numbers[row], _added(sheet, row, parts)
        if number is None or added is None:
            continue
        if not aside and table.row_is(row, words.is_aside):
            continue
        value, nonzero = added
        there = list(_there(row, parts))
        if abs(number.value - value) <= sum(one.slack for one in (number, *there)):
            yield Test(weigh(value) if nonzero > 1 else 0.1)
            continue
        shown = [show(one.value, one) for one in there]
        yield Test(
            found=sheet.finding(
                row,
                total.column,
                kind="sum",
                should_be=show(value, number),
                certain=True,
                why=(
                    f"{' + '.join(shown)} = {show(value, number)}, but "
                    f"{number.text} is printed. “{table.name(total.column)}” is the "
                    f"sum of {names}."
                ),
                value=value,
                parts=tuple(sheet.place(row, part.column) for part in parts),
            )
        )


def _there(row: int, parts: Parts) -> Iterator[Number]:
    return (one for one in (part.numbers[row] for part in parts) if one is not None)


def differences(sheet: Sheet) -> list[Finding]:
    """Find rows whose printed difference is not that of the two columns compared."""
    results: list[Finding] = []
    every = sheet.table.series
    for change in every:
        if not words.is_change(sheet.table.name(change.column)):
            continue
        others = [one for one in every if one.column != change.column]
        tests = _best_difference(sheet, change, others)
        results.extend(found(tests))
    return results


def _best_difference(
    sheet: Sheet, change: Series, others: Sequence[Series]
) -> list[Test]:
    """Give the tests of the two columns that a change is most surely between."""
    near = sorted(others, key=lambda one: abs(one.column - change.column))
    pairs = list(permutations(near[:MOST_NEAR], 2))
    best: list[Test] = []
    chosen: tuple[Series, Series] | None = None
    for pair in pairs:
        tests = sampled(hold_difference(sheet, change, pair))
        if nearly_all(tests) and evidence(tests) > evidence(best):
            best, chosen = tests, pair
    if chosen is None or evidence(best) < FAIRLY_SURE + log(len(pairs)):
        return []
    return list(hold_difference(sheet, change, chosen))


def hold_difference(
    sheet: Sheet, change: Series, pair: tuple[Series, Series]
) -> Iterator[Test]:
    """Hold every row to a difference of two columns, within the rounding of all."""
    after, before = pair
    for row in change.rows:
        number, one, other = (s.numbers[row] for s in (change, after, before))
        if number is None or one is None or other is None:
            continue
        value = one.value - other.value
        if abs(number.value - value) <= number.slack + one.slack + other.slack:
            yield Test(log(1 + abs(float(number.value / number.step))) / 2)
            continue
        yield Test(tell=partial(_differs, sheet, change, pair, row))


def _differs(
    sheet: Sheet, change: Series, pair: tuple[Series, Series], row: int
) -> Finding:
    table = sheet.table
    number, one, other = (s.numbers[row] for s in (change, *pair))
    assert number is not None
    assert one is not None
    assert other is not None
    value = one.value - other.value
    names = [f"“{table.name(series.column)}”" for series in (change, *pair)]
    return sheet.finding(
        row,
        change.column,
        kind="sum",
        should_be=show(value, number),
        certain=True,
        why=(
            f"{one.text} less {other.text} is {show(value, number)}, but "
            f"{number.text} is printed. {names[0]} is {names[1]} less {names[2]}."
        ),
        value=value,
        parts=tuple(sheet.place(row, series.column) for series in pair),
    )
