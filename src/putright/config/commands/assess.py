"""`putright assess --on DATE`: the self-assessment as it stands."""

import datetime
import json
from typing import Any

import click

from putright.config.days import read_day
from putright.config.django_setup import setup
from putright.rules.handling_code import NoEditionError


@click.command("assess", epilog="Dates are YYYY-MM-DD and nothing else.")
@click.option(
    "--on",
    "day",
    callback=read_day,
    metavar="DATE",
    required=True,
    help="The day to judge on; evidence is of its reporting year, up to that day.",
)
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
def assess_command(*, day: datetime.date, as_json: bool) -> None:
    """Give the self-assessment as it stands, provision by provision.

    The answers are those that people gave in the assessment of that reporting year,
    none where there is none; what the records show is worked out anew, from every
    journal. The program answers nothing itself.
    """
    setup()
    from putright.apps.assessment.queries.standing import standing

    try:
        told = standing(day)
    except NoEditionError as error:
        raise click.BadParameter(str(error), param_hint="--on") from error
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    _say(told)


def _say(told: dict[str, Any]) -> None:
    """Print it for people."""
    found = told["assessment"]
    click.echo(f"Self-assessment on {told['on']}, {told['edition']}")
    if found is None:
        click.echo("No assessment of that year was started, so nothing is answered.")
    else:
        click.echo(f"{found['landlord']}, {found['year']}: {found['state']}")
    for why in told["cannot_sign_off"]:
        click.echo(why)
    for row in told["provisions"]:
        click.echo(f"\n{row['provision']}  {row['comply'] or 'not answered'}")
        click.echo(f"    {row['requirement']}")
        for one in row["records"]:
            failed = f"; {one['failing']} failed" if one["failing"] else ""
            click.echo(f"    {one['title']}: {one['said']}{failed}")
        if row["action"]:
            click.echo(f"    Action: {row['action']} {row['owner']} {row['by_when']}")
