"""Numerators and bases that stand in several tables: what they make must agree."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from putright.core.reconcile import words
from putright.core.reconcile.bases import beside
from putright.core.reconcile.cells import Cell
from putright.core.reconcile.findings import Finding, Sheet, listed
from putright.core.reconcile.own import judge_base, judge_rate, quotient, rate_numbers
from putright.core.reconcile.printed import Number, show, spell, verdict
from putright.core.reconcile.rates import proposed_rates
from putright.core.reconcile.running import cumulative_rows
from putright.core.reconcile.same import agree
from putright.core.reconcile.table import Series

LEAST_BASE = 20
"""Smaller bases meet by chance too often to be taken for the same."""
TELLING_BASE = 200
NEAR = Fraction(1, 10)


class At(NamedTuple):
    """A cell of a sheet."""

    sheet: Sheet
    row: int
    column: int
    cell: Cell


def _cells(sheets: Sequence[Sheet]) -> Iterator[At]:
    for sheet in sheets:
        for row, cells in enumerate(sheet.table.rows):
            for column, cell in enumerate(cells):
                if cell.base:
                    yield At(sheet, row, column, cell)


def same_quotients(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Find one numerator over one base that two tables print differently."""
    places: dict[tuple[Fraction, Fraction, int], list[At]] = defaultdict(list)
    for at in _cells(sheets):
        top, base, times = at.cell.top, at.cell.base, at.cell.multiplier
        if top and base and base >= LEAST_BASE and top != base and times:
            places[(top, base, times)].append(at)
    for group in places.values():
        for at in group:
            right = next((one for one in group if _differ(at, one)), None)
            if right is not None:
                yield _two_values(at, right)


def _differ(at: At, other: At) -> bool:
    """Say whether another table prints the figure otherwise, and prints it right."""
    rate = quotient(at.cell)
    if rate is None or at.sheet is other.sheet or not rate_numbers(at.cell):
        return False
    shown, others = rate_numbers(at.cell), rate_numbers(other.cell)
    right = any(verdict(one, rate) == "agrees" for one in others)
    alike = any(agree(one, two) for one in shown for two in others)
    return right and not alike


def _two_values(at: At, right: At) -> Finding:
    number, rate = rate_numbers(at.cell)[0], quotient(at.cell)
    assert rate is not None
    return at.sheet.finding(
        at.row,
        at.column,
        kind="two_values",
        should_be=show(rate, number),
        certain=True,
        why=(
            f"{at.cell.printed} here, {right.cell.printed} in {right.sheet.table.id} "
            f"(“{right.sheet.table.labels[right.row]}”): the same figure has two "
            "values."
        ),
    )


