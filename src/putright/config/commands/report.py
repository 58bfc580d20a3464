"""`putright report KIND --from DATE --to DATE --out FILE`: a report as a file."""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from putright.config.days import as_at_option, first_option, last_option
from putright.config.django_setup import setup
from putright.config.outcomes import RefusedError
from putright.core.reports.kinds import KINDS, UnknownKindError, kind_of
from putright.rules.handling_code import edition_names

ENDINGS = (".html", ".pdf", ".docx", ".xlsx")


def _kind(ctx: click.Context, param: click.Parameter, value: str) -> str:
    try:
        return kind_of(value).code
    except UnknownKindError as error:
        raise click.BadParameter(str(error)) from error


def _out(ctx: click.Context, param: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() not in ENDINGS:
        ending = f"ends in {value.suffix}" if value.suffix else "has no ending"
        raise click.BadParameter(
            f"{value.name} {ending}. Let it end in {', '.join(ENDINGS[:-1])} or "
            f"{ENDINGS[-1]}: that says what is made."
        )
    return value


@click.command(
    "report",
    epilog="Dates are YYYY-MM-DD and nothing else. The kinds: "
    + "; ".join(f"{one.code} ({one.title})" for one in KINDS.values())
    + ".",
)
@click.argument("kind", callback=_kind)
@first_option
@last_option
@as_at_option
@click.option(
    "--edition",
    type=click.Choice(edition_names()),
    help="Count only cases handled under this edition.",
)
@click.option(
    "--out",
    callback=_out,
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where it goes: a name that ends in .html, .pdf, .docx or .xlsx.",
)
def report_command(
    *,
    kind: str,
    first: datetime.date,
    last: datetime.date,
    as_at: datetime.date | None,
    edition: str | None,
    out: Path,
) -> None:
    """Write a report of a kind, drafted from the records as they stand now.

    Nothing is stored or published. What a report of the kind must have and lacks is
    said on standard error.
    """
    setup()
    from putright.apps.accounts import services as accounts
    from putright.apps.reports.queries.gathering import built
    from putright.apps.reports.rendering.errors import NotRenderedError
    from putright.apps.reports.rendering.formats import FORMATS
    from putright.core.reports.kinds import ReportError

    now = datetime.datetime.now(tz=datetime.UTC)
    today = now.astimezone(ZoneInfo("Europe/London")).date()
    form = out.suffix.lower().removeprefix(".")
    try:
        made = built(
            kind, first=first, last=last, as_at=as_at or today, edition=edition or ""
        )
        data = FORMATS[form].make(made)
    except ReportError as error:
        raise click.UsageError(str(error)) from error
    except NotRenderedError as error:
        raise RefusedError(str(error)) from error
    _write(out, data)
    accounts.record_opening(by=None, kind="report_exported", now=now, subject=kind)
    for part in made.missing():
        click.echo(f"Missing: {part.number} ({part.title}): {part.missing}", err=True)
    click.echo(f"{made.title} is in {out}, {len(data):,} bytes.")


def _write(out: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    part = out.with_name(f"{out.name}.part")
    try:
        part.write_bytes(data)
        part.replace(out)
    except OSError as problem:
        raise RefusedError(
            f"{out} can't be written: {problem.strerror}. Choose another place."
        ) from problem
