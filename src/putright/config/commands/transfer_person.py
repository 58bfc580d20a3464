"""`putright export person`: the copy of what is held on a resident, to a file."""

import datetime
import os
from pathlib import Path

import click

from putright.config.django_setup import setup
from putright.config.outcomes import RefusedError


@click.command("person")
@click.argument("reference")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def export_person(*, reference: str, out: Path) -> None:
    """Write all that is held on the resident REFERENCE to OUT, a ZIP.

    What must be left out is marked by a person on the pages first, part by part, on
    the resident's page under “A copy of what is held on them”. It holds what whoever
    started that copy may see.
    """
    setup()
    from django.utils import timezone

    from putright.apps.protection.queries import copies
    from putright.apps.protection.services import giving
    from putright.apps.protection.services.refusing import ProtectionRefusedError

    found = copies.open_copy(reference)
    if found is None:
        raise RefusedError(
            f"No copy of what is held on {reference} was started. Start one on the "
            "resident's page, and look through every part."
        )
    now = datetime.datetime.now(tz=datetime.UTC)
    try:
        handle = os.open(out, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as file:
            left = giving.give(
                file,
                found=found,
                seen_by=found.started_by,
                by=None,
                day=timezone.localtime(now).date(),
                now=now,
            )
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise click.UsageError(f"{out} cannot be written: {why}.") from error
    except ProtectionRefusedError as refused:
        out.unlink(missing_ok=True)
        raise RefusedError(str(refused)) from refused
    click.echo(f"Wrote {out}. Something is left out of {left} texts and files.")
