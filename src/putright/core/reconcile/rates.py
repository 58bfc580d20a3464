"""Percentages and rates that follow from two other columns, or from a total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import log

from putright.core.reconcile import words
from putright.core.reconcile.evidence import (
    Test,
    evidence,
    found,
    nearly_all,
    sampled,
    telling,
    weigh_rate,
)
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.own import judge_rate
from putright.core.reconcile.printed import Number, spell, verdict
from putright.core.reconcile.table import Series

MOST_COUNTS = 12
UNPRINTED = 4
"""Figures that must follow from a base that is not printed."""
REPEATED = 0.2
"""The evidence in a rate of the same two numbers as a row before."""
FEW = 3
"""Columns of counts so few that the two that make a rate are plain."""
Bases = tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A relation: a printed rate, its numerator, and its base in each row.

    `printed` is False where the base is a sum that the table does not print.
    """

    shown: Series
    top: Series
    bases: Bases
    multiplier: int
    base_name: str
    base_column: int | None = None
    printed: bool = True


def column_rates(sheet: Sheet) -> list[Finding]:
    """Find rates that do not follow from the columns that nearly all others do."""
    results: list[Finding] = []
    for relation, tests in proposed_rates(sheet):
        results.extend(_explained(sheet, relation, found(tests)))
    return results


def proposed_rates(sheet: Sheet) -> Iterator[tuple[Rate, list[Test]]]:
    """Give the relation that each column of rates most surely obeys, with its tests."""
    every = sheet.table.of_kind("count")
    for shown in sheet.table.of_kind("share", "other"):
        if not _worth(sheet, shown):
            continue
        counts = sorted(every, key=lambda one: abs(one.column - shown.column))
        options = list(_options(sheet, shown, counts[:MOST_COUNTS]))
        if not options:
            continue
        best = max(
            options,
            key=lambda one: evidence(sampled(hold_rate(sheet, one))),
        )
        tests = list(hold_rate(sheet, best))
        cost = 5.0 if len(every) <= FEW else 5.0 + log(1 + len(options))
        enough = best.printed or telling(tests) >= UNPRINTED
        if enough and _sure(tests, evidence(tests), cost):
            yield best, tests


def _sure(tests: Sequence[Test], score: float, cost: float) -> bool:
    says = sum(test.weight > 1 for test in tests)
    return says >= 2 and nearly_all(tests, Fraction(2, 3)) and score > cost


def _worth(sheet: Sheet, shown: Series) -> bool:
    """Pass over money, and rates whose cells give their own base."""
    cells = [sheet.table.rows[row][shown.column] for row in shown.rows]
    numbers = [number for number in shown.numbers if number is not None]
    if any(number.unit == "£" for number in numbers):
        return False
    return not any(cell.base for cell in cells)


def _options(sheet: Sheet, shown: Series, counts: Sequence[Series]) -> Iterator[Rate]:
    table = sheet.table
    rounded = any(number is not None and number.places for number in shown.numbers)
    if shown.kind == "other" and not rounded:
        return
    multiplier = 100 if shown.kind == "share" else _per(sheet, shown)
    for top in counts:
        for base in counts:
            if top is not base:
                bases = tuple(base.value(row) for row in range(len(table.rows)))
                name = f"“{table.name(base.column)}”"
                yield Rate(shown, top, bases, multiplier, name, base.column)
        if multiplier == 100:
            yield from _of_total(sheet, shown, top)


def _per(sheet: Sheet, shown: Series) -> int:
    table = sheet.table
    per_1000 = words.is_per_1000(table.name(shown.column)) or any(
        words.is_per_1000(table.rows[row][shown.column].printed) for row in shown.rows
    )
    return 1000 if per_1000 else 1


def _of_total(sheet: Sheet, shown: Series, top: Series) -> Iterator[Rate]:
    """Take a column's total row as the base of its shares; without one, its sum."""
    table = sheet.table
    if words.is_running(table.name(top.column)):
        return
    totals = [row for row in top.rows if table.row_is(row, words.is_total)][-6:]
    rows = len(table.rows)
    for row in totals:
        base = top.value(row)
        name = f"the total in “{table.labels[row]}”"
        yield Rate(shown, top, (base,) * rows, 100, name)
    if not totals:
        whole = sum((top.value(row) or Fraction(0) for row in top.rows), Fraction(0))
        name = "the sum of the column"
        yield Rate(shown, top, (whole,) * rows, 100, name, printed=False)


