"""`putright digest`: send today's digests, or show them."""

import click

from putright.config.django_setup import setup


@click.command("digest")
@click.option("--dry-run", is_flag=True, help="Show the mails, and send none.")
def digest_command(*, dry_run: bool) -> None:
    """Send everyone who has casework what is due for them, once a day.

    `putright work` does this by itself each working day; called twice, a second mail
    goes to nobody.
    """
    setup()
    from django.utils import timezone

    from putright.apps.complaints.services import digest

    now = timezone.now()
    if dry_run:
        shown = 0
        for mail in digest.composed(timezone.localdate(now)):
            click.echo(f"To {mail.username}: {mail.subject}\n\n{mail.text}")
            shown += 1
        click.echo(f"{shown} to send, none sent.")
        return
    sent = sum(1 for _ in digest.send(now=now))
    click.echo(f"{sent} sent.")
