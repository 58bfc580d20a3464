"""A whole file through the clock: read, answer in chunks, write, in the same order.

A long file is shared out between the processors, a chunk of rows at a time, and
only a few chunks are held at once however long the file is.
"""

import csv
import io
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import IO, NamedTuple

import click
import msgspec

from putright.core.calendar import england_calendar
from putright.core.complaints.clock_rows import (
    ANSWERS,
    ColumnError,
    Columns,
    RowClock,
    answer_table,
    find_columns,
)
from putright.rules import handling_code

CHUNK_ROWS = 10_000
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[list[str]]).decode


class FileRefused(click.ClickException):
    """The file itself can't be read or written: nothing was answered."""

    exit_code = 2


class Job(NamedTuple):
    """What a worker needs to know to answer rows of one file."""

    columns: Columns
    as_at: date
    line_end: str


class Answered(NamedTuple):
    """A chunk of rows as text to be written, its rows, and those with a problem."""

    text: str
    rows: int
    problems: int


class Tally(NamedTuple):
    """What became of a whole file."""

    columns: Columns
    rows: int
    problems: int


def row_clock(as_at: date) -> RowClock:
    """Make the clock of England's calendar and the editions that are known."""
    return RowClock(england_calendar(), as_at, handling_code.edition)


def answer_chunk(job: Job, clock: RowClock, rows: Iterable[list[str]]) -> Answered:
    """Answer some rows of a file."""
    text = io.StringIO()
    done = list(answer_table(job.columns, rows, clock))
    csv.writer(text, lineterminator=job.line_end).writerows(done)
    place = job.columns.width - len(job.columns.old) + len(ANSWERS) - 1
    problems = sum(1 for row in done if row[place])
    return Answered(text.getvalue(), len(done), problems)


_worker: list[tuple[Job, RowClock]] = []
"""In a worker process: its job and its clock, made once when it starts."""


def _start_worker(job: Job) -> None:
    _worker[:] = [(job, row_clock(job.as_at))]


def _work(packed: bytes) -> Answered:
    job, clock = _worker[0]
    return answer_chunk(job, clock, _decode(packed))


def answer_rows(
    job: Job, rows: Iterator[list[str]], chunk_rows: int, processes: int
) -> Iterator[Answered]:
    """Answer all rows in their order; more than one chunk is shared out."""
    chunks = iter(lambda: list(islice(rows, chunk_rows)), [])
    first = list(islice(chunks, 2))
    if len(first) < 2 or processes < 2:
        clock = row_clock(job.as_at)
        yield from map(partial(answer_chunk, job, clock), chain(first, chunks))
        return
    waiting: deque[Future[Answered]] = deque()
    with ProcessPoolExecutor(
        processes, initializer=_start_worker, initargs=(job,)
    ) as pool:
        for chunk in chain(first, chunks):
            waiting.append(pool.submit(_work, _encode(chunk)))
            if len(waiting) > 2 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def answer_file(
    table: Path,
    out: Path | None,
    as_at: date,
    *,
    show: bool = False,
    chunk_rows: int = CHUNK_ROWS,
    processes: int | None = None,
) -> Tally:
    """Answer a file; the output takes its name only when all of it is written.

    Raises FileRefused where the file can't be read as a table with the headings
    needed, or the output can't be written. `show` tells the progress on standard error.
    """
    with table.open(encoding="utf-8-sig", newline="") as source, _explained(table):
        heading = source.readline()
        rows = _rows(chain([heading], source))
        job = Job(find_columns(next(rows, [])), as_at, _line_end(heading))
        parts = answer_rows(job, rows, chunk_rows, processes or os.cpu_count() or 1)
        with _output(out) as target:
            return _write(job, parts, target, show=show)


def _write(
    job: Job, parts: Iterable[Answered], target: IO[str], *, show: bool
) -> Tally:
    csv.writer(target, lineterminator=job.line_end).writerow(job.columns.heading)
    done = problems = 0
    for part in parts:
        target.write(part.text)
        done, problems = done + part.rows, problems + part.problems
        if show:
            click.echo(f"\r{done:,} rows", nl=False, err=True)
    if show:
        click.echo("\r", nl=False, err=True)
    return Tally(job.columns, done, problems)


def _rows(lines: Iterable[str]) -> Iterator[list[str]]:
    """Read the rows; a blank line is none."""
    reader = csv.reader(lines, strict=True)
    try:
        yield from (row for row in reader if row)
    except csv.Error as error:
        raise ColumnError(
            f"line {reader.line_num}: {error}. Look for a quotation mark that is "
            "not closed, or not doubled."
        ) from error


def _line_end(line: str) -> str:
    """Give the file's own line end, so that the rows go out as they came in."""
    return "\n" if line.endswith("\n") and not line.endswith("\r\n") else "\r\n"


@contextmanager
def _explained(table: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise FileRefused(
            f"{table} is not in UTF-8 (byte 0x{error.object[error.start]:02x}: "
            f"{error.reason}). Save it as CSV UTF-8."
        ) from error
    except ColumnError as error:
        raise FileRefused(f"{table}: {error}") from error


@contextmanager
def _output(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
        return
    special = out.exists() and not out.is_file()  # a pipe or device keeps its place
    part = out if special else out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        target = part.open("w", encoding="utf-8", newline="")
        try:
            with target:
                yield target
            if not special:
                part.replace(out)
        finally:
            if not special:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise FileRefused(f"Can't write {out}: {error.strerror or error}.") from error
