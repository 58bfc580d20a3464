"""A cell as printed: its numbers, their places, and what it says they are of."""

from decimal import Decimal
from fractions import Fraction

import pytest

from putright.core.reconcile.cells import CellError, read_cell
from putright.core.reconcile.printed import Number, obtainable, spell, verdict


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,916", ["1916"]),
        ("12 (34%)", ["12", "34%"]),
        ("19, 17%", ["19", "17%"]),
        ("4.59 (4.6)", ["459/100", "23/5"]),
        ("86.6 %", ["433/5%"]),
        ("-7%", ["-7%"]),
        ("−7%", ["-7%"]),
        ("£268,069", ["268069£"]),
        ("3.5%*", ["7/2%"]),
        ("12.27% (as of 9 December)", ["1227/100%"]),
        ("104 (5 cross cutting)", ["104"]),
        ("41.42 per 1,000 homes", ["2071/50"]),
        ("25 per 1k units", ["25"]),
        ("72.96 days", ["1824/25"]),
        ("0.88333333333333333", ["8833333333/10000000000"]),
    ],
)
def test_numbers_are_read_with_their_unit(text: str, values: list[str]) -> None:
    numbers = read_cell(text).numbers
    assert [f"{one.value}{one.unit}" for one in numbers] == values


@pytest.mark.parametrize(
    "text",
    ["2023/24", "2024-10", "13-78", "30.06.24", "May-22", "c.200", "£250k", "1, 4, 11"],
)
def test_dates_ranges_and_rough_figures_are_no_numbers(text: str) -> None:
    """Years added up as figures would raise an alarm in every table."""
    assert not read_cell(text).numbers


def test_blanks_and_unknowns_are_told_apart() -> None:
    """A dash is nothing and adds nothing; n/a is not known and stops the sum."""
    assert [read_cell(text).blank for text in ("", "-", "–", "n/a")] == [1, 1, 1, 0]
    assert all(read_cell(text).unknown for text in ("n/a", "N/A", "TBC", "#DIV/0!"))


@pytest.mark.parametrize(
    ("text", "top", "base"),
    [
        ("39 out of 45", 39, 45),
        ("95 out of the 547", 95, 547),
        ("5 of 6 (83%)", 5, 6),
        ("12/45 (27%)", 12, 45),
        ("60% of 45", None, 45),
    ],
)
def test_a_cell_may_give_its_own_base(text: str, top: int | None, base: int) -> None:
    cell = read_cell(text)
    assert (cell.top, cell.base) == (top, base)


def test_an_object_gives_its_base_and_a_number_keeps_its_places() -> None:
    cell = read_cell(
        {"printed": "87.8%", "numerator": 2071, "denominator": 2361, "value": 87.8}
    )
    assert (cell.top, cell.base, cell.multiplier) == (2071, 2361, 100)
    number = read_cell(Decimal("14.70")).number
    assert number is not None
    assert number.places == 2


@pytest.mark.parametrize(
    "given",
    [
        [1, 2],
        10**30,
        Decimal("1e999999"),
        Decimal("Infinity"),
        {"printed": {"printed": "1"}},
        {"printed": "1", "numerator": "many", "denominator": 3},
        {"printed": "1", "numerator": 1, "denominator": 3, "multiplier": 0},
    ],
)
def test_what_is_no_cell_is_refused_with_its_value(given: object) -> None:
    with pytest.raises(CellError) as refused:
        read_cell(given)
    assert refused.value.value
    assert refused.value.why.endswith(".")


def percent(text: str) -> Number:
    """Read a number with a percent sign."""
    number = read_cell(text).number
    assert number is not None
    return number


@pytest.mark.parametrize(
    ("printed", "top", "base", "expected"),
    [
        ("89%", 8, 9, "agrees"),
        ("88%", 8, 9, "cut"),
        ("87%", 8, 9, "wrong"),
        ("13%", 1, 8, "agrees"),
        ("12%", 1, 8, "half"),
        ("100%", 199, 200, "agrees"),
        ("99.50%", 199, 200, "agrees"),
    ],
)
def test_a_figure_is_held_to_the_places_printed(
    printed: str, top: int, base: int, expected: str
) -> None:
    assert verdict(percent(printed), Fraction(top * 100, base)) == expected


def test_no_whole_number_of_so_few_gives_some_percentages() -> None:
    assert obtainable(percent("60.1%"), 114, 100) == "wrong"
    assert obtainable(percent("59.6%"), 114, 100) == "agrees"
    assert obtainable(percent("86.6%"), 15, 100) == "cut"


def test_values_are_spelled_as_a_paper_does() -> None:
    assert spell(Fraction(12345)) == "12,345"
    assert spell(Fraction(199, 2), places=0) == "100"
    assert spell(Fraction(-1, 3), places=2, unit="%") == "-0.33%"
    assert spell(Fraction(5, 2), places=2, unit="£") == "£2.50"
