"""`putright tsm counts`: counts in, results out, in the same order of rows."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from putright.config.commands.tsm_files import FileRefused, explained, open_source
from putright.config.commands.tsm_writing import write_rows
from putright.core.measures.counts import (
    NEEDED,
    OVER,
    ColumnError,
    Layout,
    find_columns,
    judge_table,
)
from putright.core.measures.findings import findings

COMPARED = (*NEEDED, *OVER)
"""The columns that are held together between the rows of a landlord."""
SHOW_EVERY = 10_000


@click.command("counts")
@click.argument(
    "table",
    metavar="IN.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the rows go with their results; else standard output.",
)
@click.option("--json", "as_json", is_flag=True, help="Sum up as JSON.")
def counts_command(*, table: Path, out: Path | None, as_json: bool) -> None:
    """Work out the result of each row of counts.

    Reads one measure of one landlord a row from IN.csv (or .xlsx, .parquet) and writes
    the same rows with base, result, exact, status and problem added. A row that can't
    be judged is invalid and says why; that does not change how the command ends.
    """
    if as_json and out is None:
        raise click.UsageError("--json needs --out: it sums the file up.")
    with explained(table):
        headings, rows, line_end = _read(table)
        try:
            layout = find_columns(headings)
        except ColumnError as error:
            raise FileRefused(f"{table.name}: {error}") from error
        tally: Counter[str] = Counter()
        given: list[dict[str, str]] = []
        answered = _answered(layout, rows, tally, given)
        write_rows(out, layout.headings, answered, line_end)
    _report(layout, tally, given, out, as_json=as_json)


def _read(table: Path) -> tuple[Sequence[str], Iterable[Sequence[str]], str]:
    """Give a table's headings, its rows, and the line end it is written with."""
    if table.suffix.casefold() in (".parquet", ".xlsx"):
        frame = open_source(table).frame.collect()
        texts = ([str(v) if v is not None else "" for v in r] for r in frame.rows())
        return frame.columns, texts, "\r\n"
    with table.open(encoding="utf-8-sig", newline="") as file:
        heading = file.readline()
    plain = heading.endswith("\n") and not heading.endswith("\r\n")
    rows = _csv_rows(table)
    return next(rows, []), rows, "\n" if plain else "\r\n"


def _csv_rows(table: Path) -> Iterator[list[str]]:
    """Give the rows of a CSV as they stand; a blank line is none."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            yield from (row for row in reader if row)
        except csv.Error as error:
            raise FileRefused(
                f"{table.name}: line {reader.line_num}: {error}. Look for a quotation "
                "mark that is not closed, or not doubled."
            ) from error


def _answered(
    layout: Layout,
    rows: Iterable[Sequence[str]],
    tally: Counter[str],
    given: list[dict[str, str]],
) -> Iterator[list[str]]:
    show = sys.stderr.isatty()
    names = [name.strip() for name in layout.headings]
    places = {name: names.index(name) for name in COMPARED if name in names}
    for cells, judged in judge_table(layout, rows):
        tally[judged.status] += 1
        if judged.status != "invalid":
            given.append({name: cells[place] for name, place in places.items()})
        if show and not tally.total() % SHOW_EVERY:
            click.echo(f"\r{tally.total():,} rows", nl=False, err=True)
        yield cells
    if show:
        click.echo("\r", nl=False, err=True)


def _report(
    layout: Layout,
    tally: Counter[str],
    given: list[dict[str, str]],
    out: Path | None,
    *,
    as_json: bool,
) -> None:
    """Say what was read as blank, what looks wrong between rows, and how it went."""
    if layout.absent:
        absent = ", ".join(layout.absent)
        click.echo(f"No column {absent}: read as blank in every row.", err=True)
    if layout.old:
        click.echo("The answers that were in the file were worked out anew.", err=True)
    found = findings(given)
    for one in found[:20]:
        click.echo(
            f"{one.landlord}, {one.year}, {one.stock_type}: {one.what}", err=True
        )
    if len(found) > 20:
        click.echo(f"… and {len(found) - 20} more like these.", err=True)
    sums = {"rows": tally.total()} | {
        status: tally[status] for status in ("ok", "not_applicable", "invalid")
    }
    if as_json:
        told = [one._asdict() for one in found]
        click.echo(json.dumps({**sums, "findings": told}, ensure_ascii=False))
    elif out is not None:
        click.echo(
            f"{sums['rows']:,} rows: {tally['ok']:,} with a result, "
            f"{tally['not_applicable']:,} not applicable, {tally['invalid']:,} invalid."
        )
