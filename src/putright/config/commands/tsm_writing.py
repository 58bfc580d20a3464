"""Where `putright tsm` writes: a file takes its name only when all of it is there."""

import csv
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from putright.config.commands.tsm_files import FileRefused


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """Give a path to write to; it becomes `out` when nothing went wrong."""
    special = out.exists() and not out.is_file()  # a pipe or device keeps its place
    part = out if special else out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        yield part
        if not special:
            part.replace(out)
    except OSError as error:
        raise FileRefused(f"Can't write {out}: {error.strerror or error}.") from error
    finally:
        if not special:
            part.unlink(missing_ok=True)


def write_rows(
    out: Path | None,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    line_end: str = "\r\n",
) -> None:
    """Write CSV to a file, or to standard output without one."""
    if out is None:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)
        return
    with whole(out) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator=line_end)
        writer.writerow(headings)
        writer.writerows(rows)


def write_frame(out: Path | None, frame: pl.LazyFrame) -> None:
    """Stream a frame as CSV to a file, or to standard output without one."""
    if out is None:
        frame.sink_csv(sys.stdout.buffer, engine="streaming")
        return
    with whole(out) as part:
        frame.sink_csv(part, line_terminator="\r\n", engine="streaming")
