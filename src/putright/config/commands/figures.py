"""`putright figures`: what the records add up to, and the cases behind a number."""

import datetime
import json
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from putright.config.days import as_at_option, first_option, last_option
from putright.config.django_setup import setup
from putright.core.figures import FIGURES
from putright.core.tabular import write_csv
from putright.rules.handling_code import edition_names

if TYPE_CHECKING:
    from putright.apps.figures.queries import Question, Result
    from putright.core.figures import Cell

HEADINGS = ("reference", "counted", "why")


@click.command("figures", epilog="Dates are YYYY-MM-DD and nothing else.")
@first_option
@last_option
@click.option(
    "--by",
    multiple=True,
    metavar="DIMENSION",
    help="Split by a dimension, or by several at once joined by commas.",
)
@click.option(
    "--where", multiple=True, metavar="DIMENSION=VALUE", help="Count only these."
)
@as_at_option
@click.option(
    "--edition",
    type=click.Choice(edition_names()),
    help="Count only cases handled under this edition.",
)
@click.option(
    "--figure",
    "codes",
    multiple=True,
    type=click.Choice(list(FIGURES)),
    metavar="CODE",
    help="Only this figure; may be given again. Default: all.",
)
@click.option(
    "--list",
    "listed",
    type=click.Choice(list(FIGURES)),
    metavar="CODE",
    help="The cases of one figure as CSV, with how each counted and why.",
)
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
def figures_command(
    *,
    first: datetime.date,
    last: datetime.date,
    by: tuple[str, ...],
    where: tuple[str, ...],
    as_at: datetime.date | None,
    edition: str | None,
    codes: tuple[str, ...],
    listed: str | None,
    as_json: bool,
) -> None:
    """Give every figure of a period, both its days included.

    A case belongs to the period in which what is counted happened. With --as-at the
    records stand as they do now, less what happened after that day.
    """
    setup()
    from putright.apps.figures import queries

    now = datetime.datetime.now(tz=datetime.UTC)
    question = queries.Question(
        first=first,
        last=last,
        as_at=as_at or now.astimezone(ZoneInfo("Europe/London")).date(),
        by=tuple(_split(one) for one in dict.fromkeys(by)),
        where=tuple(_limit(one) for one in where),
        edition=edition or "",
    )
    try:
        if listed is not None:
            _list(listed, question, now, as_json=as_json)
            return
        results = _results(codes, question)
    except queries.BadQuestionError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        told = [queries.as_json(result) for result in results]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for result in results:
        _say(result)
    note = queries.month_note(question)
    if note:
        click.echo(note)


def _results(codes: tuple[str, ...], question: "Question") -> list["Result"]:
    """Give the figures, from the copy of the database where there is one."""
    from putright.apps.figures import queries
    from putright.apps.figures.reading import figures_reads

    with figures_reads() as source:
        found = list(queries.values(codes or None, question))
    if source.as_of:
        click.echo(f"Figures as of {source.as_of:%Y-%m-%d %H:%M:%S %Z}.", err=True)
    return found


def _split(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if len(set(names)) < len(names) or "" in names:
        raise click.BadParameter(f"{text!r} is not one dimension, or some with commas.")
    return names


def _limit(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{text!r} is not written DIMENSION=VALUE.")
    return name, value


def _list(
    code: str, question: "Question", now: datetime.datetime, *, as_json: bool
) -> None:
    """Write a figure's cases, and write down that they were listed."""
    from putright.apps.accounts import services as accounts
    from putright.apps.figures import queries

    found = queries.members(code, question)
    accounts.record_opening(by=None, kind="figure_listed", now=now, subject=code)
    rows = [(one.reference, one.counted, one.why) for one in found.listed]
    if as_json:
        told = [dict(zip(HEADINGS, row, strict=True)) for row in rows]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    click.echo(write_csv(HEADINGS, rows).decode("utf-8-sig"), nl=False)


def _say(result: "Result") -> None:
    """Print a figure for people: its value, what it left out, its splits."""
    figure = result.figure
    click.echo(f"{figure.title} ({figure.code}): {_spoken(result.total, figure.unit)}")
    if result.missing:
        click.echo(f"    {result.missing}")
    for why, number in result.left_out.items():
        if number:
            click.echo(f"    left out, {why}: {number:,}")
    for name, cells in result.by.items():
        note = " (listings: some cases are in several)"
        click.echo(f"    by {name}{note if name in result.overlaps else ''}")
        for labels, cell in cells.items():
            label = ", ".join(one or "not known" for one in labels)
            click.echo(f"        {label}: {_spoken(cell, figure.unit)}")


def _spoken(cell: "Cell", unit: str) -> str:
    """Say a value with what it is over; nothing counted is none, never 0%."""
    if cell.hidden:
        return "not shown (under 5, or it would give such a cell away)"
    if cell.value is None:
        return "none"
    if cell.denominator is None:
        amount = f"£{cell.value:,.2f}" if unit == "pounds" else f"{cell.value:,}"
        return amount if unit in ("pounds", "cases") else f"{amount} {unit}"
    over = f" of {cell.denominator:,}"
    shown = f"{cell.value:,.1f}" + ("%" if unit == "percent" else "")
    if cell.numerator is None:
        return f"{shown} (over {cell.denominator:,})"
    return f"{shown} ({cell.numerator:,}{over})"