def cumulative_shares(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Find cumulative percentages that do not follow from numerators printed elsewhere.

    A share of so many in one table is taken for the same figure in another where the
    base, of 200 or more, and the printed percentage are the same.
    """
    tops = _tops(sheets)
    for sheet in sheets:
        for row, rows in cumulative_rows(sheet):
            for base, share in beside(sheet):
                yield from _of_shares(sheet, row, rows, (base, share), tops)


Key = tuple[Fraction, Fraction, int]


def _tops(sheets: Sequence[Sheet]) -> dict[Key, Fraction | None]:
    """Give the numerator of each base and printed percentage; None where two differ."""
    tops: dict[Key, Fraction | None] = {}

    def note(
        number: Number | None, top: Fraction | None, base: Fraction | None
    ) -> None:
        if number is None or top is None or not base or base < TELLING_BASE:
            return
        key = (base, number.value, number.places)
        tops[key] = top if tops.get(key, top) == top else None

    for at in _cells(sheets):
        if at.cell.multiplier == 100:
            number = next((one for one in at.cell.numbers if one.unit == "%"), None)
            note(number, at.cell.top, at.cell.base)
    for sheet in sheets:
        for relation, _ in proposed_rates(sheet):
            for row in relation.shown.rows:
                number = relation.shown.numbers[row]
                note(number, relation.top.value(row), relation.bases[row])
    return tops


def _of_shares(
    sheet: Sheet,
    row: int,
    rows: tuple[int, ...],
    pair: tuple[Series, Series],
    tops: dict[Key, Fraction | None],
) -> Iterator[Finding]:
    base, share = pair
    number, whole = share.numbers[row], base.value(row)
    if number is None or whole is None or len(rows) < 2:
        return
    parts = [(base.value(at), share.numbers[at]) for at in rows]
    found = [_top(one, shown, tops) for one, shown in parts]
    added = sum((one or Fraction(0) for one, _ in parts), Fraction(0))
    known = [one for one in found if one is not None]
    if len(known) < len(parts) or added != whole:
        return
    rate = sum(known, Fraction(0)) * 100 / whole
    worked = f"{' + '.join(spell(one) for one in known)} of {spell(whole)}"
    shown = [one for _, one in parts if one is not None]
    finding = judge_rate(
        sheet, row, share.column, number, rate, worked, more=_plain(number, shown)
    )
    if finding is not None:
        yield finding


def _top(
    base: Fraction | None, shown: Number | None, tops: dict[Key, Fraction | None]
) -> Fraction | None:
    if base is None or shown is None:
        return None
    return tops.get((base, shown.value, shown.places))


def _plain(number: Number, shown: Sequence[Number]) -> str:
    """Say so where a figure is the plain average of its periods' percentages."""
    mean = sum((one.value for one in shown), Fraction(0)) / len(shown)
    if verdict(number, mean) not in ("agrees", "half"):
        return ""
    texts = listed([one.text for one in shown])
    return f" {number.text} is the average of {texts}, not a share of the whole."


def summed_quotients(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Find “39 of 45” in one table where another's rows of that label make 38 of 44.

    The two are taken for the same where another label's numerators and bases both add
    up exactly.
    """
    columns: dict[tuple[int, int], list[At]] = defaultdict(list)
    for at in _cells(sheets):
        if at.cell.top is not None:
            columns[(at.sheet.number, at.column)].append(at)
    groups = [list(_by_label(cells)) for cells in columns.values()]
    for whole in groups:
        for parts in groups:
            if whole is not parts:
                yield from _compared(whole, parts)


def _by_label(cells: Sequence[At]) -> Iterator[tuple[str, list[At]]]:
    """Give a column's cells by each label that a row of theirs has."""
    groups: dict[str, list[At]] = defaultdict(list)
    for at in cells:
        for text in dict.fromkeys(at.sheet.table.whole_labels[at.row]):
            if text:
                groups[words.same_words(text)].append(at)
    yield from groups.items()


def _compared(
    whole: Sequence[tuple[str, list[At]]], parts: Sequence[tuple[str, list[At]]]
) -> Iterator[Finding]:
    by_label = dict(parts)
    held, missed = 0, []
    for label, cells in whole:
        rows = by_label.get(label, [])
        if len(cells) != 1 or len(rows) < 2 or rows[0].sheet is cells[0].sheet:
            continue
        top = sum((at.cell.top or Fraction(0) for at in rows), Fraction(0))
        base = sum((at.cell.base or Fraction(0) for at in rows), Fraction(0))
        at = cells[0]
        assert at.cell.top is not None
        assert at.cell.base is not None
        if (at.cell.top, at.cell.base) == (top, base):
            held += base >= LEAST_BASE and top != base
        elif abs(at.cell.base - base) <= NEAR * base:
            missed.append((at, rows, top, base))
        else:
            return
    if held >= len(missed):
        for at, rows, top, base in missed:
            yield _summed(at, rows, top, base)


def _summed(at: At, rows: Sequence[At], top: Fraction, base: Fraction) -> Finding:
    added = " + ".join(spell(row.cell.top or Fraction(0)) for row in rows)
    bases = " + ".join(spell(row.cell.base or Fraction(0)) for row in rows)
    printed = f"{spell(at.cell.top or Fraction(0))} of {spell(at.cell.base or base)}"
    return at.sheet.finding(
        at.row,
        at.column,
        kind="two_values",
        should_be=f"{spell(top)} of {spell(base)}",
        certain=True,
        why=(
            f"{printed} here; in {rows[0].sheet.table.id} the rows of the same label "
            f"add up to {added} = {spell(top)} of {bases} = {spell(base)}."
        ),
    )


def bases_by_heading(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Find shares that cannot be of the base of another table's column alike in name.

    Never certain that the figure is wrong: a heading need not mean one base. What is
    certain is that there are two.
    """
    given: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for sheet in sheets:
        for share in sheet.table.of_kind("share"):
            known = {sheet.table.rows[row][share.column].base for row in share.rows}
            base = next(iter(known)) if len(known) == 1 else None
            if base and base.denominator == 1 and len(list(share.rows)) > 2:
                heading = _heading(sheet, share)
                given[heading].add((int(base), sheet.table.id))
    for sheet in sheets:
        for share in sheet.table.of_kind("share"):
            others = given.get(_heading(sheet, share), set())
            if len(others) == 1:
                of, table = next(iter(others))
                yield from _on_another(sheet, share, of, table)


def _heading(sheet: Sheet, share: Series) -> str:
    label = sheet.table.columns[share.column].label
    return words.same_words(label) or f"{sheet.number} {share.column}"


def _on_another(
    sheet: Sheet, share: Series, base: int, table: str
) -> Iterator[Finding]:
    more = (
        f" The column of this heading in {table} is of {base:,}: there are two bases."
    )
    for row in share.rows:
        number = share.numbers[row]
        if number is None or sheet.table.rows[row][share.column].base:
            continue
        for finding in judge_base(
            sheet, row, share.column, number, base, certain=False, more=more
        ):
            yield replace(finding, kind="two_bases")
