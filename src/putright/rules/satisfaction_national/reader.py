"""Reads the national quartiles of a year from the files beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from putright.rules.reading import Table, packaged_names, packaged_text, parsed
from putright.rules.satisfaction_measures import measure_year

PACKAGE = "putright.rules.satisfaction_national"


@dataclass(frozen=True)
class Row:
    """The quartiles of one measure among some landlords.

    `among`: `all`, or a grouping of landlords with its `value`. `landlords`: how many
    of them have a result. Percent, or per 1,000 homes, to `decimals` of the year.
    """

    measure: str
    stock_type: str
    among: str
    value: str
    landlords: int
    lower: Decimal
    median: Decimal
    upper: Decimal


@dataclass(frozen=True, eq=False)
class NationalYear:
    """A year's quartiles. `landlords`: who made a return; `least`: of how many
    landlords there is a quartile at all."""

    name: str
    title: str
    issuer: str
    source: str
    licence: str
    read_on: date
    certainty: tuple[str, ...]
    landlords: int
    least: int
    decimals: int
    rows: tuple[Row, ...]


def national_years() -> tuple[str, ...]:
    """The reporting years whose quartiles are known, in order."""
    return packaged_names(PACKAGE)


@cache
def national(name: str) -> NationalYear | None:
    """The quartiles of the reporting year `name`; None where they are not known."""
    if name not in national_years():
        return None
    return parse(packaged_text(PACKAGE, name), name)


def parse(text: str, name: str) -> NationalYear:
    """The quartiles written in `text`, of the year `name`.

    Raises RulesDataError that says where the text is wrong and what should be there.
    """
    table = parsed(text, name)
    least = table.whole("least")
    found = NationalYear(
        name=name,
        title=table.text("title"),
        issuer=table.text("issuer"),
        source=table.text("source"),
        licence=table.text("licence"),
        read_on=table.day("read_on"),
        certainty=table.texts("certainty"),
        landlords=table.whole("landlords"),
        least=least,
        decimals=table.whole("decimals"),
        rows=tuple(_rows(table, name, least)),
    )
    table.done()
    return found


def _rows(table: Table, name: str, least: int) -> Iterator[Row]:
    measures = measure_year(name).measures
    seen: set[tuple[str, ...]] = set()
    for line in table.texts("quartiles"):
        parts = tuple(part.strip() for part in line.split("|"))
        problem = table.problem("quartiles", f"{line!r} is no line of quartiles.")
        if len(parts) != 8 or parts[:4] in seen:
            raise problem
        code, stock, among, value, *numbers = parts
        if code not in measures or stock not in measures[code].stock_types:
            raise problem
        try:
            landlords = int(numbers[0])
            edges = [Decimal(number) for number in numbers[1:]]
        except (ValueError, InvalidOperation):
            raise problem from None
        if landlords < least or edges != sorted(edges) or edges[0] < 0:
            raise problem
        seen.add(parts[:4])
        yield Row(code, stock, among, value, landlords, *edges)
