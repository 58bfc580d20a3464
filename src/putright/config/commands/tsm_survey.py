"""`putright tsm survey`: a survey's answers in, each measure with its margin out."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import polars as pl

from putright.config.commands.tsm_survey_more import Asked, as_json
from putright.config.commands.tsm_survey_text import lines_of
from putright.config.outcomes import RefusedError
from putright.core.calendar import reporting_year
from putright.core.surveys import (
    QUARTER,
    Estimate,
    NoDriversError,
    NoPopulationError,
    NoStatisticsError,
    Population,
    Result,
    SurveyMappingError,
    TextTable,
    WeightingError,
    amiss,
    apply,
    doubts,
    estimates_from,
    mapping_from,
    read_population,
    read_responses,
    read_text,
    shortfall,
    work_out,
)
from putright.core.surveys.responses import WHEN
from putright.core.tabular import TableError, read
from putright.rules.satisfaction_measures import (
    MeasureYear,
    UnknownYearError,
    measure_year,
    year_names,
)

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("survey")
@click.argument("survey_file", metavar="SURVEY.csv", type=_file)
@click.option(
    "--population",
    metavar="POPULATION.csv",
    required=True,
    type=_file,
    help="Households in all and by characteristic.",
)
@click.option(
    "--weight-by",
    default="",
    metavar="COLUMN,COLUMN",
    help="Weight to these characteristics: one by cells, more by raking, in order.",
)
@click.option(
    "--by",
    multiple=True,
    metavar="COLUMN",
    help="Results by a column too, or by `quarter`; may be given again.",
)
@click.option(
    "--last-year", metavar="JSON", type=_file, help="Last year's answer of --json."
)
@click.option(
    "--mapping", metavar="JSON", type=_file, help="Which heading and word is which."
)
@click.option(
    "--year",
    type=click.Choice(year_names()),
    help="The measures of this reporting year. Default: that of the answers.",
)
@click.option(
    "--drivers", is_flag=True, help="What goes with TP01; needs the extra `stats`."
)
@click.option("--json", "in_json", is_flag=True, help="Answer as JSON, unrounded.")
def survey_command(
    survey_file: Path,
    population: Path,
    weight_by: str,
    by: tuple[str, ...],
    last_year: Path | None,
    mapping: Path | None,
    year: str | None,
    *,
    drivers: bool,
    in_json: bool,
) -> None:
    """Work out TP01 to TP12 from SURVEY.csv, one row a response.

    One response is kept a household. Every result stands with its base, its standard
    error and 95% interval; what is amiss in the answers is said and never guessed.
    """
    names = _names(weight_by)
    asked = Asked(by, _before(last_year) if last_year else {}, drivers)
    table = _table(survey_file, mapping, year)
    with _refused(survey_file):
        responses = read_responses(table)
        _need_columns(table, by)
        rules = measure_year(year) if year else _year_of(responses)
    households = _population(population)
    with _refused(survey_file):
        try:
            results = work_out(responses, households, names, rules)
        except WeightingError as error:
            raise _placed(table, error) from error
    _warn(table, results, rules, _within(responses, rules, year))
    _absent(households, results, asked, last_year)
    with _refused(survey_file):
        found = {name: asked.of(name, one) for name, one in results.items()}
    if in_json:
        click.echo(as_json(results, found))
        return
    for name, result in results.items():
        click.echo("\n".join(lines_of(name, result, found[name], rules)))


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    """Refuse the command for what is wrong with a file, and name the file."""
    try:
        yield
    except (
        TableError,
        WeightingError,
        NoDriversError,
        NoPopulationError,
        NoStatisticsError,
        SurveyMappingError,
    ) as error:
        raise RefusedError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise RefusedError(f"{path}: It is not UTF-8. Save it anew so.") from error


def _placed(table: TextTable, error: WeightingError) -> Exception:
    """Give the error with the line of the response at fault, where it is one."""
    if error.row is None:
        return error
    line = table.line(error.row)
    return TableError(line, error.characteristic, error.value or "", str(error))


def _names(given: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    if len(set(names)) < len(names):
        raise click.UsageError("--weight-by names a characteristic twice.")
    return names


def _table(path: Path, mapping: Path | None, year: str | None) -> TextTable:
    with _refused(path):
        table = read_text(path.name, path.read_bytes())
    if mapping is None:
        return table
    with _refused(mapping):
        words = mapping_from(mapping.read_text("utf-8-sig"))
        return apply(table, words, measure_year(year or year_names()[-1]))


def _population(path: Path) -> dict[str, Population]:
    with _refused(path):
        return read_population(read(path.name, path.read_bytes()))


def _before(path: Path) -> dict[str, dict[str, Estimate]]:
    try:
        return estimates_from(path.read_bytes())
    except ValueError as error:
        raise RefusedError(f"{path}: {error}") from error


def _need_columns(table: TextTable, by: tuple[str, ...]) -> None:
    table.need(*(name for name in by if name != QUARTER))


def _year_of(responses: pl.DataFrame) -> MeasureYear:
    """Take the reporting year of the latest answer, or the last that is known."""
    latest = responses[WHEN].max()
    if latest is None:
        return measure_year(year_names()[-1])
    assert isinstance(latest, dt.datetime)
    try:
        return measure_year(reporting_year(latest.date()))
    except UnknownYearError as error:
        last = measure_year(year_names()[-1])
        click.echo(f"{error} Worked out as in {last.name}.", err=True)
        return last


def _absent(
    households: dict[str, Population],
    results: dict[str, Result],
    asked: Asked,
    last_year: Path | None,
) -> None:
    """Say of which stock types there are no responses, or no last year."""
    for name, one in households.items():
        if name not in results:
            number = f"{one.households:,.10g}"
            click.echo(f"{name}: {number} households, and nobody answered.", err=True)
    for name in results:
        if last_year and name not in asked.before:
            click.echo(f"{last_year} has no {name}: it is not compared.", err=True)


def _within(responses: pl.DataFrame, rules: MeasureYear, year: str | None) -> str:
    """Name the year in which the fieldwork should be; "" where it is not known."""
    latest = responses[WHEN].max()
    if year or not isinstance(latest, dt.datetime):
        return rules.name
    return rules.name if reporting_year(latest.date()) == rules.name else ""


def _warn(
    table: TextTable, results: dict[str, Result], rules: MeasureYear, within: str
) -> None:
    """Say on standard error what is missing, amiss or out of the ordinary."""
    wanted = [one.code for one in rules.perception] + list(rules.filters)
    absent = [name for name in wanted if name not in table.headings]
    if absent:
        click.echo(f"No column {', '.join(absent)}: read as empty.", err=True)
    for name, result in results.items():
        for one in amiss(table, result):
            click.echo(f"{name}, {one}", err=True)
        short = shortfall(result.sample.households, result.kept, rules.accuracy)
        if short:
            click.echo(f"{name}: {short}", err=True)
        for says in doubts(result, within, table.line):
            click.echo(f"{name}: {says}", err=True)
        weights = result.sample.weights
        if weights.extreme:
            click.echo(
                f"{name}: weights run from {weights.smallest:.3g} to "
                f"{weights.largest:.3g}, so a few answers count for many. Join small "
                "groups, or weight by fewer characteristics.",
                err=True,
            )
