"""`putright bundle REFERENCE --out FILE`: one case for the Ombudsman."""

import datetime
from pathlib import Path

import click
from django.utils import timezone

from putright.config.django_setup import setup


@click.command("bundle")
@click.argument("reference")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where it goes: a name that ends in .pdf or .zip says which it is.",
)
def bundle_command(*, reference: str, out: Path) -> None:
    """Write one case for the Ombudsman, indexed and in date order.

    A ZIP holds every file as it is; a PDF has page numbers throughout, and its index
    names what can only be had in the ZIP. That it was made is written in the log.
    """
    setup()
    from putright.apps.accounts import services as accounts
    from putright.apps.complaints.queries.cases import find
    from putright.apps.complaints.services import bundle as services

    try:
        kind = services.kind_of(out)
    except services.BundleError as problem:
        raise click.UsageError(str(problem)) from problem
    row = find(reference)
    if row is None:
        raise click.UsageError(f"There is no case {reference}.")
    now = datetime.datetime.now(tz=datetime.UTC)
    made = services.make(row, kind, now=now, today=timezone.localdate(now))
    part = out.with_name(f"{out.name}.part")
    try:
        part.write_bytes(made)
        part.replace(out)
    except OSError as problem:
        raise click.UsageError(
            f"{out} can't be written: {problem.strerror}. Choose another place."
        ) from problem
    accounts.record_opening(
        by=None, kind="bundle_made", now=now, subject=f"case:{row.pk}"
    )
    click.echo(f"{reference} is in {out}, {len(made):,} bytes.")
