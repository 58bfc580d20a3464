"""Percentages that stand beside their base: can any whole number of it give them?"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import log

from putright.core.reconcile import words
from putright.core.reconcile.evidence import Test, evidence, found, nearly_all
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.own import judge_base
from putright.core.reconcile.printed import Number
from putright.core.reconcile.rates import proposed_rates
from putright.core.reconcile.table import Series

_STATED = re.compile(
    r"(?:\bn\s?=\s?|\bbase:?\s|\bout of\s|\bof\s)(?P<n>[0-9][0-9,]*)\b"
    r"|\((?P<bare>[0-9][0-9,]*)\)",
    re.I,
)
SURE = 5.0


def stated_bases(sheet: Sheet) -> list[Finding]:
    """Find percentages that no whole number of the base in their heading gives."""
    results: list[Finding] = []
    for series in sheet.table.of_kind("share"):
        base, plain = _in_heading(sheet.table.name(series.column))
        if base is None:
            continue
        bases = [Fraction(base)] * len(series.numbers)
        tests = list(hold_base(sheet, series, bases))
        if plain or (nearly_all(tests) and evidence(tests) > SURE):
            results.extend(found(tests))
    return results


def _in_heading(heading: str) -> tuple[int | None, bool]:
    """Read a base in a heading: “(n = 598)” says it, “(598)” only may."""
    match = _STATED.search(heading)
    if match is None:
        return None, False
    text = (match["n"] or match["bare"]).replace(",", "")
    base = int(text[:12])
    year = base // 100 in (19, 20) and "," not in heading
    stated = "=" in match[0] or "base" in match[0].lower()
    return (None, False) if not base or (year and not stated) else (base, stated)


def adjacent_bases(sheet: Sheet) -> list[Finding]:
    """Find percentages that no whole number of the count to their left gives.

    Pairs of columns that differ only by period (Q1 received, Q1 in time; Q2 …) are one
    relation. It is proposed where nearly all of its figures can be had from their
    counts, and where that could hardly be chance.
    """
    explained = {rate.shown.column for rate, _ in proposed_rates(sheet)}
    families: dict[tuple[str, str], list[tuple[Series, Series]]] = defaultdict(list)
    for base, share in beside(sheet):
        table = sheet.table
        running = words.is_running(table.name(base.column))
        if running or share.column in explained:
            continue
        names = (table.name(base.column), table.name(share.column))
        one, other = (words.without_period(name) for name in names)
        families[(one, other)].append((base, share))
    results: list[Finding] = []
    for pairs in families.values():
        tests = [test for pair in pairs for test in _of_pair(sheet, pair)]
        if nearly_all(tests) and evidence(tests) > SURE:
            results.extend(found(tests))
    return results


def beside(sheet: Sheet) -> Iterator[tuple[Series, Series]]:
    """Give each column of counts with the column of percentages right of it."""
    counts = {one.column: one for one in sheet.table.of_kind("count") if not one.part}
    for share in sheet.table.of_kind("share"):
        base = counts.get(share.column - 1)
        if base is not None:
            yield base, share


def _of_pair(sheet: Sheet, pair: tuple[Series, Series]) -> Iterator[Test]:
    base, share = pair
    values = [base.value(row) for row in range(len(base.numbers))]
    return hold_base(sheet, share, values)


def hold_base(
    sheet: Sheet, share: Series, bases: Sequence[Fraction | None]
) -> Iterator[Test]:
    """Ask of every row whether a whole number of its base gives its percentage."""
    seen: set[tuple[Fraction, Fraction]] = set()
    for row in share.rows:
        number, base = share.numbers[row], bases[row]
        if number is None or not base or base.denominator != 1:
            continue
        if sheet.table.rows[row][share.column].base:
            continue
        of = int(base)
        findings = list(judge_base(sheet, row, share.column, number, of))
        if findings:
            yield Test(found=findings[0])
        else:
            again = (number.value, base) in seen
            seen.add((number.value, base))
            yield Test(0.0 if again else _surprise(number, of))


def _surprise(number: Number, base: int) -> float:
    """Give the evidence in a share that can be had: of few, few shares can."""
    if number.value in (0, 100):
        return 0.0
    chance = min((base + 1) / (100 * 10**number.places + 1), 1.0)
    return -log(chance)
