"""Reads a list of bank holidays and the years it is good for."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from putright.rules.reading import RulesDataError, Table, packaged_text, parsed

PACKAGE = "putright.rules.bank_holidays"
# No year in England has had fewer since the early May holiday came in.
FEWEST_A_YEAR = 8


@dataclass(frozen=True)
class BankHoliday:
    """A bank holiday; where it moved off a weekend, the day it is kept on."""

    day: date
    name: str


@dataclass(frozen=True)
class BankHolidays:
    """The bank holidays of a nation from `known_from` to `known_to`, both included."""

    nation: str
    known_from: date
    known_to: date
    days: tuple[BankHoliday, ...]
    source: str


@cache
def england() -> BankHolidays:
    """England's bank holidays, as they come with the program; read once."""
    return parse(packaged_text(PACKAGE, "england"), "england")


def parse(text: str, where: str = "bank holidays") -> BankHolidays:
    """The list written in `text`, in whole years and in order of date.

    `where` names the text in errors. Raises RulesDataError where a day is given
    twice, out of order or outside the years, or a year has too few to be whole.
    """
    table = parsed(text, where)
    found = BankHolidays(
        nation=table.text("nation"),
        known_from=table.day("known_from"),
        known_to=table.day("known_to"),
        days=tuple(_holiday(row) for row in table.listed("days")),
        source=table.text("source"),
    )
    table.done()
    _check_years(table, found)
    _check_order(table, found)
    return found


def _holiday(row: Table) -> BankHoliday:
    found = BankHoliday(row.day("day"), row.text("name"))
    row.done()
    return found


def _check_years(table: Table, found: BankHolidays) -> None:
    """The list covers whole years, each with as many holidays as any year has."""
    start, end = found.known_from, found.known_to
    if (start.month, start.day) != (1, 1):
        raise table.problem("known_from", f"is {start}; it should be a 1 January.")
    if (end.month, end.day) != (12, 31) or end < start:
        raise table.problem(
            "known_to", f"is {end}; it should be a 31 December after {start}."
        )
    held = Counter(holiday.day.year for holiday in found.days)
    for year in range(start.year, end.year + 1):
        if held[year] < FEWEST_A_YEAR:
            raise table.problem(
                "days",
                f"{year} has {held[year]} bank holidays; a year has {FEWEST_A_YEAR} "
                f"or more. Add those missing, or end known_to before {year}.",
            )


def _check_order(table: Table, found: BankHolidays) -> None:
    """Each day once, in order, within the years known."""
    before: date | None = None
    for holiday in found.days:
        day = holiday.day
        if not found.known_from <= day <= found.known_to:
            raise _about(table, day, "lies outside known_from to known_to.")
        if before is not None and day == before:
            raise _about(table, day, "is there twice. Take one out.")
        if before is not None and day < before:
            raise _about(table, day, f"stands after {before}. Put days in order.")
        before = day


def _about(table: Table, day: date, why: str) -> RulesDataError:
    return table.problem("days", f"{day} {why}")
