"""Tables in and out: CSV and the first sheet of a workbook, as plain text cells.

`read` takes bytes and gives a `Table`; `write_csv` and `write_xlsx` give bytes.
Nothing here evaluates a formula, opens a file or guesses a type: a cell is the text
that a person would see, and what it means is for whoever asked for the table.
"""

from putright.core.tabular.cells import choice, day, text, yes_or_no
from putright.core.tabular.dates import Day, parse_date
from putright.core.tabular.outcome import ImportOutcome, RefusedRow, Tally
from putright.core.tabular.read import (
    read,
    read_loose,
    refuse_other_separators,
)
from putright.core.tabular.table import Row, Table, TableError
from putright.core.tabular.workbook import read_sheet
from putright.core.tabular.write import write_csv, write_xlsx

__all__ = [
    "Day",
    "ImportOutcome",
    "RefusedRow",
    "Row",
    "Table",
    "TableError",
    "Tally",
    "choice",
    "day",
    "parse_date",
    "read",
    "read_loose",
    "read_sheet",
    "refuse_other_separators",
    "text",
    "write_csv",
    "write_xlsx",
    "yes_or_no",
]
