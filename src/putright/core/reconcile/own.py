"""Figures that come with their own numerator and denominator, or with a base alone."""

from collections.abc import Iterator
from fractions import Fraction

from putright.core.reconcile.cells import Cell
from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.printed import (
    Number,
    closer,
    obtainable,
    show,
    spell,
    verdict,
    wholes,
)


def own_rates(sheet: Sheet) -> list[Finding]:
    """Find figures that do not follow from the numbers that their cell gives."""
    results: list[Finding] = []
    for row, cells in enumerate(sheet.table.rows):
        for column, cell in enumerate(cells):
            results.extend(_of_cell(sheet, row, column, cell))
    return results


def _of_cell(sheet: Sheet, row: int, column: int, cell: Cell) -> Iterator[Finding]:
    rate = quotient(cell)
    for number in cell.numbers:
        if rate is not None and number in rate_numbers(cell):
            finding = judge_rate(sheet, row, column, number, rate, _worked(cell))
            if finding is not None:
                yield finding
    if cell.top is None and _whole_base(cell):
        assert cell.base is not None
        for number in cell.numbers:
            if number.unit == "%":
                yield from judge_base(sheet, row, column, number, int(cell.base))
    yield from _counts_differ(sheet, row, column, cell)


def quotient(cell: Cell) -> Fraction | None:
    """Give the value that a cell's own numbers make, where it gives them all."""
    if cell.top is None or not cell.base or cell.multiplier is None:
        return None
    return cell.top / cell.base * cell.multiplier


def rate_numbers(cell: Cell) -> list[Number]:
    """Give a cell's rates, without a count printed beside them, as in 12 (34%)."""
    marked = [one for one in cell.numbers if one.unit == "%"]
    if cell.multiplier == 100:
        return marked or list(cell.numbers)
    return [one for one in cell.numbers if one.unit != "%" and one.value != cell.top]


def _worked(cell: Cell) -> str:
    assert cell.top is not None
    assert cell.base is not None
    times = {1: "", 100: ""}.get(cell.multiplier or 1, f" x {cell.multiplier:,}")
    return f"{_plain(cell.top)} of {_plain(cell.base)}{times}"


def _plain(value: Fraction) -> str:
    return spell(value, places=0 if value.denominator == 1 else 2)


def judge_rate(
    sheet: Sheet,
    row: int,
    column: int,
    number: Number,
    rate: Fraction,
    worked: str,
    *,
    more: str = "",
) -> Finding | None:
    """Hold a printed rate to its true value; give what is found, or None."""
    found = verdict(number, rate)
    if found == "agrees":
        return None
    should = show(rate, number)
    whys = {
        "half": (
            f"{worked} is exactly {closer(rate, number)}, half way: rounded half up it "
            f"is {should}, and {number.text} is printed."
        ),
        "cut": (
            f"{worked} is {closer(rate, number)}, which rounds to {should}; "
            f"{number.text} is cut off, not rounded."
        ),
        "wrong": f"{worked} is {closer(rate, number)}, so {should}, not {number.text}.",
    }
    return sheet.finding(
        row,
        column,
        kind="rate" if found == "wrong" else "rounding",
        should_be=should,
        certain=found != "half",
        why=f"{whys[found]}{more}",
        value=rate,
    )


def _whole_base(cell: Cell) -> bool:
    base = cell.base
    return base is not None and base > 0 and base.denominator == 1


def judge_base(
    sheet: Sheet,
    row: int,
    column: int,
    number: Number,
    base: int,
    *,
    certain: bool = True,
    more: str = "",
) -> Iterator[Finding]:
    """Ask whether any whole number of a base gives a printed percentage."""
    best = obtainable(number, base, 100)
    if best in ("agrees", "half") or number.value < 0:
        return
    near = list(wholes(number, base, 100))
    near.sort(key=lambda one: abs(one[1] - number.value))
    told = sorted(near[:2])
    said = "; ".join(f"{top:,} is {closer(rate, number)}" for top, rate in told)
    cut = best == "cut"
    yield sheet.finding(
        row,
        column,
        kind="rounding" if cut else "impossible",
        should_be=" or ".join(show(rate, number) for _, rate in told),
        certain=certain,
        why=(
            f"No whole number of {base:,} gives {number.text}: {said}."
            f"{' It was cut off, not rounded.' if cut else ''}{more}"
        ),
    )


def _counts_differ(
    sheet: Sheet, row: int, column: int, cell: Cell
) -> Iterator[Finding]:
    """Hold a count beside a percentage, as in 12 (34%), to the numerator given."""
    if cell.top is None or len(cell.numbers) < 2:
        return
    units = {number.unit for number in cell.numbers}
    for number in cell.numbers:
        if units == {"", "%"} and number.exact and number.value != cell.top:
            yield sheet.finding(
                row,
                column,
                kind="two_values",
                should_be=show(cell.top, number),
                certain=True,
                why=(
                    f"{number.text} is printed for a count that is "
                    f"{_plain(cell.top)} in the same figure."
                ),
                value=cell.top,
            )
