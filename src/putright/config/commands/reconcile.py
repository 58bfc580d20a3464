"""`putright reconcile`: published tables held against their own arithmetic."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from putright.core.reconcile import Finding, Table, read_file, reconcile, unreadable
from putright.core.tabular import TableError

DOES_NOT_HOLD = 1
SOME_REFUSED = 3


@click.command("reconcile")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
@click.pass_context
def reconcile_command(
    ctx: click.Context, *, files: tuple[Path, ...], as_json: bool
) -> None:
    """Find what does not agree in published tables, each explained in a sentence.

    FILE is CSV or XLSX as printed, its first row the headings, or JSON: a table of
    "columns" and "rows", or a list of them. All tables are also held against each
    other. Ends with 1 where anything certain was found, and with 3 where a file was
    refused and nothing certain was found.
    """
    tables, refused = _read(files)
    wrong = unreadable(tables)
    for table, error in wrong:
        refused.append((table.id, error))
        tables.remove(table)
    findings = reconcile(tables)
    for name, error in refused:
        click.echo(f"{name}: {error}", err=True)
    if as_json:
        told = [finding.as_json() for finding in findings]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _say(findings, len(tables))
    if any(finding.certain for finding in findings):
        ctx.exit(DOES_NOT_HOLD)
    if refused:
        ctx.exit(SOME_REFUSED)


Refused = list[tuple[str, TableError]]


def _read(files: Iterable[Path]) -> tuple[list[Table], Refused]:
    """Read every file that can be read; tell two tables of one name apart."""
    tables: list[Table] = []
    refused: Refused = []
    seen: Counter[str] = Counter()
    for file in files:
        try:
            given = read_file(file.name, file.read_bytes())
        except TableError as error:
            refused.append((str(file), error))
            continue
        for table in given:
            seen[table.id] += 1
            again = seen[table.id]
            called = table.id if again == 1 else f"{table.id} ({again})"
            tables.append(replace(table, id=called))
    return tables, refused


def _say(findings: Sequence[Finding], tables: int) -> None:
    """Print findings for people."""
    for one in findings:
        place = " · ".join(text for text in (one.table, one.row, one.column) if text)
        sure = "certain" if one.certain else "not certain"
        should = f", should be {one.should_be}" if one.should_be else ""
        kind = one.kind.replace("_", " ")
        click.echo(f"{place}: {one.printed}{should} ({kind}, {sure})")
        click.echo(f"    {one.why}")
    certain = sum(finding.certain for finding in findings)
    click.echo(
        f"{tables} {'table' if tables == 1 else 'tables'}: {certain} certain and "
        f"{len(findings) - certain} not certain."
    )
