"""`putright user`: people, and the first administrator of a new landlord."""

import datetime
import json
import sys

import click
from django.utils.text import slugify

from putright.config.django_setup import setup


def _now() -> datetime.datetime:
    return datetime.datetime.now(tz=datetime.UTC)


@click.group()
def user_command() -> None:
    """Add people, give them a new password, list them."""


@user_command.command("add")
@click.argument("name")
@click.option("--role", required=True, help="Such as administrator or coordinator.")
@click.option("--email", default="", help="May be used to sign in.")
@click.option("--username", default="", help="To sign in with; made from NAME without.")
@click.option("--password-stdin", is_flag=True, help="Read the password from input.")
def add(
    *, name: str, role: str, email: str, username: str, password_stdin: bool
) -> None:
    """Add a person called NAME and give them a role.

    The very first administrator may start at once. Every other role waits until
    someone confirms it on screen.
    """
    setup()
    from putright.apps.accounts import services
    from putright.apps.accounts.services.people import made_up_password

    password = _password_from_input() if password_stdin else made_up_password()
    now = _now()
    try:
        user, grant = services.add_with_role(
            name=name,
            username=username or _username(name),
            email=email,
            password=password,
            role=role,
            now=now,
            temporary=not password_stdin,
        )
    except services.AccountRefusedError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Added {user.name}. They sign in as {user.username}.")
    if not password_stdin:
        click.echo(f"Password: {password}")
        click.echo("They change it when they first sign in.")
    if grant.confirmed_at is None:
        click.echo("The role takes effect when someone confirms it under Roles.")


@user_command.command("reset")
@click.argument("username")
@click.option("--password-stdin", is_flag=True, help="Read the password from input.")
def reset(*, username: str, password_stdin: bool) -> None:
    """Give the person who signs in as USERNAME a new password."""
    setup()
    from putright.apps.accounts import queries, services

    person = queries.person_named(username)
    if person is None:
        raise click.UsageError(
            f"Nobody signs in as {username!r}. See `putright user list`."
        )
    try:
        new = services.reset_password(
            user=person,
            by=None,
            now=_now(),
            password=_password_from_input() if password_stdin else None,
        )
    except services.AccountRefusedError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{person.name} has a new password.")
    if not password_stdin:
        click.echo(f"Password: {new}")


@user_command.command("unlink")
@click.argument("username")
def unlink(*, username: str) -> None:
    """Forget by which account of the landlord's service USERNAME signs in.

    At their next sign-in by it they are known by their e-mail address again.
    """
    setup()
    from putright.apps.accounts import queries, services

    person = queries.person_named(username)
    if person is None:
        raise click.UsageError(
            f"Nobody signs in as {username!r}. See `putright user list`."
        )
    if not services.let_go(user=person, now=_now()):
        raise click.UsageError(f"{person.name} does not sign in by the service.")
    click.echo(f"{person.name} is known by no account of the service any more.")


@user_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
def list_people(*, as_json: bool) -> None:
    """List the people and their roles."""
    setup()
    from putright.apps.accounts import queries

    rows = queries.people_as_rows()
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        roles = ", ".join(row["roles"]) or "no role"
        click.echo(f"{row['username']}\t{row['name']}\t{roles}")


def _username(name: str) -> str:
    """Give a user name for a person's name: Dilys Marlow signs in as dilys.marlow."""
    return slugify(name).replace("-", ".")


def _password_from_input() -> str:
    """Read one line, so that the password is in no list of processes."""
    return sys.stdin.readline().rstrip("\r\n")
