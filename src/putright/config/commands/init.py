"""`putright init`: make or upgrade the database and its folder."""

import os
from importlib import import_module
from pathlib import Path

import click

from putright.config import environment
from putright.config.django_setup import load
from putright.config.upgrading import migrate

FOLDERS = ("evidence", "letters", "static")


@click.command()
@click.option("--demo", is_flag=True, help="Add the demonstration landlord.")
@click.option(
    "--static",
    "collect",
    is_flag=True,
    help="Gather stylesheets and scripts, as a landlord's own service needs.",
)
def init_command(*, demo: bool, collect: bool) -> None:
    """Make the database, or bring it up to this program's version.

    May be called again at any time: what is there stays.
    """
    home = make_home()
    load()
    migrate()
    if collect or environment.flag("PUTRIGHT_HTTPS"):
        _collect()
    click.echo(f"The database is ready. Its folder is {home}.")
    if demo:
        _make_demo()


def make_home() -> Path:
    """Make the home, its folders and its secret key, where they are not; give it."""
    home = environment.home()
    _make_folders(home)
    _make_secret_key(home)
    return home


def _make_folders(home: Path) -> None:
    """Make the home and its folders, for this program's user only."""
    for folder in (home, *(home / name for name in FOLDERS)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _make_secret_key(home: Path) -> None:
    """Make the key that signs cookies, once, in a file nobody else reads."""
    if environment.kept_secret_key(home):
        return
    from django.core.management.utils import get_random_secret_key

    file = environment.secret_key_file(home)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(get_random_secret_key())


def _collect() -> None:
    """Gather the static files where the web server's worker finds them."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _make_demo() -> None:
    """Add the demonstration landlord, and say who may sign in."""
    from django.utils import timezone

    demo = import_module("putright.config.demo")
    demo.make(timezone.now())
