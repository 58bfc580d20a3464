"""`putright tsm records`: a landlord's records in, the measures of a year out."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from putright.config.commands.tsm_files import (
    FileRefused,
    Source,
    explained,
    find,
    open_source,
)
from putright.config.commands.tsm_writing import write_frame, write_rows
from putright.config.days import read_day
from putright.config.outcomes import RefusedError
from putright.core.calendar import england_calendar
from putright.core.complaints.decide.base import Context
from putright.core.measures.records import (
    FILES,
    REASONS,
    Answer,
    Asked,
    Cell,
    Measured,
    RecordsRefusedError,
    listing,
    measure,
)
from putright.core.tabular import TableError
from putright.rules.satisfaction_measures import UnknownYearError, measure_year

HEADINGS = (
    "year",
    "code",
    "stock_type",
    "split",
    "value",
    "numerator",
    "denominator",
    "result",
    "unit",
    "status",
    *REASONS,
)

SHOWN = 20
"""How many cells that can't be read are told."""


@click.command("records", epilog="Dates are YYYY-MM-DD and nothing else.")
@click.argument(
    "folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--year", required=True, help="The reporting year, such as 2024-25.")
@click.option(
    "--as-at",
    callback=read_day,
    metavar="DATE",
    help="Judge what is unanswered as on this day. Default: today.",
)
@click.option(
    "--by",
    multiple=True,
    metavar="COLUMN",
    help="Split by a column of the files; may be given again.",
)
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the rows go as CSV.",
)
@click.option(
    "--list",
    "listed",
    metavar="CODE",
    help="The records of one measure as CSV, with how each counted and why.",
)
@click.option(
    "--trust-extensions",
    is_flag=True,
    help="Count an extension although it is not recorded when it was told.",
)
@click.option(
    "--combined",
    is_flag=True,
    help="Give CH01 and CH02 for rented and shared ownership homes together, as the "
    "regulator permits a few landlords.",
)
def records_command(
    *,
    folder: Path,
    year: str,
    as_at: datetime.date | None,
    by: tuple[str, ...],
    as_json: bool,
    out: Path | None,
    listed: str | None,
    trust_extensions: bool,
    combined: bool,
) -> None:
    """Work out the measures of a year from a FOLDER of records.

    It holds homes, repairs, asb and register, each as .csv, .parquet or .xlsx. What a
    measure lacks makes it missing, and is said. A cell that can't be read is refused
    with its line and column, and then nothing is worked out.
    """
    if as_json and out is not None:
        raise click.UsageError("Give --json or --out, not both.")
    today = datetime.datetime.now(ZoneInfo("Europe/London")).date()
    try:
        rules = measure_year(year)
    except UnknownYearError as error:
        raise click.BadParameter(str(error), param_hint="--year") from error
    if listed is not None and listed not in {m.code for m in rules.management}:
        codes = ", ".join(m.code for m in rules.management)
        raise click.BadParameter(f"{listed!r} is none of {codes}.", param_hint="--list")
    splits = tuple(dict.fromkeys(by))
    asked = Asked(rules, as_at or today, splits, trust_extensions, combined)
    sources = _open(folder)
    _need_columns(sources, asked.by)
    context = Context(calendar=england_calendar())
    frames = {name: source.frame for name, source in sources.items()}
    with explained(folder):
        try:
            if listed is not None:
                _list(listed, frames, asked, context, out, as_json=as_json)
                return
            answer = measure(frames, asked, context)
        except RecordsRefusedError as error:
            raise RefusedError(_places(error, sources)) from error
    _tell(answer, out, as_json=as_json)


def _open(folder: Path) -> dict[str, Source]:
    """Open the files of a folder. Raises FileRefused where none of them is there."""
    paths = {name: find(folder, name) for name in FILES}
    found = {name: open_source(path) for name, path in paths.items() if path}
    if not found:
        names = ", ".join(FILES)
        raise FileRefused(
            f"{folder} holds none of {names} as .csv, .parquet or .xlsx. "
            "Put one there at least."
        )
    return found


def _need_columns(sources: dict[str, Source], by: Sequence[str]) -> None:
    there = {
        name
        for source in sources.values()
        for name in source.frame.collect_schema().names()
    }
    for column in by:
        if column not in there:
            raise click.BadParameter(
                f"No file has a column {column!r}.", param_hint="--by"
            )