def hold_rate(sheet: Sheet, relation: Rate) -> Iterator[Test]:
    """Hold every row to a rate. A cut-off figure counts as one that follows."""
    seen: set[tuple[Fraction, Fraction]] = set()
    for row in relation.shown.rows:
        number, top = relation.shown.numbers[row], relation.top.value(row)
        base = relation.bases[row]
        if number is None or top is None or not base:
            continue
        again = (top, base) in seen
        seen.add((top, base))
        rate = top / base * relation.multiplier
        found = verdict(number, rate)
        if found == "agrees":
            yield Test(REPEATED if again else weigh_rate(number))
        else:
            weight = 0.0 if found == "wrong" else weigh_rate(number) + 1
            yield Test(weight, tell=partial(_missed, sheet, relation, row))


def _missed(sheet: Sheet, relation: Rate, row: int) -> Finding | None:
    number, top = relation.shown.numbers[row], relation.top.value(row)
    base = relation.bases[row]
    assert number is not None
    assert top is not None
    assert base is not None
    times = "" if relation.multiplier in (1, 100) else f" x {relation.multiplier:,}"
    return judge_rate(
        sheet,
        row,
        relation.shown.column,
        number,
        top / base * relation.multiplier,
        f"{spell(top)} of {spell(base)}{times}",
        more=_relation_words(sheet, relation),
    )


def _relation_words(sheet: Sheet, relation: Rate) -> str:
    table = sheet.table
    return (
        f" The figures of this column are “{table.name(relation.top.column)}” of "
        f"{relation.base_name}."
    )


def _explained(
    sheet: Sheet, relation: Rate, findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Say where a figure follows from another base, or where no base was printed."""
    better = relation.base_column is None and _better_base(relation)
    if better and not relation.printed:
        return
    for finding in findings:
        if better:
            why = f"{finding.why} Another base, not printed, would give more of them."
            yield replace(finding, why=why, certain=False)
            continue
        other = (
            None
            if finding.kind == "rounding"
            else _other_base(sheet, relation, finding.place.row)
        )
        if other is None:
            yield finding
            continue
        base, name = other
        why = f"{finding.why} {finding.printed} is of another base: {base}, {name}."
        yield replace(finding, kind="two_bases", why=why)


def _other_base(sheet: Sheet, relation: Rate, row: int) -> tuple[str, str] | None:
    """Look for another printed base that a figure follows from."""
    table = sheet.table
    number, top = relation.shown.numbers[row], relation.top.value(row)
    assert number is not None
    assert top is not None
    if number.value in (0, 100) or not top:
        return None
    for series in table.of_kind("count"):
        places = [row, *[at for at in series.rows if table.row_is(at, words.is_total)]]
        for at in places:
            base = series.value(at)
            if not base or base == relation.bases[row] or base < top:
                continue
            if series is relation.top and at == row:
                continue
            if verdict(number, top / base * relation.multiplier) == "agrees":
                name = f"“{table.name(series.column)}” of “{table.labels[at]}”"
                return spell(base), name
    return None


def _better_base(relation: Rate) -> bool:
    """Say whether a base that is not printed gives more of the figures.

    Each figure allows its count a range of bases: the most ranges that overlap are the
    figures that one base can give.
    """
    edges: list[tuple[Fraction, int]] = []
    held = 0
    for row in relation.shown.rows:
        number, top = relation.shown.numbers[row], relation.top.value(row)
        base = relation.bases[row]
        if number is None or not top or not base or top == base:
            continue
        held += verdict(number, top / base * 100) == "agrees"
        low, high = _bases_of(number, top)
        edges += [(low, -1), (high, 1)]
    open_now = most = 0
    for _, end in sorted(edges):
        open_now -= end
        most = max(most, open_now)
    return most > held


def _bases_of(number: Number, top: Fraction) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest base of which a count is a printed share."""
    least = number.value + number.slack
    most = number.value - number.slack
    return top * 100 / least, top * 100 / most if most > 0 else Fraction(10**12)
