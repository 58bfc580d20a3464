"""Two tables with the same rows and the same headings: do they print the same?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from putright.core.reconcile import words
from putright.core.reconcile.evidence import Test, found, holding, nearly_all
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.printed import show
from putright.core.reconcile.same import agree
from putright.core.reconcile.table import Series

LEAST = 4
"""Figures that must tell: alike, and neither nothing nor all."""
ALIKE = Fraction(2, 3)
MOST_SHEETS = 80


def columns_alike(sheets: Sequence[Sheet]) -> list[Finding]:
    """Find figures that two tables print differently, under one label and heading.

    Two tables are taken to print the same where two in three of the figures that share
    a label and a heading are the same, and four at least; nothing and all do not count.
    Where fewer share them, it is not certain that they are of the same.
    """
    results: list[Finding] = []
    rows = {sheet.number: _rows(sheet) for sheet in sheets[:MOST_SHEETS]}
    for one, other in combinations(sheets[:MOST_SHEETS], 2):
        shared = rows[one.number].keys() & rows[other.number].keys()
        if len(shared) < 2:
            continue
        pairs = [
            (rows[one.number][label], rows[other.number][label])
            for label in sorted(shared)
        ]
        tests = list(_tests(one, other, pairs))
        telling = [test for test in tests if test.weight or not test.holds]
        held, missed = holding(telling), len(found(telling))
        if held >= LEAST and nearly_all(telling, ALIKE):
            results.extend(found(tests))
        elif 0 < missed <= held < LEAST:
            results.extend(replace(one, certain=False) for one in found(tests))
    return results


def _rows(sheet: Sheet) -> Mapping[str, int]:
    """Give the row of each label, or labels, that names only one."""
    table = sheet.table
    names = [
        {words.same_words(text) for text in (*labels, " ".join(labels)) if text}
        for labels in table.whole_labels
    ]
    counted = Counter(name for row in names for name in row)
    return {
        name: row
        for row, every in enumerate(names)
        for name in every
        if counted[name] == 1
    }


def _tests(
    one: Sheet, other: Sheet, pairs: Sequence[tuple[int, int]]
) -> Iterator[Test]:
    for here, there in _columns(one, other):
        for row, beside in dict.fromkeys(pairs):
            number, match = here.numbers[row], there.numbers[beside]
            if number is None or match is None:
                continue
            if agree(number, match):
                yield Test(0.0 if number.value in (0, 100) else 1.0)
                continue
            label = one.table.labels[row]
            finding = other.finding(
                beside,
                there.column,
                kind="two_values",
                should_be=show(number.value, match),
                certain=not _aside(other, there),
                why=(
                    f"“{label}”, “{one.table.name(here.column)}” is {number.text} in "
                    f"{one.table.id} and {match.text} here; what else the two tables "
                    "share is the same."
                ),
                value=number.value,
                parts=(one.place(row, here.column),),
            )
            yield Test(found=replace(finding, value=None))


def _columns(one: Sheet, other: Sheet) -> Iterator[tuple[Series, Series]]:
    for here in one.table.series:
        for there in other.table.series:
            names = [
                words.same_words(sheet.table.columns[series.column].label)
                for sheet, series in ((one, here), (other, there))
            ]
            alike = (here.kind, here.part) == (there.kind, there.part)
            if alike and names[0] and names[0] == names[1]:
                yield here, there


def _aside(sheet: Sheet, series: Series) -> bool:
    return words.is_aside(sheet.table.name(series.column))
