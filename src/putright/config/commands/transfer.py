"""`putright import` and `putright export`: the landlord's own files, in and out."""

import datetime
import json
import sys
import tomllib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from putright.config.commands.transfer_person import export_person
from putright.config.days import read_day
from putright.config.django_setup import setup
from putright.config.outcomes import RefusedError
from putright.config.processes import collect_seldom, spread
from putright.core.tabular import (
    ImportOutcome,
    RefusedRow,
    Table,
    TableError,
    read,
    write_xlsx,
)

RECEIVED_FROM = "Only cases received on this day or later."
RECEIVED_TO = "Only cases received on this day or earlier."
SOME_REFUSED = 3
WORTH_IT = 10
"""Batches of a register for which other processes are begun: 5,000 rows."""
SHOWN = 200
"""Refused rows listed for people; `--json` lists every one."""

Take = Callable[[Table, Callable[[int], None]], ImportOutcome]

_file = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
_json = click.option(
    "--json", "as_json", is_flag=True, help="Print the outcome as JSON."
)


@click.group()
def import_command() -> None:
    """Take homes, residents or the complaints register from a CSV or XLSX file.

    Every row is accounted for: taken, already there, changed, or refused with its line,
    its column and why. Ends with 3 where some rows were refused.
    """


@import_command.command("homes")
@_file
@_json
def homes(*, file: Path, as_json: bool) -> None:
    """Take the landlord's homes from FILE."""
    setup()
    from putright.apps.homes.services import import_homes

    _run(
        file,
        "homes_imported",
        lambda table, told: import_homes(table, now=_now(), by=None, progress=told),
        as_json=as_json,
    )


@import_command.command("residents")
@_file
@_json
def residents(*, file: Path, as_json: bool) -> None:
    """Take residents, and where they live, from FILE."""
    setup()
    from putright.apps.residents.services import import_residents

    _run(
        file,
        "residents_imported",
        lambda table, told: import_residents(table, now=_now(), by=None, progress=told),
        as_json=as_json,
    )


@import_command.command("equality")
@_file
@_json
def equality(*, file: Path, as_json: bool) -> None:
    """Take residents' equality answers from FILE, for figures alone.

    Columns: person, question, answer, answered_on. No page lists an answer, and no
    figure shows a number under 5, or one that gives it away.
    """
    setup()
    from putright.apps.residents.services import import_equality_answers

    _run(
        file,
        "equality_imported",
        lambda table, told: import_equality_answers(table, progress=told),
        as_json=as_json,
    )


@import_command.command("register")
@_file
@_json
@click.option(
    "--all-or-nothing", is_flag=True, help="Take nothing if a row is refused."
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file that says which of your columns and words is which of ours.",
)
@click.option(
    "--unanswered",
    type=click.Choice(["unknown", "open"]),
    default="unknown",
    show_default=True,
    help="Whether a row without an answer is not known, or a live case.",
)
def register(
    *,
    file: Path,
    as_json: bool,
    all_or_nothing: bool,
    mapping: Path | None,
    unanswered: str,
) -> None:
    """Take cases, one a row, from FILE."""
    setup()
    from putright.apps.complaints.services.importing import (
        import_register,
        mapping_of,
    )

    collect_seldom()
    try:
        words = mapping_of(_mapping(mapping))
    except TableError as error:
        raise click.UsageError(f"{mapping}: {error}") from error
    _run(
        file,
        "register_imported",
        lambda table, told: import_register(
            table,
            now=_now(),
            who="system",
            all_or_nothing=all_or_nothing,
            mapping=words,
            unanswered=unanswered,
            progress=told,
            spread=partial(spread, worth_it=WORTH_IT),
        ),
        as_json=as_json,
    )


@click.group()
def export_command() -> None:
    """Give out what came in, as a CSV or XLSX file; or what is held on a person."""


export_command.add_command(export_person)


@export_command.command("register")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "first", callback=read_day, metavar="DATE", help=RECEIVED_FROM)
@click.option("--to", "last", callback=read_day, metavar="DATE", help=RECEIVED_TO)
def export_register(
    *, out: Path, first: datetime.date | None, last: datetime.date | None
) -> None:
    """Write every case, one a row, to OUT (`.csv` or `.xlsx`).

    Contacts not yet decided, void cases and duplicates are left out, and named.
    """
    suffix = out.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise click.UsageError(f"OUT must end in .csv or .xlsx, not {out.name!r}.")
    if first and last and last < first:
        raise click.UsageError(f"--to {last} lies before --from {first}.")
    setup()
    from putright.apps.complaints.queries import exporting

    cases = exporting.received_between(first, last)
    headings, rows = exporting.export_register(cases)
    try:
        if suffix == ".csv":
            _write_out(out, exporting.csv_parts(headings, rows))
        else:
            _write_out(out, [write_xlsx(headings, rows)])
    except TableError as error:
        raise RefusedError(str(error)) from error
    _log("register_exported")
    for one in exporting.left_out(cases):
        click.echo(str(one), err=True)
    click.echo(f"Wrote {out}.")


def _write_out(out: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part, and give it its name once it is whole."""
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(parts)
        part.replace(out)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise click.UsageError(f"{out} cannot be written: {why}.") from error


def _now() -> datetime.datetime:
    return datetime.datetime.now(tz=datetime.UTC)


def _log(kind: str) -> None:
    """Write in the access log that the command line did this."""
    from putright.apps.accounts.services import record_opening

    record_opening(by=None, kind=kind, now=_now())


def _mapping(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{file} is not TOML: {error}.") from error


def _run(file: Path, kind: str, take: Take, *, as_json: bool) -> None:
    """Read the file, take it, say what became of it, and end with 0 or 3."""
    try:
        table = read(file.name, file.read_bytes())
        outcome = take(table, _progress(len(table.rows)))
    except TableError as error:
        _refuse_whole(error, as_json=as_json)
    _log(kind)
    if as_json:
        click.echo(json.dumps(outcome.as_json(), ensure_ascii=False, indent=1))
    else:
        _say(outcome)
    if outcome.refused:
        sys.exit(SOME_REFUSED)


def _refuse_whole(error: TableError, *, as_json: bool) -> NoReturn:
    if as_json:
        nothing = ImportOutcome(0, 0, 0, 0, (RefusedRow.of(error),))
        click.echo(json.dumps(nothing.as_json(), ensure_ascii=False, indent=1))
    raise RefusedError(f"Nothing was taken. {error}")


def _say(outcome: ImportOutcome) -> None:
    click.echo(
        f"Read {outcome.read:,}: {outcome.taken:,} taken, {outcome.already:,} already "
        f"there, {outcome.changed:,} changed, {len(outcome.refused):,} refused."
    )
    if outcome.unused:
        click.echo(f"Columns not used: {', '.join(outcome.unused)}.", err=True)
    for row in outcome.refused[:SHOWN]:
        error = TableError(row.line, row.column, row.value, row.why)
        click.echo(str(error), err=True)
    if len(outcome.refused) > SHOWN:
        more = len(outcome.refused) - SHOWN
        click.echo(f"And {more:,} more: see them all with --json.", err=True)


def _progress(total: int) -> Callable[[int], None]:
    """Give what shows progress, on a terminal; what does nothing otherwise."""
    if not sys.stderr.isatty():
        return lambda _rows: None

    def show(rows: int) -> None:
        end = "\n" if rows >= total else ""
        click.echo(f"\rRead {rows:,} of {total:,} rows{end}", nl=False, err=True)

    return show
