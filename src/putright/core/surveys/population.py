"""The population file: how many households there are, in all and by characteristic."""

import re
from dataclasses import dataclass, field

from putright.core.tabular import Row, Table, TableError, choice
from putright.rules.satisfaction_measures import STOCK_TYPES

ALL = "all"
"""The characteristic of the row that gives the relevant tenant population."""
COLUMNS = ("stock_type", "characteristic", "value", "households")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")


@dataclass(slots=True)
class Population:
    """One stock type: the relevant tenant population, and households in each margin.

    Margins are by characteristic and value, and need not add up to `households`.
    """

    households: float = 0.0
    margins: dict[str, dict[str, float]] = field(default_factory=dict)


def read_population(table: Table) -> dict[str, Population]:
    """Read a population table, by stock type.

    Raises TableError, with line and column, for what is missing, given twice, or no
    number; and where a stock type has no row for the whole.
    """
    table.need(*COLUMNS)
    for fault in table.faults:
        raise fault
    if not table.rows:
        why = "No household stands in the file. Add them, with a row “all”."
        raise TableError(0, "", "", why)
    found: dict[str, Population] = {}
    for row in table.rows:
        _add(found, row)
    for stock_type, one in found.items():
        if not one.households:
            why = (
                f"There is no row “{ALL}” for {stock_type}, so nobody knows how many "
                "households it stands for. Add one."
            )
            raise TableError(0, "characteristic", "", why)
    return found


def _add(found: dict[str, Population], row: Row) -> None:
    stock_type = choice(row, "stock_type", STOCK_TYPES)
    name, value = row.cells["characteristic"].strip(), row.cells["value"].strip()
    if not stock_type or not name:
        column = "characteristic" if stock_type else "stock_type"
        raise TableError(row.line, column, "", "Nothing stands here. Fill it in.")
    number = _households(row)
    one = found.setdefault(stock_type, Population())
    if name == ALL:
        if one.households:
            raise _twice(row, stock_type, ALL)
        if number < 1:
            why = "The relevant tenant population is at least 1 household."
            raise TableError(row.line, "households", row.cells["households"], why)
        one.households = number
        return
    if not value:
        raise TableError(row.line, "value", "", f"Say which {name} this row is for.")
    margin = one.margins.setdefault(name, {})
    if value in margin:
        raise _twice(row, stock_type, f"{name} “{value}”")
    margin[value] = number


def _households(row: Row) -> float:
    text = row.cells["households"].strip()
    if not _NUMBER.fullmatch(text):
        why = "This is not a number of households. Write digits only, such as 1234."
        raise TableError(row.line, "households", text, why)
    return float(text)


def _twice(row: Row, stock_type: str, what: str) -> TableError:
    why = f"{stock_type} has {what} twice. Keep one of the rows."
    return TableError(row.line, "characteristic", row.cells["characteristic"], why)
