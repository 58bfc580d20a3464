"""`putright erase`: the words of a case, by its rules."""

import datetime
import json

import click

from putright.config.django_setup import setup


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
    from putright.apps.complaints.services.steps import NoSuchCaseError

    now = datetime.datetime.now(tz=datetime.UTC)
    if again:
        done = erasures.erase_again(who="system", now=now)
    else:
        try:
            erasures.erase_case(
                reference=reference, reason=reason, who="system", now=now
            )
        except NoSuchCaseError as error:
            problem = f"{error} See the references in the list."
            raise click.UsageError(problem) from error
        done = [reference]
    record_opening(by=None, kind="words_erased", now=now)
    if as_json:
        click.echo(json.dumps({"erased": done}, ensure_ascii=False))
        return
    for one in done:
        click.echo(f"Erased the words of {one}.")
    if not done:
        click.echo("Nothing to erase again.")
