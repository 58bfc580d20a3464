"""`putright serve`: the pages, by gunicorn."""

import os
import sys

import click

from putright.config.django_setup import HALF_RESTORED, half_restored, load
from putright.config.outcomes import DoesNotHoldError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen here.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="The port to listen on.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many processes answer; two for each core is plenty.",
)
def serve_command(*, host: str, port: int, workers: int) -> None:
    """Serve the pages until stopped.

    Refuses to start where the database is behind this program, lacks its guards, or
    the settings would not hold: run `putright init` first.
    """
    load()
    problems = _problems()
    if problems:
        raise DoesNotHoldError("Not started.\n" + "\n".join(problems))
    for note in _notes():
        click.echo(note, err=True)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Serving at http://{shown}:{port} (stop with Ctrl-C)")
    sys.stdout.flush()
    os.environ["DJANGO_SETTINGS_MODULE"] = "putright.config.settings"
    os.execv(sys.executable, _server(f"{shown}:{port}", workers))  # noqa: S606 - our own arguments, no shell


def _server(address: str, workers: int) -> list[str]:
    """Give the server's command line.

    Threads, since a browser opens connections ahead of need, and one that says nothing
    would hold a whole worker. No log of requests: addresses may tell of people.
    """
    return [
        sys.executable,
        "-m",
        "gunicorn",
        f"--bind={address}",
        f"--workers={workers}",
        "--worker-class=gthread",
        "--threads=4",
        "--timeout=60",
        "--graceful-timeout=20",
        "--log-level=error",
        "--no-control-socket",
        "putright.config.wsgi:application",
    ]


def _problems() -> list[str]:
    """Give why the program may not start, each with what to do."""
    from django.conf import settings
    from django.core import checks
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError

    from putright.config import guards

    if half_restored():
        return [HALF_RESTORED]
    if not settings.SECRET_KEY_KEPT:
        return ["There is no secret key: run `putright init`."]
    try:
        executor = MigrationExecutor(connection)
    except OperationalError:
        return ["The database does not answer: run `putright init`, or check its URL."]
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return ["The database is behind this program: run `putright init`."]
    absent = guards.missing()
    if absent:
        return [f"Guards are missing ({', '.join(absent)}): run `putright init`."]
    unknown = _unknown_roles()
    if unknown:
        return [f"PUTRIGHT_OIDC_FILE names no roles of this program: {unknown}."]
    away = _files_away()
    if away:
        return [away]
    found = checks.run_checks(databases=["default"])
    return [str(message) for message in found if message.is_serious()]


def _files_away() -> str:
    """Say why the store of files can't be used; empty where it can."""
    from django.core.exceptions import ImproperlyConfigured

    from putright.apps.complaints.services import evidence
    from putright.apps.letters import files
    from putright.apps.letters.errors import StoreAwayError

    try:
        for stored in (evidence.STORED, files.STORED):
            stored.answers()
    except StoreAwayError as away:
        return f"{away} PUTRIGHT_FILES_URL and its keys say where it is."
    except ImproperlyConfigured:
        return "PUTRIGHT_FILES_URL needs packages: install Putright with its extra s3."
    return ""


def _notes() -> list[str]:
    """Give what does not hold the program back, and is better otherwise."""
    from django.core import checks

    from putright.apps.accounts import in_clear
    from putright.config import rights

    found = [f"Note: {one.msg}" for one in in_clear.found() if one.level < checks.ERROR]
    if rights.owns_the_journal():
        found.append(
            "Note: the program connects as a role that owns its tables, and could take "
            "the journal's guards away. docs/running.md says how to have two roles."
        )
    return found


def _unknown_roles() -> str:
    """Give the roles of the sign-in service's file that this program does not have."""
    from django.conf import settings

    from putright.apps.accounts import services

    service = settings.SIGN_IN_SERVICE
    return ", ".join(services.unknown_roles(service)) if service else ""