def _places(error: RecordsRefusedError, sources: dict[str, Source]) -> str:
    """Say each fault with its file, line, column and value."""
    told = []
    for fault in error.faults[:SHOWN]:
        what = TableError(0, fault.column, fault.value, fault.why)
        told.append(f"{sources[fault.file].place(fault.row)}, {what}")
    more = len(error.faults) - SHOWN
    rest = [f"… and {more:,} more."] if more > 0 else []
    return "\n".join([*told, *rest, "Nothing was worked out."])


def _list(
    code: str,
    frames: dict[str, Any],
    asked: Asked,
    context: Context,
    out: Path | None,
    *,
    as_json: bool,
) -> None:
    try:
        rows = listing(code, frames, asked, context)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        told = rows.collect(engine="streaming").to_dicts()
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    write_frame(out, rows)


def _tell(answer: Answer, out: Path | None, *, as_json: bool) -> None:
    """Give the answer as JSON, as CSV, or in words; what is missing on the side."""
    for note in answer.notes:
        click.echo(note, err=True)
    if as_json:
        click.echo(json.dumps(_as_json(answer), ensure_ascii=False, indent=1))
        return
    if out is not None:
        write_rows(out, HEADINGS, _rows(answer))
    else:
        for one in answer.measures:
            _say(one)
    for check in answer.checks:
        records = f": {', '.join(check.records)}" if check.records else ""
        what = " ".join(word for word in (check.check, check.measure) if word)
        click.echo(f"check {what}, {check.count:,}{records}", err=out is not None)


def _as_json(answer: Answer) -> dict[str, object]:
    return {
        "year": answer.year,
        "measures": [_measure_json(one) for one in answer.measures],
        "checks": [
            {
                "check": one.check,
                "measure": one.measure,
                "count": one.count,
                "records": list(one.records),
            }
            for one in answer.checks
        ],
    }


def _measure_json(one: Measured) -> dict[str, object]:
    told: dict[str, object] = {
        "code": one.measure.code,
        "stock_type": one.stock_type,
        "numerator": one.total.numerator,
        "denominator": one.total.denominator,
        "result": one.total.result,
        "unit": one.measure.unit,
        "status": one.total.status,
        "left_out": dict(one.left_out),
        "by": {
            column: {value: cell._asdict() for value, cell in values.items()}
            for column, values in one.by.items()
        },
    }
    return told | {"missing": one.missing} if one.missing else told


def _rows(answer: Answer) -> list[list[str]]:
    rows = []
    for one in answer.measures:
        left = [str(one.left_out.get(why, 0)) for why in REASONS]
        rows.append(_row(answer.year, one, "", "", one.total, left))
        none = [""] * len(REASONS)
        for column, values in one.by.items():
            for value, cell in values.items():
                rows.append(_row(answer.year, one, column, value, cell, none))
    return rows


def _row(
    year: str, one: Measured, column: str, value: str, cell: Cell, left: list[str]
) -> list[str]:
    counts = (cell.numerator, cell.denominator, cell.result)
    numbers = ["" if number is None else str(number) for number in counts]
    start = [year, one.measure.code, one.stock_type, column, value]
    return [*start, *numbers, one.measure.unit, cell.status, *left]


def _say(one: Measured) -> None:
    """Print a measure for people; nothing counted is none, never 0%."""
    head = f"{one.measure.official} {one.stock_type}, {one.measure.name}"
    click.echo(f"{head}: {_spoken(one, one.total)}")
    for why, count in one.left_out.items():
        click.echo(f"    left out, {why.replace('_', ' ')}: {count:,}")
    for column, values in one.by.items():
        click.echo(f"    by {column}")
        for value, cell in values.items():
            click.echo(f"        {value or 'not known'}: {_spoken(one, cell)}")


def _spoken(one: Measured, cell: Cell) -> str:
    if cell.status == "missing":
        return f"missing ({one.missing})"
    over = f"{cell.numerator:,} of {cell.denominator:,}"
    if cell.result is None:
        said = cell.status.replace("_", " ")
        return f"none ({said})" if cell.status != "invalid" else f"invalid ({over})"
    unit = "%" if one.measure.unit == "percent" else " per 1,000 homes"
    return f"{cell.result}{unit} ({over})"
