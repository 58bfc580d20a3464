"""`putright tsm returns`: the regulator's published workbook as rows of counts."""

from pathlib import Path

import click

from putright.config.commands.tsm_files import FileRefused, explained
from putright.config.commands.tsm_writing import write_rows
from putright.core.measures.returns import COLUMNS, NoLayoutError, layout_of, rows_of
from putright.core.tabular import read_sheet
from putright.rules.satisfaction_measures import MeasureYear, measure_year, year_names


def read_returns(workbook: Path, year: MeasureYear) -> list[dict[str, str]]:
    """Read a workbook's returns. Raises FileRefused with the sheet and the line."""
    with explained(workbook):
        data = workbook.read_bytes()
        try:
            return list(
                rows_of(year, lambda sheet: read_sheet(workbook.name, data, sheet))
            )
        except NoLayoutError as error:
            raise FileRefused(f"{error}") from error


def years_with_a_layout() -> list[str]:
    """Name the years whose workbook can be read."""
    return [name for name in year_names() if _has_layout(measure_year(name))]


def _has_layout(year: MeasureYear) -> bool:
    try:
        layout_of(year)
    except NoLayoutError:
        return False
    return True


@click.command("returns")
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
def returns_command(*, workbook: Path, out: Path | None, year: str) -> None:
    """Turn the regulator's published workbook into rows that `tsm counts` reads.

    A row for each measure that a landlord returned anything for, with the regulator's
    own result as `published`. What stands in a cell is handed on as it is.
    """
    rows = read_returns(workbook, measure_year(year))
    write_rows(out, COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
    if out is not None:
        landlords = len({row["landlord_code"] for row in rows})
        click.echo(f"{len(rows):,} rows of {landlords:,} landlords.")
