"""`putright backup FILE` and `putright restore FILE`: all records in one file."""

import datetime
from pathlib import Path

import click

from putright.config.django_setup import load, setup
from putright.config.outcomes import DoesNotHoldError

SHOWN = 20


def _now() -> datetime.datetime:
    return datetime.datetime.now(tz=datetime.UTC)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--quick",
    is_flag=True,
    help="Check hashes and counts, and leave the chains of cases to `verify`.",
)
def backup_command(*, file: Path, quick: bool) -> None:
    """Write the database and all its files to FILE, while the program runs.

    The file is read back and held against what was written. It holds personal data
    and no password or secret key: keep it as safe as the program itself, elsewhere.
    Ends with 1 where something in the records does not hold; the backup stands.
    """
    setup()
    from putright.apps.accounts.services import record_opening
    from putright.config.keeping import saving

    now = _now()
    out = file.absolute()
    if not out.parent.is_dir():
        raise click.UsageError(f"There is no folder {out.parent}.")
    manifest = saving.back_up(out, now=now, quick=quick)
    record_opening(by=None, kind="backup_made", now=now)
    files = len(manifest.members) - 1
    click.echo(
        f"Wrote {file}: {manifest.cases:,} cases with {manifest.entries:,} entries, "
        f"{files:,} files, {out.stat().st_size:,} bytes. Keep it elsewhere."
    )
    if manifest.elsewhere:
        click.echo(
            f"Not in it, since they lie in the object store: "
            f"{' and '.join(manifest.elsewhere)}. Keep that store's own versions."
        )
    if manifest.erased_meanwhile:
        click.echo(f"Erased while it was made: {manifest.erased_meanwhile:,} files.")
    _tell_problems(manifest.problems, "The backup is whole, and holds them as they are")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--replace",
    is_flag=True,
    help="Cases are there already: put them aside, and the backup in their place.",
)
@click.option(
    "--erasures",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list of erasures kept elsewhere (erasures.jsonl): they are applied again.",
)
@click.option(
    "--holds",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list of legal holds kept elsewhere (holds.jsonl): they stand again.",
)
def restore_command(
    *, file: Path, replace: bool, erasures: tuple[Path, ...], holds: tuple[Path, ...]
) -> None:
    """Put the backup FILE in place, with the program stopped.

    A file that is broken, cut short or not a backup is refused before anything is
    touched. What was erased since is erased again; letters that may have left since
    wait for a person; everyone signs in anew. Then all of it is verified.
    """
    load()
    from putright.config.commands.init import make_home
    from putright.config.keeping import restoring

    lists = {"erasures.jsonl": erasures, "holds.jsonl": holds}
    done = restoring.restore(file, now=_now(), replace=replace, lists=lists)
    make_home()
    manifest, settled = done.manifest, done.settled
    click.echo(
        f"Restored {manifest.cases:,} cases with {manifest.entries:,} entries, as "
        f"they were on {manifest.made_at}."
    )
    for reference in settled.erased:
        click.echo(f"Erased again: {reference}.")
    for reference in settled.held:
        click.echo(f"Kept, since a legal hold stands on it: {reference}.")
    if settled.letters:
        click.echo(
            f"{settled.letters:,} letters may have left after the backup was made: "
            "say of each whether it did, under Letters."
        )
    if done.before:
        click.echo(f"What was there before is in {done.before}. Delete it when sure.")
    _tell_problems(settled.problems, "It is in place")


def _tell_problems(problems: tuple[str, ...], ending: str) -> None:
    for problem in problems[:SHOWN]:
        click.echo(f"{problem}.")
    if problems:
        raise DoesNotHoldError(
            f"{len(problems):,} things do not hold: see `putright verify`. {ending}."
        )
