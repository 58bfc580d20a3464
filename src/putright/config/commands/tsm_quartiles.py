"""`putright tsm quartiles`: the national quartiles from the regulator's workbook."""

import json
from pathlib import Path

import click

from putright.config.commands.tsm_returns import read_returns, years_with_a_layout
from putright.config.commands.tsm_writing import write_rows
from putright.core.measures.numbers import shown
from putright.core.measures.quartiles import Quartiles, quartiles
from putright.rules.satisfaction_measures import measure_year

HEADINGS = (
    "measure",
    "stock_type",
    "among",
    "value",
    "results",
    "lower_quartile",
    "median",
    "upper_quartile",
    "mean",
    "direction",
)


@click.command("quartiles")
@click.argument(
    "workbook",
    metavar="WORKBOOK.xlsx",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the rows go; else standard output.",
)
@click.option(
    "--year",
    type=click.Choice(years_with_a_layout()),
    default=years_with_a_layout()[-1],
    show_default=True,
    help="The year of the workbook.",
)
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
def quartiles_command(
    *, workbook: Path, out: Path | None, year: str, as_json: bool
) -> None:
    """Give each measure's quartiles among all landlords, and by type, size and region.

    Results to the decimals of the year. A measure without a direction has no better
    end: more or fewer complaints are neither good nor bad.
    """
    rules = measure_year(year)
    found = quartiles(read_returns(workbook, rules))
    rows = [_row(one, rules.rounding.decimals) for one in found]
    if as_json:
        told = [dict(zip(HEADINGS, row, strict=True)) for row in rows]
        numbered = [{**one, "results": int(one["results"])} for one in told]
        click.echo(json.dumps(numbered, ensure_ascii=False, indent=1))
        return
    write_rows(out, HEADINGS, rows)


def _row(one: Quartiles, decimals: int) -> tuple[str, ...]:
    values = (one.lower, one.median, one.upper, one.mean)
    return (
        one.measure,
        one.stock_type,
        one.among,
        one.value,
        str(one.results),
        *(shown(value, decimals) for value in values),
        one.direction,
    )
