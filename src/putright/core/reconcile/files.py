"""A file's bytes to the tables in it: JSON, a workbook, or text."""

from pathlib import PurePath

from putright.core.reconcile.grid import from_grid, read_text
from putright.core.reconcile.json_tables import read_json
from putright.core.reconcile.table import Table
from putright.core.tabular import TableError, read_loose

MOST_BYTES = 20_000_000


def read_file(name: str, data: bytes) -> list[Table]:
    """Read the tables of a file: one, or for JSON a list of them.

    A table is called by the file's name without its ending, unless it says its own.
    JSON is told by its name or its first character. Raises TableError where the file
    cannot be read, with the line where there is one.
    """
    called = PurePath(name).stem or name
    if len(data) > MOST_BYTES:
        why = f"The file has {len(data):,} bytes; at most {MOST_BYTES:,} are read."
        raise TableError(0, "", name, f"{why} Take a part of it.")
    given = read_loose(name, data)
    if not isinstance(given, str):
        return [from_grid(called, given)]
    if name.lower().endswith(".json") or given.lstrip()[:1] in ("{", "["):
        return read_json(called, given)
    return [read_text(called, given)]
