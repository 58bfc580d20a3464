"""`putright redate`: what a new bank holiday or a corrected date moves."""

import json
from pathlib import Path

import click

from putright.config.django_setup import setup


@click.command()
@click.option("--apply", "do_apply", is_flag=True, help="Move the dates listed.")
@click.option(
    "--calendar",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list of bank holidays (TOML): what would it move? Nothing is moved.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def redate_command(*, do_apply: bool, file: Path | None, as_json: bool) -> None:
    """List each case that the adopted bank holidays move: old and new date, what flips.

    Open cases, answered ones whose verdict changes, and letters that now state a wrong
    date. Without --apply nothing is moved. A list is adopted on the calendar's page.
    """
    if do_apply and file is not None:
        problem = "--calendar only asks what would move. Adopt the list, then --apply."
        raise click.UsageError(problem)
    setup()
    from putright.apps.complaints.queries.context import calendar_of
    from putright.apps.complaints.services import redating
    from putright.rules.reading import RulesDataError

    calendar = None
    if file is not None:
        try:
            calendar = calendar_of(file.read_text(encoding="utf-8"))
        except (RulesDataError, UnicodeDecodeError) as error:
            raise click.UsageError(f"{file}: {error}") from error
    moved = redating.moves(calendar)
    remade = redating.apply() if do_apply else 0
    if as_json:
        listed = [
            {name: getattr(one, name) for name in one.__struct_fields__}
            for one in moved
        ]
        told = {"moved": listed, "applied": do_apply}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for one in moved:
        wrong = "; a letter sent states the old date" if one.letter_wrong else ""
        what = one.what.replace("_", " ")
        state = "open" if one.open else "answered"
        click.echo(
            f"{one.reference} stage {one.stage} ({state}): {what} "
            f"{one.old or 'not known'} → {one.new or 'not known'}{wrong}"
        )
    cases = len({one.reference for one in moved})
    if do_apply:
        click.echo(f"{cases:,} cases moved; {remade:,} cases' rows were made anew.")
    else:
        click.echo(f"{cases:,} cases would move. Nothing was moved.")
