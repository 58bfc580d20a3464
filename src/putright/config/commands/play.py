"""`putright play FILE…`: worked cases, played in the core alone."""

import json
import sys
from pathlib import Path

import click

from putright.core.calendar import england_calendar
from putright.core.complaints.decide import Context
from putright.core.complaints.play import NotAWorkedCaseError, play_all, read


@click.command("play")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False)
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def play_command(files: tuple[str, ...], *, as_json: bool) -> None:
    """Play worked cases and say which do not come out as expected."""
    context = Context(calendar=england_calendar())
    results = []
    for name in files:
        try:
            results += play_all(read(Path(name).read_text("utf-8")), context)
        except (NotAWorkedCaseError, UnicodeDecodeError) as error:
            click.echo(f"{name}: {error}", err=True)
            sys.exit(2)
    failed = [result for result in results if result.why]
    if as_json:
        told = {
            "cases": len(results),
            "passed": len(results) - len(failed),
            "failed": [{"name": r.name, "why": list(r.why)} for r in failed],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for result in failed:
            click.echo(result.name)
            for line in result.why:
                click.echo(f"  {line}")
        passed = len(results) - len(failed)
        click.echo(f"{len(results)} cases, {passed} as expected, {len(failed)} not.")
    sys.exit(1 if failed else 0)
