"""`putright explain REFERENCE`: every clock of a case, day by day."""

import datetime
import json
from typing import Any

import click
from django.utils import timezone

from putright.config.django_setup import setup
from putright.core.calendar import long_date

TITLES = {
    "acknowledge_by": "Acknowledge by",
    "respond_by": "Answer by",
    "extension_limit": "Extension limit",
    "backstop": "Backstop",
}


@click.command("explain")
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
def explain_command(*, reference: str, as_json: bool) -> None:
    """Explain every clock of a case.

    From which event each date is counted, by which provision and edition, and each
    day that was counted or skipped, and why.
    """
    setup()
    from putright.apps.accounts import services as accounts
    from putright.apps.complaints.queries.cases import find, open_case
    from putright.apps.complaints.queries.context import current_context
    from putright.apps.complaints.queries.proofs import as_data

    row = find(reference)
    if row is None:
        raise click.UsageError(f"There is no case {reference}.")
    now = datetime.datetime.now(tz=datetime.UTC)
    today = timezone.localdate(now)
    told = as_data(open_case(row).case, current_context(), today)
    accounts.record_opening(
        by=None, kind="case_opened", now=now, subject=f"case:{row.pk}"
    )
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if not told["stages"]:
        click.echo("No stage has begun, so no clock runs.")
    for stage in told["stages"]:
        _say(stage)


def _say(stage: dict[str, Any]) -> None:
    verdicts = [
        verdict.replace("_", " ")
        for verdict in (stage["acknowledgement"], stage["response"])
        if verdict
    ]
    click.echo(f"Stage {stage['stage']}, {stage['edition']}: {', '.join(verdicts)}")
    if stage["unknown"]:
        click.echo(f"  {stage['unknown']}")
    for one in stage["dates"]:
        click.echo(f"\n  {TITLES[one['name']]}: {_day(one['due'])}")
        click.echo(
            f"  {one['counted_from']} on {_day(one['counted_from_on'])}, "
            f"{one['working_days']} working days. {one['source']}. "
            f"Bank holidays: version {one['calendar']}."
        )
        if one["unsure"]:
            click.echo(f"  {one['unsure']}")
        for day in one["days"]:
            number = f"{day['number']:>3}" if day["counted"] else "  -"
            click.echo(f"    {number}  {_day(day['day']):<18}  {day['why']}")
    click.echo("")


def _day(text: str) -> str:
    return long_date(datetime.date.fromisoformat(text))
