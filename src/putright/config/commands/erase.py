"""`putright erase`: the words of a case, by its rules."""

import datetime
import json

import click

from putright.config.django_setup import setup
from putright.config.outcomes import RefusedError


@click.command()
@click.argument("reference", required=False, default="")
@click.option("--reason", default="", help="Retention, a court, a person's right.")
@click.option(
    "--again",
    is_flag=True,
    help="After a restore: apply every erasure that was written down since.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def erase_command(*, reference: str, reason: str, again: bool, as_json: bool) -> None:
    """Erase what people wrote in the case REFERENCE, wherever it is kept.

    Its letters, files, drafts and search text go with it. Codes, dates, amounts and
    every figure stay as they were, and the journal still verifies.
    """
    if again == bool(reference):
        raise click.UsageError("Name one case, or use --again.")
    if reference and not reason.strip():
        raise click.UsageError("Say why with --reason.")
    setup()
    from putright.apps.accounts.services import record_opening
    from putright.apps.complaints.services import erasures

    now = datetime.datetime.now(tz=datetime.UTC)
    if again:
        done, held = erasures.erase_again(who="system", now=now)
    else:
        _erase(reference, reason, now)
        done, held = [reference], []
    record_opening(by=None, kind="words_erased", now=now)
    if as_json:
        told = {"erased": done, "held": held}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for one in done:
        click.echo(f"Erased the words of {one}.")
    for one in held:
        click.echo(f"Kept the words of {one}: a legal hold stands on it.")
    if not done and not held:
        click.echo("Nothing to erase again.")


def _erase(reference: str, reason: str, now: datetime.datetime) -> None:
    """Erase one case, or say why nothing was erased."""
    from putright.apps.complaints.services import erasures
    from putright.apps.complaints.services.steps import NoSuchCaseError
    from putright.apps.holds.services import HeldError
    from putright.apps.letters.errors import StoreAwayError

    try:
        erasures.erase_case(reference=reference, reason=reason, who="system", now=now)
    except NoSuchCaseError as error:
        problem = f"{error} See the references in the list."
        raise click.UsageError(problem) from error
    except (HeldError, StoreAwayError) as error:
        raise RefusedError(f"Nothing was erased. {error}") from error
