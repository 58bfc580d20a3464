"""`putright verify`, `seal` and `refold`: the journal held against itself."""

import datetime
import json
import sys
from itertools import chain
from pathlib import Path

import click

from putright.config.django_setup import setup
from putright.config.outcomes import DoesNotHoldError

SHOWN = 200
"""What does not hold is listed for people so far; `--json` lists all of it."""


def _now() -> datetime.datetime:
    return datetime.datetime.now(tz=datetime.UTC)


@click.command()
@click.option(
    "--seal",
    "seal_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A seal kept elsewhere: nothing it names may be cut off or removed.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def verify_command(*, seal_file: Path | None, as_json: bool) -> None:
    """Check every chain, word, stored file, summary row and published report, and the
    database's guards.

    Ends with 1, and names the cases, where something was changed.
    """
    setup()
    from putright.apps.complaints.services import seals, verify
    from putright.config import verifying

    findings = verifying.findings()
    if seal_file is not None:
        try:
            kept = seals.read_seal(seal_file.read_bytes())
        except seals.NotASealError as error:
            raise click.UsageError(f"{seal_file}: {error}") from error
        findings = chain(findings, seals.compare(kept))
    found = list(findings)
    cases, entries, _ = verify.heads_hash()
    if as_json:
        listed = [{"reference": f.reference, "what": f.what} for f in found]
        told = {"cases": cases, "entries": entries, "problems": listed}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for finding in found[:SHOWN]:
            click.echo(f"{finding.reference or 'The database'}: {finding.what}.")
        if len(found) > SHOWN:
            click.echo(f"And {len(found) - SHOWN:,} more: see them with --json.")
    if found:
        references = dict.fromkeys(f.reference for f in found if f.reference)
        raise DoesNotHoldError(
            f"{len(found):,} things do not hold, in {len(references):,} cases."
        )
    if not as_json:
        against = f", and all that {seal_file.name} names" if seal_file else ""
        click.echo(f"{cases:,} cases and {entries:,} entries hold{against}.")


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the seal to this file, to be kept elsewhere.",
)
def seal_command(*, out: Path | None) -> None:
    """Write the day's seal, as JSON: what every case ends with today.

    Keep it away from this machine. `putright verify --seal FILE` then shows whether
    anything was cut off or removed since.
    """
    setup()
    from django.utils import timezone

    from putright.apps.complaints.services import seals

    now = _now()
    data = seals.write_seal(day=timezone.localdate(now), now=now).as_bytes()
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise click.UsageError(f"{out} cannot be written: {why}.") from error
    click.echo(f"Wrote {out}. Keep it somewhere else than this machine.")


@click.command()
def refold_command() -> None:
    """Make every summary row anew from the journals."""
    setup()
    from putright.apps.complaints.services import verify

    count = verify.refold_all()
    click.echo(f"Made {count:,} cases' summary rows anew.")
