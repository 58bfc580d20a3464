"""Published tables held against their own arithmetic, and against each other.

`read_file`, `read_text`, `read_json` and `from_grid` give tables as printed;
`reconcile` gives what does not agree in them, each with the cell, what it should be,
and a sentence. A relation is stated by the reader, or proposed where nearly all rows
obey it. Exact fractions throughout: a figure is held to the places it was printed with.
"""

from putright.core.reconcile.files import read_file
from putright.core.reconcile.findings import Finding
from putright.core.reconcile.grid import from_grid, read_text
from putright.core.reconcile.json_tables import read_json
from putright.core.reconcile.run import reconcile, unreadable
from putright.core.reconcile.table import Column, Table

__all__ = [
    "Column",
    "Finding",
    "Table",
    "from_grid",
    "read_file",
    "read_json",
    "read_text",
    "reconcile",
    "unreadable",
]
