"""`putright clock`: dates in, due dates and verdicts out. Needs no database."""

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from putright.config.commands.clock_file import Tally, answer_file, row_clock
from putright.core.calendar import long_date
from putright.core.complaints.clock_rows import (
    ANSWERS,
    DEFAULT_EDITION,
    GIVEN,
    RowClock,
)

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _as_at(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> date | None:
    if value is None:
        return None
    try:
        if _ISO_DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day: {error}.") from error
    raise click.BadParameter(f"{value!r} is not a date written YYYY-MM-DD.")


@click.command("clock", epilog="Dates are YYYY-MM-DD and nothing else.")
@click.argument(
    "table",
    metavar="[IN.csv]",
    required=False,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the answered rows go; else standard output.",
)
@click.option(
    "--as-at",
    callback=_as_at,
    metavar="DATE",
    help="Judge what is unanswered as on this day. Default: today.",
)
@click.option("--stage", help="One row instead of a file: 1 or 2.")
@click.option(
    "--started",
    metavar="DATE",
    help="The complaint received (stage 1), or the request received (stage 2).",
)
@click.option("--acknowledged", metavar="DATE", help="When it was acknowledged.")
@click.option("--extension-told", metavar="DATE", help="When an extension was told.")
@click.option("--extended-to", metavar="DATE", help="The new date that was told.")
@click.option("--responded", metavar="DATE", help="When the full response was sent.")
@click.option("--edition", help=f"Default: {DEFAULT_EDITION}.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def clock_command(
    table: Path | None,
    out: Path | None,
    as_at: date | None,
    *,
    as_json: bool,
    **row: str | None,
) -> None:
    """Work out a stage's due dates and verdicts, from dates alone.

    Reads one stage of one case a row from IN.csv and writes the same rows with the
    answers added; or judges the one row given by --stage, --started and the rest.
    """
    today = datetime.now(ZoneInfo("Europe/London")).date()
    if table is None:
        _one_row(row_clock(as_at or today), row, out, as_json=as_json)
        return
    given = [name for name, value in row.items() if value is not None]
    if given:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise click.UsageError(f"Give a file, or one row by {options}: not both.")
    if as_json and out is None:
        raise click.UsageError("--json with a file needs --out: it sums the file up.")
    tally = answer_file(table, out, as_at or today, show=sys.stderr.isatty())
    _report(tally, out, as_json=as_json)


def _one_row(
    clock: RowClock, row: dict[str, str | None], out: Path | None, *, as_json: bool
) -> None:
    if row["stage"] is None or row["started"] is None:
        raise click.UsageError("Give a file, or one row by --stage and --started.")
    if out is not None:
        raise click.UsageError("--out goes with a file; one row is answered here.")
    names = dict(zip(GIVEN, _ROW_OPTIONS, strict=True))
    given = [row[names[name]] or "" for name in GIVEN]
    answers = dict(zip(ANSWERS, clock.answer(given), strict=True))
    if as_json:
        days = answers["working_days"]
        record = {**dict(zip(GIVEN, given, strict=True)), **answers}
        record["edition"] = record["edition"] or DEFAULT_EDITION
        numbered = {**record, "working_days": int(days) if days else None}
        click.echo(json.dumps(numbered, ensure_ascii=False, indent=2))
        return
    for name, value in answers.items():
        if value:
            click.echo(f"{name.replace('_', ' ').capitalize():<17} {_spoken(value)}")


_ROW_OPTIONS = (
    "stage",
    "edition",
    "started",
    "acknowledged",
    "extension_told",
    "extended_to",
    "responded",
)
"""The option for each column of GIVEN, in its order."""


def _spoken(value: str) -> str:
    """Show a date as people read it, with its weekday; a verdict in plain words."""
    if _ISO_DATE.fullmatch(value):
        day = date.fromisoformat(value)
        return f"{long_date(day)} ({day:%A})"
    return value.replace("_", " ")


def _report(tally: Tally, out: Path | None, *, as_json: bool) -> None:
    """Say what was read as empty, what was answered anew, and how it went."""
    absent = ", ".join(name for name in tally.columns.absent if name != "edition")
    if absent:
        click.echo(f"No column {absent}: read as empty in every row.", err=True)
    if tally.columns.old:
        click.echo("The answers that were in the file were worked out anew.", err=True)
    if as_json:
        sums = {"rows": tally.rows, "problems": tally.problems, "out": str(out)}
        click.echo(json.dumps(sums))
    elif out is not None:
        click.echo(f"{tally.rows:,} rows answered, {tally.problems:,} with a problem.")
