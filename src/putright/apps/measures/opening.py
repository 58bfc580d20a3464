"""Files of records: opened lazily, checked, and their lines found.

A CSV is read through once to see that every row fits its heading, so that what is wrong
can be told by its line; then, like Parquet, it is only ever streamed. Commands and
pages read by the same readers.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from putright.core.measures.records.kept import KEPT
from putright.core.tabular import TableError, read, refuse_other_separators

ENDINGS = (".csv", ".parquet", ".xlsx")
_READ = frozenset(name for names in KEPT.values() for name in names)
_NO_CELLS = (pl.Binary, pl.Duration, pl.Object)
SHOWN = 10
"""How many rows that do not fit are told."""


class NotReadError(ValueError):
    """A file can't be read; the message names it, and the line where it is known."""


@dataclass(frozen=True)
class Source:
    """A file to be streamed. `line` gives the line of a data row, both from 1."""

    path: Path
    frame: pl.LazyFrame
    line: Callable[[int], int] | None = field(default=None, repr=False)

    def place(self, row: int) -> str:
        """Say where a data row stands: by its line, or in Parquet by its number."""
        if self.line is None:
            return f"{self.path.name}, row {row:,}"
        return f"{self.path.name}, line {self.line(row):,}"


def open_source(path: Path) -> Source:
    """Open a file by its ending. Raises NotReadError with the line at fault."""
    ending = path.suffix.casefold()
    with explained(path):
        if ending == ".parquet":
            return Source(path, _flat(pl.scan_parquet(path)))
        if ending == ".xlsx":
            return _workbook(path)
        return _csv(path)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what a reader of files raises into one sentence about the file."""
    try:
        yield
    except TableError as error:
        raise NotReadError(f"{path.name}: {error}") from error
    except UnicodeDecodeError as error:
        raise NotReadError(
            f"{path.name} is not in UTF-8 (byte 0x{error.object[error.start]:02x}: "
            f"{error.reason}). Save it as CSV UTF-8."
        ) from error
    except BrokenPipeError:
        raise  # whoever reads the answer has heard enough
    except OSError as error:
        raise NotReadError(f"{path.name}: {error.strerror or error}.") from error
    except pl.exceptions.PanicException as error:
        why = f"{path.name} holds a date or number that is out of all range."
        raise NotReadError(why) from error
    except pl.exceptions.PolarsError as error:
        first = str(error).partition("\n")[0]
        raise NotReadError(f"{path.name} can't be read: {first}.") from error


def _flat(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Leave out columns of lists and the like, unless a measure reads them.

    Raises TableError for one that is read: no cell of it is a word or a moment.
    """
    odd = [
        name
        for name, kind in frame.collect_schema().items()
        if kind.is_nested() or kind in _NO_CELLS
    ]
    for name in odd:
        if name in _READ:
            why = "Its cells are no text, number or date. Save it as text."
            raise TableError(0, name, "", why)
    return frame.drop(odd)


def _workbook(path: Path) -> Source:
    """Open the first sheet of a workbook, every cell as text."""
    table = read(path.name, path.read_bytes())
    if table.faults:
        told = "\n".join(f"{path.name}: {fault}" for fault in table.faults[:SHOWN])
        raise NotReadError(told)
    columns = {
        name: [row.cells[name] or None for row in table.rows] for name in table.headings
    }
    schema = dict.fromkeys(table.headings, pl.String)
    frame = pl.LazyFrame(columns, schema=schema)
    lines = [row.line for row in table.rows]
    return Source(path, frame, lambda row: lines[row - 1])


def _csv(path: Path) -> Source:
    heading = _check_csv(path)
    frame = pl.scan_csv(path, infer_schema=False)
    frame = frame.rename({name: name.strip() for name in heading})
    blank = pl.all_horizontal(pl.all().fill_null("") == "")
    return Source(path, frame.filter(~blank), lambda row: _line(path, row))


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give each row of a CSV that holds text, with the line on which it starts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            why = f"{error}. Look for a quotation mark not closed, or not doubled."
            raise TableError(line, "", "", why) from None


def _line(path: Path, row: int) -> int:
    """Find the line of a data row; the heading is row 0."""
    for number, (line, _) in enumerate(_rows(path)):
        if number == row:
            return line
    return 0


def _check_csv(path: Path) -> list[str]:
    """Give a CSV's heading. Raises NotReadError where its rows can't be told apart."""
    rows = _rows(path)
    first = next(rows, None)
    if first is None:
        raise TableError(0, "", "", "The file is empty.")
    line, heading = first
    refuse_other_separators(line, heading)
    names = [name.strip() for name in heading]
    for name in names:
        if names.count(name) > 1:
            why = "Two columns have this heading. Rename or remove one of them."
            raise TableError(line, name or "heading", name, why)
    wrong = []
    for line, cells in rows:
        if len(cells) != len(heading):
            why = f"the row has {len(cells)} cells and the heading {len(heading)}"
            wrong.append(f"{path.name}: Line {line}: {why}.")
            if len(wrong) == SHOWN:
                break
    if wrong:
        raise NotReadError("\n".join(wrong))
    return heading
